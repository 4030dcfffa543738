/** How this side stands with the one that collects: what waits, what was confirmed, what was refused. */
import path from 'node:path';
import type { z } from 'zod';
import type { refusedRecord, SyncState, SyncStatus } from '../../shared/contract/sync.ts';
import type { ReadHandle } from '../database/handles.ts';
import { findCollector } from '../queries/sides.ts';
import { countPackagesByState, getLastPacked, listAcknowledgements } from '../queries/packages.ts';
import {
  listChangesOfSide,
  listForkedChanges,
  listOpenRefusals,
  listRefusalsBelow,
  listRefusedStates,
  type RecordNotCounted,
} from '../queries/refusals.ts';
import type { Register } from '../register.ts';
import { findOwnEnd, listFilesNotTaken } from './files-not-taken.ts';
import { listFindings } from './list-findings.ts';
import { peekAtFreeSticks } from '../carriers/stick-places.ts';
import { CarrierStates } from '../sync/carrier-states.ts';
import { openKeyring } from '../sync/keyring.ts';
import { readAskedAttachments } from '../sync/send-attachments.ts';
import { readSyncSettings, readWaitingRanges, type WaitingRanges } from '../sync/sync-settings.ts';
import { findTrustedSide } from '../sync/trust.ts';
import { listRecordLabels, type RecordLabel } from './record-labels.ts';
import { countOwnChanges, listSiblings } from './sync-counts.ts';

/** Raises registerNotSetUp, keysMissing, keysDamaged. */
export async function getSyncStatus(register: Register): Promise<SyncStatus> {
  const { replica, owner } = await register.getInstallation();
  const db = register.reader;
  const collector = await findCollector(db);
  const reader = collector?.owner ?? owner;
  const confirmed = await listAcknowledgements(db, reader);
  const packages = await countPackagesByState(db);
  const refused = [...(await listForkedChanges(db, owner)), ...(await listOpenRefusals(db, owner))];
  return {
    replica,
    owner,
    collector: collector
      ? {
          owner: collector.owner,
          name: collector.name,
          level: collector.level as NonNullable<SyncStatus['collector']>['level'],
          httpUrl: collector.httpUrl,
          enrolledAt: collector.enrolledAt,
          acceptedChanges: await countAccepted(db, owner, collector.owner),
          heardAt: confirmed.get('')?.at ?? null,
        }
      : null,
    ...(await countOwnChanges(register, reader)),
    notTaken: await listFilesNotTaken(register, reader),
    lockedOutAfter: await findOwnEnd(register, reader),
    askedAttachments: collector ? (await readAskedAttachments(db, collector.owner)).length : 0,
    siblings: await listSiblings(register, reader),
    refusedRecords: new Set(refused.map((refusal) => refusal.record)).size,
    conflicts: await countRows(db, 'conflicts'),
    findings: (await listFindings(register, { kind: null, offset: 0, limit: 1 })).total,
    waitingFiles: packages.get('waiting') ?? 0,
    quarantinedFiles: packages.get('quarantined') ?? 0,
    refusedFiles: packages.get('refused') ?? 0,
    forks: packages.get('forked') ?? 0,
    carriers: register.part(CarrierStates).list(),
    freeSticks: await peekAtFreeSticks(),
    settings: await readSyncSettings(db),
    outboxFolder: path.join(register.options.dataDir, 'outbox'),
  };
}

/** How these records stand on their way up: the least advanced change of this side decides; refused comes before all. */
export async function listSyncStates(
  register: Register,
  records: readonly string[],
): Promise<{ record: string; state: SyncState }[]> {
  const { owner } = await register.getInstallation();
  const db = register.reader;
  const collector = await findCollector(db);
  const reader = collector?.owner ?? owner;
  const confirmed = await listAcknowledgements(db, reader);
  const waiting = await readWaitingRanges(db, reader);
  const refused = await listRefusedStates(db, owner, records);
  const packed = new Map<string, number>();
  const states = new Map<string, SyncState>();
  for (const { record, replica, seq } of await listChangesOfSide(db, owner, records)) {
    if (!packed.has(replica)) packed.set(replica, await getLastPacked(db, replica));
    const state = stateOf(seq, {
      accepted: confirmed.get(replica)?.seq ?? 0,
      waiting: waiting.filter((range) => range.replica === replica),
      packed: packed.get(replica) ?? 0,
    });
    const known = states.get(record);
    if (known === undefined || ORDER.indexOf(state) < ORDER.indexOf(known)) states.set(record, state);
  }
  for (const record of refused) states.set(record, 'refused');
  return [...states].map(([record, state]) => ({ record, state }));
}

/**
 * One page of what is counted in no record: of this side what the office does not count, newest first, and what is not counted here after a
 * fork; at an office what it does not count of its schools.
 */
export async function listRefused(
  register: Register,
  { offset, limit, records }: { offset: number; limit: number; records?: string[] | undefined },
): Promise<{ total: number; rows: z.output<typeof refusedRecord>[] }> {
  const { owner } = await register.getInstallation();
  const db = register.reader;
  const byRecord = new Map<string, RecordNotCounted>();
  for (const refusal of await listRefusalsBelow(db, owner)) byRecord.set(refusal.record, refusal);
  for (const change of await listForkedChanges(db, owner)) byRecord.set(change.record, { ...change, member: owner });
  for (const refusal of await listOpenRefusals(db, owner)) byRecord.set(refusal.record, refusal);
  const wanted = records && new Set(records);
  const all = [...byRecord.values()].filter(({ record }) => !wanted || wanted.has(record)).reverse();
  const rows = all.slice(offset, offset + limit);
  const { own } = await openKeyring(register);
  const names = new Map<string, string | undefined>();
  const labels = new Map<string, RecordLabel>();
  for (const [member, some] of Map.groupBy(rows, (row) => row.member)) {
    if (member !== owner) names.set(member, (await findTrustedSide(db, own, member))?.name);
    for (const [record, label] of await listRecordLabels(db, member, some)) labels.set(record, label);
  }
  return {
    total: all.length,
    rows: rows.map(({ member, recordTable, record, reason, at }) => ({
      ownerName: member === owner ? null : (names.get(member) ?? member),
      recordTable,
      record,
      label: labels.get(record)?.label ?? record,
      reason,
      at,
      student: labels.get(record)?.student ?? null,
    })),
  };
}

/** From the least advanced on. */
const ORDER: readonly SyncState[] = ['waiting', 'packed', 'received', 'accepted'];

function stateOf(
  seq: number,
  { accepted, waiting, packed }: { accepted: number; waiting: WaitingRanges; packed: number },
): SyncState {
  if (seq <= accepted) return 'accepted';
  if (waiting.some((range) => seq >= range.first && seq <= range.last)) return 'received';
  return seq <= packed ? 'packed' : 'waiting';
}

async function countRows(db: ReadHandle, table: 'conflicts'): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Changes of all installations of this side that the collector has confirmed. */
async function countAccepted(db: ReadHandle, owner: string, collector: string): Promise<number> {
  const row = await db
    .selectFrom('acknowledgements')
    .innerJoin('knownReplicas', 'knownReplicas.replica', 'acknowledgements.replica')
    .select((select) => select.fn.sum<number>('seq').as('count'))
    .where('peer', '=', collector)
    .where('knownReplicas.owner', '=', owner)
    .executeTakeFirst();
  return row?.count ?? 0;
}
