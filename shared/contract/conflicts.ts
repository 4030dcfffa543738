/** What merging the work of several PCs leaves for a person: fields with two answers, and rules found broken. */
import { z } from 'zod';
import { ownerId, replicaId } from '../records/office.ts';
import { instant, recordId } from '../records/record-table.ts';
import { page, pageRequest, raises, read, write, written } from './procedure.ts';

/** One of the values that stand against one another. */
export const conflictValue = z.object({
  /** Id of the change that says so. */
  version: recordId,
  fields: z.array(z.object({ field: z.string(), value: z.union([z.string(), z.number(), z.null()]) })),
  at: instant,
  /** Who wrote it; empty when that record has not come. */
  actorName: z.string(),
  replica: replicaId,
  /** What people call the PC; its id when no certificate has come. */
  replicaName: z.string(),
  /** The value that the record shows until a person decides. */
  isWinner: z.boolean(),
});

/** A group of fields that two PCs wrote without knowing of each other. */
export const conflict = z.object({
  id: z.string(),
  owner: ownerId,
  recordTable: z.string(),
  record: recordId,
  fieldGroup: z.string(),
  label: z.string(),
  /** The pupil on whose page it can be looked at; null for other records. */
  student: recordId.nullable(),
  /** Only the side that owns the record settles it. */
  canSettle: z.boolean(),
  /** The winner first. */
  values: z.array(conflictValue),
});
export type Conflict = z.output<typeof conflict>;

export const findingKind = z.enum([
  'deviceTwoReceipts',
  'deviceTwoPupils',
  'pupilTwoDevices',
  'householdTwoDevices',
  'serialNumberTwice',
  'imeiTwice',
  'studentCodeTwice',
  'personalIdTwice',
  'pupilAtTwoSchools',
  'receiptCancelledTwice',
  'stockNegative',
  'referenceMissing',
]);
export type FindingKind = z.output<typeof findingKind>;

/** A rule across records that does not hold after a merge; nothing was refused for it. */
export const finding = z.object({
  kind: findingKind,
  /** What the records share: a serial number, a code, the id of what has not come. */
  value: z.string(),
  records: z.array(z.object({ owner: ownerId, recordTable: z.string(), record: recordId, label: z.string() })),
});
export type Finding = z.output<typeof finding>;

export const conflicts = {
  list: read.input(z.object(pageRequest)).output(page(conflict)),
  /** Takes one of the values; the others stay in the journal. */
  settle: write
    .errors(raises('conflictSettled', 'conflictOfOther', 'personNotChosen'))
    .input(z.object({ id: z.string().max(200), version: recordId }))
    .output(written),
};

export const findings = {
  list: read.input(z.object({ ...pageRequest, kind: findingKind.nullable().default(null) })).output(page(finding)),
};
