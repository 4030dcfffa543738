/** Every synced table, in the order in which a register is rebuilt. */
import type { z } from 'zod';
import { attachments } from './attachment.ts';
import { assignments, deliveries, devices, movements, receipts, rounds } from './device.ts';
import { deletions, erasures } from './erasure.ts';
import { events } from './event.ts';
import { enrolments, refusals, revocations } from './office.ts';
import { classes, offices, people, schools, sites } from './organisation.ts';
import { guardians, households, povertyStatuses, students } from './pupil.ts';
import type { RecordTable } from './record-table.ts';

export const recordTables = {
  people,
  schools,
  offices,
  sites,
  classes,
  households,
  poverty_statuses: povertyStatuses,
  students,
  guardians,
  rounds,
  deliveries,
  devices,
  assignments,
  receipts,
  movements,
  attachments,
  events,
  deletions,
  erasures,
  enrolments,
  revocations,
  refusals,
} as const;

export type RecordTableName = keyof typeof recordTables;
/** All fields of a record as stored. */
export type RecordFields<Name extends RecordTableName> = z.output<(typeof recordTables)[Name]['fields']>;
/** Fields as given when a record is created: those with a default may be left out. */
export type NewRecordFields<Name extends RecordTableName> = z.input<(typeof recordTables)[Name]['fields']>;

export const recordTableNames = Object.keys(recordTables) as RecordTableName[];

/** True for a table that this program knows. */
export function isKnownTable(table: string): table is RecordTableName {
  return Object.hasOwn(recordTables, table);
}

/** The declaration of a table by name, for code that treats all tables alike. */
export function getRecordTable(name: RecordTableName): RecordTable {
  return recordTables[name];
}

/** The group that a field is versioned with: a declared group, else the field itself. */
export function getFieldGroup(name: RecordTableName, field: string): string {
  for (const [group, fields] of Object.entries(getRecordTable(name).groups)) {
    if (fields.includes(field)) return group;
  }
  return field;
}
