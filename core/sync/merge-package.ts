/** One package into the register, slice by slice (docs/decisions/0008). */
import { setImmediate } from 'node:timers/promises';
import type { WriteHandle } from '../database/handles.ts';
import type { PackageRow } from '../database/tables.ts';
import { applyChanges, checkRun, sliceRun } from '../journal/apply-changes.ts';
import { carriesErased } from '../journal/erase.ts';
import { fillWithheld } from '../journal/fill-withheld.ts';
import type { IncomingRun } from '../journal/incoming-run.ts';
import { findChainHead } from '../queries/changes.ts';
import { saveErasedFiles } from '../queries/erasures.ts';
import { replacesLost, saveKnownReplica, savePackage } from '../queries/packages.ts';
import { saveSetting } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { inboxFile, removeFile, writeInData } from './file-places.ts';
import type { PackageHeader, SealedFile } from './files/sealed-file.ts';
import { readSetting } from './received.ts';
import { toKnownReplica, type TrustedSide } from './trust.ts';
import type { Pause } from './turns.ts';

/** A commit writes every page that its slices touched; while nobody waits, several slices have one. */
export const SLICES_PER_COMMIT = 8;

/** An opened package, its bytes and how they came. */
export interface Arrived {
  file: SealedFile;
  header: PackageHeader;
  bytes: Buffer;
  row: PackageRow;
  /** A part of it was merged before the program ended. */
  isBegun: boolean;
}

/**
 * Slice by slice, the first with the author's certificate, the last with the package's row, its file kept for
 * whoever lacks it. Until then the row says that the file waits: wherever the program ends, it is read on from there.
 */
export async function mergePackage(
  register: Register,
  side: TrustedSide,
  { file, header, bytes, row, isBegun }: Arrived,
  run: IncomingRun,
  pause: Pause,
): Promise<{ applied: number; filled: number; refused: number }> {
  const place = inboxFile(row.id);
  writeInData(register, place, bytes);
  const all = sliceRun(run);
  // A package is refused whole or not at all.
  if (all.length > 1) await checkRun(register.reader, run, pause);
  await pause();
  const head = await headOf(register, run.replica);
  // Known ones have just been compared.
  const slices = all.filter((slice, at) => at === all.length - 1 || slice.changes.at(-1)!.seq > head);
  const total = { applied: 0, filled: 0, refused: 0 };
  const mergeSlice = async (transaction: WriteHandle, slice: IncomingRun, isLast: boolean): Promise<void> => {
    const { applied, refused } = await applyChanges(transaction, slice, { ownerRole: side.role });
    total.applied += applied;
    total.refused += refused.length;
    // What brought nothing new is not kept: others get it from the files that did.
    const filled = isLast ? await fillWithheld(transaction, run, { ownerRole: side.role }) : 0;
    total.filled += filled;
    const isNew = total.applied > 0 || filled > 0 || isBegun;
    const isFirstNew = applied > 0 && total.applied === applied;
    if (!isLast && !isFirstNew) return;
    // What tells of somebody erased is not kept either; what comes in the place of such a file is.
    const isSpoilt = isLast && (await carriesErased(transaction, run));
    const isKept = !isSpoilt && (isNew || (isLast && (await replacesLost(transaction, row))));
    await savePackage(transaction, {
      ...row,
      state: isLast ? 'merged' : 'waiting',
      file: isKept ? place : null,
      reason: isSpoilt ? 'erased' : row.reason,
    });
    await saveKnownReplica(transaction, toKnownReplica(header.certificate, register.now()));
    if (isLast && !isSpoilt) await saveSetting(transaction, readSetting(file.outer), true);
    // Taken out of it what was erased, it is kept after the commit.
    if (isSpoilt) await saveErasedFiles(transaction, [place], register.now());
    else if (!isKept) await removeFile(register, place);
  };
  /** Up to SLICES_PER_COMMIT of them; fewer when somebody waits. Returns the first that is left. */
  const mergeSome = async (transaction: WriteHandle, first: number): Promise<number> => {
    const most = Math.min(slices.length, first + SLICES_PER_COMMIT);
    for (let at = first; at < most; at += 1) {
      await mergeSlice(transaction, slices[at]!, at === slices.length - 1);
      if (register.isWriteAwaited || pause.isWanted()) return at + 1;
      // What only reads goes on in between.
      await setImmediate();
    }
    return most;
  };
  for (let at = 0; at < slices.length;) {
    if (at > 0) await pause();
    const first = at;
    at = await register.exclusively(() => register.transact((transaction) => mergeSome(transaction, first)));
  }
  return total;
}

/** The number up to which changes of this replica are here. */
export async function headOf(register: Register, replica: string): Promise<number> {
  return (await findChainHead(register.reader, replica))?.seq ?? 0;
}
