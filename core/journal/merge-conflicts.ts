/** Conflicts that a command of this installation has settled: what it wrote names every head that it saw. */
import { isKnownTable } from '../../shared/records/record-tables.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { ConflictRow, InstallationRow } from '../database/tables.ts';
import { listConflictsTouched, replaceConflicts } from '../queries/conflicts.ts';
import { listConflicts } from './merge-graph.ts';
import { readVersions } from './merge-records.ts';

/** Looks again at the conflicts of records that this installation changed after `seq`. */
export async function recheckConflicts(db: WriteHandle, installation: InstallationRow, seq: number): Promise<void> {
  const touched = await listConflictsTouched(db, installation.replica, seq);
  const tables = Map.groupBy(touched, (conflict) => conflict.recordTable);
  for (const [table, conflicts] of tables) {
    if (!isKnownTable(table)) continue;
    const records = [...new Set(conflicts.map(({ record }) => record))];
    const side = { owner: installation.owner, ownerRole: installation.role };
    const histories = await readVersions(db, side, table, records);
    const left: ConflictRow[] = [];
    for (const [record, history] of histories)
      for (const fieldGroup of listConflicts(table, history).keys())
        left.push({ owner: side.owner, recordTable: table, record, fieldGroup });
    await replaceConflicts(db, side.owner, records, left);
  }
}
