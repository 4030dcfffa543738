/**
 * The keys of an installation: made at first start; made anew when the data folder turns out to be a copy or an old one.
 * Then the installation goes on as a new replica, so that no two of them ever write the same number (docs/sync.md).
 */
import path from 'node:path';
import { hostname } from 'node:os';
import { mkdirSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { isProblem } from '../../shared/problems.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { InstallationRow, Tables } from '../database/tables.ts';
import { readInstallMark, writeInstallMark } from '../host/install-mark.ts';
import { Command } from '../journal/command.ts';
import { createInstallationId } from '../journal/installation-id.ts';
import { findChainHead, findInstallation } from '../queries/changes.ts';
import { findChange } from '../queries/package-changes.ts';
import { findKnownReplica, saveKnownReplica } from '../queries/packages.ts';
import { listPeople } from '../queries/people.ts';
import { createKeys, type KeyFile, type OwnerKeys, readKeyFile, writeKeyFile } from './keys/key-file.ts';
import type { Log } from '../host/log.ts';

/** What the keys need of a register. */
export interface KeyPlace {
  dataDir: string;
  dataKey: Uint8Array;
  now: string;
  log: Log;
}

/** Why an installation goes on as another one. */
export type ContinueReason =
  | 'markMissing'
  | 'markDiffers'
  | 'olderThanMark'
  | 'keysMissing'
  | 'keysDiffer'
  | 'knownElsewhere'
  | 'restored';

/** Makes and writes the keys of a new installation, inside the transaction that writes its row. */
export async function makeKeys(
  db: WriteHandle,
  place: KeyPlace,
  given: { owner: string; replica: string; name?: string; continues?: string; ownerKeys?: OwnerKeys },
): Promise<KeyFile> {
  const keys = await createKeys({ name: hostname().slice(0, 60) || 'PC', ...given });
  writeKeyFile(place.dataDir, keys, place.dataKey);
  const { signature, ...certificate } = keys.certificate;
  await saveKnownReplica(db, { ...certificate, certificate: signature, seenAt: place.now });
  writeInstallMark(place.dataDir, { token: keys.mark, seq: 0, hash: '' });
  return keys;
}

/** At every opening: this folder is the one that wrote last, or goes on as a new replica. Nothing before first start. */
export async function settleInstallation(kysely: Kysely<Tables>, place: KeyPlace): Promise<void> {
  try {
    if ((await findTrouble(kysely, place)) === undefined) {
      await bringMarkUp(kysely, place);
      return;
    }
    await kysely.transaction().execute(async (db) => {
      // Read again inside the transaction: another process may have just settled it.
      const trouble = await findTrouble(db, place);
      if (trouble) await settle(db, place, trouble);
    });
  } catch (error) {
    // A damaged key file stops sending and reading, never the work on the register.
    if (!isProblem(error)) throw error;
    place.log({ level: 'error', message: 'the keys cannot be used', problem: error.code });
  }
}

/**
 * A program that ended at once had not packed its last changes, so the mark did not know them; the folder may be copied from
 * now on, and an older copy put back in its place must not write their numbers again.
 */
async function bringMarkUp(kysely: Kysely<Tables>, { dataDir }: KeyPlace): Promise<void> {
  const mark = readInstallMark(dataDir);
  const installation = await findInstallation(kysely);
  if (!mark || !installation) return;
  const head = await findChainHead(kysely, installation.replica);
  if (head && head.seq > mark.seq)
    writeInstallMark(dataDir, { token: mark.token, seq: head.seq, hash: head.hash.toString('hex') });
}

type Trouble = { installation: InstallationRow; keys: KeyFile | undefined; what: ContinueReason | 'new' | 'adopt' };

async function findTrouble(
  db: WriteHandle | Kysely<Tables>,
  { dataDir, dataKey }: KeyPlace,
): Promise<Trouble | undefined> {
  // The mark first: what another process packs meanwhile only makes the register newer than it.
  const mark = readInstallMark(dataDir);
  const installation = await findInstallation(db);
  if (!installation) return undefined;
  const { replica } = installation;
  const keys = readKeyFile(dataDir, dataKey);
  if (!keys) return { installation, keys, what: (await findKnownReplica(db, replica)) ? 'keysMissing' : 'new' };
  if (keys.replica !== replica) {
    // Stopped between writing the keys and the commit: the keys are the newer ones.
    const isUnfinished = keys.certificate.continues === replica && keys.owner === installation.owner;
    return { installation, keys, what: isUnfinished ? 'adopt' : 'keysDiffer' };
  }
  // Also before its first change: a PC may be copied as soon as it is set up.
  if (!mark) return { installation, keys, what: 'markMissing' };
  if (mark.token !== keys.mark) return { installation, keys, what: 'markDiffers' };
  if (mark.seq === 0) return undefined;
  const there = await findChange(db, replica, mark.seq);
  return there?.hash.toString('hex') === mark.hash ? undefined : { installation, keys, what: 'olderThanMark' };
}

async function settle(db: WriteHandle, place: KeyPlace, { installation, keys, what }: Trouble): Promise<void> {
  if (what === 'new') {
    await makeKeys(db, place, installation);
  } else if (what === 'adopt' && keys) {
    await startReplica(db, place, { installation, keys, why: 'keysDiffer' });
  } else if (what !== 'adopt') {
    // Where nothing can be remembered outside of the folder, a copy cannot be told from the original.
    if (what === 'markMissing' && !writeInstallMark(place.dataDir, { token: '', seq: 0, hash: '' })) {
      place.log({ level: 'info', message: 'no install mark can be kept' });
      return;
    }
    await continueReplica(db, place, installation, what);
  }
}

/** Gives the installation a new replica that continues the old one; the old keys are kept, for what they have not packed. */
export async function continueReplica(
  db: WriteHandle,
  place: KeyPlace,
  installation: InstallationRow,
  why: ContinueReason,
): Promise<void> {
  const before = readKeyFile(place.dataDir, place.dataKey);
  const isOurs = before?.owner === installation.owner;
  if (before && isOurs && before.replica === installation.replica) {
    const former = formerKeysFolder(place.dataDir, before.replica);
    mkdirSync(former, { recursive: true, mode: 0o700 });
    writeKeyFile(former, before, place.dataKey);
  }
  const keys = await makeKeys(db, place, {
    owner: installation.owner,
    replica: createInstallationId(),
    continues: installation.replica,
    ...(before && isOurs ? { name: before.certificate.name, ownerKeys: before } : {}),
  });
  await startReplica(db, place, { installation, keys, why });
}

/** Where the keys of a replica lie that this installation once was. */
export function formerKeysFolder(dataDir: string, replica = ''): string {
  return path.join(dataDir, 'former-keys', replica);
}

async function startReplica(
  db: WriteHandle,
  place: KeyPlace,
  { installation, keys, why }: { installation: InstallationRow; keys: KeyFile; why: ContinueReason },
): Promise<void> {
  const { replica } = keys;
  await db.updateTable('installation').set({ replica }).where('id', '=', 1).execute();
  const { signature, ...certificate } = keys.certificate;
  await saveKnownReplica(db, { ...certificate, certificate: signature, seenAt: place.now });
  place.log({ level: 'info', message: 'goes on as a new replica', why, from: installation.replica, to: replica });
  const people = await listPeople(db, installation.owner);
  const actor = people.find((person) => person.voidedAt === null)?.id ?? people[0]?.id;
  if (actor !== undefined) {
    const command = await Command.begin({
      transaction: db,
      installation: { ...installation, replica },
      actor,
      at: place.now,
    });
    command.create('events', { kind: 'continued', details: JSON.stringify({ why, from: installation.replica }) });
    await command.finish();
  }
  writeInstallMark(place.dataDir, { token: keys.mark, seq: 0, hash: '' });
}
