/** One page of pupils with class and address, for flat records. */
import type { ReadHandle } from '../database/handles.ts';
import { schoolName } from './schools.ts';
import { type PageOfStudents, selectPage } from './student-list.ts';

/** In class and name order. */
export function listRecordPage(db: ReadHandle, request: PageOfStudents) {
  return db
    .selectFrom('studentSearch')
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'studentSearch.owner').onRef('students.id', '=', 'studentSearch.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .leftJoin('households', (join) =>
      join.onRef('households.owner', '=', 'students.owner').onRef('households.id', '=', 'students.household'),
    )
    .select([
      'students.id',
      'students.owner',
      schoolName(db, 'students.owner'),
      'students.fullName',
      'students.birthDate',
      'students.gender',
      'students.ethnicity',
      'classes.name as className',
      'students.moetId',
      'students.personalId',
      'households.province',
      'households.commune',
      'households.village',
      'students.household',
    ])
    .where('studentSearch.student', 'in', selectPage(db, request))
    .orderBy('studentSearch.classSortKey')
    .orderBy('studentSearch.sortKey')
    .orderBy('studentSearch.student')
    .execute();
}
