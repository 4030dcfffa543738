/** The derived table that searching and sorting pupils need; refreshed with every write of a pupil or class. */
import { foldText, nameInitials } from '../../shared/rules/fold.ts';
import { classSortKey, sortKey } from '../../shared/rules/vietnamese-order.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { RowInserter } from './records.ts';

const COLUMNS = [
  'owner',
  'student',
  'foldedName',
  'initials',
  'sortKey',
  'classSortKey',
  'moetId',
  'personalId',
  'isVoided',
] as const;
const IDS_PER_QUERY = 500;

/** Brings the derived rows of these pupils, and of all pupils of these classes, up to date. */
export async function refreshStudentSearch(
  db: WriteHandle,
  inserter: RowInserter,
  owner: string,
  students: readonly string[],
  classes: readonly string[],
): Promise<void> {
  const ids = new Set(students);
  for (let start = 0; start < classes.length; start += IDS_PER_QUERY) {
    const members = await db
      .selectFrom('students')
      .select('id')
      .where('owner', '=', owner)
      .where('class', 'in', classes.slice(start, start + IDS_PER_QUERY))
      .execute();
    for (const member of members) ids.add(member.id);
  }
  const all = [...ids];
  for (let start = 0; start < all.length; start += IDS_PER_QUERY)
    await refreshSome(db, inserter, owner, all.slice(start, start + IDS_PER_QUERY));
}

async function refreshSome(
  db: WriteHandle,
  inserter: RowInserter,
  owner: string,
  ids: readonly string[],
): Promise<void> {
  const rows = await db
    .selectFrom('students')
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .select([
      'students.owner',
      'students.id',
      'students.fullName',
      'students.sortName',
      'students.moetId',
      'students.personalId',
      'students.voidedAt',
    ])
    .select('classes.name as className')
    .where('students.owner', '=', owner)
    .where('students.id', 'in', ids)
    .execute();
  await db.deleteFrom('studentSearch').where('student', 'in', ids).execute();
  await inserter.insert(
    'studentSearch',
    COLUMNS,
    rows.map((row) => ({
      owner: row.owner,
      student: row.id,
      foldedName: foldText(row.fullName),
      initials: nameInitials(row.fullName),
      sortKey: sortKey(row.fullName, row.sortName),
      classSortKey: row.className === null ? '' : classSortKey(row.className),
      moetId: row.moetId,
      personalId: row.personalId,
      isVoided: row.voidedAt === null ? 0 : 1,
    })),
  );
}
