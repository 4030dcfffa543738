import type { ChangeRow } from '../database/tables.ts';

/** Columns of the journal, in a fixed order. */
export const CHANGE_COLUMNS = [
  'replica',
  'seq',
  'counter',
  'owner',
  'recordTable',
  'record',
  'subject',
  'fields',
  'base',
  'command',
  'actor',
  'at',
  'schema',
  'prev',
  'hash',
] as const satisfies readonly (keyof ChangeRow)[];
