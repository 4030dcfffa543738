/** What the address of the pupils' page says: the filter, who stands open beside the table, and whether it is being edited. */
import type { StudentFilter } from '../../../shared/contract/students.ts';
import { choiceIn, flagIn, textIn } from '../../search-params.ts';

export interface StudentsSearch {
  text?: string | undefined;
  /** Owner of the school whose pupils are shown; only an office has several. */
  school?: string | undefined;
  class?: string | undefined;
  poverty?: 'poor' | 'near_poor' | 'none' | 'unknown' | undefined;
  device?: 'none' | 'assigned' | 'received' | undefined;
  /** Round by whose devices alone `device` is meant; from the bars of Hôm nay. */
  round?: string | undefined;
  /** Pupils without a consent in force. */
  consent?: 'missing' | undefined;
  voided?: true | undefined;
  sort?: 'name' | undefined;
  /** Record id of the pupil beside the table. */
  pupil?: string | undefined;
  /** The form: of a new pupil, or of `pupil`. */
  form?: 'new' | 'edit' | undefined;
}

export function readStudentsSearch(search: Record<string, unknown>): StudentsSearch {
  return {
    text: textIn(search, 'text'),
    school: textIn(search, 'school'),
    class: textIn(search, 'class'),
    poverty: choiceIn(search, 'poverty', ['poor', 'near_poor', 'none', 'unknown']),
    device: choiceIn(search, 'device', ['none', 'assigned', 'received']),
    round: textIn(search, 'round'),
    consent: choiceIn(search, 'consent', ['missing']),
    voided: flagIn(search, 'voided'),
    sort: choiceIn(search, 'sort', ['name']),
    pupil: textIn(search, 'pupil'),
    form: choiceIn(search, 'form', ['new', 'edit']),
  };
}

export function toFilter(search: StudentsSearch): StudentFilter & { sort: 'class' | 'name' } {
  return {
    text: search.text ?? '',
    owner: search.school ?? null,
    class: search.class ?? null,
    povertyStatus: search.poverty ?? null,
    device: search.device ?? null,
    round: search.round ?? null,
    consent: search.consent ?? null,
    includeVoided: search.voided ?? false,
    sort: search.sort ?? 'class',
  };
}

/** True when fewer than all pupils are asked for. */
export function isFiltered(search: StudentsSearch): boolean {
  return Boolean(
    search.text ?? search.school ?? search.class ?? search.poverty ?? search.device ?? search.round ?? search.consent,
  );
}

/** What takes every filter off. */
export const noFilter = {
  text: undefined,
  school: undefined,
  class: undefined,
  poverty: undefined,
  device: undefined,
  round: undefined,
  consent: undefined,
} as const satisfies Partial<StudentsSearch>;
