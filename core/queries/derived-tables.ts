/**
 * The derived tables: what lists, search and overview would otherwise compute from many records at every look. They
 * hold nothing of their own: each row follows from the synced tables, and all can be rebuilt at any time.
 */
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import { forgetAllNames } from '../database/sqlite/name-search.ts';
import { fixedQuery, type Given } from '../database/sqlite/fixed-query.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { refreshDeviceSearch } from './device-search.ts';
import { inSlices } from './in-slices.ts';
import { RowInserter } from './records.ts';
import { refreshPapersOfStudents, refreshStudentSearch } from './student-search.ts';

type OwnersIds = Given<{ owner: string; ids: readonly string[] }>;

const membersOfClasses = fixedQuery((db, { value, list }: OwnersIds) =>
  db.selectFrom('students').select('id').where('owner', '=', value('owner')).where('class', 'in', list('ids')),
);
const membersOfStatuses = fixedQuery((db, { value, list }: OwnersIds) =>
  db
    .selectFrom('povertyStatuses')
    .innerJoin('students', (join) =>
      join
        .onRef('students.household', '=', 'povertyStatuses.household')
        .onRef('students.owner', '=', 'povertyStatuses.owner'),
    )
    .select('students.id')
    .where('povertyStatuses.owner', '=', value('owner'))
    .where('povertyStatuses.id', 'in', list('ids')),
);
const papersById = {
  assignments: fixedQuery((db, given: OwnersIds) => selectPapers(db, 'assignments', given)),
  receipts: fixedQuery((db, given: OwnersIds) => selectPapers(db, 'receipts', given)),
};
function selectPapers(db: ReadHandle, table: 'assignments' | 'receipts', { value, list }: OwnersIds) {
  const papers = db.selectFrom(table).select(['student', 'device']);
  return papers.where('owner', '=', value('owner')).where('id', 'in', list('ids'));
}
const plannedFor = fixedQuery((db, { list }: Given<{ devices: readonly string[] }>) =>
  db.selectFrom('assignments').select('student').where('device', 'in', list('devices')).where('voidedAt', 'is', null),
);

/** Brings the derived rows up to date after these records, by table, were written. Called by the journal. */
export async function refreshDerivedTables(
  db: WriteHandle,
  inserter: RowInserter,
  owner: string,
  written: ReadonlyMap<RecordTableName, ReadonlySet<string>>,
): Promise<void> {
  const students = new Set(written.get('students'));
  const devices = new Set(written.get('devices'));
  /** Pupils of whom at most the papers changed. */
  const holders = new Set<string>();
  const idsOf = (table: RecordTableName) => [...(written.get(table) ?? [])];

  await inSlices(idsOf('classes'), async (ids) => {
    for (const { id } of await membersOfClasses(db, { owner, ids })) students.add(id);
  });
  await inSlices(idsOf('poverty_statuses'), async (ids) => {
    for (const { id } of await membersOfStatuses(db, { owner, ids })) students.add(id);
  });
  for (const table of ['assignments', 'receipts'] as const) {
    await inSlices(idsOf(table), async (ids) => {
      for (const { student, device } of await papersById[table](db, { owner, ids })) {
        holders.add(student);
        devices.add(device);
      }
    });
  }
  // A device that someone else holds now, or holds no more, changes for whom it is planned.
  await inSlices([...devices], async (slice) => {
    for (const { student } of await plannedFor(db, { devices: slice })) holders.add(student);
  });
  await refreshDeviceSearch(db, inserter, owner, [...devices]);
  await refreshStudentSearch(db, inserter, owner, [...students]);
  const others = [...holders].filter((student) => !students.has(student));
  await refreshPapersOfStudents(db, owner, others);
}

/** One more whenever a derived column, or a rule that fills one (folding, sort keys), changes. */
const VERSION = 1;

/** False for a file whose derived tables were filled by other rules than this program's. */
export async function areDerivedTablesCurrent(db: ReadHandle): Promise<boolean> {
  const row = await db.selectFrom('derivedVersion').select('version').executeTakeFirst();
  return row?.version === VERSION;
}

/** Empties the derived tables and fills them again from the synced ones. */
export async function rebuildDerivedTables(db: WriteHandle, inserter = new RowInserter(db)): Promise<void> {
  await db.deleteFrom('deviceSearch').execute();
  await db.deleteFrom('studentSearch').execute();
  await forgetAllNames(db);
  for (const { owner } of await db.selectFrom('devices').select('owner').distinct().execute()) {
    const devices = await db.selectFrom('devices').select('id').where('owner', '=', owner).execute();
    const ids = devices.map(({ id }) => id);
    await refreshDeviceSearch(db, inserter, owner, ids);
  }
  for (const { owner } of await db.selectFrom('students').select('owner').distinct().execute()) {
    const students = await db.selectFrom('students').select('id').where('owner', '=', owner).execute();
    const ids = students.map(({ id }) => id);
    await refreshStudentSearch(db, inserter, owner, ids);
  }
  await db
    .insertInto('derivedVersion')
    .values({ id: 1, version: VERSION })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ version: VERSION }))
    .execute();
}
