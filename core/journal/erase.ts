/**
 * Erasure: secret, values, losing values and pictures of one pupil or household go; chain and signatures still verify, for
 * each value is replaced by the commitment that was hashed (docs/journal.md). The same at the school, its office and the superior.
 */
import { isKnownTable } from '../../shared/records/record-tables.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { refreshDerivedTables } from '../queries/derived-tables.ts';
import {
  eraseFields,
  listDevicesOfReceipts,
  listErasedAmong,
  listPendingErasures,
  saveErasedFiles,
  saveErasedPictures,
  saveErasedSubjects,
  takeAttachmentFiles,
  takePackageFiles,
} from '../queries/erasures.ts';
import { forgetLooseValues, toldOf } from '../queries/loose-values.ts';
import { findOwnerRole } from '../queries/merge.ts';
import { RowInserter } from '../queries/records.ts';
import { deleteSecrets, listChangesOfSubjects, listSecrets } from '../queries/secrets.ts';
import { saveSetting, WIPE_SETTING } from '../queries/sync-settings.ts';
import type { IncomingRun } from './incoming-run.ts';
import { commitmentOf, hashOf } from './change-bytes.ts';
import { rebuildRecords, touch, type Touched } from './merge-records.ts';
import { SecretMissing } from './merge-stops.ts';
import { secretOf } from './secrets.ts';

/** A pupil or household of one owner. */
export interface ErasedSubject {
  owner: string;
  subject: string;
}

/**
 * Erases these subjects here and remembers that they are; returns how many changes lost their values. Idempotent. The files
 * that carry them are listed to be removed after the commit (core/sync/erased-files.ts).
 */
export async function applyErasures(db: WriteHandle, subjects: readonly ErasedSubject[], at: string): Promise<number> {
  let erased = 0;
  for (const [owner, own] of Map.groupBy(subjects, (row) => row.owner))
    erased += await eraseOfOwner(
      db,
      owner,
      own.map(({ subject }) => subject),
      at,
    );
  return erased;
}

/** Applies what came and could not be applied until now. */
export async function applyPendingErasures(db: WriteHandle, at: string): Promise<void> {
  const pending = await listPendingErasures(db);
  if (pending.length > 0) await applyErasures(db, pending, at);
}

async function eraseOfOwner(db: WriteHandle, owner: string, subjects: string[], at: string): Promise<number> {
  const secrets = await listSecrets(db, owner, subjects);
  const changes = await listChangesOfSubjects(db, owner, subjects);
  await forgetLooseValues(db, toldOf(changes));
  const touched: Touched = new Map();
  let erased = 0;
  for (const change of changes) {
    if (isKnownTable(change.recordTable)) touch(touched, change.recordTable, change.record);
    if (change.fields === '') continue;
    const candidates = secrets.get(change.subject) ?? [];
    const secret = candidates.length > 1 ? secretOf(change, candidates) : candidates[0];
    if (!secret) throw new Error(`no secret for ${change.subject}`);
    const commitment = Buffer.from(commitmentOf(change, secret), 'hex');
    await eraseFields(db, { replica: change.replica, seq: change.seq, commitment });
    erased += 1;
  }
  const pictures = await takeAttachmentFiles(db, [...(touched.get('attachments') ?? [])]);
  const packages = await takePackageFiles(db, changes);
  const files = packages.flatMap(({ id, file }) => [file, sealedForPeers(id)]);
  await saveErasedPictures(db, pictures);
  await saveErasedFiles(db, [...pictures.map((sha256) => `attachments/${sha256}`), ...files], at);
  await saveSetting(db, WIPE_SETTING, true);
  for (const subject of subjects) await deleteSecrets(db, owner, subject);
  await saveErasedSubjects(
    db,
    subjects.map((subject) => ({ owner, subject, at })),
  );
  const stale: Touched = new Map();
  // Receipts may have come without their values, and then no row goes now that could tell of the device.
  for (const device of await listDevicesOfReceipts(db, [...(touched.get('receipts') ?? [])]))
    touch(stale, 'devices', device);
  await rebuildRecords(db, { owner, ownerRole: await findOwnerRole(db, owner) }, touched, stale);
  await refreshDerivedTables(db, new RowInserter(db), owner, stale);
  return erased;
}

/** The package as it was sealed for others, in the folder of each; which of them have it nobody remembers. */
function sealedForPeers(id: string): string {
  return `outbox/*/${id}.somay`;
}

/**
 * The run without the values and secrets of subjects that were erased here: an old package that crosses an erasure.
 *
 * Throws SecretMissing for values that no secret of the run commits to.
 */
export async function withoutErased(db: ReadHandle, run: IncomingRun): Promise<IncomingRun> {
  const subjects = [...new Set(run.changes.map((change) => change.subject))];
  const erased = await listErasedAmong(db, run.owner, subjects);
  if (erased.size === 0) return run;
  const changes = run.changes.map((change) => {
    const { fields, subject } = change;
    if (fields === null || fields === '' || !erased.has(subject)) return change;
    const given = run.secrets.filter((row) => row.subject === subject);
    const commitments = given.map(({ secret }) => commitmentOf({ ...change, fields }, secret));
    const commitment = commitments.find((each) => hashOf({ ...change, fields }, each).equals(change.hash));
    if (commitment === undefined) throw new SecretMissing(subject);
    return { ...change, fields: null, commitment: Buffer.from(commitment, 'hex') };
  });
  return { ...run, changes, secrets: run.secrets.filter((row) => !erased.has(row.subject)) };
}

/** True when a run carries values of somebody who is erased by now: its file must not be kept. */
export async function carriesErased(db: ReadHandle, { owner, changes }: IncomingRun): Promise<boolean> {
  const told = changes.filter(({ fields }) => fields !== null && fields !== '');
  return (await listErasedAmong(db, owner, [...new Set(told.map(({ subject }) => subject))])).size > 0;
}
