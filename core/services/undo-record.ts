/** What undoing a command does to one record that it wrote. Pure. */
import { getFieldGroup, getRecordTable, type RecordTableName } from '../../shared/records/record-tables.ts';
import type { RecordVersion } from '../queries/changes.ts';
import type { AnyRow, RecordValue } from '../queries/records.ts';

export interface WrittenRecord {
  table: RecordTableName;
  id: string;
  /** The record as it is now. */
  row: AnyRow;
  /** All its versions, oldest first. */
  versions: readonly RecordVersion[];
}

export interface RecordUndo {
  /** The command created the record: it is to be voided. */
  isCreation: boolean;
  /** Values from before the command, for the fields that still have the values that it gave. */
  restore: Record<string, RecordValue>;
  /** Another command has changed since what this one wrote. */
  isEditedSince: boolean;
}

type Values = Record<string, RecordValue>;

/** Compares group by group what the command wrote with what stands there now. */
export function undoRecord(record: WrittenRecord, command: string): RecordUndo {
  const { table, row, versions } = record;
  const first = versions.findIndex((version) => version.command === command);
  const own = versions.filter((version) => version.command === command);
  const isCreation = own[0]?.base === '';
  const isAlone = versions.length === own.length;
  if (isCreation && isAlone) return { isCreation, restore: {}, isEditedSince: false };

  const before = valuesAfter(table, versions.slice(0, Math.max(0, first)));
  const after = valuesAfter(table, own);
  const edited = new Set(Object.keys(after).filter((field) => (row[field] ?? null) !== (after[field] ?? null)));
  if (isCreation) return { isCreation, restore: {}, isEditedSince: edited.size > 0 };

  const editedGroups = new Set([...edited].map((field) => getFieldGroup(table, field)));
  const restore: Values = {};
  for (const field of Object.keys(after)) {
    if (!editedGroups.has(getFieldGroup(table, field))) restore[field] = before[field] ?? null;
  }
  return { isCreation, restore, isEditedSince: edited.size > 0 };
}

/** The values after these versions; a creation gives every field a value. */
function valuesAfter(table: RecordTableName, versions: readonly RecordVersion[]): Values {
  const values: Values = {};
  for (const version of versions) {
    if (version.base === '') for (const field of Object.keys(getRecordTable(table).fields.shape)) values[field] = null;
    Object.assign(values, JSON.parse(version.fields || '{}'));
  }
  return values;
}
