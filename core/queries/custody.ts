/**
 * Who holds which device and for whom it is planned: the facts on which handing over is decided, read from the
 * documents themselves. A plan (assignment) is open while it is not voided and nobody holds its device; a receipt
 * fulfils it, and a cancelled receipt opens it again.
 */
import { type SelectQueryBuilder, sql } from 'kysely';
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow, Tables } from '../database/tables.ts';
import { inSlices } from './in-slices.ts';
import { openReceipts } from './papers.ts';

/** A statement takes a bounded number of parameters. */
const IDS_PER_QUERY = 500;

export interface PupilRow {
  id: string;
  fullName: string;
  className: string | null;
  household: string | null;
  isVoided: boolean;
}

export interface DeviceRow {
  id: string;
  serialNumber: string;
  model: string | null;
  round: string;
  isVoided: boolean;
}

/** An open receipt: this pupil holds this device. */
export interface HoldingRow {
  receipt: string;
  student: string;
  fullName: string;
  className: string | null;
  device: string;
  serialNumber: string;
  round: string;
  receivedOn: string;
}

/** An open plan: this pupil shall get this device. */
export interface PlanRow {
  assignment: string;
  student: string;
  fullName: string;
  className: string | null;
  device: string;
  serialNumber: string;
  model: string | null;
  round: string;
}

export function findRound(db: ReadHandle, owner: string, id: string): Promise<SyncedRow<'rounds'> | undefined> {
  return db
    .selectFrom('rounds')
    .selectAll()
    .where('owner', '=', owner)
    .where('id', '=', id)
    .where('voidedAt', 'is', null)
    .executeTakeFirst();
}

/** Devices by id, also voided ones. */
export async function listDevicesById(db: ReadHandle, owner: string, ids: readonly string[]): Promise<DeviceRow[]> {
  const found: DeviceRow[] = [];
  await inSlices(ids, async (slice) => {
    const rows = await db
      .selectFrom('devices')
      .select(['id', 'serialNumber', 'model', 'round', 'voidedAt'])
      .where('owner', '=', owner)
      .where('id', 'in', slice)
      .execute();
    found.push(...rows.map(({ voidedAt, ...row }) => ({ ...row, isVoided: voidedAt !== null })));
  });
  return found;
}

/** These pupils and all pupils of their households, also voided ones. */
export async function listPupilsWithSiblings(
  db: ReadHandle,
  owner: string,
  ids: readonly string[],
): Promise<PupilRow[]> {
  const found = new Map<string, PupilRow>();
  const select = async (wanted: PupilIds) => {
    const rows = await db
      .selectFrom('students')
      .leftJoin('classes', (join) =>
        join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
      )
      .select(['students.id', 'students.fullName', 'classes.name as className', 'students.household'])
      .select('students.voidedAt')
      .where('students.owner', '=', owner)
      .where('students.id', 'in', wanted)
      .orderBy('students.id')
      .execute();
    for (const { voidedAt, ...row } of rows) found.set(row.id, { ...row, isVoided: voidedAt !== null });
  };
  await inSlices(ids, select);
  const households = new Set([...found.values()].flatMap(({ household }) => household ?? []));
  await inSlices([...households], (slice) =>
    select(db.selectFrom('students').select('id').where('household', 'in', slice)),
  );
  return [...found.values()];
}
type PupilIds = readonly string[] | SelectQueryBuilder<Tables, 'students', { id: string }>;

/** Whose papers are wanted: those of any of these pupils, and those of any of these devices. */
export interface PapersWanted {
  students?: readonly string[];
  devices?: readonly string[];
}

/** Open receipts, the oldest first. */
export function listHoldings(db: ReadHandle, owner: string, wanted: PapersWanted): Promise<HoldingRow[]> {
  return inBoth(wanted, (students, devices) =>
    openReceipts(db, owner)
      .innerJoin('students', (join) =>
        join.onRef('students.owner', '=', 'receipts.owner').onRef('students.id', '=', 'receipts.student'),
      )
      .leftJoin('classes', (join) =>
        join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
      )
      .innerJoin('devices', (join) =>
        join.onRef('devices.owner', '=', 'receipts.owner').onRef('devices.id', '=', 'receipts.device'),
      )
      .select(['receipts.id as receipt', 'receipts.student', 'students.fullName', 'classes.name as className'])
      .select(['receipts.device', 'devices.serialNumber', 'receipts.round', 'receipts.receivedOn'])
      .where('receipts.id', 'in', ofEither(db, 'receipts', students, devices))
      .orderBy('receipts.receivedOn')
      .orderBy('receipts.id')
      .execute(),
  );
}

/** Open plans with pupil, class and device; narrow and order them. */
export function openPlans(db: ReadHandle, owner: string) {
  return db
    .selectFrom('assignments')
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'assignments.owner').onRef('students.id', '=', 'assignments.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .innerJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'assignments.owner').onRef('devices.id', '=', 'assignments.device'),
    )
    .select(['assignments.id as assignment', 'assignments.student', 'students.fullName', 'classes.name as className'])
    .select(['assignments.device', 'devices.serialNumber', 'devices.model', 'assignments.round'])
    .where('assignments.owner', '=', owner)
    .where('assignments.voidedAt', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          openReceipts(db, owner)
            .select('receipts.id')
            .where('receipts.device', '=', sql.ref<string>('assignments.device')),
        ),
      ),
    );
}

/** Open plans, the oldest first. */
export function listPlans(db: ReadHandle, owner: string, wanted: PapersWanted): Promise<PlanRow[]> {
  return inBoth(wanted, (students, devices) =>
    openPlans(db, owner)
      .where('assignments.id', 'in', ofEither(db, 'assignments', students, devices))
      .orderBy('assignments.id')
      .execute(),
  );
}

/**
 * Ids of the papers, each half by its own index. Ids are unique among all owners, and naming the owner beside a list of
 * ids would make SQLite look through everything that the owner has.
 */
function ofEither(
  db: ReadHandle,
  table: 'receipts' | 'assignments',
  students: readonly string[],
  devices: readonly string[],
) {
  const papers = db.selectFrom(table).select('id');
  return papers.where('student', 'in', students).unionAll(papers.where('device', 'in', devices));
}

/** Pupils and devices a slice at a time. A paper may be answered twice, for its pupil and for its device. */
async function inBoth<Row>(
  { students = [], devices = [] }: PapersWanted,
  select: (students: readonly string[], devices: readonly string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let start = 0; start < Math.max(students.length, devices.length); start += IDS_PER_QUERY) {
    const end = start + IDS_PER_QUERY;
    found.push(...(await select(students.slice(start, end), devices.slice(start, end))));
  }
  return found;
}

/** Assignments by id, whatever became of them; `isFulfilled`: somebody holds the device. */
export async function listAssignments(db: ReadHandle, owner: string, ids: readonly string[]) {
  const found = new Map<string, AssignmentRow>();
  await inSlices(ids, async (slice) => {
    const rows = await db
      .selectFrom('assignments')
      .innerJoin('students', (join) =>
        join.onRef('students.owner', '=', 'assignments.owner').onRef('students.id', '=', 'assignments.student'),
      )
      .leftJoin('classes', (join) =>
        join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
      )
      .innerJoin('devices', (join) =>
        join.onRef('devices.owner', '=', 'assignments.owner').onRef('devices.id', '=', 'assignments.device'),
      )
      .select(['assignments.id', 'assignments.device', 'assignments.voidedAt', 'students.fullName'])
      .select(['classes.name as className', 'devices.serialNumber'])
      .where('assignments.owner', '=', owner)
      .where('assignments.id', 'in', slice)
      .execute();
    const devices = rows.map((row) => row.device);
    const held = new Set((await listHoldings(db, owner, { devices })).map((holding) => holding.device));
    for (const { device, ...row } of rows) found.set(row.id, { ...row, isFulfilled: held.has(device) });
  });
  return found;
}

export interface AssignmentRow {
  id: string;
  fullName: string;
  className: string | null;
  serialNumber: string;
  voidedAt: string | null;
  isFulfilled: boolean;
}
