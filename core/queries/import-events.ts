/** Imports that were remembered: which file, when, and what the file was called. */
import { z } from 'zod';
import { parseChangeId } from '../../shared/records/change-id.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { findUndoneCommands } from './commands.ts';

const importDetails = z.object({ kind: z.string(), fileSha256: z.string() });

/** The newest import of these very bytes that was not undone; its event is the first change of its command. */
export async function findImportOfFile(
  db: ReadHandle,
  owner: string,
  kind: string,
  sha256: string,
): Promise<{ command: string; at: string } | undefined> {
  const events = await db
    .selectFrom('events')
    .select(['id', 'details'])
    .where('owner', '=', owner)
    .where('kind', '=', 'import')
    .orderBy('id', 'desc')
    .execute();
  const same = events.filter(({ details }) => {
    const known = importDetails.safeParse(JSON.parse(details));
    return known.success && known.data.kind === kind && known.data.fileSha256 === sha256;
  });
  if (same.length === 0) return undefined;
  const undone = await findUndoneCommands(db, owner);
  const found = same.find(({ id }) => !undone.has(id));
  const place = found && parseChangeId(found.id);
  if (!found || !place) return undefined;
  const change = await db
    .selectFrom('changes')
    .select('at')
    .where('replica', '=', place.replica)
    .where('seq', '=', place.seq)
    .executeTakeFirst();
  return change && { command: found.id, at: change.at };
}

/** Remembers, on this PC only, what the file was called whose rows `command` wrote. */
export async function saveImportFileName(db: WriteHandle, command: string, fileName: string): Promise<void> {
  await db.insertInto('importFiles').values({ command, fileName }).execute();
}

/** What the file of an import was called; null for one that was done on another PC. */
export async function findImportFileName(db: ReadHandle, command: string): Promise<string | null> {
  const file = await db.selectFrom('importFiles').select('fileName').where('command', '=', command).executeTakeFirst();
  return file?.fileName ?? null;
}
