/** Pupils and devices, counted from the derived tables. */
import type { ReadHandle } from '../database/handles.ts';
import type { DeviceSearchRow, StudentSearchRow } from '../database/tables.ts';

/** Pupils in use by class, poverty status and whether they have a device. */
export function countStudentsByStanding(
  db: ReadHandle,
  owner: string | null = null,
): Promise<(Pick<StudentSearchRow, 'class' | 'povertyStatus' | 'deviceState'> & { count: number })[]> {
  return (
    db
      .selectFrom('studentSearch')
      .select(['class', 'povertyStatus', 'deviceState', (select) => select.fn.countAll<number>().as('count')])
      .where('isVoided', '=', 0)
      .$if(owner !== null, (query) => query.where('owner', '=', owner ?? ''))
      // In the order of the index, so that nothing is sorted.
      .groupBy(['class', 'povertyStatus', 'deviceState'])
      .execute()
  );
}

/** Pupils in use that hold, or shall get, a device of one round, by poverty status; one who has both is counted as received. */
export async function countStudentsOfRound(
  db: ReadHandle,
  round: string,
): Promise<{ povertyStatus: StudentSearchRow['povertyStatus']; received: number; assigned: number }[]> {
  const perStudent = db
    .selectFrom('deviceSearch')
    .innerJoin('studentSearch', 'studentSearch.student', 'deviceSearch.student')
    .select(['studentSearch.student', 'studentSearch.povertyStatus'])
    .select((select) =>
      select.fn
        .max(select.case().when('deviceSearch.state', '=', 'handed_over').then(1).else(0).end())
        .as('isReceived'),
    )
    .where('deviceSearch.round', '=', round)
    .where('deviceSearch.state', 'in', ['assigned', 'handed_over'])
    .where('studentSearch.isVoided', '=', 0)
    .groupBy('studentSearch.student');
  const rows = await db
    .selectFrom(perStudent.as('perStudent'))
    .select(['povertyStatus', 'isReceived', (select) => select.fn.countAll<number>().as('count')])
    .groupBy(['povertyStatus', 'isReceived'])
    .execute();
  const statuses = new Map<StudentSearchRow['povertyStatus'], { received: number; assigned: number }>();
  for (const { povertyStatus, isReceived, count } of rows) {
    const counts = statuses.get(povertyStatus) ?? { received: 0, assigned: 0 };
    counts[isReceived === 1 ? 'received' : 'assigned'] += count;
    statuses.set(povertyStatus, counts);
  }
  return [...statuses].map(([povertyStatus, counts]) => ({ povertyStatus, ...counts }));
}

/** Devices by where they are; of one round, or of all. */
export function countDevicesByState(
  db: ReadHandle,
  round: string | null,
): Promise<(Pick<DeviceSearchRow, 'state'> & { count: number })[]> {
  return db
    .selectFrom('deviceSearch')
    .select(['state', (select) => select.fn.countAll<number>().as('count')])
    .$if(round !== null, (query) => query.where('round', '=', round))
    .groupBy('state')
    .execute();
}

/** Rows of earlier imports that wait for a person. */
export async function countOpenProblemRows(db: ReadHandle): Promise<number> {
  const row = await db
    .selectFrom('importProblems')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}
