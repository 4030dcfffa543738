/** What the address of the devices' page says: the filter, and what stands beside the table. */
import { choiceIn, textIn } from '../../search-params.ts';

export const deviceStates = ['in_stock', 'assigned', 'handed_over', 'voided'] as const;

export interface DevicesSearch {
  text?: string | undefined;
  /** Owner of the school whose devices are shown; only an office has several. */
  school?: string | undefined;
  model?: string | undefined;
  state?: (typeof deviceStates)[number] | undefined;
  /** Record id of the device beside the table. */
  device?: string | undefined;
  /** `new`: adding by typing or scanning; `edit`: the form of `device`. */
  form?: 'new' | 'edit' | undefined;
}

export function readDevicesSearch(search: Record<string, unknown>): DevicesSearch {
  return {
    text: textIn(search, 'text'),
    school: textIn(search, 'school'),
    model: textIn(search, 'model'),
    state: choiceIn(search, 'state', deviceStates),
    device: textIn(search, 'device'),
    form: choiceIn(search, 'form', ['new', 'edit']),
  };
}

export function isFiltered(search: DevicesSearch): boolean {
  return Boolean(search.text ?? search.school ?? search.model ?? search.state);
}
