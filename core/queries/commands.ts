/** What was done lately, command by command: read backwards along the chains, a few rows a command. */
import { z } from 'zod';
import { parseChangeId } from '../../shared/records/change-id.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { ChangeRow } from '../database/tables.ts';

const CHANGES_PER_QUERY = 1000;

/** One command and where its changes lie: side by side in one replica's chain. */
export interface CommandSpan {
  command: string;
  replica: string;
  firstSeq: number;
  lastSeq: number;
  counter: number;
  at: string;
  actor: string;
}

/** What a command is recognised by, without its hashes. */
export type CommandChange = Pick<ChangeRow, 'recordTable' | 'record' | 'subject' | 'fields' | 'base'>;

/** The commands of this owner's installations, newest first by the counter of their first change. */
export async function* walkCommands(db: ReadHandle, owner: string): AsyncGenerator<CommandSpan> {
  const heads = await db.selectFrom('chainHeads').select(['replica', 'seq']).execute();
  const next: CommandSpan[] = [];
  const step = async (replica: string, lastSeq: number): Promise<void> => {
    const last = await findChange(db, replica, lastSeq);
    if (!last || last.owner !== owner) return;
    const firstSeq = parseChangeId(last.command)?.seq ?? lastSeq;
    const first = await findChange(db, replica, firstSeq);
    if (!first) return;
    const { counter, at, actor } = first;
    next.push({ command: last.command, replica, firstSeq, lastSeq, counter, at, actor });
  };
  for (const head of heads) await step(head.replica, head.seq);
  for (;;) {
    next.sort((one, other) => other.counter - one.counter || (one.replica < other.replica ? 1 : -1));
    const newest = next.shift();
    if (!newest) return;
    yield newest;
    if (newest.firstSeq > 1) await step(newest.replica, newest.firstSeq - 1);
  }
}

/** The first changes of a command. */
export function listFirstChanges(db: ReadHandle, span: CommandSpan, limit: number): Promise<CommandChange[]> {
  return db
    .selectFrom('changes')
    .select(['recordTable', 'record', 'subject', 'fields', 'base'])
    .where('replica', '=', span.replica)
    .where('seq', '>=', span.firstSeq)
    .where('seq', '<=', Math.min(span.lastSeq, span.firstSeq + limit - 1))
    .orderBy('seq')
    .execute();
}

/** True when a command has more changes than this. */
export async function isLongCommand(db: ReadHandle, command: string, changes: number): Promise<boolean> {
  const start = parseChangeId(command);
  if (!start) return false;
  const later = await findChange(db, start.replica, start.seq + changes);
  return later?.command === command;
}

/** A slice of a command's changes from this number of the chain on, in the order of writing; empty after the last. */
export async function listChangesInOrder(
  db: ReadHandle,
  replica: string,
  fromSeq: number,
  command: string,
): Promise<(CommandChange & { owner: string })[]> {
  const rows = await db
    .selectFrom('changes')
    .select(['recordTable', 'record', 'subject', 'fields', 'base', 'owner', 'command'])
    .where('replica', '=', replica)
    .where('seq', '>=', fromSeq)
    .orderBy('seq')
    .limit(CHANGES_PER_QUERY)
    .execute();
  return rows.filter((row) => row.command === command);
}

const undoDetails = z.object({ command: z.string() });

/** The commands that count as undone: an undo names them, and that undo was not undone itself. */
export async function findUndoneCommands(db: ReadHandle, owner: string): Promise<Set<string>> {
  const events = await db
    .selectFrom('events')
    .select(['id', 'details'])
    .where('owner', '=', owner)
    .where('kind', '=', 'undo')
    .orderBy('id')
    .execute();
  // The event is the first change of its command, so the ids of both are equal.
  const undoings = new Map<string, string[]>();
  for (const { id, details } of events) {
    const { command } = undoDetails.parse(JSON.parse(details));
    undoings.set(command, [...(undoings.get(command) ?? []), id]);
  }
  const isUndone = (command: string): boolean => (undoings.get(command) ?? []).some((undo) => !isUndone(undo));
  return new Set([...undoings.keys()].filter(isUndone));
}

function findChange(db: ReadHandle, replica: string, seq: number) {
  return db
    .selectFrom('changes')
    .select(['command', 'owner', 'counter', 'at', 'actor'])
    .where('replica', '=', replica)
    .where('seq', '=', seq)
    .executeTakeFirst();
}
