/**
 * Rules across records that do not hold: what merging the work of several PCs may leave. Candidates are found by walking
 * one index; only they are looked at closely, so that an office of a million pupils can ask at any time.
 */
import { sql } from 'kysely';
import type { FindingKind } from '../../shared/contract/conflicts.ts';
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import { inSlices } from './in-slices.ts';

export interface FoundRecord {
  owner: string;
  recordTable: RecordTableName;
  record: string;
}
export interface Found {
  kind: FindingKind;
  value: string;
  records: FoundRecord[];
}

interface OpenReceipt {
  owner: string;
  id: string;
  student: string;
  device: string;
  round: string;
  overrideReason: string | null;
}

/** Values that an index has more than `times` times. */
async function repeated(db: ReadHandle, table: string, column: string, times = 1): Promise<string[]> {
  const [from, by] = [sql.table(table), sql.ref(column)];
  const answer = await sql<{ value: string }>`
    select ${by} as value from ${from} where ${by} is not null group by ${by} having count(*) > ${times}`.execute(db);
  return answer.rows.map((row) => row.value);
}

async function listOpen(
  db: ReadHandle,
  column: 'device' | 'student',
  values: readonly string[],
): Promise<OpenReceipt[]> {
  const found: OpenReceipt[] = [];
  await inSlices(values, async (slice) => {
    const rows = await db
      .selectFrom('receipts')
      .select(['owner', 'id', 'student', 'device', 'round', 'overrideReason'])
      .where(column, 'in', slice)
      .where('kind', '=', 'handover')
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('receipts as cancellations')
              .select('cancellations.id')
              .whereRef('cancellations.cancels', '=', 'receipts.id')
              .whereRef('cancellations.owner', '=', 'receipts.owner'),
          ),
        ),
      )
      .orderBy('id')
      .execute();
    found.push(...rows);
  });
  return found;
}

/** A device with two open receipts: of one pupil, or of two. */
export async function findDevicesHeldTwice(db: ReadHandle): Promise<Found[]> {
  const open = await listOpen(db, 'device', await repeated(db, 'receipts', 'device'));
  return [...Map.groupBy(open, (receipt) => receipt.device)]
    .filter(([, receipts]) => receipts.length > 1)
    .map(([device, receipts]) => ({
      kind: new Set(receipts.map(({ student }) => student)).size > 1 ? 'deviceTwoPupils' : 'deviceTwoReceipts',
      value: device,
      records: [{ owner: receipts[0]!.owner, recordTable: 'devices', record: device }, ...receipts.map(asReceipt)],
    }));
}

/** A pupil with a second device that no principal let through. */
export async function findPupilsWithTwo(db: ReadHandle): Promise<Found[]> {
  const open = await listOpen(db, 'student', await repeated(db, 'receipts', 'student'));
  return [...Map.groupBy(open, (receipt) => receipt.student)]
    .filter(([, receipts]) => isSecondUnallowed(receipts))
    .map(([student, receipts]) => ({
      kind: 'pupilTwoDevices',
      value: student,
      records: [{ owner: receipts[0]!.owner, recordTable: 'students', record: student }, ...receipts.map(asReceipt)],
    }));
}

/**
 * Two pupils of one household with a device each, where a round gives one per household. A household whose children go to two
 * schools is two records; the personal ID of its head says that they are one.
 */
export async function findHouseholdsWithTwo(db: ReadHandle): Promise<Found[]> {
  const rounds = await db.selectFrom('rounds').select('id').where('entitlement', '=', 'per_household').execute();
  if (rounds.length === 0) return [];
  const limited = new Set(rounds.map(({ id }) => id));
  const members = await sql<{ household: string; owner: string; id: string }>`
    select coalesce(households.head_personal_id, students.household) as household, students.owner, students.id from students
    join student_search on student_search.student = students.id and student_search.device_state = 'received'
    join households on households.owner = students.owner and households.id = students.household
    where students.household in (select household from students where household is not null group by household having count(*) > 1)
      or students.household in (select id from households where head_personal_id in (
        select head_personal_id from households where head_personal_id is not null and voided_at is null
        group by head_personal_id having count(*) > 1))
    order by 1, students.id`.execute(db);
  const households = [...Map.groupBy(members.rows, ({ household }) => household)].filter(([, rows]) => rows.length > 1);
  const pupils = households.flatMap(([, rows]) => rows.map(({ id }) => id));
  const open = Map.groupBy(await listOpen(db, 'student', pupils), (receipt) => receipt.student);
  const found: Found[] = [];
  for (const [household, rows] of households) {
    const receipts = rows.flatMap(({ id }) => open.get(id) ?? []);
    if (!isSecondUnallowed(receipts) || !receipts.some(({ round }) => limited.has(round))) continue;
    const students = rows.map(({ owner, id }) => ({ owner, recordTable: 'students' as const, record: id }));
    found.push({ kind: 'householdTwoDevices', value: household, records: [...students, ...receipts.map(asReceipt)] });
  }
  return found;
}

function isSecondUnallowed(receipts: readonly OpenReceipt[]): boolean {
  return receipts.length > 1 && receipts.filter(({ overrideReason }) => overrideReason === null).length > 1;
}

function asReceipt({ owner, id }: OpenReceipt): FoundRecord {
  return { owner, recordTable: 'receipts', record: id };
}

/** Devices in use with one serial number, in any case, or one IMEI. */
export async function findDeviceNumbersTwice(db: ReadHandle): Promise<Found[]> {
  const serials = await sql<{ value: string }>`
    select serial_number collate nocase as value from devices group by serial_number collate nocase having count(*) > 1`.execute(
    db,
  );
  const found: Found[] = [];
  for (const { value } of serials.rows) {
    const same = db.selectFrom('devices').select(['owner', 'id']).where('voidedAt', 'is', null);
    const rows = await same
      .where(sql`serial_number collate nocase`, '=', value)
      .orderBy('id')
      .execute();
    if (rows.length > 1) found.push({ kind: 'serialNumberTwice', value, records: rows.map(asDevice) });
  }
  const imeis = await sql<{ value: string }>`
    select imei as value from devices where imei is not null group by imei having count(*) > 1
    union select imei2 from devices where imei2 is not null group by imei2 having count(*) > 1
    union select imei2 from devices where imei2 is not null and imei2 in (select imei from devices where imei is not null)`.execute(
    db,
  );
  for (const { value } of imeis.rows) {
    const same = (column: 'imei' | 'imei2') =>
      db.selectFrom('devices').select(['owner', 'id']).where('voidedAt', 'is', null).where(column, '=', value);
    const rows = await same('imei').union(same('imei2')).execute();
    if (rows.length > 1) found.push({ kind: 'imeiTwice', value, records: rows.map(asDevice) });
  }
  return found;
}

function asDevice({ owner, id }: { owner: string; id: string }): FoundRecord {
  return { owner, recordTable: 'devices', record: id };
}

/** Pupils in use with one code or one personal ID: at one school, or at two. */
export async function findPupilNumbersTwice(db: ReadHandle): Promise<Found[]> {
  const found: Found[] = [];
  for (const [column, name, kind] of [
    ['moetId', 'moet_id', 'studentCodeTwice'],
    ['personalId', 'personal_id', 'personalIdTwice'],
  ] as const) {
    await inSlices(await repeated(db, 'students', name), async (slice) => {
      const rows = await db
        .selectFrom('students')
        .select(['owner', 'id', `${column} as value`])
        .where(column, 'in', slice)
        .where('voidedAt', 'is', null)
        .orderBy('id')
        .execute();
      for (const [value, pupils] of Map.groupBy(rows, (row) => row.value ?? '')) {
        if (pupils.length < 2) continue;
        const isElsewhere = new Set(pupils.map(({ owner }) => owner)).size > 1;
        const records = pupils.map(({ owner, id }) => ({ owner, recordTable: 'students' as const, record: id }));
        found.push({ kind: isElsewhere ? 'pupilAtTwoSchools' : kind, value, records });
      }
    });
  }
  return found;
}

export async function findCancelledTwice(db: ReadHandle): Promise<Found[]> {
  const found: Found[] = [];
  for (const value of await repeated(db, 'receipts', 'cancels')) {
    const rows = await db
      .selectFrom('receipts')
      .select(['owner', 'id'])
      .where('cancels', '=', value)
      .orderBy('id')
      .execute();
    const owner = rows[0]?.owner ?? '';
    const records = [{ owner, id: value }, ...rows].map((row) => ({
      owner: row.owner,
      recordTable: 'receipts' as const,
      record: row.id,
    }));
    found.push({ kind: 'receiptCancelledTwice', value, records });
  }
  return found;
}

/** A device that went out of stock more often than it came in. */
export async function findNegativeStock(db: ReadHandle): Promise<Found[]> {
  const found: Found[] = [];
  await inSlices(await repeated(db, 'movements', 'device', 2), async (slice) => {
    const rows = await db
      .selectFrom('movements')
      .select(['owner', 'device'])
      .where('device', 'in', slice)
      .groupBy(['owner', 'device'])
      .having(sql`sum(case kind when 'handed_over' then -1 else 1 end)`, '<', 0)
      .execute();
    for (const { owner, device } of rows)
      found.push({ kind: 'stockNegative', value: device, records: [asDevice({ owner, id: device })] });
  });
  return found;
}
