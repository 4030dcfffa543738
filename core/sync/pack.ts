/** Packing: what this installation wrote goes into immutable files in outbox/, with or without an office. */
import type { PackageRow } from '../database/tables.ts';
import { writeInstallMark } from '../host/install-mark.ts';
import { findChainHead } from '../queries/changes.ts';
import { getLastPacked, listOwnErased, savePackage } from '../queries/packages.ts';
import { findCollector } from '../queries/sides.ts';
import type { Register } from '../register.ts';
import { packageName, writeInData } from './file-places.ts';
import { type Keyring, openFormerKeyrings, openKeyring } from './keyring.ts';
import { ifNothingWasErased, readContent } from './package-content.ts';
import { sealPackage } from './seal-package.ts';
import { readSyncSettings } from './sync-settings.ts';

const CHANGES_PER_PACKAGE = 10_000;
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

/** Writes one package into outbox/, sealed to this side and its collector. */
async function writePackage(
  register: Register,
  keyring: Keyring,
  { first, last }: { first: number; last: number },
): Promise<PackageRow> {
  const { installation, own } = keyring;
  const { replica } = installation;
  const { erased, ...content } = await readContent(register, { owner: own.owner, replica, first, last });
  const collector = await findCollector(register.reader);
  const sealed = await sealPackage(keyring, {
    ...content,
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
  const isTrue = await ifNothingWasErased(register, erased, (transaction) => savePackage(transaction, row));
  return isTrue ? row : writePackage(register, keyring, { first, last });
}
