/** Brings what a former register's journal yields into the one that was put in its place. */
import path from 'node:path';
import { applyChanges, sliceRun } from '../journal/apply-changes.ts';
import { CHAIN_START } from '../journal/change-bytes.ts';
import { ForkFound, GapFound, RunMalformed, SecretMissing } from '../journal/merge-stops.ts';
import { listChainHeads } from '../queries/journal-pages.ts';
import { findOwnerOfReplica } from '../queries/merge.ts';
import type { Register } from '../register.ts';
import { REGISTER_FILE } from '../register-files.ts';
import { listOwnReplicas, openKeyring } from '../sync/keyring.ts';
import { findTrustedSide } from '../sync/trust.ts';
import { type KnownEnd, type SalvagedRun, salvageJournal } from './salvage-journal.ts';

export interface SalvageResult {
  /** Changes that no backup and no package had. */
  changes: number;
  /** Changes that are known to have been there and cannot be read any more. */
  beyond: number;
}

/** Reads the file that was set aside in `folder`, which is left as it is. */
export async function applySalvaged(register: Register, folder: string): Promise<SalvageResult> {
  const { own } = await openKeyring(register);
  const ends: KnownEnd[] = [];
  for (const { replica, seq, hash } of await listChainHeads(register.reader)) {
    const owner = await findOwnerOfReplica(register.reader, replica);
    if (owner !== undefined) ends.push({ replica, owner, seq, hash });
  }
  // Of which no package and no backup told anything: from the beginning.
  for (const replica of await listOwnReplicas(register))
    if (!ends.some((end) => end.replica === replica))
      ends.push({ replica, owner: own.owner, seq: 0, hash: CHAIN_START });
  const { runs, beyond } = salvageJournal(path.join(folder, REGISTER_FILE), register.databaseKey, ends);
  const result: SalvageResult = { changes: 0, beyond };
  // Own changes say whom else to believe.
  const isOwn = (run: SalvagedRun): number => Number(run.owner === own.owner);
  for (const run of runs.toSorted((one, other) => isOwn(other) - isOwn(one))) {
    const role = (await findTrustedSide(register.reader, own, run.owner))?.role;
    const applied = role === undefined ? 0 : await apply(register, run, role);
    result.changes += applied;
    result.beyond += run.changes.length - applied;
  }
  return result;
}

/** Slice by slice, until one does not fit; returns how many changes went in. */
async function apply(register: Register, run: SalvagedRun, ownerRole: 'school' | 'office'): Promise<number> {
  let applied = 0;
  try {
    for (const slice of sliceRun(run)) {
      await register.exclusively(() => register.transact((db) => applyChanges(db, slice, { ownerRole })));
      applied += slice.changes.length;
    }
  } catch (error) {
    const isKnown =
      error instanceof ForkFound ||
      error instanceof GapFound ||
      error instanceof SecretMissing ||
      error instanceof RunMalformed;
    if (!isKnown) throw error;
    register.options.log({ level: 'error', message: 'a salvaged run was not taken', reason: error.message });
  }
  return applied;
}
