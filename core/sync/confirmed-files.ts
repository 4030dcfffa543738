/** Which files that lie on a carrier have done their work: their peer has said that it holds what is in them. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { listAcknowledgements } from '../queries/packages.ts';
import { findCollector } from '../queries/sides.ts';
import type { Register } from '../register.ts';
import { packageName, peerFile, readHeadOf } from './file-places.ts';
import { FileRefused } from './files/file-refused.ts';
import { type OuterHeader, readOuterHeader } from './files/outer-header.ts';
import { listOwnReplicas, openKeyring } from './keyring.ts';
import { readAskedAttachments } from './send-attachments.ts';

/** A file as it lies in the folder of one peer, by the header that nobody signed. */
export interface LaidFile {
  name: string;
  header: OuterHeader;
}

/**
 * Those of the files laid down for a peer that may be taken away: packages that it confirmed and that are, by their hash, what
 * lies in outbox/ and, by their name, laid down from here (the peer passes the same on to its further PCs, under its own name), and own attachments that it no longer asks for. None of the files for further PCs of this side: they answer
 * in turn, and a new one may come.
 */
export async function pickConfirmed<Laid extends LaidFile>(
  register: Register,
  peer: string,
  laid: readonly Laid[],
): Promise<Laid[]> {
  const { owner, code } = (await openKeyring(register)).own;
  if (peer === owner) return [];
  const confirmed = await listAcknowledgements(register.reader, peer);
  const through = (replica: string): number => confirmed.get(replica)?.seq ?? 0;
  const isConfirmed = ({ kind, replica, last }: OuterHeader): boolean =>
    kind === 'package' && last !== undefined && through(replica) >= last;
  const isNamedHere = ({ name, header: { owner: author, replica, first = 0, last = 0 } }: LaidFile): boolean =>
    name === packageName(author === owner ? code || owner : author, replica, first, last);
  const packages = laid.filter((file) => isConfirmed(file.header) && isNamedHere(file));
  const ours = packages.length === 0 ? new Set() : await listPayloads(register, peer);
  const attachments = laid.filter(({ header }) => header.kind === 'attachment');
  const own = attachments.length === 0 ? [] : await listOwnReplicas(register);
  const asked = attachments.length === 0 ? [] : await readAskedAttachments(register.reader, peer);
  return [
    ...packages.filter(({ header }) => ours.has(header.payloadSha256)),
    ...attachments.filter(
      ({ name, header: { replica } }) =>
        own.includes(replica) && !asked.some((sha256) => name === `${replica}-${sha256.slice(0, 16)}.somay`),
    ),
  ];
}

/** SHA-256 of the payloads of what lies in outbox/ for this peer. */
async function listPayloads(register: Register, peer: string): Promise<Set<string>> {
  const collector = await findCollector(register.reader);
  const places = [peerFile(peer, ''), ...(collector?.owner === peer ? ['outbox/'] : [])];
  const payloads = new Set<string>();
  for (const place of places) {
    const names = await readdir(path.join(register.options.dataDir, place)).catch(() => []);
    for (const name of names.filter((each) => each.endsWith('.somay'))) {
      const head = await readHeadOf(register, `${place}${name}`);
      const header = head && tryToRead(head);
      if (header) payloads.add(header.payloadSha256);
    }
  }
  return payloads;
}

function tryToRead(head: Buffer): OuterHeader | undefined {
  try {
    return readOuterHeader(head).header;
  } catch (error) {
    if (error instanceof FileRefused) return undefined;
    throw error;
  }
}
