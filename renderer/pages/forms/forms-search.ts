/** What the address of the forms' page says: which form, for whom, before or after signing. */
import { formName } from '../../../shared/contract/forms.ts';
import { choiceIn, flagIn, textIn } from '../../search-params.ts';

export const formChoices = [...formName.options, 'export'] as const;
export type FormChoice = (typeof formChoices)[number];

export interface FormsSearch {
  form?: FormChoice | undefined;
  class?: string | undefined;
  pupil?: string | undefined;
  /** From the receipts; left out: planned, to be signed. */
  isDone?: true | undefined;
  /** Whose minutes of deletion; left out: the newest. */
  deletion?: string | undefined;
  /** ID numbers whole instead of masked. */
  isWhole?: true | undefined;
}

export function readFormsSearch(search: Record<string, unknown>): FormsSearch {
  return {
    form: choiceIn(search, 'form', formChoices),
    class: textIn(search, 'class'),
    pupil: textIn(search, 'pupil'),
    isDone: flagIn(search, 'isDone'),
    deletion: textIn(search, 'deletion'),
    isWhole: flagIn(search, 'isWhole'),
  };
}
