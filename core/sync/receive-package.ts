/** A package that came: who wrote it, whether its turn has come, and what its merge left for a person to see. */
import { parseChangeId } from '../../shared/records/change-id.ts';
import type { PackageRow } from '../database/tables.ts';
import type { IncomingRun } from '../journal/incoming-run.ts';
import { ForkFound, GapFound, RunMalformed, SecretMissing } from '../journal/merge-stops.ts';
import { findChainHead } from '../queries/changes.ts';
import { countErasedSubjects } from '../queries/erasures.ts';
import { findChange } from '../queries/package-changes.ts';
import {
  findKnownReplica,
  findPackage,
  listPackagesInState,
  saveKnownReplica,
  savePackage,
  SETTLED,
  standsForLost,
} from '../queries/packages.ts';
import { saveSetting } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { findFile, inboxFile, writeInData } from './file-places.ts';
import { FileRefused } from './files/file-refused.ts';
import { decodePackage } from './files/package-body.ts';
import { getPackageHeader, openSealedFile, type PackageHeader, type SealedFile } from './files/sealed-file.ts';
import { continueAsNewReplica } from './continue-replica.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import { type Arrival, type Carried, readSetting, type Received } from './received.ts';
import { ifNothingWasErased } from './package-content.ts';
import { redactByItself } from './redact-packages.ts';
import { checkAuthor, findEndOfReplica, toKnownReplica } from './trust.ts';
import { settleErased } from './settle-erased.ts';
import { settleRefusals } from './settle-refusals.ts';
import { type Arrived, headOf, mergePackage } from './merge-package.ts';
import type { Pause } from './turns.ts';

/** Takes a package: merged, waiting, quarantined or forked. Throws FileRefused for what is refused as a whole. */
export async function receivePackage(
  register: Register,
  keyring: Keyring,
  file: SealedFile,
  arrival: Arrival,
  pause: Pause,
): Promise<Received> {
  const { bytes, keptAs: id = file.id } = arrival;
  const side = await checkAuthor(register.reader, keyring.own, file);
  const header = getPackageHeader(file);
  const known = await findPackage(register.reader, id);
  if (known?.state === 'own') return toReceived(known, 'known');
  // Not kept, or gone with an erasure: now it may be what is asked for in its place.
  const isAskedFor = known?.file === null && (await standsForLost(register.reader, header));
  if (known?.state === 'merged' && !isAskedFor) {
    if (known.reason !== 'erased') await rememberRead(register, file);
    return toReceived(known, 'known');
  }
  const isBegun = known?.state === 'waiting' && known.first <= (await headOf(register, known.replica));
  const arrived = { file, header, bytes, row: toRow(register, id, header, arrival), isBegun };
  const end = await findEndOfReplica(register.reader, keyring.own, header.certificate);
  if (end && header.last > end.lastSeq) return keep(register, keyring, arrived, 'quarantined', 'revoked');
  const run = { replica: header.replica, owner: header.owner, ...(await decodePackage(header, file.body, pause)) };
  if ((await isOurOwnFromElsewhere(register, keyring, header)) || (await buildsOnOurs(register, keyring, run)))
    await continueAsNewReplica(register, 'knownElsewhere');
  try {
    const merged = await mergePackage(register, side, arrived, run, pause);
    if (merged.applied > 0) await settleRefusals(register);
    await settleErased(register);
    const changes = merged.applied + merged.filled;
    const received = toReceived(arrived.row, changes === 0 ? 'known' : 'taken');
    return { ...received, changes, refusedChanges: merged.refused };
  } catch (error) {
    if (error instanceof GapFound) return keep(register, keyring, arrived, 'waiting', null);
    if (error instanceof ForkFound)
      // Carried here once more, it stays what a person has said of it.
      return known?.reason === SETTLED
        ? toReceived(known, 'known')
        : keep(register, keyring, arrived, 'forked', 'forked');
    if (!(error instanceof SecretMissing || error instanceof RunMalformed)) throw error;
    await forget(register, id);
    throw new FileRefused(error instanceof SecretMissing ? 'altered' : 'malformed', error.message);
  }
}

/**
 * Merges whatever waited and has its turn now, or was begun when the program ended, and what was quarantined and is released:
 * the word of one PC of a side counts at all of them, as soon as it has come.
 */
export async function drainInbox(register: Register, pause: Pause): Promise<void> {
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    for (const row of [...(await listReady(register)), ...(await listReleased(register))]) {
      const received = await receiveKept(register, row, pause);
      isMoving ||= received?.outcome === 'taken' || received?.outcome === 'known';
      await pause();
    }
  }
}

async function listReady(register: Register): Promise<PackageRow[]> {
  const ready: PackageRow[] = [];
  for (const row of await listPackagesInState(register.reader, 'waiting'))
    if (row.first <= (await headOf(register, row.replica)) + 1) ready.push(row);
  return ready;
}

/** Quarantined files that no revocation keeps any longer. */
async function listReleased(register: Register): Promise<PackageRow[]> {
  const rows = await listPackagesInState(register.reader, 'quarantined');
  if (rows.length === 0) return [];
  const { own } = await openKeyring(register);
  const released: PackageRow[] = [];
  for (const row of rows) {
    const known = await findKnownReplica(register.reader, row.replica);
    const end = await findEndOfReplica(register.reader, own, known ?? { ...row, continues: null });
    if (!end || row.last <= end.lastSeq) released.push(row);
  }
  return released;
}

/** Reads a kept file again; undefined when it is gone or spoilt, then it is forgotten and its peer offers it again. */
export async function receiveKept(register: Register, row: PackageRow, pause: Pause): Promise<Received | undefined> {
  const keyring = await openKeyring(register);
  const bytes = row.file === null ? undefined : await findFile(register, row.file);
  try {
    if (!bytes) throw new FileRefused('malformed', 'the file is gone');
    const file = await openSealedFile(bytes, [keyring.keys.ownerIdentity.identity]);
    return await receivePackage(
      register,
      keyring,
      file,
      { bytes, carrier: row.carrier as Carried, keptAs: row.id },
      pause,
    );
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { reason, message } = error;
    await forget(register, row.id);
    register.options.log({
      level: 'error',
      message: 'a kept file cannot be read',
      id: row.id,
      reason,
      detail: message,
    });
    return undefined;
  }
}

async function rememberRead(register: Register, { outer }: SealedFile): Promise<void> {
  await register.exclusively(() => register.transact((db) => saveSetting(db, readSetting(outer), true)));
}

async function forget(register: Register, id: string): Promise<void> {
  await register.exclusively(() => register.transact((db) => db.deleteFrom('packages').where('id', '=', id).execute()));
}

/** Keeps a file that cannot be merged now, without what was erased, and remembers why. */
async function keep(
  register: Register,
  keyring: Keyring,
  { file, header, bytes, row }: Arrived,
  state: 'waiting' | 'quarantined' | 'forked',
  reason: Received['reason'],
): Promise<Received> {
  const place = inboxFile(row.id);
  const kept = { ...row, state, reason, file: place };
  for (let isKept = false; !isKept;) {
    const erased = await countErasedSubjects(register.reader);
    const told = erased === 0 ? bytes : await withoutTold(register, keyring, file, bytes);
    writeInData(register, place, told);
    isKept = await ifNothingWasErased(register, erased, async (transaction) => {
      await savePackage(transaction, { ...kept, sizeBytes: told.length });
      if (state === 'forked') await saveSetting(transaction, readSetting(file.outer), true);
      // A PC that was locked out and goes on as another is seen in the list of PCs.
      if (state === 'quarantined')
        await saveKnownReplica(transaction, toKnownReplica(header.certificate, register.now()));
    });
  }
  if (state !== 'waiting') register.options.log({ level: 'error', message: `a package is ${state}`, id: row.id });
  return toReceived(kept, state);
}

async function withoutTold(register: Register, keyring: Keyring, file: SealedFile, bytes: Buffer): Promise<Buffer> {
  try {
    const found = await redactByItself(register, keyring, file);
    return Buffer.isBuffer(found) ? found : bytes;
  } catch (error) {
    // Of a PC that was locked out nothing is read; when it is released, this is what refuses it.
    if (error instanceof FileRefused) return bytes;
    throw error;
  }
}

function toReceived(row: PackageRow, outcome: Received['outcome']): Received {
  const reason = row.reason as Received['reason'];
  return { kind: 'package', owner: row.owner, outcome, reason, changes: 0, refusedChanges: 0, id: row.id };
}

function toRow(
  register: Register,
  id: string,
  { replica, owner, first, last, prevHash, lastHash }: PackageHeader,
  { bytes, carrier }: Arrival,
): PackageRow {
  return {
    id,
    replica,
    owner,
    first,
    last,
    prevHash: Buffer.from(prevHash, 'hex'),
    lastHash: Buffer.from(lastHash, 'hex'),
    file: null,
    sizeBytes: bytes.length,
    state: 'merged',
    reason: null,
    carrier,
    at: register.now(),
  };
}

/** True for changes of this very installation that it does not have, or has otherwise: the folder is a copy, or was restored. */
async function isOurOwnFromElsewhere(
  register: Register,
  { installation }: Keyring,
  { replica, last, lastHash }: PackageHeader,
): Promise<boolean> {
  if (replica !== installation.replica) return false;
  const here = await findChange(register.reader, replica, last);
  return here?.hash.toString('hex') !== lastHash;
}

/**
 * True when others build on numbers that this installation has not written: it wrote them before an old copy was put back, and
 * must not give their ids a second time.
 */
async function buildsOnOurs(register: Register, { installation }: Keyring, run: IncomingRun): Promise<boolean> {
  const { replica } = installation;
  if (run.replica === replica) return false;
  const id = new RegExp(`(?<![0-9a-z])${replica}-[0-9a-z]{7}(?![0-9a-z])`, 'g');
  let highest = '';
  for (const { record, base, subject, actor, fields } of run.changes) {
    const text = `${record} ${base} ${subject} ${actor} ${fields ?? ''}`;
    if (!text.includes(replica)) continue;
    for (const [found] of text.matchAll(id)) if (found > highest) highest = found;
  }
  const number = parseChangeId(highest)?.seq ?? 0;
  return number > 0 && number > ((await findChainHead(register.reader, replica))?.seq ?? 0);
}
