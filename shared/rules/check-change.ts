/**
 * Does a change count in its record? Decided from the change alone and the role of its owner, so that every reader
 * answers alike whatever it knows besides (docs/sync.md "Reading a package").
 */
import { z } from 'zod';
import { changeId, parseChangeId } from '../records/change-id.ts';
import type { RefusalReason } from '../records/office.ts';
import { isStorableText } from './storable-text.ts';
import type { RecordTable } from '../records/record-table.ts';
import { isKnownTable, recordTables } from '../records/record-tables.ts';

export type FieldValue = string | number | null;
export type FieldValues = Record<string, FieldValue>;

/** What the decision looks at. `fields` is empty where the values are withheld or erased. */
export interface CheckedChange {
  replica: string;
  seq: number;
  recordTable: string;
  record: string;
  subject: string;
  base: string;
  fields: string;
}

export type Verdict =
  /** `fields`: the fields that this program knows; of a creation all of them, null where left out. */
  | { counts: true; fields: FieldValues }
  /** parked: only a newer program can tell. withheld: the values are not here. Else refused, and why. */
  | { counts: false; why: 'parked' | 'withheld' | RefusalReason };

const MALFORMED: Verdict = { counts: false, why: 'malformed' };
const PARKED: Verdict = { counts: false, why: 'parked' };
const WITHHELD: Verdict = { counts: false, why: 'withheld' };

/** `isNewer`: a program with more migrations than this one wrote it; then what does not fit is parked. */
export function checkChange(change: CheckedChange, ownerRole: 'school' | 'office', isNewer: boolean): Verdict {
  if (!isWellPlaced(change)) return MALFORMED;
  if (!isKnownTable(change.recordTable)) return PARKED;
  const declaration: RecordTable = recordTables[change.recordTable];
  if (declaration.owner !== 'home' && declaration.owner !== ownerRole) return { counts: false, why: 'notOwner' };
  const isCreation = change.base === '';
  if (declaration.appendOnly && !isCreation) return MALFORMED;
  if (declaration.subject === 'self' && change.subject !== change.record) return MALFORMED;
  if (declaration.subject === null && change.subject !== '') return MALFORMED;
  if (change.fields === '') return WITHHELD;
  const fields = readFields(declaration, change.fields, isCreation);
  if (!fields) return isNewer ? PARKED : MALFORMED;
  if (isCreation && declaration.subject !== null && declaration.subject !== 'self') {
    if (fields[declaration.subject] !== change.subject) return MALFORMED;
  }
  return { counts: true, fields };
}

/** A creation's id is its change's; what a change builds on was written before it. */
function isWellPlaced({ replica, seq, record, base }: CheckedChange): boolean {
  const own = changeId(replica, seq);
  if (base === '') return record === own;
  if (!isBefore(record, replica, seq)) return false;
  let last = '';
  for (const id of base.split(' ')) {
    if (id <= last || !isBefore(id, replica, seq)) return false;
    last = id;
  }
  return true;
}

function isBefore(id: string, replica: string, seq: number): boolean {
  const parts = parseChangeId(id);
  return parts !== undefined && (parts.replica !== replica || (parts.seq > 0 && parts.seq < seq));
}

function readFields(declaration: RecordTable, stored: string, isCreation: boolean): FieldValues | undefined {
  let given: unknown;
  try {
    given = JSON.parse(stored);
  } catch {
    return undefined;
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
  if (isCreation) {
    const parsed = declaration.fields.safeParse(given);
    if (!parsed.success || !areStorable(parsed.data)) return undefined;
    // What a creation leaves out is null (docs/journal.md), never another default.
    for (const [field, value] of Object.entries(parsed.data))
      if (value !== null && !Object.hasOwn(given, field)) return undefined;
    return parsed.data;
  }
  const fields: FieldValues = {};
  for (const [field, value] of Object.entries(given)) {
    if (!Object.hasOwn(declaration.fields.shape, field)) continue;
    const schema = declaration.fields.shape[field];
    if (!schema || !z.safeParse(schema, value).success) return undefined;
    fields[field] = value as FieldValue;
  }
  return areStorable(fields) ? fields : undefined;
}

function areStorable(fields: Record<string, unknown>): fields is FieldValues {
  return Object.values(fields).every((value) => typeof value !== 'string' || isStorableText(value));
}
