/**
 * The derived table that searching, sorting and filtering pupils need: one row per pupil. Refreshed with every write
 * that touches the pupil, the class, the household's status or the papers of a device.
 */
import { sql } from 'kysely';
import { foldText } from '../../shared/rules/fold.ts';
import { classSortKey, sortKey } from '../../shared/rules/vietnamese-order.ts';
import type { WriteHandle } from '../database/handles.ts';
import { forgetUnusedNames, saveNames } from '../database/sqlite/name-search.ts';
import { fixedQuery, type Given } from '../database/sqlite/fixed-query.ts';
import type { StudentSearchRow } from '../database/tables.ts';
import { inSlices } from './in-slices.ts';
import { openReceipts } from './papers.ts';
import type { RowInserter } from './records.ts';

const COLUMNS = [
  'student',
  'owner',
  'name',
  'foldedName',
  'sortKey',
  'classSortKey',
  'class',
  'povertyStatus',
  'deviceState',
  'device',
  'receipt',
  'isVoided',
] as const;

/** Brings the derived rows of these pupils up to date. */
export async function refreshStudentSearch(
  db: WriteHandle,
  inserter: RowInserter,
  owner: string,
  students: readonly string[],
): Promise<void> {
  await inSlices(students, (ids) => refreshSome(db, inserter, owner, ids));
}

async function refreshSome(
  db: WriteHandle,
  inserter: RowInserter,
  owner: string,
  ids: readonly string[],
): Promise<void> {
  const students = await namesAndPlaces(db, { owner, ids });
  const folded = students.map((student) => foldText(student.fullName));
  const names = await saveNames(db, folded);
  const papers = await findPapers(db, owner, ids);
  const classKeyOf = remember((className: string | null) => (className === null ? '' : classSortKey(className)));
  const rows = students.map((student, index): StudentSearchRow => ({
    student: student.id,
    owner,
    name: names.get(folded[index]!)!,
    foldedName: folded[index]!,
    sortKey: sortKey(student.fullName, student.sortName),
    classSortKey: classKeyOf(student.className),
    class: student.class,
    povertyStatus: student.povertyStatus ?? 'unknown',
    ...paperFields(papers, student.id),
    isVoided: student.voidedAt === null ? 0 : 1,
  }));
  const before = await db.selectFrom('studentSearch').select('foldedName').where('student', 'in', ids).execute();
  if (before.length > 0) await db.deleteFrom('studentSearch').where('student', 'in', ids).execute();
  await inserter.insert('studentSearch', COLUMNS, rows);

  const kept = new Set(folded);
  const left = new Set(before.map((row) => row.foldedName).filter((name) => !kept.has(name)));
  if (left.size > 0) await forgetUnusedNames(db, [...left]);
}

type OwnersIds = Given<{ owner: string; ids: readonly string[] }>;

const namesAndPlaces = fixedQuery((db, { value, list }: OwnersIds) =>
  db
    .selectFrom('students')
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .select(['students.id', 'students.fullName', 'students.sortName', 'students.class', 'students.voidedAt'])
    .select('classes.name as className')
    .select((select) =>
      select
        .selectFrom('povertyStatuses')
        .select('povertyStatuses.status')
        .whereRef('povertyStatuses.household', '=', 'students.household')
        .whereRef('povertyStatuses.owner', '=', 'students.owner')
        .where('povertyStatuses.voidedAt', 'is', null)
        .orderBy('povertyStatuses.validFrom', 'desc')
        .orderBy('povertyStatuses.id', 'desc')
        .limit(1)
        .as('povertyStatus'),
    )
    .where('students.owner', '=', value('owner'))
    .where('students.id', 'in', list('ids')),
);

const papersUpdate = fixedQuery(
  (db: WriteHandle, { value }: Given<Pick<StudentSearchRow, 'student' | 'deviceState' | 'device' | 'receipt'>>) =>
    db
      .updateTable('studentSearch')
      .set({ deviceState: value('deviceState'), device: value('device'), receipt: value('receipt') })
      .where('student', '=', value('student')),
);

/** Brings up to date what these pupils hold or shall get, where nothing else about them changed. */
export async function refreshPapersOfStudents(
  db: WriteHandle,
  owner: string,
  students: readonly string[],
): Promise<void> {
  await inSlices(students, async (ids) => {
    const papers = await findPapers(db, owner, ids);
    for (const student of ids) {
      await papersUpdate(db, { student, ...paperFields(papers, student) });
    }
  });
}

function paperFields({ receipts, assignments }: Awaited<ReturnType<typeof findPapers>>, student: string) {
  const receipt = receipts.get(student);
  const assignment = assignments.get(student);
  return {
    deviceState: receipt ? ('received' as const) : assignment ? ('assigned' as const) : ('none' as const),
    device: receipt?.device ?? assignment?.device ?? null,
    receipt: receipt?.id ?? null,
  };
}

// The ids are found apart: the owner beside a list of pupils would make SQLite look through all papers of the owner.
const openReceiptsOf = fixedQuery((db, { value, list }: OwnersIds) =>
  openReceipts(db, value('owner'))
    .select(['receipts.id', 'receipts.student', 'receipts.device'])
    .where('receipts.id', 'in', db.selectFrom('receipts').select('id').where('student', 'in', list('ids')))
    .orderBy('receipts.receivedOn')
    .orderBy('receipts.id'),
);
const openAssignmentsOf = fixedQuery((db, { value, list }: OwnersIds) =>
  db
    .selectFrom('assignments')
    .select(['assignments.student', 'assignments.device'])
    .where('assignments.owner', '=', value('owner'))
    .where('assignments.id', 'in', db.selectFrom('assignments').select('id').where('student', 'in', list('ids')))
    .where('assignments.voidedAt', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          openReceipts(db, value('owner'))
            .select('receipts.id')
            .where('receipts.device', '=', sql.ref<string>('assignments.device')),
        ),
      ),
    )
    .orderBy('assignments.id'),
);

/** By pupil: the newest open receipt, and the newest assignment of a device that nobody holds. */
async function findPapers(db: WriteHandle, owner: string, ids: readonly string[]) {
  const receipts = await openReceiptsOf(db, { owner, ids });
  const assignments = await openAssignmentsOf(db, { owner, ids });
  return {
    receipts: new Map(receipts.map((receipt) => [receipt.student, receipt])),
    assignments: new Map(assignments.map((assignment) => [assignment.student, assignment])),
  };
}

/** A function that computes each answer once: a page of pupils has few classes. */
function remember<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}
