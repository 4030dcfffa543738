/** Sites, classes and rounds of a school: short lists that every page needs. */
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';

/** The school of a register; undefined in an office's. */
export function findSchool(db: ReadHandle, owner: string): Promise<SyncedRow<'schools'> | undefined> {
  return db.selectFrom('schools').selectAll().where('owner', '=', owner).executeTakeFirst();
}

export function listSites(db: ReadHandle, owner: string): Promise<SyncedRow<'sites'>[]> {
  return db.selectFrom('sites').selectAll().where('owner', '=', owner).orderBy('id').execute();
}

export function listRounds(db: ReadHandle, owner: string): Promise<SyncedRow<'rounds'>[]> {
  return db.selectFrom('rounds').selectAll().where('owner', '=', owner).orderBy('id').execute();
}

/** Classes of one school year that are in use. */
export function listClasses(db: ReadHandle, owner: string, schoolYear: string): Promise<SyncedRow<'classes'>[]> {
  return db
    .selectFrom('classes')
    .selectAll()
    .where('owner', '=', owner)
    .where('schoolYear', '=', schoolYear)
    .where('voidedAt', 'is', null)
    .orderBy('id')
    .execute();
}

export function findClass(db: ReadHandle, owner: string, id: string): Promise<SyncedRow<'classes'> | undefined> {
  return db.selectFrom('classes').selectAll().where('owner', '=', owner).where('id', '=', id).executeTakeFirst();
}
