/** Backups: what there is and how sound it is, making one, going back to one. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { raises, read, write } from './procedure.ts';

/** Why a backup was made. */
export const backupReason = z.enum(['daily', 'import', 'update', 'stick', 'person']);
export type BackupReason = z.output<typeof backupReason>;

export const backupCounts = z.object({
  /** Not voided ones. */
  students: z.number().int(),
  devices: z.number().int(),
  receipts: z.number().int(),
  /** Of the journal, whoever wrote them. */
  changes: z.number().int(),
});
export type BackupCounts = z.output<typeof backupCounts>;

/** `sound`: whole as its manifest says; `damaged`: another size or content than that; `unfinished`: no manifest that can be read. */
export const backupHealth = z.enum(['sound', 'damaged', 'unfinished']);

export const backup = z.object({
  /** Whole path of its folder: what `backups.restore` is given. */
  folder: z.string(),
  place: z.enum(['folder', 'stick']),
  at: z.string().nullable(),
  reason: backupReason.nullable(),
  computer: z.string().nullable(),
  counts: backupCounts.nullable(),
  sizeBytes: z.number().int(),
  verifiedAt: z.string().nullable(),
  health: backupHealth,
});
export type Backup = z.output<typeof backup>;

/** A place for backups as it is now. */
export const backupPlace = z.object({
  kind: z.enum(['folder', 'stick']),
  /** Null: the stick is not in. */
  folder: z.string().nullable(),
  /** Why the last backup there failed; null: it did not. */
  problem: z.string().nullable(),
});
export type BackupPlace = z.output<typeof backupPlace>;

export const backupStatus = z.object({
  places: z.array(backupPlace),
  /** Newest sound backup of this register; null: none. */
  newestAt: z.string().nullable(),
  /** Whole days since then; null: none yet. */
  ageDays: z.number().int().nullable(),
  /** How loud the notice is: 7, 14 and 30 days without a backup while something was written since. */
  urgency: z.enum(['none', 'remind', 'warn', 'alarm']),
  /** Something was written since the newest backup. */
  hasChanged: z.boolean(),
  /** Last silent test: a backup was opened, verified and rebuilt from its journal. */
  testedAt: z.string().nullable(),
  testProblem: z.string().nullable(),
  /** Folder for backups as set; null: the usual one. */
  folderSetting: z.string().nullable(),
  usualFolder: z.string(),
  /** Sticks that are in, to choose one for backups. */
  sticks: z.array(z.string()),
  hasStick: z.boolean(),
});
export type BackupStatus = z.output<typeof backupStatus>;

export const backupProgress = z.object({
  type: z.literal('progress'),
  phase: z.enum(['copying', 'checking', 'chains', 'finishing']),
});
export type BackupProgress = z.output<typeof backupProgress>;

export const backupDone = z.object({
  type: z.literal('done'),
  /** One per place that was there. */
  made: z.array(z.object({ kind: z.enum(['folder', 'stick']), folder: z.string(), counts: backupCounts })),
  failed: z.array(z.object({ kind: z.enum(['folder', 'stick']), problem: z.string(), place: z.string() })),
});
export type BackupDone = z.output<typeof backupDone>;

const placeProblems = raises(
  'backupPlaceMissing',
  'backupPlaceFull',
  'backupPlaceReadOnly',
  'backupPlaceBusy',
  'backupUnsound',
  'backupCancelled',
);
/** A whole path of this PC. */
const place = z.string().trim().min(1).max(1000);

export const backups = {
  status: read.output(backupStatus),
  /** Newest first. */
  list: read.output(z.array(backup)),
  /** Makes one at each place that is there, or in a folder that is named. */
  make: write
    .errors(placeProblems)
    .input(z.object({ to: place.nullable().default(null) }).default({ to: null }))
    .output(eventIterator(z.union([backupProgress, backupDone]))),
  /** `folder` null: the usual one. `stick`: a stick that is in becomes the one for backups; null: none. */
  savePlaces: write
    .errors(placeProblems)
    .input(z.object({ folder: place.nullable().optional(), stick: place.nullable().optional() }))
    .output(backupStatus),
};
