/** What was done lately, for the overview and for undo. */
import { z } from 'zod';
import type { RecentCommand } from '../../shared/contract/register.ts';
import type { ReadHandle } from '../database/handles.ts';
import { findInstallation } from '../queries/changes.ts';
import { type CommandChange, findUndoneCommands, listFirstChanges, walkCommands } from '../queries/commands.ts';
import { findImportFileName } from '../queries/import-events.ts';
import type { Register } from '../register.ts';
import { commandKind, mainTable, whyNotUndoable } from './command-kind.ts';

/** So many changes of a command are looked at; a larger one is an import or its undoing. */
const CHANGES_LOOKED_AT = 200;
const UNSEEN: ReadonlySet<string> = new Set(['sign_in', 'id_number_viewed']);

/** The newest commands first; what leaves nothing in the register to look at is left out. */
export async function listRecentCommands(register: Register, limit: number): Promise<RecentCommand[]> {
  const db = register.reader;
  const installation = await findInstallation(db);
  if (!installation) return [];
  const { owner } = installation;
  const undone = await findUndoneCommands(db, owner);
  const people = await db.selectFrom('people').select(['id', 'name']).where('owner', '=', owner).execute();
  const names = new Map(people.map((person) => [person.id, person.name]));
  const recent: RecentCommand[] = [];
  for await (const span of walkCommands(db, owner)) {
    const changes = await listFirstChanges(db, span, CHANGES_LOOKED_AT);
    const kind = commandKind(changes);
    if (UNSEEN.has(kind)) continue;
    const isUndone = undone.has(span.command);
    recent.push({
      command: span.command,
      at: span.at,
      actorName: names.get(span.actor) ?? '',
      kind,
      ...(importedRows(changes) ?? {
        recordCount: countRecords(changes, span.lastSeq - span.firstSeq + 1),
        table: mainTable(changes),
      }),
      label: kind === 'import' ? await findImportFileName(db, span.command) : await findLabel(db, owner, changes),
      isUndone,
      canUndo: !isUndone && whyNotUndoable(changes) === null,
    });
    if (recent.length === limit) break;
  }
  return recent;
}

const importDetails = z.object({
  kind: z.enum(['roster', 'devices']),
  counts: z.object({ new: z.number(), changed: z.number() }),
});

/** An import counts its pupils or devices, not the records that they are made of. */
function importedRows([first]: readonly CommandChange[]): { recordCount: number; table: string } | undefined {
  if (first?.recordTable !== 'events') return undefined;
  const event = z.object({ kind: z.literal('import'), details: z.string() }).safeParse(JSON.parse(first.fields));
  const details = event.success ? importDetails.safeParse(JSON.parse(event.data.details)) : undefined;
  if (!details?.success) return undefined;
  const { kind, counts } = details.data;
  return { recordCount: counts.new + counts.changed, table: kind === 'roster' ? 'students' : 'devices' };
}

/** Records written, the remembering event left aside. */
function countRecords(changes: readonly CommandChange[], length: number): number {
  if (length > changes.length) return length - 1;
  const records = new Set(changes.filter((change) => change.recordTable !== 'events').map((change) => change.record));
  return Math.max(1, records.size);
}

/** The pupil, device, class, person … that all the changes concern; null when there are several. */
async function findLabel(db: ReadHandle, owner: string, changes: readonly CommandChange[]): Promise<string | null> {
  const students = new Set<string>();
  const named = new Map<string, string>();
  for (const { recordTable, record, subject } of changes) {
    if (recordTable === 'students') students.add(record);
    else if (['guardians', 'assignments', 'receipts'].includes(recordTable)) students.add(subject);
    else if (recordTable !== 'events') named.set(record, recordTable);
  }
  const [student] = students;
  if (student !== undefined) return students.size === 1 ? findText(db, 'students', 'fullName', owner, student) : null;
  const devices = [...named].filter(([, table]) => table === 'devices');
  if (devices.length === 1) return findText(db, 'devices', 'serialNumber', owner, devices[0]![0]);
  const [only] = named;
  if (!only || named.size > 1) return null;
  const [record, table] = only;
  switch (table) {
    case 'classes':
    case 'sites':
    case 'people':
    case 'rounds':
    case 'schools':
    case 'offices':
      return findText(db, table, 'name', owner, record);
    default:
      return null;
  }
}

async function findText(
  db: ReadHandle,
  table: 'students' | 'devices' | 'classes' | 'sites' | 'people' | 'rounds' | 'schools' | 'offices',
  field: 'fullName' | 'serialNumber' | 'name',
  owner: string,
  id: string,
): Promise<string | null> {
  // One shape for all tables: the key columns are the same in each.
  const row = await db
    .selectFrom(table as 'students')
    .select(field as 'fullName')
    .where('owner', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst();
  const value: unknown = row === undefined ? undefined : Reflect.get(row, field);
  return typeof value === 'string' ? value : null;
}
