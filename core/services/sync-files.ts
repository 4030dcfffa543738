/** Files by hand: what a peer lacks saved as one file, a file that came opened, and the inbox. */
import type { z } from 'zod';
import type { openedFile, ReceivedFile } from '../../shared/contract/sync.ts';
import { Problem } from '../../shared/problems.ts';
import type { PackageRow } from '../database/tables.ts';
import { findKnownReplica, findPackage, savePackage, SETTLED } from '../queries/packages.ts';
import { countRefusedChanges } from '../queries/refusals.ts';
import { findCollector, findOwnRevocation } from '../queries/sides.ts';
import type { Register, Session } from '../register.ts';
import { Exchange } from '../sync/exchange.ts';
import { FILE_ENDING, isBundle, LARGEST_BUNDLE_BYTES, packBundle, unpackBundle } from '../sync/files/bundle.ts';
import { FileRefused } from '../sync/files/file-refused.ts';
import { MAGIC } from '../sync/files/outer-header.ts';
import type { Received } from '../sync/received.ts';
import { openKeyring } from '../sync/keyring.ts';
import { findEndOfReplica, findTrustedSide, NEVER_ENDS } from '../sync/trust.ts';

type OpenedFile = z.output<typeof openedFile>;

const MEGABYTE = 1024 * 1024;

/** Everything that `to` (the collector, else this side) lacks: one file, or a bundle of several. Raises recordNotFound for a stranger. */
export async function saveFiles(register: Register, to: string | null): Promise<File> {
  const { own } = await openKeyring(register);
  const exchange = register.part(Exchange);
  await exchange.pack();
  const peer = to ?? (await findCollector(register.reader))?.owner ?? own.owner;
  if (!(await findTrustedSide(register.reader, own, peer)))
    throw new Problem('recordNotFound', { table: 'enrolments' });
  const files = await exchange.outgoing(peer);
  const [only] = files;
  if (!only) throw new Problem('recordNotFound', { table: 'changes' });
  const contents: { name: string; content: Buffer }[] = [];
  for (const file of files) contents.push({ name: file.name, content: await file.read() });
  if (contents.length === 1) return new File([new Uint8Array(await only.read())], only.name);
  const day = register.today();
  return new File([new Uint8Array(packBundle(contents))], `so-may-${own.code || own.owner}-${day}${FILE_ENDING}`);
}

/**
 * Reads a file that came by hand, or every file of a bundle.
 *
 * Raises fileTooLarge { megabytes, limitMegabytes }, fileRefused { reason } for an invitation, a join file and what is no file of ours.
 */
export async function openFile(register: Register, file: File): Promise<OpenedFile[]> {
  if (file.size > LARGEST_BUNDLE_BYTES)
    throw new Problem('fileTooLarge', {
      megabytes: Math.round(file.size / MEGABYTE),
      limitMegabytes: LARGEST_BUNDLE_BYTES / MEGABYTE,
    });
  const bytes = Buffer.from(await file.arrayBuffer());
  const opened: OpenedFile[] = [];
  for (const part of unpack(bytes)) opened.push(await openOne(register, part));
  if (opened.length === 0) throw new Problem('fileRefused', { reason: 'malformed' });
  return opened;
}

async function openOne(register: Register, bytes: Buffer): Promise<OpenedFile> {
  const received = await register.part(Exchange).receive(bytes, 'hand');
  return toOpened(register, received);
}

async function toOpened(register: Register, received: Received): Promise<OpenedFile> {
  const { kind, owner, outcome, reason, changes, refusedChanges } = received;
  return { kind, ownerName: await nameOf(register, owner), outcome, reason, changes, refusedChanges };
}

/** The files in these bytes: themselves, or those of a bundle. */
function unpack(bytes: Buffer): Buffer[] {
  const magic = bytes.subarray(0, MAGIC.length).toString('latin1');
  if (magic.startsWith('so-may ')) return [bytes];
  if (!isBundle(bytes)) throw new Problem('fileRefused', { reason: 'malformed' });
  try {
    return unpackBundle(bytes);
  } catch (error) {
    throw error instanceof FileRefused ? new Problem('fileRefused', { reason: error.reason }) : error;
  }
}

/** The inbox and what was written here, newest first. */
export async function listReceivedFiles(
  register: Register,
  given: { offset: number; limit: number; owner: string | null; state: ReceivedFile['state'] | null },
): Promise<{ total: number; rows: ReceivedFile[] }> {
  const filtered = register.reader
    .selectFrom('packages')
    .$if(given.owner !== null, (query) => query.where('owner', '=', given.owner ?? ''))
    .$if(given.state !== null, (query) => query.where('state', '=', given.state ?? 'own'));
  const { total } = await filtered
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await filtered
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id')
    .offset(given.offset)
    .limit(given.limit)
    .execute();
  const names = new Map<string, string>();
  for (const owner of new Set(rows.map((row) => row.owner))) names.set(owner, await nameOf(register, owner));
  const files: ReceivedFile[] = [];
  for (const row of rows) files.push(await toReceivedFile(register, row, names.get(row.owner) ?? ''));
  return { total, rows: files };
}

async function toReceivedFile(register: Register, row: PackageRow, ownerName: string): Promise<ReceivedFile> {
  const { id, owner, replica, first, last, sizeBytes, state, reason, carrier, at } = row;
  const refusedChanges = await countRefusedChanges(register.reader, { replica, first, last });
  return { id, owner, ownerName, replica, first, last, sizeBytes, state, reason, refusedChanges, carrier, at };
}

/**
 * Says that a person has dealt with what is in a file that has the numbers of another one, or takes that back. The file stays kept,
 * and its author is told no more of it.
 *
 * Raises fileNotForked.
 */
export async function settleFork(register: Register, id: string, isSettled: boolean): Promise<void> {
  const reason = isSettled ? SETTLED : 'forked';
  await register.exclusively(() =>
    register.transact(async (db) => {
      const row = await findPackage(db, id);
      if (row?.state !== 'forked') throw new Problem('fileNotForked');
      await savePackage(db, { ...row, reason });
    }),
  );
}

/**
 * Takes a quarantined file of a locked-out installation after all: the revocation ends later from now on. One that goes on for a
 * locked-out installation counts from now on as a whole: a person says that it is in good hands.
 *
 * Raises fileNotQuarantined, also where another side locked it out.
 */
export async function releaseFile(register: Register, session: Session, id: string): Promise<OpenedFile> {
  const row = await findPackage(register.reader, id);
  if (row?.state !== 'quarantined') throw new Problem('fileNotQuarantined');
  const { replica, last, owner: member } = row;
  const { own } = await openKeyring(register);
  const known = await findKnownReplica(register.reader, replica);
  const end = await findEndOfReplica(register.reader, own, known ?? { replica, owner: member, continues: null });
  if (end && end.owner !== own.owner) throw new Problem('fileNotQuarantined');
  await register.run(session, async (command) => {
    const standing = await findOwnRevocation(await command.read(), own.owner, replica);
    if (!end || end.lastSeq >= last) return;
    if (standing) await command.change('revocations', standing, { lastSeq: last });
    else command.create('revocations', { member, replica, lastSeq: NEVER_ENDS, reason: known?.name ?? replica });
  });
  const received = await register.part(Exchange).receiveAgain(row);
  if (!received) throw new Problem('fileNotQuarantined');
  return toOpened(register, received);
}

async function nameOf(register: Register, owner: string): Promise<string> {
  const { own } = await openKeyring(register);
  const side = await findTrustedSide(register.reader, own, owner);
  return side?.name ?? '';
}
