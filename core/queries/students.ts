/** Pupils with what belongs to them: household, guardians, poverty statuses. */
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';

/** Whose pupil this is; undefined for an unknown id. */
export async function findStudentOwner(db: ReadHandle, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('studentSearch').select('owner').where('student', '=', id).executeTakeFirst();
  return row?.owner;
}

export function findStudent(db: ReadHandle, owner: string, id: string): Promise<SyncedRow<'students'> | undefined> {
  return db.selectFrom('students').selectAll().where('owner', '=', owner).where('id', '=', id).executeTakeFirst();
}

export function findHousehold(db: ReadHandle, owner: string, id: string): Promise<SyncedRow<'households'> | undefined> {
  return db.selectFrom('households').selectAll().where('owner', '=', owner).where('id', '=', id).executeTakeFirst();
}

/** Pupils in use of one household. */
export function listHouseholdMembers(db: ReadHandle, owner: string, household: string) {
  return db
    .selectFrom('students')
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .select(['students.id', 'students.fullName', 'classes.name as className'])
    .where('students.owner', '=', owner)
    .where('students.household', '=', household)
    .where('students.voidedAt', 'is', null)
    .orderBy('students.birthDate')
    .orderBy('students.id')
    .execute();
}

/** Poverty statuses of these households, of one owner or of any, the newest first. */
export function listPovertyStatuses(
  db: ReadHandle,
  owner: string | null,
  households: readonly string[],
): Promise<SyncedRow<'poverty_statuses'>[]> {
  return db
    .selectFrom('povertyStatuses')
    .selectAll()
    .$if(owner !== null, (query) => query.where('owner', '=', owner ?? ''))
    .where('household', 'in', households)
    .orderBy('validFrom', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Guardians in use of these pupils, of one owner or of any; the first of a pupil is who normally signs. */
export function listGuardians(
  db: ReadHandle,
  owner: string | null,
  students: readonly string[],
): Promise<SyncedRow<'guardians'>[]> {
  return db
    .selectFrom('guardians')
    .selectAll()
    .$if(owner !== null, (query) => query.where('owner', '=', owner ?? ''))
    .where('student', 'in', students)
    .where('voidedAt', 'is', null)
    .orderBy('id')
    .execute();
}

/** Pupils in use that have this ministry code or personal ID. */
export async function findStudentsByNumber(db: ReadHandle, column: 'moetId' | 'personalId', number: string) {
  return db
    .selectFrom('students')
    .select(['owner', 'id', 'fullName'])
    .where(column, '=', number)
    .where('voidedAt', 'is', null)
    .execute();
}

/** Pupils in use whose folded name is this one. */
export function listStudentsNamed(db: ReadHandle, owner: string, foldedName: string) {
  return db
    .selectFrom('studentSearch')
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'studentSearch.owner').onRef('students.id', '=', 'studentSearch.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .select(['students.id', 'students.fullName', 'students.birthDate', 'classes.name as className'])
    .where('studentSearch.foldedName', '=', foldedName)
    .where('studentSearch.owner', '=', owner)
    .where('studentSearch.isVoided', '=', 0)
    .orderBy('students.id')
    .execute();
}
