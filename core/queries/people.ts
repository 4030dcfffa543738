/** People at the keyboard. */
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';

/** Everybody who may be chosen or ever was, in the order in which they were entered. */
export function listPeople(db: ReadHandle, owner: string): Promise<SyncedRow<'people'>[]> {
  return db.selectFrom('people').selectAll().where('owner', '=', owner).orderBy('id').execute();
}

export function findPerson(db: ReadHandle, owner: string, id: string): Promise<SyncedRow<'people'> | undefined> {
  return db.selectFrom('people').selectAll().where('owner', '=', owner).where('id', '=', id).executeTakeFirst();
}
