/** Backups: what there is and how sound it is, making one, going back to one. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { passphrase, raises, read, recoveryCode, write } from './procedure.ts';

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

/** A copy that still holds what was erased since: a backup, or a register that was set aside in the data folder. */
export const oldCopy = z.object({
  /** Whole path: what `backups.forget` is given. */
  folder: z.string(),
  kind: z.enum(['backup', 'setAside']),
  /** Instant of the backup, or at which the register was set aside. */
  at: z.string(),
  sizeBytes: z.number().int(),
});
export type OldCopy = z.output<typeof oldCopy>;

export const oldCopies = z.object({
  /** Newest first. */
  copies: z.array(oldCopy),
  /** There is a sound backup without what was erased; before that none of these may go. */
  isReplaced: z.boolean(),
});
export type OldCopies = z.output<typeof oldCopies>;

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
  /** When the weekly check found damaged pages in the register; null: it found none. */
  damagedAt: z.string().nullable(),
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
  phase: z.enum(['copying', 'checking', 'chains', 'finishing', 'replaying']),
});
export type BackupProgress = z.output<typeof backupProgress>;

export const backupDone = z.object({
  type: z.literal('done'),
  /** One per place that was there. */
  made: z.array(z.object({ kind: z.enum(['folder', 'stick']), folder: z.string(), counts: backupCounts })),
  failed: z.array(z.object({ kind: z.enum(['folder', 'stick']), problem: z.string(), place: z.string() })),
});
export type BackupDone = z.output<typeof backupDone>;

const touchedRecords = z.object({ added: z.number().int(), changed: z.number().int() });

/** What the register holds and a backup does not. */
export const laterWork = z.object({
  changes: z.number().int(),
  /** Of those, the ones that lie in packages and can be read again after going back. */
  packed: z.number().int(),
  /** Instant of the first of them; null: there is none. */
  from: z.string().nullable(),
  students: touchedRecords,
  devices: touchedRecords,
  receipts: touchedRecords,
});
export type LaterWork = z.output<typeof laterWork>;

/** A register that was found damaged or gone, set aside until it is recovered. */
export const damageReport = z.object({
  reason: z.enum(['damaged', 'missing']),
  /** Instant at which it was found. */
  at: z.string(),
  /** Where all that was left of it lies, untouched. */
  folder: z.string(),
});
export type DamageReport = z.output<typeof damageReport>;

export const restorePreview = z.object({
  backup,
  counts: backupCounts,
  /** The register as it is; null: there is none. */
  present: backupCounts.nullable(),
  later: laterWork.nullable(),
});
export type RestorePreview = z.output<typeof restorePreview>;

export const restoreResult = z.object({
  /** Folder in which the former register lies. */
  folder: z.string(),
  counts: backupCounts,
  /** What packages brought back of the time since. */
  replayed: z.object({
    files: z.number().int(),
    changes: z.number().int(),
    refused: z.number().int(),
    /** Files that wait for an earlier one, which lies nowhere here. */
    waiting: z.number().int(),
  }),
  /** What the former journal alone gave back, and what is known to have been there and cannot be read any more. */
  salvaged: z.object({ changes: z.number().int(), beyond: z.number().int() }),
});
export type RestoreResult = z.output<typeof restoreResult>;
export const restoreDone = z.object({ type: z.literal('done'), result: restoreResult });

/** What opens a backup that this PC does not open by itself: a passphrase of that time, or the code that was printed then. */
export const backupSecret = z.union([z.strictObject({ passphrase }), z.strictObject({ code: recoveryCode })]);
export type BackupSecret = z.output<typeof backupSecret>;

const restoreProblems = raises(
  'backupNotFound',
  'backupDamaged',
  'backupTooNew',
  'backupLocked',
  'wrongPassphrase',
  'wrongCode',
  'attemptsSlowed',
  'backupOfAnother',
  'backupCancelled',
  'registerInUse',
);

const recoverProblems = raises(
  'nothingToRecover',
  'backupLocked',
  'wrongPassphrase',
  'wrongCode',
  'attemptsSlowed',
  'registerInUse',
);

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
  /** Copies on this PC, and at places for backups that are there, that still hold what was erased since. */
  oldCopies: read.output(oldCopies),
  /** Removes such copies, for good. */
  forget: write
    .errors(raises('backupNeededFirst', 'backupNotFound', 'backupPlaceReadOnly', 'backupPlaceBusy'))
    .input(z.object({ folders: z.array(place).min(1).max(1000) }))
    .output(z.object({ removed: z.number().int() })),
  /** Checks a backup whole, and says what going back to it would change. */
  preview: read
    .errors(restoreProblems)
    .input(z.object({ folder: place, secret: backupSecret.optional() }))
    .output(restorePreview),
  /**
   * Goes back; the present register is set aside whole. `keepsLater`: what packages have of the time since is read again. Whose passphrase opened the
   * backup sits at the keyboard afterwards; after a code the register is locked, for the code does not say who it is.
   */
  restore: write
    .errors(restoreProblems)
    .input(z.object({ folder: place, secret: backupSecret.optional(), keepsLater: z.boolean().default(true) }))
    .output(eventIterator(z.union([backupProgress, restoreDone]))),
  /** Where there is no backup of a damaged or missing register: from packages, and from what its file still yields. `secret` opens the former register. */
  recover: write
    .errors(recoverProblems)
    .input(z.object({ secret: backupSecret.optional() }).default({}))
    .output(eventIterator(z.union([backupProgress, restoreDone]))),
};
