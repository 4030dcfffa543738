/** Files that a side keeps without having merged them: forks, what is quarantined, what waits for its turn. */
import { findFile } from '../../core/sync/file-places.ts';
import { FileRefused } from '../../core/sync/files/file-refused.ts';
import { decodePackage } from '../../core/sync/files/package-body.ts';
import { getPackageHeader, openSealedFile } from '../../core/sync/files/sealed-file.ts';
import { openKeyring } from '../../core/sync/keyring.ts';
import type { Side } from './world.ts';

/** The changes in one file, by its id: what it holds never changes. */
const contents = new Map<string, readonly { seq: number; hash: string }[]>();
const MOST_CONTENTS = 2000;

/** The changes of one replica that stand in such files of a side. */
export async function listKept(side: Side, replica: string): Promise<{ seq: number; hash: string }[]> {
  const rows = await side.register.reader
    .selectFrom('packages')
    .select(['id', 'file'])
    .where('replica', '=', replica)
    .where('state', 'in', ['forked', 'quarantined', 'waiting'])
    .where('file', 'is not', null)
    .execute();
  const kept: { seq: number; hash: string }[] = [];
  for (const { id, file } of rows) {
    const bytes = await findFile(side.register, file ?? '');
    if (!bytes) continue;
    const known = contents.get(id) ?? (await read(side, bytes));
    if (contents.size >= MOST_CONTENTS) contents.clear();
    contents.set(id, known);
    kept.push(...known);
  }
  return kept;
}

async function read(side: Side, bytes: Buffer): Promise<{ seq: number; hash: string }[]> {
  const { keys } = await openKeyring(side.register);
  try {
    const file = await openSealedFile(bytes, [keys.ownerIdentity.identity]);
    const { changes } = await decodePackage(getPackageHeader(file), file.body, async () => undefined);
    return changes.map(({ seq, hash }) => ({ seq, hash: hash.toString('hex') }));
  } catch (error) {
    if (error instanceof FileRefused) return [];
    throw error;
  }
}
