/** The export: pupils, devices and receipts as one tidy workbook, for an office that only has Excel. */
import type { School } from '../../shared/contract/schools.ts';
import { Problem } from '../../shared/problems.ts';
import { type ValueList, valueInWords } from '../../shared/sentences/values.ts';
import { type ExportDevice, type ExportReceipt, type ExportStudent, writeExport } from '../forms/write-export.ts';
import type { ReadHandle } from '../database/handles.ts';
import { listDevicePage } from '../queries/device-list.ts';
import { listExportReceipts, listExportStudents, type PageRequest } from '../queries/export-rows.ts';
import { listGuardians, listPovertyStatuses } from '../queries/students.ts';
import type { Register, Session } from '../register.ts';
import { fileNameOf, XLSX_TYPE } from './file-name.ts';
import { listAllSchools } from './schools.ts';

/** Rows read at a time: what is held of a register of any size. */
const ROWS_PER_PAGE = 1000;

interface Export {
  db: ReadHandle;
  schools: readonly School[];
  /** False in a school's register, where every row is its own and indexes begin with no owner. */
  hasSchools: boolean;
  counts: { students: number; devices: number; receipts: number };
}

/**
 * Everything of one school, or of all one after another, that is not voided, and every receipt; remembered as an event
 * of kind `export`. An office's lines begin with their school.
 *
 * Raises recordNotFound { table } for a school that the register does not hold.
 */
export async function exportRegister(register: Register, session: Session, owner: string | null): Promise<File> {
  const { role } = await register.getInstallation();
  const schools = (await listAllSchools(register)).filter((school) => owner === null || school.owner === owner);
  if (owner !== null && schools.length === 0) throw new Problem('recordNotFound', { table: 'schools' });
  const counts = { students: 0, devices: 0, receipts: 0 };
  const whole: Export = { db: register.reader, schools, hasSchools: role === 'office', counts };
  const bytes = await writeExport({
    students: exportStudents(whole),
    devices: exportDevices(whole),
    receipts: exportReceipts(whole),
    hasSchools: whole.hasSchools,
  });
  await register.run(session, async (command) => {
    const [school] = role === 'office' && owner !== null ? schools : [];
    command.create('events', { kind: 'export', details: JSON.stringify({ ...counts, school: school?.code }) });
  });
  const [only] = schools.length === 1 ? schools : [];
  const name = fileNameOf(['so-may-tinh', only?.code ?? '', register.today()]);
  return new File([new Uint8Array(bytes)], name, { type: XLSX_TYPE });
}

async function* exportStudents({ db, schools, hasSchools, counts }: Export): AsyncGenerator<ExportStudent> {
  for (const school of schools) {
    const { owner } = school;
    const filter = hasSchools ? owner : null;
    for await (const page of pages((request) => listExportStudents(db, filter, request))) {
      const households = [...new Set(page.flatMap((row) => row.household ?? []))];
      const ids = page.map((row) => row.id);
      const statuses = (await listPovertyStatuses(db, owner, households)).filter((row) => row.voidedAt === null);
      const statusOf = Map.groupBy(statuses, (row) => row.household);
      const guardianOf = Map.groupBy(await listGuardians(db, owner, ids), (row) => row.student);
      for (const { id, household, headName, gender, ...student } of page) {
        const status = statusOf.get(household ?? '')?.[0];
        const guardian = guardianOf.get(id)?.[0];
        counts.students += 1;
        yield {
          ...namesOf(school),
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
      }
    }
  }
}

async function* exportDevices({ db, schools, counts }: Export): AsyncGenerator<ExportDevice> {
  const all = { text: '', round: null, model: null, state: null };
  for (const school of schools) {
    for await (const page of pages((request) => listDevicePage(db, school.owner, { ...all, ...request }))) {
      for (const { roundName, state, studentName, className, ...device } of page) {
        counts.devices += 1;
        yield {
          ...device,
          ...namesOf(school),
          round: roundName,
          state: inWords('deviceState', state),
          holderName: state === 'handed_over' ? studentName : null,
          holderClass: state === 'handed_over' ? className : null,
        };
      }
    }
  }
}

async function* exportReceipts({ db, schools, counts }: Export): AsyncGenerator<ExportReceipt> {
  for (const school of schools) {
    let after = '';
    for await (const page of pages(({ limit }) => listExportReceipts(db, school.owner, { after, limit }))) {
      for (const receipt of page) {
        counts.receipts += 1;
        yield {
          ...namesOf(school),
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
        };
      }
      after = page.at(-1)?.id ?? after;
    }
  }
}

/** One page after another, until one is not full. */
async function* pages<Row>(read: (request: PageRequest) => Promise<Row[]>): AsyncGenerator<Row[]> {
  for (let offset = 0; ; offset += ROWS_PER_PAGE) {
    const rows = await read({ offset, limit: ROWS_PER_PAGE });
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_PER_PAGE) return;
  }
}

function namesOf(school: School): { schoolCode: string; schoolName: string } {
  return { schoolCode: school.code, schoolName: school.name };
}

function inWords(list: ValueList, value: string | null): string | null {
  return value === null ? null : valueInWords('vi', list, value);
}
