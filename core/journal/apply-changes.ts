/**
 * The merge: the one place where changes of other installations become records. Idempotent, whatever the order in which
 * runs of different replicas arrive; what one change may not do is refused alone (docs/sync.md "Reading a package").
 */
import { changeId } from '../../shared/records/change-id.ts';
import type { RefusalReason } from '../../shared/records/office.ts';
import { isKnownTable, type RecordTableName } from '../../shared/records/record-tables.ts';
import { checkChange, type Verdict } from '../../shared/rules/check-change.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { SCHEMA_VERSION } from '../database/migrations/migrations.ts';
import {
  type ChangeRow,
  type CommitmentRow,
  type RefusedChangeRow,
  type SecretRow,
  toTableKey,
} from '../database/tables.ts';
import { findChainHead, getHighestCounter, saveChainHead } from '../queries/changes.ts';
import { refreshDerivedTables } from '../queries/derived-tables.ts';
import { listDevicesOfReceipts } from '../queries/erasures.ts';
import { findOwnerOfReplica, listHashes, listRecordsBetween } from '../queries/merge.ts';
import { type AnyRow, columnsOf, RowInserter } from '../queries/records.ts';
import { replaceRefusedChanges } from '../queries/refusals.ts';
import { listSecrets } from '../queries/secrets.ts';
import { CHAIN_START } from './change-bytes.ts';
import { CHANGE_COLUMNS } from './change-columns.ts';
import { applyPendingErasures, withoutErased } from './erase.ts';
import { findForkedSubjects, type ForkedSubjects } from './merge-forks.ts';
import { type OwnerRole, rebuildRecords, touch, touchDerived, type Touched } from './merge-records.ts';
import type { IncomingChange, IncomingRun } from './incoming-run.ts';
import { ForkFound, GapFound, RunMalformed, SecretMissing } from './merge-stops.ts';

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
  const secrets = Map.groupBy(run.secrets, (row) => row.subject);
  for (let start = 0; start < changes.length;) {
    let end = Math.min(changes.length, start + CHANGES_PER_SLICE);
    while (end < changes.length && end - start < MOST_PER_SLICE && changes[end]!.command === changes[end - 1]!.command)
      end += 1;
    const slice = changes.slice(start, end);
    const subjects = new Set(slice.map((change) => change.subject));
    slices.push({ ...run, changes: slice, secrets: [...subjects].flatMap((subject) => secrets.get(subject) ?? []) });
    start = end;
  }
  return slices;
}

/**
 * Looks whether a run can be merged as a whole, before its first slice is; `pause` is awaited between the steps.
 *
 * Throws ForkFound, GapFound, SecretMissing and RunMalformed.
 */
export async function checkRun(db: ReadHandle, run: IncomingRun, pause: () => Promise<void>): Promise<void> {
  const changes = await listNewChanges(db, run);
  await pause();
  await listNewSecrets(db, run, changes);
}

/**
 * Merges a run of changes; `ownerRole` is what the owner is, school or office. What was erased here stays erased.
 *
 * Throws ForkFound, GapFound, SecretMissing and RunMalformed before anything is written.
 */
export async function applyChanges(
  transaction: WriteHandle,
  given: IncomingRun,
  { ownerRole }: { ownerRole: OwnerRole },
): Promise<MergeResult> {
  const incoming = await withoutErased(transaction, given);
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
  const rows = changes.map(toRow);
  await inserter.insert('secrets', ['owner', 'subject', 'secret'], newSecrets);
  await inserter.insert('changes', CHANGE_COLUMNS, rows);
  const forks = await findForkedSubjects(transaction, owner, rows, new Set(newSecrets.map(({ subject }) => subject)));
  const sorted = sortChanges(changes, ownerRole, edited, forks);
  await inserter.insert('commitments', ['replica', 'seq', 'commitment'], sorted.commitments);
  await inserter.insert('refusedChanges', ['replica', 'seq', 'record', 'reason'], sorted.refused);
  await lookAgain(transaction, ownerRole, forks, sorted.edits);
  await saveChainHead(transaction, { replica, seq: last.seq, counter: last.counter, hash: last.hash });

  const stale: Touched = new Map();
  let records = 0;
  for (const [table, created] of sorted.creations) {
    await inserter.insert(toTableKey(table), columnsOf(table), created);
    records += created.length;
    for (const row of created) touchDerived(stale, table, row);
  }
  // Of somebody erased: where the device is, its movements say.
  const untold = changes.filter(({ fields, recordTable }) => fields === null && recordTable === 'receipts');
  for (const device of await listDevicesOfReceipts(transaction, [...new Set(untold.map(({ record }) => record))]))
    touch(stale, 'devices', device);
  const rebuilt = await rebuildRecords(transaction, { owner, ownerRole }, sorted.edits, stale);
  await refreshDerivedTables(transaction, inserter, owner, stale);
  if (changes.some((change) => change.recordTable === 'erasures')) await applyPendingErasures(transaction, last.at);
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
  const given = Map.groupBy(secrets, (row) => row.subject);
  const subjects = new Set(given.keys());
  for (const change of changes) if (change.fields !== null) subjects.add(change.subject);
  const stored = await listSecrets(db, owner, [...subjects]);
  const fresh: SecretRow[] = [];
  for (const subject of subjects) {
    const held = [...(stored.get(subject) ?? [])];
    for (const { secret } of given.get(subject) ?? []) {
      if (held.some((known) => known.equals(secret))) continue;
      held.push(secret);
      fresh.push({ owner, subject, secret });
    }
    if (held.length === 0) throw new SecretMissing(subject);
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

function sortChanges(
  changes: readonly IncomingChange[],
  ownerRole: OwnerRole,
  edited: Set<string>,
  forks: ForkedSubjects,
): SortedChanges {
  const sorted: SortedChanges = { creations: new Map(), edits: new Map(), refused: [], commitments: [] };
  for (const change of changes) if (change.base !== '') edited.add(change.record);
  for (const change of changes) {
    const { replica, seq, record, recordTable, commitment } = change;
    if (commitment) sorted.commitments.push({ replica, seq, commitment });
    const stored = toRow(change);
    const verdict = judge(stored, ownerRole, forks);
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

function judge(change: ChangeRow, ownerRole: OwnerRole, forks: ForkedSubjects): Verdict {
  if (forks.isOfAnother(change)) return { counts: false, why: 'forked' };
  return checkChange(change, ownerRole, change.schema > SCHEMA_VERSION);
}

/** What was here before, judged by the creation or the secret that has just come. */
async function lookAgain(db: WriteHandle, ownerRole: OwnerRole, forks: ForkedSubjects, edits: Touched): Promise<void> {
  const refused: RefusedChangeRow[] = [];
  for (const change of forks.lookAgain) {
    const { replica, seq, record, recordTable } = change;
    const verdict = judge(change, ownerRole, forks);
    if (!verdict.counts && verdict.why !== 'parked' && verdict.why !== 'withheld')
      refused.push({ replica, seq, record, reason: verdict.why });
    if (isKnownTable(recordTable)) touch(edits, recordTable, record);
  }
  await replaceRefusedChanges(db, forks.lookAgain, refused);
}

function toRow({ commitment: _commitment, ...change }: IncomingChange): ChangeRow {
  return { ...change, fields: change.fields ?? '' };
}
