/** A pupil's planned and held devices, with the names that a page shows. */
import type { StudentPage } from '../../shared/contract/students.ts';
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
