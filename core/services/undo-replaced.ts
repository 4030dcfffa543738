/** What an undoing brings back must not stand beside another record that has taken its number or name since. */
import { Problem } from '../../shared/problems.ts';
import { foldText } from '../../shared/rules/fold.ts';
import { classKey } from '../../shared/rules/student-candidates.ts';
import { serialNumberKey } from '../../shared/rules/serial-number.ts';
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import { findDeviceWithSerialNumber } from '../queries/device-numbers.ts';
import { listClasses, listRounds } from '../queries/places.ts';
import { type AnyRow, findRows } from '../queries/records.ts';
import { listByField } from '../queries/references.ts';
import type { UndoPlan } from './undo-plan.ts';

const SLICE = 500;

/** What no two records in use share, each as it is compared. */
const KEYS_OF: Partial<Record<RecordTableName, (row: AnyRow) => string[]>> = {
  students: (row) => [...keysOf('code', row['moetId']), ...keysOf('person', row['personalId'])],
  devices: (row) => [
    ...keysOf('serial', row['serialNumber'], serialNumberKey),
    ...keysOf('imei', row['imei']),
    ...keysOf('imei', row['imei2']),
  ],
  classes: (row) => keysOf(`class ${String(row['schoolYear'])}`, row['name'], classKey),
  rounds: (row) => keysOf('round', row['name'], foldText),
};

/** Raises commandNotUndoable { reason: replacedSince }. */
export async function checkNothingReplaced(db: ReadHandle, owner: string, plan: UndoPlan): Promise<void> {
  for (const [table, readKeys] of Object.entries(KEYS_OF) as [RecordTableName, (row: AnyRow) => string[]][]) {
    const restores = plan.restores.get(table) ?? [];
    const leaving = new Set(plan.voids.get(table));
    const after = new Map(restores.map(({ id, fields }) => [id, fields]));
    for (let start = 0; start < restores.length; start += SLICE) {
      const slice = restores.slice(start, start + SLICE);
      const rows = await findRows(
        db,
        table,
        owner,
        slice.map(({ id }) => id),
      );
      const taking = new Map<string, string>();
      const back: AnyRow[] = [];
      for (const { id, fields } of slice) {
        const row = rows.get(id);
        const later: AnyRow | undefined = row && { ...row, ...fields };
        if (!row || !later || later['voidedAt']) continue;
        const before = new Set(row['voidedAt'] ? [] : readKeys(row));
        for (const key of readKeys(later)) if (!before.has(key)) taking.set(key, id);
        back.push(later);
      }
      if (taking.size === 0) continue;
      for (const found of await listHolders(db, owner, table, back)) {
        if (leaving.has(found.id)) continue;
        const holder: AnyRow = { ...found, ...after.get(found.id) };
        if (holder['voidedAt']) continue;
        const isTaken = readKeys(holder).some((key) => (taking.get(key) ?? found.id) !== found.id);
        if (isTaken) throw new Problem('commandNotUndoable', { reason: 'replacedSince' });
      }
    }
  }
}

function keysOf(kind: string, value: unknown, toKey = (text: string): string => text): string[] {
  return typeof value === 'string' && value !== '' ? [`${kind} ${toKey(value)}`] : [];
}

/** Records that may bear the numbers or names of these. */
async function listHolders(
  db: ReadHandle,
  owner: string,
  table: RecordTableName,
  rows: readonly AnyRow[],
): Promise<AnyRow[]> {
  const valuesOf = (...fields: string[]): string[] => [
    ...new Set(rows.flatMap((row) => fields.map((field) => row[field])).filter((value) => typeof value === 'string')),
  ];
  if (table === 'students')
    return [
      ...(await listByField(db, table, 'moetId', valuesOf('moetId'))),
      ...(await listByField(db, table, 'personalId', valuesOf('personalId'))),
    ];
  if (table === 'classes') {
    const found: AnyRow[] = [];
    for (const year of valuesOf('schoolYear')) found.push(...(await listClasses(db, owner, year)));
    return found;
  }
  if (table === 'rounds') return listRounds(db, owner);
  const imeis = valuesOf('imei', 'imei2');
  const ids = new Set<string>();
  for (const serialNumber of valuesOf('serialNumber'))
    for (const { id } of await findDeviceWithSerialNumber(db, owner, serialNumber)) ids.add(id);
  return [
    ...(await listByField(db, table, 'id', [...ids])),
    ...(await listByField(db, table, 'imei', imeis)),
    ...(await listByField(db, table, 'imei2', imeis)),
  ];
}
