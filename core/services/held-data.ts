/** Bản cung cấp dữ liệu: everything that the register holds of one pupil, in words, for a family that asks (Luật 91/2025/QH15). */
import type { AuditEntry } from '../../shared/contract/audit.ts';
import type { FormRequest } from '../../shared/contract/forms.ts';
import { Problem } from '../../shared/problems.ts';
import { isKnownTable, type RecordTableName } from '../../shared/records/record-tables.ts';
import { maskField, maskNumber } from '../../shared/rules/mask-number.ts';
import { eventInWords } from '../../shared/sentences/events.ts';
import { findFieldWords, tableWords } from '../../shared/sentences/fields.ts';
import type { ReadHandle } from '../database/handles.ts';
import { fieldOnPaper, instantOnPaper } from '../forms/field-text.ts';
import type { HeldLine } from '../forms/privacy-form-models.ts';
import { listHeldRows } from '../queries/held-rows.ts';
import { listLooseRows, toldOf } from '../queries/loose-values.ts';
import { findClass } from '../queries/places.ts';
import type { AnyRow } from '../queries/records.ts';
import { listChangesOfSubjects } from '../queries/secrets.ts';
import { findStudent } from '../queries/students.ts';
import type { Register, Session } from '../register.ts';
import { type AuditPage, listAudit } from './audit.ts';
import { type GatheredForm, gatherHead } from './form-head.ts';
import { nameReferences } from './timeline.ts';

/** Nothing that a family could read: hashes, and the id of the pupil itself. */
const SILENT = new Set(['sha256', 'cancels', 'sortName']);
/** ID numbers as rows of files call them. */
const NUMBER_FIELDS = new Set(['personalId', 'guardianPersonalId', 'headPersonalId', 'receiverPersonalId']);
const ENTRIES_PER_PAGE = 500;

/**
 * The answer to a request to see what is held: each record with each of its fields, then each change of them and who looked. Of the
 * household the one the pupil lives in, so that nobody is told of another family. ID numbers are masked unless asked for whole.
 *
 * Raises formHasNoRows while no pupil is chosen, recordNotFound { table, record }.
 */
export async function gatherHeldData(
  register: Register,
  session: Session,
  request: FormRequest,
): Promise<GatheredForm> {
  const { owner } = await register.getInstallation();
  const db = register.reader;
  if (request.student === null) throw new Problem('formHasNoRows', { form: request.form });
  const student = await findStudent(db, owner, request.student);
  if (!student) throw new Problem('recordNotFound', { table: 'students', record: request.student });
  const schoolClass = student.class === null ? undefined : await findClass(db, owner, student.class);
  const className = schoolClass?.name ?? null;
  const subjects = [student.id, ...(student.household === null ? [] : [student.household])];
  const held = (await listHeldRows(db, owner, subjects)).toSorted(pupilFirst);
  const lines = [
    ...(await toRecordLines(db, owner, held, { student: student.id, isWhole: request.wholeNumbers })),
    ...(await listWaitingLines(db, owner, subjects, request.wholeNumbers)),
    ...(await listHistoryLines(register, student.id, new Set(held.map(({ row }) => row.id)))),
  ];
  const head = await gatherHead(register, session, request);
  return {
    model: {
      ...head,
      form: 'held-data',
      student: { fullName: student.fullName, birthDate: student.birthDate, className },
      request: (await findOpenRequest(db, owner, student.id)) ?? null,
      isWhole: request.wholeNumbers,
      lines,
    },
    rows: lines.filter(({ isHeading }) => !isHeading).length,
    about: `${className ?? ''} ${student.fullName}`,
  };
}

async function toRecordLines(
  db: ReadHandle,
  owner: string,
  held: readonly { table: RecordTableName; row: AnyRow }[],
  { student, isWhole }: { student: string; isWhole: boolean },
): Promise<HeldLine[]> {
  const told = await nameReferences(
    db,
    owner,
    held.map(({ table, row }) => ({
      table,
      fields: Object.entries(row)
        .filter(([field, value]) => isTold(field, value, student))
        .map(([field, value]) => ({ field, before: null, after: isWhole ? value : maskField(table, field, value) })),
    })),
  );
  return told.flatMap(({ table, fields }) => [
    heading(tableWords[table].vi),
    ...fields.map(({ field, after }) => line(table, field, after)),
  ]);
}

function pupilFirst(one: { table: string }, other: { table: string }): number {
  return Number(other.table === 'students') - Number(one.table === 'students');
}

function isTold(field: string, value: string | number | null, student: string): boolean {
  return (
    field !== 'owner' && field !== 'id' && !SILENT.has(field) && value !== null && value !== '' && value !== student
  );
}

function line(table: RecordTableName, field: string, value: string | number | null): HeldLine {
  const label = findFieldWords(field, table)?.vi ?? field;
  return { isHeading: false, label, value: fieldOnPaper(field, value, table) };
}

function heading(label: string): HeldLine {
  return { isHeading: true, label, value: null };
}

/** Rows of imported files that are about the pupil and wait for a person. */
async function listWaitingLines(
  db: ReadHandle,
  owner: string,
  subjects: readonly string[],
  isWhole: boolean,
): Promise<HeldLine[]> {
  const rows = await listLooseRows(db, toldOf(await listChangesOfSubjects(db, owner, subjects)));
  return rows.flatMap(({ fileName, values }) => [
    heading(`Dòng chờ xử lý của tệp ${fileName}`),
    ...Object.entries(values)
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .map(([field, value]) => ({
        isHeading: false,
        label: findFieldWords(field)?.vi ?? field,
        value: isWhole || !NUMBER_FIELDS.has(field) ? String(value) : maskNumber(String(value)),
      })),
  ]);
}

/** What was done with these records, the oldest first, and who looked at them. Of an earlier household nothing is told. */
async function listHistoryLines(register: Register, student: string, held: ReadonlySet<string>): Promise<HeldLine[]> {
  const lines: HeldLine[] = [];
  let cursor: string | null = null;
  do {
    const page: AuditPage = await listAudit(register, { ...everything, student, cursor, limit: ENTRIES_PER_PAGE });
    ({ cursor } = page);
    lines.push(
      ...page.entries
        .filter(({ table, record }) => table === 'events' || held.has(record))
        .map((entry) => ({ isHeading: false, label: instantOnPaper(entry.at), value: entryOnPaper(entry) })),
    );
  } while (cursor !== null);
  return lines.length === 0 ? [] : [heading('Nhật ký'), ...lines.toReversed()];
}

const everything = { owner: null, person: null, from: null, until: null, kind: null, table: null, device: null };

function entryOnPaper({ table, kind, details, fields, isCreation, actorName }: AuditEntry): string {
  const what = kind !== null ? eventInWords('vi', kind, details) : isKnownTable(table) ? tableWords[table].vi : table;
  const values = fields
    .filter(({ field }) => field !== 'household' && !SILENT.has(field))
    .map(({ field, before, after }) => {
      const name = findFieldWords(field, table)?.vi ?? field;
      const now = fieldOnPaper(field, after, table);
      return isCreation ? `${name}: ${now}` : `${name}: ${fieldOnPaper(field, before, table)} → ${now}`;
    });
  const did = actorName === '' ? what : `${actorName}: ${what}`;
  return values.length > 0 ? `${did}. ${values.join('; ')}` : did;
}

/** The request to see what is held that has not been done, the oldest. */
function findOpenRequest(db: ReadHandle, owner: string, student: string) {
  return db
    .selectFrom('requests')
    .select(['receivedOn', 'requesterName'])
    .where('owner', '=', owner)
    .where('student', '=', student)
    .where('kind', '=', 'access')
    .where('doneOn', 'is', null)
    .where('voidedAt', 'is', null)
    .orderBy('receivedOn')
    .limit(1)
    .executeTakeFirst();
}
