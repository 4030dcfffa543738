/** The columns that a clerk chose, by the headers of the file: for the next like file. Local to this PC. */
import { z } from 'zod';
import type { ImportKind } from '../../shared/contract/imports.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

const storedChoice = z.array(
  z.object({
    sheet: z.string().nullable(),
    index: z.number().int(),
    field: z.string().nullable(),
    header: z.string().optional(),
  }),
);
export type StoredChoice = z.output<typeof storedChoice>;

/** The remembered choice for files with these headers; empty when there is none. */
export async function findColumnChoice(db: ReadHandle, kind: ImportKind, fingerprint: string): Promise<StoredChoice> {
  const row = await db
    .selectFrom('columnChoices')
    .select('columnsJson')
    .where('kind', '=', kind)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  return row === undefined ? [] : storedChoice.parse(JSON.parse(row.columnsJson));
}

export async function saveColumnChoice(
  db: WriteHandle,
  kind: ImportKind,
  fingerprint: string,
  choice: StoredChoice,
): Promise<void> {
  const columnsJson = JSON.stringify(choice);
  await db
    .insertInto('columnChoices')
    .values({ kind, fingerprint, columnsJson })
    .onConflict((conflict) => conflict.columns(['fingerprint', 'kind']).doUpdateSet({ columnsJson }))
    .execute();
}
