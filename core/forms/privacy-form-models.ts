/**
 * What goes on the forms of privacy (Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP). No official annex for them was found in public: like
 * F2 and F3 they are defaults that an office may change.
 */
import type { z } from 'zod';
import type { deletions } from '../../shared/records/erasure.ts';
import type { relation } from '../../shared/records/pupil.ts';
import type { AnyForm } from './form-heading.ts';

/** Biên bản xoá dữ liệu: what one erasure took, in numbers that tell of nobody. */
export type DeletionMinutesModel = AnyForm & {
  form: 'deletion-minutes';
  /** Id of the minutes in the register, so that paper and register can be put side by side. */
  deletionId: string;
  deletion: z.output<typeof deletions.fields>;
};

/** Danh sách niêm yết: name and class, nothing else (domain/vietnam.md, section 8). */
export type PostingListModel = AnyForm & {
  form: 'posting-list';
  /** Null: the whole school. */
  className: string | null;
  /** Planned: who is to receive. Else who has received. */
  isPlanned: boolean;
  rows: readonly { fullName: string; className: string | null }[];
};

/** One copy of the consent form. Null is left dotted, to be written by hand. */
export type ConsentPaper = {
  studentName: string | null;
  birthDate: string | null;
  className: string | null;
  guardianName: string | null;
  guardianRelation: z.output<typeof relation> | null;
  /** The child is 7 or older and ticks as well (Điều 24); also true where the birthday is not known. */
  needsChild: boolean;
};

/** Phiếu đồng ý: nothing on it is ticked before somebody signs. */
export type ConsentFormModel = AnyForm & {
  form: 'consent-form';
  /** Printed on the form, and recorded with the consent. */
  formVersion: string;
  /** School years that data is kept after the pupil's last class. */
  keptYears: number;
  papers: readonly ConsentPaper[];
};

/** A line of the answer to “what do you hold of my child”: a heading, or a field with its value in words. */
export type HeldLine = { isHeading: boolean; label: string; value: string | null };

/** Bản cung cấp dữ liệu: everything that the register holds of one pupil. */
export type HeldDataModel = AnyForm & {
  form: 'held-data';
  student: { fullName: string; birthDate: string | null; className: string | null };
  /** The open request that this answers. */
  request: { receivedOn: string; requesterName: string | null } | null;
  /** ID numbers stand there whole. */
  isWhole: boolean;
  lines: readonly HeldLine[];
};

export type PrivacyFormModel = DeletionMinutesModel | PostingListModel | ConsentFormModel | HeldDataModel;
