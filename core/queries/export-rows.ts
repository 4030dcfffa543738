/** The whole register as rows for the export: what is voided is left out, every receipt is in. */
import type { ReadHandle } from '../database/handles.ts';
import { selectDeviceRows } from './device-list.ts';
import { selectReceiptEntries } from './receipt-entries.ts';

/** Pupils in the order of the class lists, with household and the device that each holds. */
export function listExportStudents(db: ReadHandle, owner: string) {
  return db
    .selectFrom('studentSearch')
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'studentSearch.owner').onRef('students.id', '=', 'studentSearch.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .leftJoin('households', (join) =>
      join.onRef('households.owner', '=', 'students.owner').onRef('households.id', '=', 'students.household'),
    )
    .leftJoin('receipts', (join) =>
      join.onRef('receipts.owner', '=', 'studentSearch.owner').onRef('receipts.id', '=', 'studentSearch.receipt'),
    )
    .leftJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'receipts.owner').onRef('devices.id', '=', 'receipts.device'),
    )
    .select(['students.id', 'students.household', 'students.moetId', 'students.fullName', 'students.birthDate'])
    .select(['students.gender', 'students.ethnicity', 'students.note', 'classes.name as className'])
    .select(['households.headName', 'households.village', 'households.commune', 'households.province'])
    .select(['devices.serialNumber', 'receipts.receivedOn'])
    .where('studentSearch.owner', '=', owner)
    .where('studentSearch.isVoided', '=', 0)
    .orderBy('studentSearch.classSortKey')
    .orderBy('studentSearch.sortKey')
    .orderBy('studentSearch.student')
    .execute();
}

/** Statuses that are not voided, the newest first. */
export function listExportStatuses(db: ReadHandle, owner: string) {
  return db
    .selectFrom('povertyStatuses')
    .select(['household', 'status', 'reviewYear', 'certificateNo', 'certificateDate'])
    .where('owner', '=', owner)
    .where('voidedAt', 'is', null)
    .orderBy('validFrom', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Guardians in use; the first of a pupil is who normally signs. */
export function listExportGuardians(db: ReadHandle, owner: string) {
  return db
    .selectFrom('guardians')
    .select(['student', 'name', 'phone'])
    .where('owner', '=', owner)
    .where('voidedAt', 'is', null)
    .orderBy('id')
    .execute();
}

/** Devices in the order in which they were entered. */
export function listExportDevices(db: ReadHandle, owner: string) {
  return selectDeviceRows(db, owner)
    .where('deviceSearch.state', '!=', 'voided')
    .orderBy('deviceSearch.device')
    .execute();
}

/** Receipts and counter-documents, the first first. */
export function listExportReceipts(db: ReadHandle, owner: string) {
  return selectReceiptEntries(db, owner).select(['students.moetId', 'devices.imei']).orderBy('receipts.id').execute();
}
