/** The pupils' long table: one page of it and its totals, from the derived table. */
import { sql } from 'kysely';
import type { StudentFilter } from '../../shared/contract/students.ts';
import type { ReadHandle } from '../database/handles.ts';
import { matchingNames } from '../database/sqlite/name-search.ts';
import { startsWith } from './prefix.ts';
import type { SearchText } from './search-text.ts';

export interface ListedStudents extends Omit<StudentFilter, 'text'> {
  text: SearchText | null;
  /** Sort key of the class that is asked for: its pupils lie side by side in class order. */
  classSortKey: string | null;
}

export interface PageOfStudents extends ListedStudents {
  sort: 'class' | 'name';
  offset: number;
  limit: number;
}

function filterStudents(db: ReadHandle, filter: ListedStudents) {
  const { text } = filter;
  return db
    .selectFrom('studentSearch')
    .$if(!filter.includeVoided, (query) => query.where('studentSearch.isVoided', '=', 0))
    .$if(filter.class !== null, (query) =>
      query
        .where('studentSearch.classSortKey', '=', filter.classSortKey ?? '')
        .where('studentSearch.class', '=', filter.class),
    )
    .$if(filter.povertyStatus !== null, (query) =>
      query.where('studentSearch.povertyStatus', '=', filter.povertyStatus ?? 'unknown'),
    )
    .$if(filter.device !== null, (query) => query.where('studentSearch.deviceState', '=', filter.device ?? 'none'))
    .$if(text !== null, (query) =>
      query.where((where) => {
        const ways = [];
        if (text && text.words.length > 0) ways.push(where('studentSearch.name', 'in', matchingNames(text.words)));
        if (text?.initials) ways.push(startsWith('studentSearch.initials', text.initials));
        if (text?.number) {
          for (const column of ['students.moetId', 'students.personalId'] as const) {
            ways.push(
              where(
                'studentSearch.student',
                'in',
                db.selectFrom('students').select('students.id').where(startsWith(column, text.number)),
              ),
            );
          }
        }
        return where.or(ways);
      }),
    );
}

/** How many pupils match, and how many of them are poor, near-poor, have received. */
export function countListedStudents(db: ReadHandle, filter: ListedStudents) {
  return filterStudents(db, filter)
    .select((select) => [
      select.fn.countAll<number>().as('total'),
      sql<number>`count(case when poverty_status = 'poor' then 1 end)`.as('poor'),
      sql<number>`count(case when poverty_status = 'near_poor' then 1 end)`.as('nearPoor'),
      sql<number>`count(case when device_state = 'received' then 1 end)`.as('received'),
    ])
    .executeTakeFirstOrThrow();
}

/** Row numbers of one page in class order (then by name), or by name alone; for a `where`, which keeps no order. */
export function selectPage(db: ReadHandle, request: PageOfStudents) {
  return filterStudents(db, request)
    .$if(request.sort === 'class', (query) => query.orderBy('studentSearch.classSortKey'))
    .orderBy('studentSearch.sortKey')
    .orderBy('studentSearch.student')
    .select('studentSearch.rowId')
    .limit(request.limit)
    .offset(request.offset);
}

/** One page of the table. */
export function listStudentPage(db: ReadHandle, request: PageOfStudents) {
  return selectStudentRows(db)
    .where('studentSearch.rowId', 'in', selectPage(db, request))
    .$if(request.sort === 'class', (query) => query.orderBy('studentSearch.classSortKey'))
    .orderBy('studentSearch.sortKey')
    .orderBy('studentSearch.student')
    .execute();
}

/** What a row of the table shows, of any pupils. */
export function selectStudentRows(db: ReadHandle) {
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
    .leftJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'studentSearch.owner').onRef('devices.id', '=', 'studentSearch.device'),
    )
    .leftJoin('receipts', (join) =>
      join.onRef('receipts.owner', '=', 'studentSearch.owner').onRef('receipts.id', '=', 'studentSearch.receipt'),
    )
    .select([
      'students.id',
      'classes.name as className',
      'students.moetId',
      'students.fullName',
      'students.birthDate',
      'students.gender',
      'studentSearch.povertyStatus',
      'households.village',
      'households.commune',
      'devices.serialNumber',
      'studentSearch.deviceState',
      'receipts.receivedOn',
      'studentSearch.isVoided',
    ]);
}
