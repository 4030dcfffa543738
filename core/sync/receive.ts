/** A file that came, whatever carried it: opened, checked, and handed to whoever understands its kind. */
import { hash } from 'node:crypto';
import type { Register } from '../register.ts';
import { forgetOldRefusals, savePackage } from '../queries/packages.ts';
import { findCollector, listKnownOwners } from '../queries/sides.ts';
import { saveSetting } from '../queries/sync-settings.ts';
import { FileRefused } from './files/file-refused.ts';
import { type OuterHeader, readOuterHeader } from './files/outer-header.ts';
import { openSealedFile } from './files/sealed-file.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import { receiveAcknowledgement } from './receive-acknowledgement.ts';
import { receiveAnswer } from './receive-answer.ts';
import { receiveAttachment } from './receive-attachment.ts';
import { drainInbox, receivePackage } from './receive-package.ts';
import { type Arrival, type Carried, readSetting, type Received } from './received.ts';
import type { Pause } from './turns.ts';

/** Reads one whole file; see Exchange.receive. */
export async function receiveFile(register: Register, arrival: Arrival, pause: Pause): Promise<Received> {
  const keyring = await openKeyring(register);
  let outer: OuterHeader | undefined;
  try {
    outer = readOuterHeader(arrival.bytes).header;
    const received = await receiveKind(register, keyring, outer, arrival, pause);
    if (received.outcome === 'taken') await drainInbox(register, pause);
    return received;
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { bytes, carrier } = arrival;
    const id = hash('sha256', bytes, 'hex');
    if (outer && carrier === 'folder' && error.isForGood && (await isOfficesOwn(register, outer)))
      return leave(register, outer, id);
    return refuse(register, { outer, id, sizeBytes: bytes.length, carrier, error });
  }
}

async function receiveKind(
  register: Register,
  keyring: Keyring,
  outer: OuterHeader,
  arrival: Arrival,
  pause: Pause,
): Promise<Received> {
  const { kind } = outer;
  if (kind === 'invitation' || kind === 'join')
    throw new FileRefused('malformed', `a person opens a file of the kind ${kind}`);
  const file = await openSealedFile(arrival.bytes, [keyring.keys.ownerIdentity.identity]);
  if (kind === 'package') return receivePackage(register, keyring, file, arrival, pause);
  if (kind === 'attachment') return receiveAttachment(register, keyring, file);
  return kind === 'answer' ? receiveAnswer(register, keyring, file) : receiveAcknowledgement(register, keyring, file);
}

/** A file of which no more is known than a look at it says; its header is undefined when it is none. */
export interface UnreadFile {
  header: OuterHeader | undefined;
  name: string;
  sizeBytes: number;
}

/** Refuses a file unread: its size alone is enough. Its id is made of what a look at it says, so that it is one file however often it is seen. */
export async function refuseUnread(
  register: Register,
  { header, name, sizeBytes }: UnreadFile,
  carrier: Carried,
): Promise<Received> {
  const id = hash('sha256', JSON.stringify([header ?? name, sizeBytes]), 'hex');
  const error = new FileRefused('malformed', `${sizeBytes} bytes are more than any file has: ${name}`);
  return refuse(register, { outer: header, id, sizeBytes, carrier, error });
}

/** Our office writes for each member by name; what it writes for nobody in particular is for itself and its superior, and lies in a folder that all of them share. */
async function isOfficesOwn({ reader }: Register, { kind, to, owner }: OuterHeader): Promise<boolean> {
  return kind === 'package' && to === '' && (await findCollector(reader))?.owner === owner;
}

/** Nothing is wrong with the file; it need not be looked at again. */
async function leave(register: Register, outer: OuterHeader, id: string): Promise<Received> {
  await register.exclusively(() => register.transact((db) => saveSetting(db, readSetting(outer), true)));
  return { kind: outer.kind, owner: outer.owner, outcome: 'known', reason: null, changes: 0, refusedChanges: 0, id };
}

/** A refused file is remembered by its hash, so that it is logged and shown once, however often it comes. */
async function refuse(
  register: Register,
  given: { outer: OuterHeader | undefined; id: string; sizeBytes: number; carrier: Carried; error: FileRefused },
): Promise<Received> {
  const { outer, id, sizeBytes, carrier, error } = given;
  const { reason } = error;
  const { owner: own } = await register.getInstallation();
  const isNew = await register.exclusively(() =>
    register.transact(async (db) => {
      const known = await db.selectFrom('packages').select('reason').where('id', '=', id).executeTakeFirst();
      await savePackage(db, {
        id,
        replica: outer?.replica ?? UNKNOWN,
        owner: outer?.owner ?? UNKNOWN,
        first: outer?.first ?? 0,
        last: outer?.last ?? 0,
        prevHash: Buffer.alloc(0),
        lastHash: Buffer.alloc(0),
        file: null,
        sizeBytes,
        state: 'refused',
        reason,
        carrier,
        at: register.now(),
      });
      // Only in a folder is the same file met again.
      if (outer && error.isForGood && carrier === 'folder') await saveSetting(db, readSetting(outer), true);
      await forgetOldRefusals(db, outer?.owner ?? UNKNOWN, await listKnownOwners(db, own));
      return known?.reason !== reason;
    }),
  );
  if (isNew)
    register.options.log({ level: 'error', message: 'a file was refused', id, reason, detail: error.message, carrier });
  const owner = outer?.owner ?? UNKNOWN;
  return { kind: outer?.kind ?? 'package', owner, outcome: 'refused', reason, changes: 0, refusedChanges: 0, id };
}

/** Stands for the owner and replica of a file that names none. */
const UNKNOWN = '0'.repeat(16);
