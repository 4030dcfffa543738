/** What the address of the forms' page says: which form, for whom, before or after signing. */
import { choiceIn, flagIn, textIn } from '../../search-params.ts';

export const formChoices = ['receipt-list', 'handover-minutes', 'export'] as const;
export type FormChoice = (typeof formChoices)[number];

export interface FormsSearch {
  form?: FormChoice | undefined;
  class?: string | undefined;
  pupil?: string | undefined;
  /** From the receipts; left out: planned, to be signed. */
  isDone?: true | undefined;
  /** ID numbers of who signs whole instead of masked. */
  isWhole?: true | undefined;
}

export function readFormsSearch(search: Record<string, unknown>): FormsSearch {
  return {
    form: choiceIn(search, 'form', formChoices),
    class: textIn(search, 'class'),
    pupil: textIn(search, 'pupil'),
    isDone: flagIn(search, 'isDone'),
    isWhole: flagIn(search, 'isWhole'),
  };
}
