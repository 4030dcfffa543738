/** Packing: what this installation wrote goes into immutable files in outbox/, with or without an office. */
import { setImmediate } from 'node:timers/promises';
import type { PackageRow } from '../database/tables.ts';
import { writeInstallMark } from '../host/install-mark.ts';
import { findChainHead } from '../queries/changes.ts';
import { countErasedSubjects } from '../queries/erasures.ts';
import { type ChangeToPack, listChangesToPack } from '../queries/package-changes.ts';
import { getLastPacked, listOwnErased, savePackage } from '../queries/packages.ts';
import { listSecrets } from '../queries/secrets.ts';
import { findCollector } from '../queries/sides.ts';
import type { Register } from '../register.ts';
import { packageName, writeInData } from './file-places.ts';
import { type Keyring, openFormerKeyrings, openKeyring } from './keyring.ts';
import { sealPackage } from './seal-package.ts';
import { readSyncSettings } from './sync-settings.ts';

const CHANGES_PER_PACKAGE = 10_000;
const CHANGES_PER_READING = 2000;
/** On a bad line a file that breaks off costs little. */
const CHANGES_PER_SMALL_PACKAGE = 500;

/**
 * Packs what is not packed yet; returns the new packages. Nothing of a trial: invented pupils go nowhere.
 *
 * Raises registerNotSetUp, keysMissing, keysDamaged, diskFull, folderReadOnly.
 */
export async function packChanges(register: Register): Promise<PackageRow[]> {
  const keyring = await openKeyring(register);
  if (keyring.installation.isTrial === 1) return [];
  // What this installation wrote as another replica, before it was found to be a copy, has to arrive as well.
  for (const former of await openFormerKeyrings(register, keyring)) await packReplica(register, former);
  const made = await packReplica(register, keyring);
  const end = made.at(-1);
  if (end)
    writeInstallMark(register.options.dataDir, {
      token: keyring.keys.mark,
      seq: end.last,
      hash: end.lastHash.toString('hex'),
    });
  return made;
}

async function packReplica(register: Register, keyring: Keyring): Promise<PackageRow[]> {
  const db = register.reader;
  const { replica } = keyring.installation;
  const last = (await findChainHead(db, replica))?.seq ?? 0;
  const { isLowBandwidth } = await readSyncSettings(db);
  const most = isLowBandwidth ? CHANGES_PER_SMALL_PACKAGE : CHANGES_PER_PACKAGE;
  const made: PackageRow[] = [];
  for (let first = (await getLastPacked(db, replica)) + 1; first <= last; first += most)
    made.push(await writePackage(register, keyring, { first, last: Math.min(last, first + most - 1) }));
  for (const row of await listOwnErased(db, replica)) await rewritePackage(register, keyring, row);
  return made;
}

/** Writes a package whose file was lost, or that has other readers now; undefined when it is not by a key held here. */
export async function rewritePackage(
  register: Register,
  current: Keyring,
  row: PackageRow,
): Promise<PackageRow | undefined> {
  const keyrings = [current, ...(await openFormerKeyrings(register, current))];
  const keyring = keyrings.find(({ installation }) => installation.replica === row.replica);
  if (!keyring) return undefined;
  const written = await writePackage(register, keyring, row);
  // Written under another name of this PC, it is another file with the same changes.
  if (written.id !== row.id)
    await register.exclusively(() =>
      register.transact((db) => db.deleteFrom('packages').where('id', '=', row.id).execute()),
    );
  return written;
}

/** What one package carries, as it was at one moment: read again when an erasure is committed meanwhile. `erased`: how many subjects were by then. */
async function readChanges(
  { reader }: Register,
  { installation, own }: Keyring,
  { first, last }: { first: number; last: number },
): Promise<{ changes: ChangeToPack[]; secrets: Awaited<ReturnType<typeof listSecrets>>; erased: number }> {
  for (;;) {
    const erased = await countErasedSubjects(reader);
    const changes: ChangeToPack[] = [];
    for (let from = first; from <= last; from += CHANGES_PER_READING) {
      const until = Math.min(last, from + CHANGES_PER_READING - 1);
      changes.push(...(await listChangesToPack(reader, installation.replica, from, until)));
      // The window goes on in between.
      await setImmediate();
    }
    const subjects = [...new Set(changes.map(({ subject }) => subject))];
    const secrets = await listSecrets(reader, own.owner, subjects);
    if ((await countErasedSubjects(reader)) === erased) return { changes, secrets, erased };
  }
}

/** Writes one package into outbox/, sealed to this side and its collector. */
async function writePackage(
  register: Register,
  keyring: Keyring,
  { first, last }: { first: number; last: number },
): Promise<PackageRow> {
  const { installation, own } = keyring;
  const { replica } = installation;
  const { changes, secrets, erased } = await readChanges(register, keyring, { first, last });
  const collector = await findCollector(register.reader);
  const withheld = new Map(changes.flatMap(({ seq, commitment }) => (commitment ? [[seq, commitment]] : [])));
  const sealed = await sealPackage(keyring, {
    changes,
    secrets,
    withheld,
    to: '',
    recipients: [own.recipient, ...(collector ? [collector.recipient] : [])],
  });
  const file = `outbox/${packageName(own.code || own.owner, replica, first, last)}`;
  writeInData(register, file, sealed.bytes);
  const row: PackageRow = {
    id: sealed.id,
    replica,
    owner: own.owner,
    first,
    last,
    prevHash: sealed.prevHash,
    lastHash: sealed.lastHash,
    file,
    sizeBytes: sealed.bytes.length,
    state: 'own',
    reason: null,
    carrier: 'own',
    at: register.now(),
  };
  // An erasure committed meanwhile, by another window perhaps, knew nothing of this file.
  const isTrue = await register.exclusively(() =>
    register.transact(async (transaction) => {
      if ((await countErasedSubjects(transaction)) > erased) return false;
      await savePackage(transaction, row);
      return true;
    }),
  );
  return isTrue ? row : writePackage(register, keyring, { first, last });
}
