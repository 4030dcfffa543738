/** The pupils' long table: one page of it and its totals, from the derived table. */
import { expressionBuilder } from 'kysely';
import type { StudentFilter } from '../../shared/contract/students.ts';
import type { ReadHandle } from '../database/handles.ts';
import { areManyNames, matchingFoldedNames, matchingNames } from '../database/sqlite/name-search.ts';
import type { DeviceSearchRow, StudentSearchRow, Tables } from '../database/tables.ts';
import { startsWith } from './prefix.ts';
import { schoolName } from './schools.ts';
import type { SearchText } from './search-text.ts';

/** Above this number of matching names, their pupils are not looked up one by one. */
const MANY_NAMES = 500;

export interface ListedStudents extends Omit<StudentFilter, 'text'> {
  text: SearchText | null;
  /** The text is no number and matches many names. */
  isBroad: boolean;
}

export interface PageOfStudents extends ListedStudents {
  sort: 'class' | 'name';
  offset: number;
  limit: number;
}

function filterStudents(db: ReadHandle, filter: ListedStudents) {
  const { owner, text, class: schoolClass, povertyStatus, device, round } = filter;
  let query = db.selectFrom('studentSearch');
  if (owner !== null) query = query.where('studentSearch.owner', '=', owner);
  if (!filter.includeVoided) query = query.where('studentSearch.isVoided', '=', 0);
  if (schoolClass !== null) query = query.where('studentSearch.class', '=', schoolClass);
  if (povertyStatus !== null) query = query.where('studentSearch.povertyStatus', '=', povertyStatus);
  if (filter.consent === 'missing') query = query.where('studentSearch.student', 'not in', studentsWithConsent(db));
  if (round !== null) query = query.where(inRound(db, round, device));
  else if (device !== null) query = query.where('studentSearch.deviceState', '=', device);
  if (text === null) return query;
  // Many names: go through the pupils in their order. Few: go to their pupils. A planner that knows no numbers cannot choose.
  if (filter.isBroad) return query.where('studentSearch.name', 'in', matchingNames(text.words));
  return query.where('studentSearch.student', 'in', studentsMatching(db, text));
}

/** Pupils for whom a signed form is in force: shared/rules/consent.ts. */
function studentsWithConsent(db: ReadHandle) {
  return db
    .selectFrom('consents')
    .select('consents.student')
    .where('consents.voidedAt', 'is', null)
    .where('consents.withdrawnOn', 'is', null)
    .where('consents.guardianAgrees', '=', 1)
    .where((where) => where.or([where('consents.childAgrees', 'is', null), where('consents.childAgrees', '=', 1)]));
}

/** The pupil stands so as devices of one round alone say; counted alike in {@link countStudentsOfRound}. */
function inRound(db: ReadHandle, round: string, device: StudentFilter['device']) {
  const pupils = (...states: DeviceSearchRow['state'][]) =>
    db
      .selectFrom('deviceSearch')
      .select('deviceSearch.student')
      .where('deviceSearch.round', '=', round)
      .where('deviceSearch.state', 'in', states)
      .where('deviceSearch.student', 'is not', null);
  const build = expressionBuilder<Tables, 'studentSearch'>();
  const student = 'studentSearch.student';
  if (device === 'received') return build(student, 'in', pupils('handed_over'));
  if (device === 'none') return build(student, 'not in', pupils('assigned', 'handed_over'));
  const anyDevice = build(student, 'in', pupils('assigned', 'handed_over'));
  return device === null ? anyDevice : build.and([anyDevice, build(student, 'not in', pupils('handed_over'))]);
}

/** Ids of pupils by name or initials, and by the beginning of their ministry code or personal ID. */
function studentsMatching(db: ReadHandle, text: SearchText) {
  const byName = db
    .selectFrom('studentSearch as named')
    .select('named.student')
    .where('named.foldedName', 'in', matchingFoldedNames(text.words));
  const { number } = text;
  if (number === null) return byName;
  const byNumber = (column: 'moetId' | 'personalId') =>
    db
      .selectFrom('students')
      .select('students.id as student')
      .where(startsWith(`students.${column}`, number));
  return byName.union(byNumber('moetId')).union(byNumber('personalId'));
}

/** What was asked for, made ready: the same for the count and every page. */
export async function prepareFilter(db: ReadHandle, filter: Omit<ListedStudents, 'isBroad'>): Promise<ListedStudents> {
  const isBroad =
    filter.text !== null && filter.text.number === null && (await areManyNames(db, filter.text.words, MANY_NAMES));
  return { ...filter, isBroad };
}

/** How many pupils match, by poverty status and device; of one status and device there may be several counts. */
export function countListedStudents(
  db: ReadHandle,
  filter: ListedStudents,
): Promise<(Pick<StudentSearchRow, 'povertyStatus' | 'deviceState'> & { count: number })[]> {
  return (
    filterStudents(db, filter)
      .select(['povertyStatus', 'deviceState', (select) => select.fn.countAll<number>().as('count')])
      // With the class they come in the order of the index by standing, so that nothing is sorted.
      .groupBy(filter.text === null ? ['class', 'povertyStatus', 'deviceState'] : ['povertyStatus', 'deviceState'])
      .execute()
  );
}

/** Ids of one page in class order (then by name), or by name alone; for a `where`, which keeps no order. */
export function selectPage(db: ReadHandle, request: PageOfStudents) {
  return filterStudents(db, request)
    .$if(request.sort === 'class', (query) => query.orderBy('studentSearch.classSortKey'))
    .orderBy('studentSearch.sortKey')
    .orderBy('studentSearch.student')
    .select('studentSearch.student')
    .limit(request.limit)
    .offset(request.offset);
}

/** One page of the table. */
export function listStudentPage(db: ReadHandle, request: PageOfStudents) {
  return selectStudentRows(db)
    .where('studentSearch.student', 'in', selectPage(db, request))
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
      'students.owner',
      schoolName(db, 'students.owner'),
      'classes.name as className',
      'students.moetId',
      'students.fullName',
      'students.sortName',
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
