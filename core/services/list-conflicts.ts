/** Fields with two answers: what each PC wrote, who and when, and which one the record shows meanwhile. */
import type { Conflict } from '../../shared/contract/conflicts.ts';
import { isKnownTable } from '../../shared/records/record-tables.ts';
import { maskField } from '../../shared/rules/mask-number.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { ConflictRow } from '../database/tables.ts';
import { groupsOf, listConflicts as conflictsOf } from '../journal/merge-graph.ts';
import { readVersions } from '../journal/merge-records.ts';
import { inOrder } from '../journal/rebuild-record.ts';
import { countConflicts, listConflictPage, listReplicaNames } from '../queries/conflicts.ts';
import { findOwnerRole } from '../queries/merge.ts';
import { findPerson } from '../queries/people.ts';
import { findLabel } from '../queries/record-labels.ts';
import type { Register } from '../register.ts';

/** Raises registerNotSetUp. */
export async function listConflicts(
  register: Register,
  request: { offset: number; limit: number },
): Promise<{ total: number; rows: Conflict[] }> {
  const { owner } = await register.getInstallation();
  const db = register.reader;
  const names = await listReplicaNames(db);
  const rows: Conflict[] = [];
  for (const row of await listConflictPage(db, request)) {
    const values = await listValues(db, row, names);
    const place = await findLabel(db, row);
    rows.push({
      ...row,
      id: conflictId(row),
      ...place,
      canSettle: row.owner === owner,
      values: values.map((value) => mask(value, row.recordTable)),
    });
  }
  return { total: await countConflicts(db), rows };
}

function mask(value: Conflict['values'][number], recordTable: string): Conflict['values'][number] {
  const fields = value.fields.map(({ field, value: stored }) => ({
    field,
    value: maskField(recordTable, field, stored),
  }));
  return { ...value, fields };
}

export function conflictId({ record, fieldGroup }: ConflictRow): string {
  return `${record}.${fieldGroup}`;
}

/** The winner first. */
export async function listValues(
  db: ReadHandle,
  row: ConflictRow,
  names: ReadonlyMap<string, string>,
): Promise<Conflict['values']> {
  if (!isKnownTable(row.recordTable)) return [];
  const side = { owner: row.owner, ownerRole: await findOwnerRole(db, row.owner) };
  const history = (await readVersions(db, side, row.recordTable, [row.record])).get(row.record) ?? [];
  const heads = inOrder(conflictsOf(row.recordTable, history).get(row.fieldGroup) ?? []).toReversed();
  const fields = groupsOf(row.recordTable).get(row.fieldGroup) ?? [];
  const values: Conflict['values'] = [];
  for (const [index, head] of heads.entries()) {
    const actor = await findPerson(db, row.owner, head.actor);
    values.push({
      version: head.id,
      fields: fields.map((field) => ({ field, value: head.values[field] ?? null })),
      at: head.at,
      actorName: actor?.name ?? '',
      replica: head.replica,
      replicaName: names.get(head.replica) ?? head.replica,
      isWinner: index === 0,
    });
  }
  return values;
}
