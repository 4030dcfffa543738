/**
 * The merge: the one place where changes of other installations become records. Idempotent, whatever the order in which
 * runs of different replicas arrive; what one change may not do is refused alone (docs/sync.md "Reading a package").
 */
import { changeId } from '../../shared/records/change-id.ts';
import type { RefusalReason } from '../../shared/records/office.ts';
import { isKnownTable, type RecordTableName } from '../../shared/records/record-tables.ts';
import { checkChange } from '../../shared/rules/check-change.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { SCHEMA_VERSION } from '../database/migrations/migrations.ts';
import {
  type ChangeRow,
  type CommitmentRow,
  type RefusedChangeRow,
  type SecretRow,
  toTableKey,
} from '../database/tables.ts';
import { findChainHead, findSecrets, getHighestCounter, saveChainHead } from '../queries/changes.ts';
import { refreshDerivedTables } from '../queries/derived-tables.ts';
import { findOwnerOfReplica, listHashes, listRecordsBetween } from '../queries/merge.ts';
import { type AnyRow, columnsOf, RowInserter } from '../queries/records.ts';
import { CHAIN_START } from './change-bytes.ts';
import { CHANGE_COLUMNS } from './change-columns.ts';
import { type OwnerRole, rebuildRecords, touch, touchDerived, type Touched } from './merge-records.ts';
import { ForkFound, GapFound, RunMalformed, SecretDiffers } from './merge-stops.ts';

/** A change as it came in a package; `fields` null and a commitment where the values were withheld or erased. */
export type IncomingChange = Omit<ChangeRow, 'fields'> & { fields: string | null; commitment: Buffer | null };

/** A run of changes of one replica without gaps, whose hashes have been verified. */
export interface IncomingRun {
  replica: string;
  owner: string;
  changes: readonly IncomingChange[];
  secrets: readonly SecretRow[];
}

export interface MergeResult {
  /** Changes that were new, refused ones among them. */
  applied: number;
  known: number;
  refused: { seq: number; record: string; recordTable: string; reason: RefusalReason }[];
  /** Rows that were made or differ now. */
  records: number;
  /** Groups in conflict now, of the records that were touched. */
  conflicts: number;
}

/** Changes of one slice; a command is not cut in two unless it is longer than the most. */
const CHANGES_PER_SLICE = 300;
const MOST_PER_SLICE = 500;

/** How far above everything known here a counter may be. */
const COUNTER_LEAP = 2 ** 32;

/**
 * The run in slices, each of which can be merged by itself in a transaction of some milliseconds (docs/decisions/0008): the
 * window and the office's answers go on between them, and what was merged of a run stays merged.
 */
export function sliceRun(run: IncomingRun): IncomingRun[] {
  const { changes } = run;
  const slices: IncomingRun[] = [];
  const secrets = new Map(run.secrets.map((row) => [row.subject, row]));
  for (let start = 0; start < changes.length;) {
    let end = Math.min(changes.length, start + CHANGES_PER_SLICE);
    while (end < changes.length && end - start < MOST_PER_SLICE && changes[end]!.command === changes[end - 1]!.command)
      end += 1;
    const slice = changes.slice(start, end);
    const taken = new Map<string, SecretRow>();
    for (const { subject } of slice) {
      const secret = secrets.get(subject);
      if (secret) taken.set(subject, secret);
    }
    slices.push({ ...run, changes: slice, secrets: [...taken.values()] });
    start = end;
  }
  return slices;
}

/**
 * Looks whether a run can be merged as a whole, before its first slice is; `pause` is awaited between the steps.
 *
 * Throws ForkFound, GapFound, SecretDiffers and RunMalformed.
 */
export async function checkRun(db: ReadHandle, run: IncomingRun, pause: () => Promise<void>): Promise<void> {
  const changes = await listNewChanges(db, run);
  await pause();
  await listNewSecrets(db, run, changes);
}

/**
 * Merges a run of changes; `ownerRole` is what the owner is, school or office.
 *
 * Throws ForkFound, GapFound, SecretDiffers and RunMalformed before anything is written.
 */
export async function applyChanges(
  transaction: WriteHandle,
  incoming: IncomingRun,
  { ownerRole }: { ownerRole: OwnerRole },
): Promise<MergeResult> {
  const changes = await listNewChanges(transaction, incoming);
  const known = incoming.changes.length - changes.length;
  const last = changes.at(-1);
  if (!last) return { applied: 0, known, refused: [], records: 0, conflicts: 0 };
  const { replica, owner } = incoming;
  const inserter = new RowInserter(transaction);
  const newSecrets = await listNewSecrets(transaction, incoming, changes);
  // Edits by a sibling may have come before the creations in this run.
  const edited = new Set(
    await listRecordsBetween(transaction, changeId(replica, changes[0]!.seq), changeId(replica, last.seq)),
  );
  const sorted = sortChanges(changes, ownerRole, edited);
  await inserter.insert('secrets', ['owner', 'subject', 'secret'], newSecrets);
  await inserter.insert('changes', CHANGE_COLUMNS, changes.map(toRow));
  await inserter.insert('commitments', ['replica', 'seq', 'commitment'], sorted.commitments);
  await inserter.insert('refusedChanges', ['replica', 'seq', 'record', 'reason'], sorted.refused);
  await saveChainHead(transaction, { replica, seq: last.seq, counter: last.counter, hash: last.hash });

  const stale: Touched = new Map();
  let records = 0;
  for (const [table, rows] of sorted.creations) {
    await inserter.insert(toTableKey(table), columnsOf(table), rows);
    records += rows.length;
    for (const row of rows) touchDerived(stale, table, row);
  }
  const rebuilt = await rebuildRecords(transaction, { owner, ownerRole }, sorted.edits, stale);
  await refreshDerivedTables(transaction, inserter, owner, stale);
  const tables = new Map(changes.map((change) => [change.seq, change.recordTable]));
  return {
    applied: changes.length,
    known,
    refused: sorted.refused.map(({ seq, record, reason }) => ({
      seq,
      record,
      recordTable: tables.get(seq) ?? '',
      reason: reason as RefusalReason,
    })),
    records: records + rebuilt.records,
    conflicts: rebuilt.conflicts,
  };
}

/** The changes after the head, which they continue; what is known already is the same. */
async function listNewChanges(
  db: ReadHandle,
  { replica, owner, changes }: IncomingRun,
): Promise<readonly IncomingChange[]> {
  const [first] = changes;
  if (!first) return [];
  const head = await findChainHead(db, replica);
  const headSeq = head?.seq ?? 0;
  if (head && (await findOwnerOfReplica(db, replica)) !== owner)
    throw new RunMalformed(`${replica} belongs to another owner`);
  if (first.seq > headSeq + 1) throw new GapFound(replica, headSeq + 1, first.seq);
  const highest = await getHighestCounter(db);
  const stored =
    first.seq > headSeq ? new Map<number, Buffer>() : await listHashes(db, replica, first.seq, changes.length);
  let before: { seq: number; counter: number } | undefined;
  for (const change of changes) {
    if (change.replica !== replica || change.owner !== owner) throw new RunMalformed('a change of someone else');
    if (before && (change.seq !== before.seq + 1 || change.counter <= before.counter))
      throw new RunMalformed(`number ${change.seq} with counter ${change.counter} after ${before.seq}`);
    if (change.counter > highest + COUNTER_LEAP) throw new RunMalformed(`counter ${change.counter} leaps`);
    if ((change.fields === null || change.fields === '') !== (change.commitment !== null))
      throw new RunMalformed(`number ${change.seq} needs either values or a commitment`);
    if (change.seq <= headSeq && !stored.get(change.seq)?.equals(change.hash)) throw new ForkFound(replica, change.seq);
    before = change;
  }
  const fresh = changes.slice(Math.max(0, headSeq + 1 - first.seq));
  const next = fresh[0];
  if (next) {
    if (!next.prev.equals(head?.hash ?? CHAIN_START)) throw new ForkFound(replica, Math.max(headSeq, 1));
    if (next.counter <= (head?.counter ?? 0)) throw new RunMalformed(`counter ${next.counter} does not rise`);
  }
  return fresh;
}

/** Secrets that are not here yet. */
async function listNewSecrets(
  db: ReadHandle,
  { owner, secrets }: IncomingRun,
  changes: readonly IncomingChange[],
): Promise<SecretRow[]> {
  const given = new Map(secrets.map((row) => [row.subject, row.secret]));
  const subjects = new Set(given.keys());
  for (const change of changes) if (change.fields !== null) subjects.add(change.subject);
  const stored = await findSecrets(db, owner, [...subjects]);
  const fresh: SecretRow[] = [];
  for (const subject of subjects) {
    const secret = given.get(subject);
    const held = stored.get(subject);
    if (secret ? held && !held.equals(secret) : !held) throw new SecretDiffers(subject);
    if (secret && !held) fresh.push({ owner, subject, secret });
  }
  return fresh;
}

interface SortedChanges {
  /** Rows of records that nothing but their creation speaks of: written as they are. */
  creations: Map<RecordTableName, AnyRow[]>;
  /** Records with more of a history. */
  edits: Touched;
  refused: RefusedChangeRow[];
  commitments: CommitmentRow[];
}

function sortChanges(changes: readonly IncomingChange[], ownerRole: OwnerRole, edited: Set<string>): SortedChanges {
  const sorted: SortedChanges = { creations: new Map(), edits: new Map(), refused: [], commitments: [] };
  for (const change of changes) if (change.base !== '') edited.add(change.record);
  for (const change of changes) {
    const { replica, seq, record, recordTable, commitment } = change;
    if (commitment) sorted.commitments.push({ replica, seq, commitment });
    const stored = { ...change, fields: change.fields ?? '' };
    const verdict = checkChange(stored, ownerRole, change.schema > SCHEMA_VERSION);
    if (!verdict.counts && verdict.why !== 'parked' && verdict.why !== 'withheld')
      sorted.refused.push({ replica, seq, record, reason: verdict.why });
    if (!isKnownTable(recordTable)) continue;
    // What does not count may still stand between the versions that do.
    if (edited.has(record)) touch(sorted.edits, recordTable, record);
    else if (verdict.counts) {
      const row = { owner: change.owner, id: record, ...verdict.fields };
      const rows = sorted.creations.get(recordTable);
      if (rows) rows.push(row);
      else sorted.creations.set(recordTable, [row]);
    }
  }
  return sorted;
}

function toRow({ commitment: _commitment, ...change }: IncomingChange): ChangeRow {
  return { ...change, fields: change.fields ?? '' };
}
