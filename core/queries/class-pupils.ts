/** Pupils in use of a class, or of the whole school, in the order of a class list. */
import { classSortKey } from '../../shared/rules/vietnamese-order.ts';
import type { ReadHandle } from '../database/handles.ts';

export function listClassPupils(db: ReadHandle, schoolClass: { id: string; name: string } | null) {
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
    .where('studentSearch.isVoided', '=', 0)
    .$if(schoolClass !== null, (query) =>
      // The sort key leads to the class by the index in class order; the class settles it.
      query
        .where('studentSearch.classSortKey', '=', classSortKey(schoolClass?.name ?? ''))
        .where('studentSearch.class', '=', schoolClass?.id ?? ''),
    )
    .orderBy('studentSearch.classSortKey')
    .orderBy('studentSearch.sortKey')
    .orderBy('studentSearch.student')
    .execute();
}

/** A class of this register, also of an earlier school year. */
export function findClass(db: ReadHandle, owner: string, id: string) {
  return db
    .selectFrom('classes')
    .select(['id', 'name', 'homeroomTeacher'])
    .where('owner', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst();
}
