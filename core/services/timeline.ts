/** What happened to a pupil or a device, told from the journal. */
import type { TimelineEntry } from '../../shared/contract/students.ts';
import { Problem } from '../../shared/problems.ts';
import { changeId } from '../../shared/records/change-id.ts';
import { maskField } from '../../shared/rules/mask-number.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { ChangeRow } from '../database/tables.ts';
import { findRecordOwner } from '../queries/record-owner.ts';
import {
  findLabels,
  type LabelledTable,
  listChanges,
  listRecordsOfDevice,
  listRecordsOfStudent,
} from '../queries/timeline.ts';
import type { Register } from '../register.ts';

type Value = string | number | null;

/** Fields that hold the id of another record, and of which table. */
const REFERENCES: Readonly<Record<string, LabelledTable>> = {
  class: 'classes',
  household: 'households',
  student: 'students',
  device: 'devices',
  round: 'rounds',
  delivery: 'deliveries',
  site: 'sites',
};
/** Ids of papers: they say nothing to a person, and the paper has an entry of its own. */
const SILENT = new Set(['cancels', 'receipt']);

/**
 * Every change of the pupil with its households, their statuses, its guardians and papers, or of the device with its
 * papers and movements; newest first, each field before → after. A field that names another record is told by that
 * record's name or number; ID numbers are masked.
 *
 * Raises recordNotFound { table, record }.
 */
export async function listTimeline(
  register: Register,
  { table, id }: { table: 'students' | 'devices'; id: string },
): Promise<TimelineEntry[]> {
  const db = register.reader;
  const owner = await findRecordOwner(db, table, id);
  if (owner === undefined) throw new Problem('recordNotFound', { table, record: id });
  const records =
    table === 'students' ? await listRecordsOfStudent(db, owner, id) : await listRecordsOfDevice(db, owner, id);
  const changes = await listChanges(db, records);
  const actors = await findLabels(db, owner, 'people', [...new Set(changes.map((change) => change.actor))]);
  const entries = replay(changes).map(({ change, fields }): TimelineEntry => ({
    change: changeId(change.replica, change.seq),
    command: change.command,
    at: change.at,
    actorName: actors.get(change.actor) ?? '',
    table: change.recordTable,
    record: change.record,
    isCreation: change.base === '',
    // That a paper of this pupil names this pupil goes without saying.
    fields: fields.filter((field) => field.after !== id),
  }));
  return (await nameReferences(db, owner, entries)).reverse();
}

/** Fields before → after of these changes, by the id of the change; what came before is read from the whole history of their records. */
export async function describeChanges(
  db: ReadHandle,
  owner: string,
  changes: readonly ChangeRow[],
): Promise<Map<string, TimelineEntry['fields']>> {
  const wanted = new Set(changes.map((change) => changeId(change.replica, change.seq)));
  const history = await listChanges(db, [...new Set(changes.map((change) => change.record))]);
  const told = replay(history)
    .map(({ change, fields }) => ({ change: changeId(change.replica, change.seq), fields }))
    .filter(({ change }) => wanted.has(change));
  return new Map((await nameReferences(db, owner, told)).map(({ change, fields }) => [change, fields]));
}

/** Goes through the changes in their order; what a field was before is what the changes before made it. */
function replay(changes: readonly ChangeRow[]): { change: ChangeRow; fields: TimelineEntry['fields'] }[] {
  const records = new Map<string, Map<string, Value>>();
  return changes.map((change) => {
    const record = records.get(change.record) ?? new Map<string, Value>();
    records.set(change.record, record);
    const fields = [];
    for (const [field, after] of Object.entries(JSON.parse(change.fields || '{}') as Record<string, Value>)) {
      const before = record.get(field) ?? null;
      record.set(field, after);
      if (before === after || SILENT.has(field)) continue;
      const masked = (value: Value) => maskField(change.recordTable, field, value);
      fields.push({ field, before: masked(before), after: masked(after) });
    }
    return { change, fields };
  });
}

/** Fields that name another record are told by that record's name or number. */
export async function nameReferences<Entry extends Pick<TimelineEntry, 'fields'>>(
  db: ReadHandle,
  owner: string,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const named = new Map<LabelledTable, Set<string>>();
  for (const { field, before, after } of entries.flatMap((entry) => entry.fields)) {
    const table = REFERENCES[field];
    if (!table) continue;
    const ids = named.get(table) ?? new Set();
    for (const id of [before, after]) if (typeof id === 'string') ids.add(id);
    named.set(table, ids);
  }
  const labels = new Map<string, string | null>();
  for (const [table, ids] of named) {
    for (const [id, label] of await findLabels(db, owner, table, [...ids])) labels.set(id, label);
  }
  const labelOf = (value: Value) => (typeof value === 'string' && labels.has(value) ? labels.get(value)! : value);
  return entries.map((entry) => ({
    ...entry,
    fields: entry.fields.map(({ field, before, after }) =>
      REFERENCES[field] ? { field, before: labelOf(before), after: labelOf(after) } : { field, before, after },
    ),
  }));
}
