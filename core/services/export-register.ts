/** The export: pupils, devices and receipts as one tidy workbook, for an office that only has Excel. */
import { type ValueList, valueInWords } from '../../shared/sentences/values.ts';
import { type ExportDevice, type ExportReceipt, type ExportStudent, writeExport } from '../forms/write-export.ts';
import type { ReadHandle } from '../database/handles.ts';
import {
  listExportDevices,
  listExportGuardians,
  listExportReceipts,
  listExportStatuses,
  listExportStudents,
} from '../queries/export-rows.ts';
import { findSchool } from '../queries/places.ts';
import type { Register, Session } from '../register.ts';
import { fileNameOf, XLSX_TYPE } from './file-name.ts';

/** Everything that is not voided, and every receipt; remembered as an event of kind `export`. */
export async function exportRegister(register: Register, session: Session): Promise<File> {
  const { owner } = await register.getInstallation();
  const db = register.reader;
  const [students, devices, receipts] = [
    await gatherStudents(db, owner),
    await gatherDevices(db, owner),
    await gatherReceipts(db, owner),
  ];
  const bytes = await writeExport({ students, devices, receipts });
  const details = { students: students.length, devices: devices.length, receipts: receipts.length };
  await register.run(session, async (command) => {
    command.create('events', { kind: 'export', details: JSON.stringify(details) });
  });
  const school = await findSchool(db, owner);
  const name = fileNameOf(['so-may-tinh', school?.code ?? '', register.today()]);
  return new File([new Uint8Array(bytes)], name, { type: XLSX_TYPE });
}

async function gatherStudents(db: ReadHandle, owner: string): Promise<ExportStudent[]> {
  const statuses = firstBy(await listExportStatuses(db, owner), (row) => row.household);
  const guardians = firstBy(await listExportGuardians(db, owner), (row) => row.student);
  return (await listExportStudents(db, owner)).map(({ id, household, headName, gender, ...student }) => {
    const status = statuses.get(household ?? '');
    const guardian = guardians.get(id);
    return {
      ...student,
      gender: inWords('gender', gender),
      householdHead: headName,
      povertyStatus: inWords('povertyLevel', status?.status ?? null),
      reviewYear: status?.reviewYear ?? null,
      certificateNo: status?.certificateNo ?? null,
      certificateDate: status?.certificateDate ?? null,
      guardianName: guardian?.name ?? null,
      phone: guardian?.phone ?? null,
    };
  });
}

async function gatherDevices(db: ReadHandle, owner: string): Promise<ExportDevice[]> {
  return (await listExportDevices(db, owner)).map(({ roundName, state, studentName, className, ...device }) => ({
    ...device,
    round: roundName,
    state: inWords('deviceState', state),
    holderName: state === 'handed_over' ? studentName : null,
    holderClass: state === 'handed_over' ? className : null,
  }));
}

async function gatherReceipts(db: ReadHandle, owner: string): Promise<ExportReceipt[]> {
  return (await listExportReceipts(db, owner)).map((receipt) => ({
    kind: valueInWords('vi', 'receiptKind', receipt.kind),
    receivedOn: receipt.receivedOn,
    round: receipt.roundName,
    mode: inWords('handoverMode', receipt.mode),
    fullName: receipt.studentName,
    className: receipt.className,
    moetId: receipt.moetId,
    serialNumber: receipt.serialNumber,
    imei: receipt.imei,
    receiverName: receipt.receiverName,
    receiverRelation: inWords('relation', receipt.receiverRelation),
    reason: receipt.reason ?? receipt.overrideReason,
  }));
}

function inWords(list: ValueList, value: string | null): string | null {
  return value === null ? null : valueInWords('vi', list, value);
}

function firstBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) {
    if (!found.has(keyOf(row))) found.set(keyOf(row), row);
  }
  return found;
}
