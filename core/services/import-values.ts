/** What a class list says of one pupil, in the names of the flat record. A key left out: the file has no such column. */
import type { RecordFields } from '../../shared/records/record-tables.ts';

type StudentFields = RecordFields<'students'>;
type StatusFields = RecordFields<'poverty_statuses'>;
type GuardianFields = RecordFields<'guardians'>;

export interface StudentValues {
  fullName: string;
  sortName?: string | null;
  birthDate?: string | null;
  gender?: StudentFields['gender'];
  ethnicity?: string | null;
  className?: string | null;
  moetId?: string | null;
  personalId?: string | null;
  note?: string | null;
  province?: string | null;
  commune?: string | null;
  village?: string | null;
  headName?: string | null;
  headPersonalId?: string | null;
  /** Null: the cell is empty. */
  povertyStatus?: StatusFields['status'] | null;
  reviewYear?: number | null;
  certificateNo?: string | null;
  certificateDate?: string | null;
  certificateCommune?: string | null;
  guardianName?: string | null;
  guardianRelation?: GuardianFields['relation'];
  guardianPhone?: string | null;
  guardianPersonalId?: string | null;
}
export type StudentValueName = keyof StudentValues;
