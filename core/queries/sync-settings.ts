/** Settings of this PC's sync, a JSON value by name. Local: they never leave this PC. */
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

/** True while something was erased and still lies in given-up pages or the log of this file. */
export const WIPE_SETTING = 'wipe';

/** The stored value, or undefined; whoever asks parses it. */
export async function findSetting(db: ReadHandle, name: string): Promise<unknown> {
  const row = await db.selectFrom('syncSettings').select('valueJson').where('name', '=', name).executeTakeFirst();
  return row === undefined ? undefined : JSON.parse(row.valueJson);
}

/** The values of all settings whose names begin like this, by the rest of the name. */
export async function listSettings(db: ReadHandle, start: string): Promise<Map<string, unknown>> {
  const rows = await db
    .selectFrom('syncSettings')
    .selectAll()
    .where('name', '>=', start)
    .where('name', '<', `${start}\uffff`)
    .execute();
  return new Map(rows.map(({ name, valueJson }) => [name.slice(start.length), JSON.parse(valueJson) as unknown]));
}

export async function saveSetting(db: WriteHandle, name: string, value: unknown): Promise<void> {
  const valueJson = JSON.stringify(value);
  await db
    .insertInto('syncSettings')
    .values({ name, valueJson })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ valueJson }))
    .execute();
}
