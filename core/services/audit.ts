/** Nhật ký: what was done in the register, filtered, newest first, and as .xlsx. */
import { z } from 'zod';
import type { AuditEntry, AuditFilter } from '../../shared/contract/audit.ts';
import { Problem } from '../../shared/problems.ts';
import { changeId } from '../../shared/records/change-id.ts';
import { eventKind } from '../../shared/records/event.ts';
import { eventInWords } from '../../shared/sentences/events.ts';
import { findFieldWords, tableWords } from '../../shared/sentences/fields.ts';
import { writeAudit } from '../forms/write-audit.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { ChangeRow } from '../database/tables.ts';
import { listEventsAbout, type WalkFilter, walkJournal, type WalkPosition } from '../queries/journal-walk.ts';
import { findRecordOwner } from '../queries/record-owner.ts';
import { findLabels, listChanges, listRecordsOfDevice, listRecordsOfStudent } from '../queries/timeline.ts';
import type { Register, Session } from '../register.ts';
import { fileNameOf, XLSX_TYPE } from './file-name.ts';
import { listRecordLabels } from './record-labels.ts';
import { rememberAlone } from './remember-event.ts';
import { describeChanges } from './timeline.ts';

/** Entries read at a time for a file. */
const ENTRIES_PER_PAGE = 500;

export interface AuditPage {
  entries: AuditEntry[];
  cursor: string | null;
}

interface AuditRequest extends AuditFilter {
  cursor: string | null;
  limit: number;
}

/**
 * A page of what was done, newest first. A field is told before → after, a record by its name, ID numbers masked.
 *
 * Raises registerNotSetUp, recordNotFound { table, record } for an unknown pupil or device, valueRefused { field } for a cursor of no page.
 */
export async function listAudit(register: Register, request: AuditRequest): Promise<AuditPage> {
  const db = register.reader;
  const owner = request.owner ?? (await register.getInstallation()).owner;
  const { changes, cursor } =
    request.student === null && request.device === null
      ? await walkPage(db, owner, request)
      : await pageOfRecord(db, owner, request);
  return { entries: await toEntries(db, owner, changes), cursor };
}

/**
 * The filtered journal as a workbook, remembered as an event of kind `export`.
 *
 * Raises auditEmpty when nothing was done that fits, and what {@link listAudit} raises.
 */
export async function writeAuditFile(register: Register, session: Session, filter: AuditFilter): Promise<File> {
  let rows = 0;
  const pages = async function* () {
    let cursor: string | null = null;
    do {
      const page: AuditPage = await listAudit(register, { ...filter, cursor, limit: ENTRIES_PER_PAGE });
      ({ cursor } = page);
      for (const entry of page.entries) {
        rows += 1;
        yield { at: entry.at, actorName: entry.actorName, ...entryInWords(entry) };
      }
    } while (cursor !== null);
  };
  const bytes = await writeAudit(pages());
  if (rows === 0) throw new Problem('auditEmpty');
  const { person, from, until, kind, table } = filter;
  await rememberAlone(register, session, 'export', { what: 'audit', rows, person, from, until, kind, table });
  return new File([new Uint8Array(bytes)], fileNameOf(['nhat-ky', from ?? '', until ?? '', register.today()]), {
    type: XLSX_TYPE,
  });
}

function entryInWords(entry: AuditEntry): { what: string; label: string; values: string } {
  const tables: Partial<Record<string, { vi: string }>> = tableWords;
  const what =
    entry.kind === null ? (tables[entry.table]?.vi ?? entry.table) : eventInWords('vi', entry.kind, entry.details);
  const values = entry.fields.map(({ field, before, after }) => {
    const name = findFieldWords(field, entry.table)?.vi ?? field;
    return entry.isCreation ? `${name}: ${after ?? ''}` : `${name}: ${before ?? ''} → ${after ?? ''}`;
  });
  return { what, label: entry.label, values: values.join('\n') };
}

async function walkPage(
  db: ReadHandle,
  owner: string,
  request: AuditRequest,
): Promise<{ changes: ChangeRow[]; cursor: string | null }> {
  const changes: ChangeRow[] = [];
  const from = request.cursor === null ? undefined : readPosition(request.cursor);
  let position: WalkPosition | undefined;
  for await (const walked of walkJournal(db, owner, toWalk(request), from)) {
    if (!isOfKind(walked.change, request.kind)) continue;
    // The page is full and there is more.
    if (changes.length === request.limit) return { changes, cursor: position ? writePosition(position) : null };
    changes.push(walked.change);
    ({ position } = walked);
  }
  return { changes, cursor: null };
}

/** All of one pupil or device: few enough to be read at once. */
async function pageOfRecord(
  db: ReadHandle,
  owner: string,
  request: AuditRequest,
): Promise<{ changes: ChangeRow[]; cursor: string | null }> {
  const { table, id } =
    request.student !== null
      ? { table: 'students' as const, id: request.student }
      : { table: 'devices' as const, id: request.device ?? '' };
  const found = await findRecordOwner(db, table, id);
  if (found !== owner) throw new Problem('recordNotFound', { table, record: id });
  const records =
    table === 'students' ? await listRecordsOfStudent(db, owner, id) : await listRecordsOfDevice(db, owner, id);
  const about = await listEventsAbout(db, owner, id);
  const walk = toWalk(request);
  const all = (await listChanges(db, [...records, ...about]))
    .filter((change) => fits(change, walk) && isOfKind(change, request.kind))
    .reverse();
  const start = request.cursor === null ? 0 : Number(request.cursor);
  if (!Number.isSafeInteger(start) || start < 0) throw new Problem('valueRefused', { field: 'cursor' });
  const end = start + request.limit;
  return { changes: all.slice(start, end), cursor: end < all.length ? String(end) : null };
}

function toWalk({ person, from, until, table, kind }: AuditFilter): WalkFilter {
  return {
    actor: person,
    from: from === null ? null : startOfDay(from, 0),
    until: until === null ? null : startOfDay(until, 1),
    // Kinds of events lie in one table.
    table: kind === null || kind === 'change' ? table : 'events',
  };
}

/** The instant at which this day of the PC's calendar, or one so many days later, begins. */
function startOfDay(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

function fits(change: ChangeRow, walk: WalkFilter): boolean {
  return (
    (walk.actor === null || change.actor === walk.actor) &&
    (walk.from === null || change.at >= walk.from) &&
    (walk.until === null || change.at < walk.until) &&
    (walk.table === null || change.recordTable === walk.table)
  );
}

function isOfKind(change: ChangeRow, kind: AuditFilter['kind']): boolean {
  if (kind === null) return true;
  if (kind === 'change') return change.recordTable !== 'events';
  return change.recordTable === 'events' && readEvent(change).kind === kind;
}

const eventFields = z.object({ kind: z.string(), details: z.string() });
const eventDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]).catch(null));

/** The kind that this program knows, and the facts; of an erased or newer event as much as can be told. */
function readEvent(change: ChangeRow): Pick<AuditEntry, 'kind' | 'details'> {
  const fields = change.fields === '' ? undefined : eventFields.safeParse(JSON.parse(change.fields)).data;
  if (!fields) return { kind: null, details: {} };
  return {
    kind: eventKind.safeParse(fields.kind).data ?? null,
    details: eventDetails.safeParse(JSON.parse(fields.details)).data ?? {},
  };
}

async function toEntries(db: ReadHandle, owner: string, changes: readonly ChangeRow[]): Promise<AuditEntry[]> {
  const actors = await findLabels(db, owner, 'people', [...new Set(changes.map((change) => change.actor))]);
  const described = await describeChanges(
    db,
    owner,
    changes.filter(({ recordTable }) => recordTable !== 'events'),
  );
  const events = new Map(
    changes.filter(({ recordTable }) => recordTable === 'events').map((change) => [change, readEvent(change)]),
  );
  const labels = await listRecordLabels(
    db,
    owner,
    changes.flatMap((change) => concernedBy(change, events.get(change))),
  );
  return changes.map((change) => {
    const event = events.get(change);
    const id = changeId(change.replica, change.seq);
    const [concerned] = concernedBy(change, event);
    const label = concerned && labels.get(concerned.record);
    return {
      change: id,
      command: change.command,
      at: change.at,
      actor: change.actor,
      actorName: actors.get(change.actor) ?? '',
      table: change.recordTable,
      record: change.record,
      isCreation: change.base === '',
      kind: event?.kind ?? null,
      details: event?.details ?? {},
      fields: event ? [] : (described.get(id) ?? []),
      // A record without a name is told by its kind alone.
      label: label === undefined || label.label === concerned?.record ? '' : label.label,
      student: label?.student ?? null,
    };
  });
}

/** The record that a change is about; of an event the one that its facts name. */
function concernedBy(
  change: ChangeRow,
  event: Pick<AuditEntry, 'details'> | undefined,
): { recordTable: string; record: string }[] {
  if (!event) return [{ recordTable: change.recordTable, record: change.record }];
  const { person, table, record } = event.details;
  if (typeof person === 'string') return [{ recordTable: 'people', record: person }];
  return typeof table === 'string' && typeof record === 'string' ? [{ recordTable: table, record }] : [];
}

/** `replica:seq,replica:seq`, as {@link readPosition} takes it. */
function writePosition(position: WalkPosition): string {
  return [...position].map(([replica, seq]) => `${replica}:${seq}`).join(',');
}

function readPosition(cursor: string): WalkPosition {
  const position = new Map<string, number>();
  for (const part of cursor.split(',')) {
    const found = /^([0-9a-z]{16}):(\d{1,15})$/.exec(part);
    if (!found) throw new Problem('valueRefused', { field: 'cursor' });
    position.set(found[1] ?? '', Number(found[2]));
  }
  return position;
}
