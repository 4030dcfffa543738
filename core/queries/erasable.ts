/** Pupils that may be erased, and what goes with them. */
import type { ReadHandle } from '../database/handles.ts';
import { inSlices } from './in-slices.ts';

export interface ErasableRow {
  id: string;
  fullName: string;
  className: string | null;
  schoolYear: string | null;
  household: string | null;
  povertyStatus: 'poor' | 'near_poor' | 'none' | 'unknown';
  isReceived: 0 | 1;
  /** Serial number of a device that the pupil holds on loan. */
  loan: string | null;
}

function selectErasable(db: ReadHandle, owner: string) {
  return db
    .selectFrom('studentSearch')
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'studentSearch.owner').onRef('students.id', '=', 'studentSearch.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .leftJoin('receipts', (join) =>
      join.onRef('receipts.owner', '=', 'studentSearch.owner').onRef('receipts.id', '=', 'studentSearch.receipt'),
    )
    .leftJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'receipts.owner').onRef('devices.id', '=', 'receipts.device'),
    )
    .select(['students.id', 'students.fullName', 'classes.name as className', 'classes.schoolYear'])
    .select(['students.household', 'studentSearch.povertyStatus'])
    .select((select) => [
      select
        .case()
        .when('studentSearch.deviceState', '=', 'received')
        .then<0 | 1>(1)
        .else<0 | 1>(0)
        .end()
        .as('isReceived'),
      select.case().when('receipts.mode', '=', 'loan').then(select.ref('devices.serialNumber')).end().as('loan'),
    ])
    .where('studentSearch.owner', '=', owner);
}

/** These pupils of one owner, also voided ones, in the order of the class list. */
export async function listErasable(db: ReadHandle, owner: string, students: readonly string[]): Promise<ErasableRow[]> {
  const found: ErasableRow[] = [];
  await inSlices(students, async (slice) => {
    const rows = selectErasable(db, owner).where('studentSearch.student', 'in', slice);
    found.push(...(await rows.orderBy('studentSearch.classSortKey').orderBy('studentSearch.sortKey').execute()));
  });
  return found;
}

/**
 * Pupils whose last class is of a school year that ended before `year` (the first year of a school year), and voided pupils
 * without a class that were taken out before it; the oldest school year first. At most `limit`.
 */
export function listKeptLongEnough(
  db: ReadHandle,
  owner: string,
  year: number,
  limit: number,
): Promise<(ErasableRow & { schoolYear: string | null })[]> {
  return selectErasable(db, owner)
    .where((where) =>
      where.or([
        where('classes.schoolYear', '<', `${year}-`),
        where.and([where('students.class', 'is', null), where('students.voidedAt', '<', `${year}-`)]),
      ]),
    )
    .orderBy('classes.schoolYear')
    .orderBy('studentSearch.classSortKey')
    .orderBy('studentSearch.sortKey')
    .limit(limit)
    .execute();
}

/** Households of these pupils in which no other pupil lives. */
export async function listHouseholdsOnlyOf(
  db: ReadHandle,
  owner: string,
  students: readonly string[],
): Promise<string[]> {
  const households = new Set<string>();
  await inSlices(students, async (slice) => {
    const rows = db.selectFrom('students').select('household').where('owner', '=', owner).where('id', 'in', slice);
    for (const { household } of await rows.execute()) if (household !== null) households.add(household);
  });
  const erased = new Set(students);
  const only = new Set(households);
  await inSlices([...households], async (slice) => {
    const rows = db.selectFrom('students').select(['id', 'household']).where('owner', '=', owner);
    for (const { id, household } of await rows.where('household', 'in', slice).execute())
      if (household !== null && !erased.has(id)) only.delete(household);
  });
  return [...only];
}

/** What the journal and the papers have of these pupils and households. */
export async function countErased(
  db: ReadHandle,
  owner: string,
  subjects: readonly string[],
): Promise<{ receipts: number; attachments: number; changes: number }> {
  const counts = { receipts: 0, attachments: 0, changes: 0 };
  await inSlices(subjects, async (slice) => {
    for (const table of ['receipts', 'attachments'] as const) {
      const rows = db.selectFrom(table).select((select) => select.fn.countAll<number>().as('count'));
      counts[table] += (await rows.where('student', 'in', slice).executeTakeFirstOrThrow()).count;
    }
    const { count } = await db
      .selectFrom('changes')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('owner', '=', owner)
      .where('subject', 'in', slice)
      .where('fields', '!=', '')
      .executeTakeFirstOrThrow();
    counts.changes += count;
  });
  return counts;
}
