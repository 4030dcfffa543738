/**
 * Who holds which device and for whom it is planned: the facts on which handing over is decided, read from the
 * documents themselves. A plan (assignment) is open while it is not voided and nobody holds its device; a receipt
 * fulfils it, and a cancelled receipt opens it again.
 */
import { type Expression, sql } from 'kysely';
import type { ReadHandle } from '../database/handles.ts';
import { fixedQuery, type Given } from '../database/sqlite/fixed-query.ts';
import type { SyncedRow } from '../database/tables.ts';
import { listDevicesOfErased } from './erasures.ts';
import { inSlices } from './in-slices.ts';
import { openReceipts } from './papers.ts';

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
  /** Given to a pupil whose data was erased: nobody is known as the holder. */
  isWithErased: boolean;
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

const roundById = fixedQuery((db, { value }: Given<{ owner: string; id: string }>) =>
  db
    .selectFrom('rounds')
    .selectAll()
    .where('owner', '=', value('owner'))
    .where('id', '=', value('id'))
    .where('voidedAt', 'is', null),
);

export async function findRound(db: ReadHandle, owner: string, id: string): Promise<SyncedRow<'rounds'> | undefined> {
  return (await roundById(db, { owner, id }))[0];
}

type OwnersIds = Given<{ owner: string; ids: readonly string[] }>;

const devicesById = fixedQuery((db, { value, list }: OwnersIds) =>
  db
    .selectFrom('devices')
    .select(['id', 'serialNumber', 'model', 'round', 'voidedAt'])
    .where('owner', '=', value('owner'))
    .where('id', 'in', list('ids')),
);

/** Devices by id, also voided ones. */
export async function listDevicesById(db: ReadHandle, owner: string, ids: readonly string[]): Promise<DeviceRow[]> {
  const rows = await devicesById(db, { owner, ids });
  const gone = await listDevicesOfErased(db, ids);
  return rows.map(({ voidedAt, ...row }) => ({
    ...row,
    isVoided: voidedAt !== null,
    isWithErased: gone.has(row.id),
  }));
}

const pupilsWithSiblings = fixedQuery((db, given: OwnersIds) =>
  db
    .selectFrom('students')
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .select(['students.id', 'students.fullName', 'classes.name as className', 'students.household'])
    .select('students.voidedAt')
    .where('students.owner', '=', given.value('owner'))
    .where('students.id', 'in', withSiblings(db, given))
    .orderBy('students.id'),
);

function withSiblings(db: ReadHandle, { value, list }: OwnersIds) {
  const these = db.selectFrom('students').where('owner', '=', value('owner')).where('id', 'in', list('ids'));
  const siblings = db.selectFrom('students').select('id').where('household', 'in', these.select('household'));
  return these.select('id').unionAll(siblings);
}

/** These pupils and all pupils of their households, also voided ones. */
export async function listPupilsWithSiblings(
  db: ReadHandle,
  owner: string,
  ids: readonly string[],
): Promise<PupilRow[]> {
  const rows = await pupilsWithSiblings(db, { owner, ids });
  return rows.map(({ voidedAt, ...row }) => ({ ...row, isVoided: voidedAt !== null }));
}

/** Whose papers are wanted: those of any of these pupils, and those of any of these devices. */
export interface PapersWanted {
  students?: readonly string[];
  devices?: readonly string[];
}

type Papers = Given<{ owner: string; students: readonly string[]; devices: readonly string[] }>;

const holdings = fixedQuery((db, given: Papers) =>
  openReceipts(db, given.value('owner'))
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
    .where('receipts.id', 'in', ofEither(db, 'receipts', given))
    .orderBy('receipts.receivedOn')
    .orderBy('receipts.id'),
);

/** Open receipts, the oldest first. */
export function listHoldings(
  db: ReadHandle,
  owner: string,
  { students = [], devices = [] }: PapersWanted,
): Promise<HoldingRow[]> {
  return holdings(db, { owner, students, devices });
}

/** Open plans with pupil, class and device; narrow and order them. */
export function openPlans(db: ReadHandle, owner: string | Expression<string>) {
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

const plans = fixedQuery((db, given: Papers) =>
  openPlans(db, given.value('owner'))
    .where('assignments.id', 'in', ofEither(db, 'assignments', given))
    .orderBy('assignments.id'),
);

/** Open plans, the oldest first. */
export function listPlans(
  db: ReadHandle,
  owner: string,
  { students = [], devices = [] }: PapersWanted,
): Promise<PlanRow[]> {
  return plans(db, { owner, students, devices });
}

/**
 * Ids of the papers, each half by its own index. Ids are unique among all owners, and naming the owner beside a list of
 * ids would make SQLite look through everything that the owner has.
 */
function ofEither(db: ReadHandle, table: 'receipts' | 'assignments', { list }: Papers) {
  const papers = db.selectFrom(table).select('id');
  return papers.where('student', 'in', list('students')).unionAll(papers.where('device', 'in', list('devices')));
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
