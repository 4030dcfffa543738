/** What the forms print: planned and signed devices with all that stands on paper about pupil, receiver and device. */
import type { ReadHandle } from '../database/handles.ts';
import { openPlans } from './custody.ts';
import { openReceipts } from './papers.ts';

/** Whose papers are wanted; what is null does not narrow. */
export interface FormScope {
  round: string | null;
  class: string | null;
  student: string | null;
}

/** A line of a form: what is known before anyone has signed. */
const PUPIL_AND_DEVICE = [
  'students.id as student',
  'students.fullName',
  'students.birthDate',
  'students.moetId',
  'students.household',
  'studentSearch.povertyStatus',
  'classes.name as className',
  'devices.name as deviceName',
  'devices.brand',
  'devices.model',
  'devices.serialNumber',
  'devices.imei',
  'devices.simNumber',
  'devices.iccid',
  'devices.accessories',
  'devices.price',
  'devices.condition',
  'devices.note',
] as const;

/** Devices that are planned and that nobody has signed for, in the order of the class list. */
export function listPlannedRows(db: ReadHandle, owner: string, scope: FormScope) {
  return openPlans(db, owner)
    .innerJoin('studentSearch', 'studentSearch.student', 'students.id')
    .select(PUPIL_AND_DEVICE)
    .$if(scope.round !== null, (query) => query.where('assignments.round', '=', scope.round ?? ''))
    .$if(scope.class !== null, (query) => query.where('students.class', '=', scope.class))
    .$if(scope.student !== null, (query) => query.where('assignments.student', '=', scope.student ?? ''))
    .orderBy('studentSearch.classSortKey')
    .orderBy('studentSearch.sortKey')
    .orderBy('students.id')
    .orderBy('assignments.id')
    .execute();
}

/** Receipts that count, in the order of the class list; cancelled ones are left out. */
export function listSignedRows(db: ReadHandle, owner: string, scope: FormScope) {
  return openReceipts(db, owner)
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'receipts.owner').onRef('students.id', '=', 'receipts.student'),
    )
    .innerJoin('studentSearch', 'studentSearch.student', 'students.id')
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .innerJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'receipts.owner').onRef('devices.id', '=', 'receipts.device'),
    )
    .select(PUPIL_AND_DEVICE)
    .select(['receipts.round', 'receipts.mode', 'receipts.receivedOn'])
    .select(['receipts.receiverName', 'receipts.receiverRelation', 'receipts.receiverPersonalId'])
    .$if(scope.round !== null, (query) => query.where('receipts.round', '=', scope.round ?? ''))
    .$if(scope.class !== null, (query) => query.where('students.class', '=', scope.class))
    .$if(scope.student !== null, (query) => query.where('receipts.student', '=', scope.student ?? ''))
    .orderBy('studentSearch.classSortKey')
    .orderBy('studentSearch.sortKey')
    .orderBy('students.id')
    .orderBy('receipts.id')
    .execute();
}

export type PlannedRow = Omit<Awaited<ReturnType<typeof listPlannedRows>>[number], 'assignment' | 'device'>;
export type SignedRow = Awaited<ReturnType<typeof listSignedRows>>[number];

/** A line of a form; without `signed` nobody has signed yet. */
export interface FormLine {
  row: PlannedRow;
  signed: SignedRow | null;
}

/** Households by id; at most 1,000. */
export function listHouseholds(db: ReadHandle, owner: string, ids: readonly string[]) {
  return db
    .selectFrom('households')
    .select(['id', 'village', 'commune', 'province'])
    .where('owner', '=', owner)
    .where('id', 'in', ids)
    .execute();
}
