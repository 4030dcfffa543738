/** An office's own changes for one member: what concerns another member goes as a commitment, without its values. */
import { tablesAboutAMember } from '../../shared/records/office.ts';
import { commitmentOf } from '../journal/change-bytes.ts';
import { secretOf } from '../journal/secrets.ts';
import type { Register } from '../register.ts';
import { findFile, packageName, peerFile, writeInData } from './file-places.ts';
import type { Keyring } from './keyring.ts';
import { findOutgoing, type OutgoingFile } from './outgoing-file.ts';
import { readContent } from './package-content.ts';
import { sealPackage } from './seal-package.ts';
import { findTrustedSide } from './trust.ts';

const CHANGES_PER_PACKAGE = 10_000;

/** Packages of this installation's changes `first` to `last`, as this member may read them. */
export async function writePackagesForMember(
  register: Register,
  keyring: Keyring,
  member: string,
  { first, last }: { first: number; last: number },
): Promise<OutgoingFile[]> {
  const side = await findTrustedSide(register.reader, keyring.own, member);
  if (!side) return [];
  const { owner, replica } = keyring.installation;
  const files: OutgoingFile[] = [];
  for (let start = first; start <= last; start += CHANGES_PER_PACKAGE) {
    const end = Math.min(last, start + CHANGES_PER_PACKAGE - 1);
    const content = await readContent(register, { owner, replica, first: start, last: end });
    const { changes, secrets } = content;
    const withheld = new Map(content.withheld);
    for (const change of changes) {
      const isAboutAnother =
        (tablesAboutAMember as readonly string[]).includes(change.recordTable) && change.subject !== member;
      if (isAboutAnother && !withheld.has(change.seq)) {
        const candidates = secrets.get(change.subject) ?? [];
        const secret = candidates.length > 1 ? secretOf(change, candidates) : candidates[0];
        if (secret) withheld.set(change.seq, Buffer.from(commitmentOf(change, secret), 'hex'));
      }
    }
    const to = { to: member, recipients: [side.recipient] };
    const { id, bytes } = await sealPackage(keyring, { changes, secrets, withheld, ...to });
    // Sealing is random: whoever fetches the file in pieces must find the same bytes again.
    const place = peerFile(member, `${id}.somay`);
    if (!(await findFile(register, place))) writeInData(register, place, bytes);
    const file = await findOutgoing(register, packageName(keyring.own.code || owner, replica, start, end), {
      id,
      place,
    });
    if (file) files.push(file);
  }
  return files;
}
