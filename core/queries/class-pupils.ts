/** Pupils in use of a class, or of the whole school, in the order of a class list. */
import type { ReadHandle } from '../database/handles.ts';

export function listClassPupils(db: ReadHandle, owner: string, schoolClass: string | null) {
  return db
    .selectFrom('studentSearch')
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'studentSearch.owner').onRef('students.id', '=', 'studentSearch.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .select(['students.id', 'students.fullName', 'students.birthDate', 'classes.name as className'])
    .select('studentSearch.povertyStatus')
    .where('studentSearch.owner', '=', owner)
    .where('studentSearch.isVoided', '=', 0)
    .$if(schoolClass !== null, (query) => query.where('studentSearch.class', '=', schoolClass))
    .orderBy('studentSearch.classSortKey')
    .orderBy('studentSearch.sortKey')
    .orderBy('studentSearch.student')
    .execute();
}

/** True for a class of this register, also of an earlier school year. */
export async function hasClass(db: ReadHandle, owner: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('classes')
    .select('id')
    .where('owner', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
