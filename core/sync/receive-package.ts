/** A package that came: who wrote it, whether its turn has come, and what its merge left for a person to see. */
import { setImmediate } from 'node:timers/promises';
import { parseChangeId } from '../../shared/records/change-id.ts';
import type { PackageRow } from '../database/tables.ts';
import { applyChanges, type IncomingRun, type MergeResult } from '../journal/apply-changes.ts';
import { ForkFound, GapFound, RunMalformed, SecretMissing } from '../journal/merge-stops.ts';
import { findChainHead } from '../queries/changes.ts';
import { findChange } from '../queries/package-changes.ts';
import { findPackage, listPackagesInState, saveKnownReplica, savePackage } from '../queries/packages.ts';
import type { Register } from '../register.ts';
import { findFile, inboxFile, removeFile, writeInData } from './file-places.ts';
import { FileRefused } from './files/file-refused.ts';
import { decodePackage } from './files/package-body.ts';
import { getPackageHeader, openSealedFile, type PackageHeader, type SealedFile } from './files/sealed-file.ts';
import { continueAsNewReplica } from './continue-replica.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import type { Carried, Received } from './received.ts';
import { checkAuthor, findEndOfReplica, toKnownReplica, type TrustedSide } from './trust.ts';
import { settleRefusals } from './settle-refusals.ts';

/** An opened package, its bytes and how they came. */
interface Arrived {
  file: SealedFile;
  header: PackageHeader;
  bytes: Buffer;
  row: PackageRow;
}

/** Takes a package: merged, waiting, quarantined or forked. Throws FileRefused for what is refused as a whole. */
export async function receivePackage(
  register: Register,
  keyring: Keyring,
  file: SealedFile,
  { bytes, carrier }: { bytes: Buffer; carrier: Carried },
): Promise<Received> {
  const side = await checkAuthor(register.reader, keyring.own, file);
  const header = getPackageHeader(file);
  const known = await findPackage(register.reader, file.id);
  if (known?.state === 'own' || known?.state === 'merged') return toReceived(known, 'known');
  const arrived = { file, header, bytes, row: toRow(register, file, header, { bytes, carrier }) };
  const end = await findEndOfReplica(register.reader, keyring.own, header);
  if (end && header.last > end.lastSeq) return keep(register, arrived, 'quarantined', 'revoked');
  const run = { replica: header.replica, owner: header.owner, ...decodePackage(header, file.body) };
  if ((await isOurOwnFromElsewhere(register, keyring, header)) || (await buildsOnOurs(register, keyring, run)))
    await continueAsNewReplica(register, 'knownElsewhere');
  try {
    const merged = await merge(register, side, arrived, run);
    if (merged.applied > 0) await settleRefusals(register);
    const received = toReceived(arrived.row, merged.applied === 0 ? 'known' : 'taken');
    return { ...received, changes: merged.applied, refusedChanges: merged.refused.length };
  } catch (error) {
    if (error instanceof GapFound) return keep(register, arrived, 'waiting', null);
    if (error instanceof ForkFound) return keep(register, arrived, 'forked', 'forked');
    if (error instanceof SecretMissing) throw new FileRefused('altered', error.message);
    if (error instanceof RunMalformed) throw new FileRefused('malformed', error.message);
    throw error;
  }
}

/** Merges whatever waited and has its turn now; between two packages the rest of the program goes on. */
export async function drainInbox(register: Register): Promise<void> {
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    for (const row of await listPackagesInState(register.reader, 'waiting')) {
      const head = (await findChainHead(register.reader, row.replica))?.seq ?? 0;
      if (row.first > head + 1) continue;
      const received = await receiveKept(register, row);
      isMoving ||= received?.outcome !== 'waiting';
      await setImmediate();
    }
  }
}

/** Reads a kept file again; undefined when it is gone or spoilt, then it is forgotten and its peer offers it again. */
export async function receiveKept(register: Register, row: PackageRow): Promise<Received | undefined> {
  const keyring = await openKeyring(register);
  const bytes = row.file === null ? undefined : await findFile(register, row.file);
  try {
    if (!bytes) throw new FileRefused('malformed', 'the file is gone');
    const file = await openSealedFile(bytes, [keyring.keys.ownerIdentity.identity]);
    return await receivePackage(register, keyring, file, { bytes, carrier: row.carrier as Carried });
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { reason, message } = error;
    await register.exclusively(() =>
      register.transact((db) => db.deleteFrom('packages').where('id', '=', row.id).execute()),
    );
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

/** One transaction: changes, the author's certificate, and the package's row with its file kept for whoever lacks it. */
async function merge(
  register: Register,
  side: TrustedSide,
  { file, header, bytes, row }: Arrived,
  run: IncomingRun,
): Promise<MergeResult> {
  const place = inboxFile(file.id);
  writeInData(register, place, bytes);
  return register.exclusively(() =>
    register.transact(async (transaction) => {
      const merged = await applyChanges(transaction, run, { ownerRole: side.role });
      // What brought nothing new is not kept: others get it from the files that did.
      const isNew = merged.applied > 0;
      await savePackage(transaction, { ...row, file: isNew ? place : null });
      await saveKnownReplica(transaction, toKnownReplica(header.certificate, register.now()));
      if (!isNew) await removeFile(register, place);
      return merged;
    }),
  );
}

/** Keeps a file that cannot be merged now, and remembers why. */
async function keep(
  register: Register,
  { file, bytes, row }: Arrived,
  state: 'waiting' | 'quarantined' | 'forked',
  reason: Received['reason'],
): Promise<Received> {
  const place = inboxFile(file.id);
  writeInData(register, place, bytes);
  const kept = { ...row, state, reason, file: place };
  await register.exclusively(() => register.transact((transaction) => savePackage(transaction, kept)));
  if (state !== 'waiting') register.options.log({ level: 'error', message: `a package is ${state}`, id: row.id });
  return toReceived(kept, state);
}

function toReceived(row: PackageRow, outcome: Received['outcome']): Received {
  const reason = row.reason as Received['reason'];
  return { kind: 'package', owner: row.owner, outcome, reason, changes: 0, refusedChanges: 0, id: row.id };
}

function toRow(
  register: Register,
  { id }: SealedFile,
  { replica, owner, first, last, prevHash, lastHash }: PackageHeader,
  { bytes, carrier }: { bytes: Buffer; carrier: Carried },
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
