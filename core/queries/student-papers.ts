/** A pupil's planned devices and signed receipts, with the names that a page shows. */
import type { ReceiptEntry, StudentPage } from '../../shared/contract/students.ts';
import type { ReadHandle } from '../database/handles.ts';
import { openReceipts } from './papers.ts';

/** Assignments that are not voided. */
export function listAssignmentsOfStudent(
  db: ReadHandle,
  owner: string,
  student: string,
): Promise<StudentPage['assignments']> {
  return db
    .selectFrom('assignments')
    .innerJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'assignments.owner').onRef('devices.id', '=', 'assignments.device'),
    )
    .innerJoin('rounds', (join) =>
      join.onRef('rounds.owner', '=', 'assignments.owner').onRef('rounds.id', '=', 'assignments.round'),
    )
    .select([
      'assignments.id',
      'assignments.device',
      'devices.serialNumber',
      'devices.name as deviceName',
      'devices.model',
      'assignments.round',
      'rounds.name as roundName',
    ])
    .where('assignments.owner', '=', owner)
    .where('assignments.student', '=', student)
    .where('assignments.voidedAt', 'is', null)
    .orderBy('assignments.id')
    .execute();
}

/** Receipts and counter-documents, the newest first. */
export function listReceiptsOfStudent(db: ReadHandle, owner: string, student: string): Promise<ReceiptEntry[]> {
  return db
    .selectFrom('receipts')
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'receipts.owner').onRef('students.id', '=', 'receipts.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .innerJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'receipts.owner').onRef('devices.id', '=', 'receipts.device'),
    )
    .innerJoin('rounds', (join) =>
      join.onRef('rounds.owner', '=', 'receipts.owner').onRef('rounds.id', '=', 'receipts.round'),
    )
    .select([
      'receipts.id',
      'receipts.kind',
      'receipts.student',
      'students.fullName as studentName',
      'classes.name as className',
      'receipts.device',
      'devices.serialNumber',
      'devices.name as deviceName',
      'devices.model',
      'receipts.round',
      'rounds.name as roundName',
      'receipts.mode',
      'receipts.receiverName',
      'receipts.receiverRelation',
      'receipts.receiverPersonalId',
      'receipts.receivedOn',
      'receipts.cancels',
      'receipts.reason',
      'receipts.overrideReason',
    ])
    .select((select) =>
      select
        .selectFrom('receipts as cancellations')
        .select('cancellations.id')
        .whereRef('cancellations.cancels', '=', 'receipts.id')
        .whereRef('cancellations.owner', '=', 'receipts.owner')
        .limit(1)
        .as('cancelledBy'),
    )
    .where('receipts.owner', '=', owner)
    .where('receipts.student', '=', student)
    .orderBy('receipts.id', 'desc')
    .execute();
}

/** Devices that the pupil has signed for and holds. */
export function listHeldDevices(db: ReadHandle, owner: string, student: string) {
  return openReceipts(db, owner)
    .innerJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'receipts.owner').onRef('devices.id', '=', 'receipts.device'),
    )
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'receipts.owner').onRef('students.id', '=', 'receipts.student'),
    )
    .select(['receipts.id as receipt', 'devices.id as device', 'devices.serialNumber', 'students.fullName'])
    .where('receipts.student', '=', student)
    .orderBy('receipts.id')
    .execute();
}
