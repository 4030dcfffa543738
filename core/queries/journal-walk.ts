/** The journal backwards: the chains of one side's installations, newest change first, a few rows at a time. */
import { setImmediate } from 'node:timers/promises';
import type { ReadHandle } from '../database/handles.ts';
import type { ChangeRow } from '../database/tables.ts';

/** Numbers of a chain looked at in one query: a few milliseconds, also where a filter takes none of them. */
const WINDOW = 5000;

/** What of the journal is wanted; every part that is left out takes everything. */
export interface WalkFilter {
  actor: string | null;
  /** Instants, ISO 8601: from inclusive, until exclusive. */
  from: string | null;
  until: string | null;
  table: string | null;
}

/** Of each chain the number below which the walk goes on. */
export type WalkPosition = ReadonlyMap<string, number>;

export interface WalkedChange {
  change: ChangeRow;
  /** Where to go on after this one. */
  position: WalkPosition;
}

/**
 * The changes of this owner that count, newest first by (counter, replica), from a position on or from the end.
 * Other work has its turn between two windows.
 */
export async function* walkJournal(
  db: ReadHandle,
  owner: string,
  filter: WalkFilter,
  from?: WalkPosition,
): AsyncGenerator<WalkedChange> {
  const below = new Map(from ?? (await listChainEnds(db, owner)));
  const chains = await Promise.all(
    [...below].map(async ([replica, seq]) => {
      const rows = walkChain(db, owner, replica, seq, filter);
      return { rows, next: await rows.next() };
    }),
  );
  for (;;) {
    let newest: (typeof chains)[number] | undefined;
    for (const chain of chains) {
      if (chain.next.done) continue;
      if (!newest || newest.next.done || isNewer(chain.next.value, newest.next.value)) newest = chain;
    }
    if (!newest || newest.next.done) return;
    const change = newest.next.value;
    below.set(change.replica, change.seq);
    yield { change, position: new Map(below) };
    newest.next = await newest.rows.next();
  }
}

/** Just above the last change of each chain of this owner. */
async function listChainEnds(db: ReadHandle, owner: string): Promise<Map<string, number>> {
  const heads = await db.selectFrom('chainHeads').select(['replica', 'seq']).execute();
  const ends = new Map<string, number>();
  for (const { replica, seq } of heads) {
    const last = await db
      .selectFrom('changes')
      .select('owner')
      .where('replica', '=', replica)
      .where('seq', '=', seq)
      .executeTakeFirst();
    if (last?.owner === owner) ends.set(replica, seq + 1);
  }
  return ends;
}

async function* walkChain(
  db: ReadHandle,
  owner: string,
  replica: string,
  below: number,
  filter: WalkFilter,
): AsyncGenerator<ChangeRow> {
  for (let end = below; end > 1; end -= WINDOW) {
    let query = db
      .selectFrom('changes')
      .selectAll()
      .where('replica', '=', replica)
      .where('seq', '<', end)
      .where('seq', '>=', end - WINDOW)
      .where('owner', '=', owner);
    if (filter.actor !== null) query = query.where('actor', '=', filter.actor);
    if (filter.from !== null) query = query.where('at', '>=', filter.from);
    if (filter.until !== null) query = query.where('at', '<', filter.until);
    if (filter.table !== null) query = query.where('recordTable', '=', filter.table);
    yield* await query.orderBy('seq', 'desc').execute();
    await setImmediate();
  }
}

function isNewer(one: ChangeRow, other: ChangeRow): boolean {
  return one.counter > other.counter || (one.counter === other.counter && one.replica > other.replica);
}

/** Ids of the events whose facts name this record. */
export async function listEventsAbout(db: ReadHandle, owner: string, record: string): Promise<string[]> {
  const rows = await db
    .selectFrom('events')
    .select('id')
    .where('owner', '=', owner)
    .where('details', 'like', `%"${record}"%`)
    .execute();
  return rows.map(({ id }) => id);
}
