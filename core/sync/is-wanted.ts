/** A look at the outer header alone: may this file be of use here? It is a hint that nobody signed, so it decides nothing else. */
import { tablesAboutAMember } from '../../shared/records/office.ts';
import type { ReadHandle } from '../database/handles.ts';
import { findChainHead } from '../queries/changes.ts';
import { listWithheld } from '../queries/merge.ts';
import { findSetting } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import type { OuterHeader } from './files/outer-header.ts';
import { heardSetting } from './receive-acknowledgement.ts';
import { readSetting } from './received.ts';
import { isKnownSide } from './trust.ts';

export async function isFileWanted(register: Register, header: OuterHeader): Promise<boolean> {
  // A stick may hold ten thousand files of others: no key is read for a look.
  const own = await register.getInstallation();
  const db = register.reader;
  if (header.to !== '' && header.to !== own.owner) return false;
  if (header.kind === 'invitation' || header.kind === 'join') return false;
  // Read to its end, or of no use whoever trusts whom (FileRefused.isForGood).
  if ((await findSetting(db, readSetting(header))) !== undefined) return false;
  if (header.kind === 'answer') return own.role === 'office';
  if (!(await isKnownSide(db, own.owner, header.owner))) return false;
  if (header.kind === 'attachment') return true;
  if (header.kind === 'acknowledgement')
    // Our own words lie there for the further PCs of this side.
    return header.replica !== own.replica && (await findSetting(db, heardSetting(header))) !== header.payloadSha256;
  const seen = await db
    .selectFrom('packages')
    .select('state')
    .where('replica', '=', header.replica)
    .where('first', '=', header.first ?? 0)
    .where('last', '=', header.last ?? 0)
    .execute();
  // Of the same numbers, and not the file that was read: its changes may be others, of a PC that was put back.
  if (seen.some(({ state }) => state === 'merged')) return true;
  if (seen.some(({ state }) => state !== 'refused' && state !== 'forked')) return mayFillWithheld(db, header);
  // A spoilt copy says nothing about the next one, and what was refused for want of trust may be taken now. Beside a fork that was
  // kept, the changes that continue our chain may come in a package of the same numbers.
  if (!seen.some(({ state }) => state === 'forked')) return true;
  return ((await findChainHead(db, header.replica))?.seq ?? 0) < (header.last ?? 0);
}

/** A file for no one in particular is whole: it may have the values that one for this side alone left out. */
async function mayFillWithheld(db: ReadHandle, { to, replica, first = 0, last = 0 }: OuterHeader): Promise<boolean> {
  return to === '' && (await listWithheld(db, replica, first, last, tablesAboutAMember)).size > 0;
}
