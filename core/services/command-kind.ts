/** What kind of command a set of changes was, and whether it can be undone at all. Pure. */
import { isKnownTable } from '../../shared/records/record-tables.ts';
import type { CommandChange } from '../queries/commands.ts';

const KIND_OF_TABLE: Record<string, string> = {
  students: 'student',
  guardians: 'student',
  households: 'student',
  poverty_statuses: 'student',
  deliveries: 'device',
  devices: 'device',
  assignments: 'assignment',
  receipts: 'receipt',
  movements: 'device',
  people: 'settings',
  schools: 'settings',
  offices: 'settings',
  sites: 'settings',
  classes: 'settings',
  rounds: 'settings',
  deletions: 'erasure',
  erasures: 'erasure',
};
/** The most telling table decides: a handed-over device is a receipt, whatever else was written with it. */
const TELLING = ['erasure', 'receipt', 'assignment', 'student', 'device', 'settings'];

/** import, undo, erasure, student, device, assignment, receipt, settings, or the kind of a lone event. */
export function commandKind(changes: readonly CommandChange[]): string {
  const events = changes.filter((change) => change.recordTable === 'events').map(eventKindOf);
  const leading = events.find((kind) => kind === 'import' || kind === 'undo');
  if (leading) return leading;
  const kinds = new Set(changes.map((change) => KIND_OF_TABLE[change.recordTable]));
  return TELLING.find((kind) => kinds.has(kind)) ?? events[0] ?? 'settings';
}

/**
 * Why a command cannot be undone; null when it can. `setUp`: the register itself would be gone. `document`: it wrote a
 * counter-document or erased somebody, which nothing takes back. `newerProgram`: it wrote what only a newer program can read.
 * `nothingToUndo`: it only remembered something.
 */
export function whyNotUndoable(
  changes: readonly CommandChange[],
): 'setUp' | 'document' | 'newerProgram' | 'nothingToUndo' | null {
  if (changes.some((change) => !isKnownTable(change.recordTable))) return 'newerProgram';
  if (changes.some((change) => isCreation(change) && ['schools', 'offices'].includes(change.recordTable)))
    return 'setUp';
  if (changes.some(isCounterDocument)) return 'document';
  return changes.every((change) => change.recordTable === 'events') ? 'nothingToUndo' : null;
}

/** The table that most of the changes belong to, events left aside. */
export function mainTable(changes: readonly CommandChange[]): string {
  const counts = new Map<string, number>();
  for (const { recordTable } of changes) counts.set(recordTable, (counts.get(recordTable) ?? 0) + 1);
  if (counts.size > 1) counts.delete('events');
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 'events';
}

function isCreation(change: CommandChange): boolean {
  return change.base === '';
}

function isCounterDocument(change: CommandChange): boolean {
  if (change.recordTable === 'erasures' || change.recordTable === 'deletions') return true;
  if (change.recordTable !== 'receipts' && change.recordTable !== 'movements') return false;
  const kind = textOf(change, 'kind');
  return kind === 'cancellation' || kind === 'returned';
}

function eventKindOf(change: CommandChange): string {
  return textOf(change, 'kind') ?? '';
}

function textOf(change: CommandChange, field: string): string | undefined {
  const fields: unknown = JSON.parse(change.fields || '{}');
  const value = typeof fields === 'object' && fields !== null ? Reflect.get(fields, field) : undefined;
  return typeof value === 'string' ? value : undefined;
}
