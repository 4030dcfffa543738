/** What undoing a command does to the register: what is voided, restored, answered by a document, and what stays. Pure. */
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import type { AnyRow, RecordValue } from '../queries/records.ts';
import { type RecordUndo, undoRecord, type WrittenRecord } from './undo-record.ts';

export type KeptReason = 'editedSince' | 'usedSince' | 'document';

/** A record that names another one. */
export interface Reference {
  table: RecordTableName;
  field: string;
  row: AnyRow;
}

export interface UndoPlan {
  voids: Map<RecordTableName, string[]>;
  restores: Map<RecordTableName, { id: string; fields: Record<string, RecordValue> }[]>;
  /** Handover receipts that a cancellation answers. */
  cancels: AnyRow[];
  kept: { table: RecordTableName; row: AnyRow; reason: KeptReason }[];
}

/** What a record stands on: when the record stays, these stay too. */
export const STANDS_ON: Partial<Record<RecordTableName, Record<string, RecordTableName>>> = {
  students: { household: 'households', class: 'classes' },
  guardians: { student: 'students' },
  poverty_statuses: { household: 'households' },
  classes: { site: 'sites' },
  deliveries: { round: 'rounds' },
  devices: { round: 'rounds', delivery: 'deliveries' },
  assignments: { student: 'students', device: 'devices', round: 'rounds' },
  receipts: { student: 'students', device: 'devices', round: 'rounds' },
};
/** What belongs to a record as a part: it stays with its whole. */
const PARTS: Partial<Record<RecordTableName, RecordTableName>> = {
  guardians: 'students',
  poverty_statuses: 'households',
};

interface Step extends WrittenRecord {
  undo: RecordUndo;
  /** Undefined: it does not stay; null: it stays beside another record that is named. */
  kept: KeptReason | null | undefined;
}

/**
 * Plans the undoing of `command`. `references` are all records in use that name a record which the command created or
 * put back into use; `cancelled` are the receipts that a cancellation has answered.
 */
export function planUndo(
  command: string,
  records: readonly WrittenRecord[],
  references: readonly Reference[],
  cancelled: ReadonlySet<string>,
): UndoPlan {
  const steps = new Map<string, Step>();
  for (const record of records) {
    steps.set(record.id, { ...record, undo: undoRecord(record, command), kept: undefined });
  }
  const keeper = new Keeper(steps);
  for (const step of steps.values()) {
    if (step.undo.isCreation && step.undo.isEditedSince && !step.row['voidedAt']) keeper.keep(step, 'editedSince');
  }
  for (const reference of references) {
    const target = steps.get(String(reference.row[reference.field] ?? ''));
    const reason = target && reasonOf(reference, steps, cancelled);
    if (reason) keeper.keep(target, reason);
  }
  return toPlan(steps, cancelled);
}

/** Why a record that another one names must stay; undefined: that one goes, or names it no more. */
function reasonOf(
  { table, field, row }: Reference,
  steps: ReadonlyMap<string, Step>,
  cancelled: ReadonlySet<string>,
): KeptReason | undefined {
  const own = steps.get(row.id);
  if (own?.undo.isCreation) return undefined;
  if (own && field in own.undo.restore && own.undo.restore[field] !== row[field]) return undefined;
  if (row['voidedAt']) return undefined;
  if (table === 'receipts') return row['kind'] === 'handover' && !cancelled.has(row.id) ? 'document' : undefined;
  return table in PARTS ? 'editedSince' : 'usedSince';
}

/** Follows what stays from record to record. */
class Keeper {
  readonly #steps: ReadonlyMap<string, Step>;
  readonly #parts = new Map<string, Step[]>();
  readonly #students = new Map<string, Step[]>();

  constructor(steps: ReadonlyMap<string, Step>) {
    this.#steps = steps;
    for (const step of steps.values()) {
      const whole = PARTS[step.table];
      if (whole) push(this.#parts, step.row[whole === 'students' ? 'student' : 'household'], step);
      if (step.table === 'students') push(this.#students, step.row['household'], step);
    }
  }

  keep(step: Step, reason: KeptReason | null): void {
    if (step.kept !== undefined) {
      step.kept ??= reason;
      return;
    }
    step.kept = reason;
    for (const field of Object.keys(STANDS_ON[step.table] ?? {})) this.#keepBeside(step.row[field]);
    for (const part of this.#parts.get(step.id) ?? []) this.keep(part, null);
    // Who edits a household edits it on the page of its pupils.
    if (step.table === 'households' && reason === 'editedSince')
      for (const student of this.#students.get(step.id) ?? []) this.keep(student, reason);
  }

  #keepBeside(id: RecordValue | undefined): void {
    const step = this.#steps.get(String(id ?? ''));
    if (step) this.keep(step, null);
  }
}

function toPlan(steps: ReadonlyMap<string, Step>, cancelled: ReadonlySet<string>): UndoPlan {
  const plan: UndoPlan = { voids: new Map(), restores: new Map(), cancels: [], kept: [] };
  for (const { table, id, row, undo, kept } of steps.values()) {
    if (table === 'receipts') {
      if (row['kind'] === 'handover' && !cancelled.has(id)) plan.cancels.push(row);
    } else if (table === 'events' || table === 'movements') {
      // What was remembered stays; the stock ledger is answered through the receipt or the device.
    } else if (undo.isCreation) {
      if (kept) plan.kept.push({ table, row, reason: kept });
      else if (kept === undefined && !row['voidedAt']) push(plan.voids, table, id);
    } else {
      const voidsAgain = Boolean(undo.restore['voidedAt']) && !row['voidedAt'];
      if (voidsAgain && kept) {
        plan.kept.push({ table, row, reason: kept });
        continue;
      }
      const fields = Object.fromEntries(Object.entries(undo.restore).filter(([field, value]) => value !== row[field]));
      if (Object.keys(fields).length > 0) push(plan.restores, table, { id, fields });
      if (undo.isEditedSince) plan.kept.push({ table, row, reason: 'editedSince' });
    }
  }
  return plan;
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}
