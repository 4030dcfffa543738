/** What a class list can say: the fields a column may be mapped to, and the values of a pupil's row. */
import type { Gender } from '../../shared/rules/gender.ts';
import type { GuardianRelation } from '../../shared/rules/guardian-relation.ts';
import type { PovertyStatus } from '../../shared/rules/poverty-wording.ts';
import type { ProblemDetails } from '../../shared/problems.ts';

export const rosterFields = [
  'fullName',
  'familyAndMiddleName',
  'givenName',
  'birthDate',
  'birthDay',
  'birthMonth',
  'birthYear',
  'maleBirthDate',
  'femaleBirthDate',
  'gender',
  'female',
  'male',
  'ethnicity',
  'className',
  'moetId',
  'personalId',
  'province',
  'commune',
  'village',
  'address',
  'povertyStatus',
  'poorMark',
  'nearPoorMark',
  'certificateNo',
  'certificateDate',
  'reviewYear',
  'guardianName',
  'guardianRelation',
  'guardianPhone',
  'guardianPersonalId',
  'fatherName',
  'fatherPhone',
  'fatherPersonalId',
  'motherName',
  'motherPhone',
  'motherPersonalId',
  'headName',
  'headPersonalId',
  'siteName',
  'note',
] as const;
export type RosterField = (typeof rosterFields)[number];

/** Key absent: the file has no such column. null: the cell is empty. */
export interface RosterValues {
  fullName?: string | null;
  birthDate?: string | null;
  gender?: Gender | null;
  ethnicity?: string | null;
  className?: string | null;
  moetId?: string | null;
  personalId?: string | null;
  province?: string | null;
  commune?: string | null;
  village?: string | null;
  povertyStatus?: PovertyStatus | null;
  certificateNo?: string | null;
  certificateDate?: string | null;
  reviewYear?: number | null;
  guardianName?: string | null;
  guardianRelation?: GuardianRelation | null;
  guardianPhone?: string | null;
  guardianPersonalId?: string | null;
  headName?: string | null;
  headPersonalId?: string | null;
  siteName?: string | null;
  note?: string | null;
}
export type RosterValueName = keyof RosterValues;

/** Something to tell the clerk about one value; `problem` is a code of shared/sentences/reading.ts. */
export interface ValueNote {
  readonly field: string | null;
  readonly problem: string;
  readonly details: ProblemDetails;
}

/** The same with its place: `row` as the spreadsheet counts, `column` a letter. */
export interface RowNote extends ValueNote {
  readonly sheet: string;
  readonly row: number;
  readonly column: string | null;
}

/** A pupil's row: what was understood, what stands in the file by the name of the value, what is to be told. */
export interface RosterRow {
  sheet: string;
  row: number;
  values: RosterValues;
  source: Record<string, { column: string; text: string }>;
  problems: RowNote[];
  warnings: RowNote[];
}

/** A column of the file and what it was understood as; null: dropped, and named to the clerk. */
export interface SheetColumn<Field extends string> {
  sheet: string;
  index: number;
  letter: string;
  header: string;
  field: Field | null;
  samples: string[];
}

/**
 * A clerk's choice for one column. `sheet` null: in every sheet; `header`: only where the column is headed so.
 * A remembered choice has `sheet: null` and the header, since the next file's sheets have other names.
 */
export interface ColumnChoiceEntry {
  readonly sheet: string | null;
  readonly index: number;
  readonly field: string | null;
  readonly header?: string;
}
export type ColumnChoice = readonly ColumnChoiceEntry[];
