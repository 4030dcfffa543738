/** What the address of the handover page says: a class, or one pupil, and a device that was scanned first. */
import { textIn } from '../../search-params.ts';

export interface HandoverSearch {
  class?: string | undefined;
  pupil?: string | undefined;
  /** Serial number of a device in stock that waits for its pupil. */
  device?: string | undefined;
}

export function readHandoverSearch(search: Record<string, unknown>): HandoverSearch {
  return { class: textIn(search, 'class'), pupil: textIn(search, 'pupil'), device: textIn(search, 'device') };
}
