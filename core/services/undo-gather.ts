/** What undoing needs to know: the records that a command wrote, their versions, and who names them now. */
import { parseChangeId } from '../../shared/records/change-id.ts';
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import { type CommandChange, listChangesInOrder } from '../queries/commands.ts';
import { listChangesOfRecords, type RecordVersion } from '../queries/changes.ts';
import { findRows } from '../queries/records.ts';
import { listByField } from '../queries/references.ts';
import { type Reference, STANDS_ON } from './undo-plan.ts';
import type { WrittenRecord } from './undo-record.ts';

const RECORDS_PER_STEP = 500;

/** Gives the event loop a turn: a long command on the main thread must not freeze the window. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Tables whose values say whether a command can be undone; the values of the others are not kept in memory. */
const TELLING: ReadonlySet<string> = new Set(['receipts', 'movements', 'events']);

/** All changes of a command, oldest first; empty when there is no such command. */
export async function listChangesToUndo(
  db: ReadHandle,
  command: string,
): Promise<(CommandChange & { owner: string })[]> {
  const start = parseChangeId(command);
  const changes: (CommandChange & { owner: string })[] = [];
  if (!start) return changes;
  for (let from: number | undefined = start.seq; from !== undefined;) {
    const slice: typeof changes = await listChangesInOrder(db, start.replica, from, command);
    for (const change of slice) changes.push(TELLING.has(change.recordTable) ? change : { ...change, fields: '' });
    from = slice.length === 0 ? undefined : from + slice.length;
    await breathe();
  }
  return changes;
}

/** The records that these changes wrote, as they are now. */
export async function listWrittenRecords(
  db: ReadHandle,
  owner: string,
  changes: readonly CommandChange[],
): Promise<WrittenRecord[]> {
  const byTable = new Map<RecordTableName, Set<string>>();
  for (const { recordTable, record } of changes) {
    // What wrote into a table that only a newer program knows is not undone (command-kind.ts).
    const table = recordTable as RecordTableName;
    const ids = byTable.get(table);
    if (ids) ids.add(record);
    else byTable.set(table, new Set([record]));
  }
  const records: WrittenRecord[] = [];
  for (const [table, all] of byTable) {
    if (table === 'events' || table === 'movements') continue;
    const ids = [...all];
    for (let start = 0; start < ids.length; start += RECORDS_PER_STEP) {
      const slice = ids.slice(start, start + RECORDS_PER_STEP);
      const rows = await findRows(db, table, owner, slice);
      const versions = await listChangesOfRecords(db, table, slice);
      for (const [id, row] of rows) records.push({ table, id, row, versions: lighten(versions.get(id) ?? []) });
      await breathe();
    }
  }
  return records;
}

/** Of a record that nobody has touched since it was created the values are in its row. */
function lighten(versions: readonly RecordVersion[]): readonly RecordVersion[] {
  const [first] = versions;
  return first && versions.length === 1 ? [{ ...first, fields: '' }] : versions;
}

/** Records in use that name one which the command created or changed. */
export async function listReferences(
  db: ReadHandle,
  records: readonly WrittenRecord[],
  command: string,
): Promise<Reference[]> {
  const targets = new Map<RecordTableName, string[]>();
  const created = new Set<string>();
  for (const { table, id, versions } of records) {
    const mayGo = versions.some(
      (version) => version.command === command && (version.base === '' || version.fields.includes('"voidedAt"')),
    );
    if (!mayGo) continue;
    if (versions.some((version) => version.command === command && version.base === '')) created.add(id);
    const ids = targets.get(table);
    if (ids) ids.push(id);
    else targets.set(table, [id]);
  }
  const references = await listFulfilments(db, records, targets.get('assignments') ?? []);
  for (const [table, fields] of Object.entries(STANDS_ON) as [RecordTableName, Record<string, RecordTableName>][]) {
    for (const [field, target] of Object.entries(fields)) {
      const ids = targets.get(target) ?? [];
      for (let start = 0; start < ids.length; start += RECORDS_PER_STEP) {
        const rows = await listByField(db, table, field, ids.slice(start, start + RECORDS_PER_STEP));
        // What the command itself created goes with it.
        for (const row of rows) if (!row['voidedAt'] && !created.has(row.id)) references.push({ table, field, row });
        await breathe();
      }
    }
  }
  return references;
}

/** Receipts for what an assignment planned: the paper does not name the plan, but stands on it. */
async function listFulfilments(
  db: ReadHandle,
  records: readonly WrittenRecord[],
  assignments: readonly string[],
): Promise<Reference[]> {
  const ids = new Set(assignments);
  const planned = new Map(
    records.flatMap(({ id, row }) => (ids.has(id) ? [[`${row['student']} ${row['device']}`, id] as const] : [])),
  );
  const students = [...new Set([...planned.keys()].map((key) => key.slice(0, key.indexOf(' '))))];
  const receipts = await listByField(db, 'receipts', 'student', students);
  return receipts.flatMap((row): Reference[] => {
    const assignment = planned.get(`${row['student']} ${row['device']}`);
    return assignment === undefined ? [] : [{ table: 'receipts', field: 'assignment', row: { ...row, assignment } }];
  });
}

/** Receipts, of those written and of those that name what was written, that a cancellation has answered. */
export async function findCancelled(db: ReadHandle, records: readonly WrittenRecord[]): Promise<Set<string>> {
  const receipts = new Set<string>();
  const idsOf = (table: RecordTableName) => records.filter((record) => record.table === table).map(({ id }) => id);
  for (const id of idsOf('receipts')) receipts.add(id);
  for (const [field, table] of [
    ['student', 'students'],
    ['device', 'devices'],
  ] as const) {
    for (const row of await listByField(db, 'receipts', field, idsOf(table))) receipts.add(row.id);
  }
  const planned = records.filter(({ table }) => table === 'assignments').map(({ row }) => row['student'] ?? null);
  for (const row of await listByField(db, 'receipts', 'student', [...new Set(planned)])) receipts.add(row.id);
  const cancellations = await listByField(db, 'receipts', 'cancels', [...receipts]);
  return new Set(cancellations.map((row) => String(row['cancels'])));
}
