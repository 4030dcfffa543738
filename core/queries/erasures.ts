/** Whose values were erased, and which files have to go with them. */
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ErasedSubjectRow, PackageRow } from '../database/tables.ts';
import { inSlices } from './in-slices.ts';
import { findSetting, saveSetting } from './sync-settings.ts';

/** Those of these subjects whose values were erased here. */
export async function listErasedAmong(
  db: ReadHandle,
  owner: string,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  const erased = new Set<string>();
  if (!(await isAnythingErased(db))) return erased;
  await inSlices(subjects, async (slice) => {
    const rows = db.selectFrom('erasedSubjects').select('subject').where('owner', '=', owner);
    for (const { subject } of await rows.where('subject', 'in', slice).execute()) erased.add(subject);
  });
  return erased;
}

export async function isAnythingErased(db: ReadHandle): Promise<boolean> {
  return (await db.selectFrom('erasedSubjects').select('subject').limit(1).executeTakeFirst()) !== undefined;
}

export async function countErasedSubjects(db: ReadHandle): Promise<number> {
  const { count } = await db
    .selectFrom('erasedSubjects')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

export function listErasedSubjects(db: ReadHandle): Promise<ErasedSubjectRow[]> {
  return db.selectFrom('erasedSubjects').selectAll().orderBy('owner').orderBy('subject').execute();
}

/** Erasures that came and have not been applied here, by owner. */
export function listPendingErasures(db: ReadHandle): Promise<{ owner: string; subject: string }[]> {
  return db
    .selectFrom('erasures')
    .leftJoin('erasedSubjects', (join) =>
      join
        .onRef('erasedSubjects.owner', '=', 'erasures.owner')
        .onRef('erasedSubjects.subject', '=', 'erasures.subject'),
    )
    .select(['erasures.owner', 'erasures.subject'])
    .distinct()
    .where('erasedSubjects.subject', 'is', null)
    .execute();
}

/** The changes that erased somebody, whoever wrote them, with the instant that their author's clock gave. */
export function listErasureChanges(db: ReadHandle): Promise<{ replica: string; seq: number; at: string }[]> {
  return db
    .selectFrom('erasures')
    .innerJoin('changes', 'changes.record', 'erasures.id')
    .select(['changes.replica', 'changes.seq', 'changes.at'])
    .where('changes.base', '=', '')
    .execute();
}

export async function saveErasedSubjects(db: WriteHandle, rows: readonly ErasedSubjectRow[]): Promise<void> {
  for (const row of rows)
    await db
      .insertInto('erasedSubjects')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Name of who erased, by the minutes of it; undefined where nobody is known. */
export async function findEraser(db: ReadHandle, owner: string, deletion: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('changes')
    .innerJoin('people', (join) =>
      join.onRef('people.owner', '=', 'changes.owner').onRef('people.id', '=', 'changes.actor'),
    )
    .select('people.name')
    .where('changes.record', '=', deletion)
    .where('changes.owner', '=', owner)
    .executeTakeFirst();
  return row?.name;
}

/** Replaces the values of one change by their commitment. */
export async function eraseFields(
  db: WriteHandle,
  { replica, seq, commitment }: { replica: string; seq: number; commitment: Buffer },
): Promise<void> {
  await db.updateTable('changes').set({ fields: '' }).where('replica', '=', replica).where('seq', '=', seq).execute();
  await db
    .insertInto('commitments')
    .values({ replica, seq, commitment })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db.deleteFrom('refusedChanges').where('replica', '=', replica).where('seq', '=', seq).execute();
}

/** Remembers files of the data folder that must go; they are removed after the commit, or at the next start. */
export async function saveErasedFiles(db: WriteHandle, files: readonly string[], at: string): Promise<void> {
  for (const file of files)
    await db
      .insertInto('erasedFiles')
      .values({ file, at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Files that go as they are; not those of {@link listToRedact}. */
export async function listErasedFiles(db: ReadHandle): Promise<string[]> {
  const files = (await db.selectFrom('erasedFiles').select('file').execute()).map(({ file }) => file);
  const toRedact = new Set((await listToRedact(db)).map(({ id }) => `inbox/${id}.somay`));
  return files.filter((file) => !toRedact.has(file));
}

/** Packages of others whose files are still to be written again without what was erased. */
export function listToRedact(db: ReadHandle): Promise<PackageRow[]> {
  return db
    .selectFrom('packages')
    .innerJoin('erasedFiles', (join) =>
      join.on('erasedFiles.file', '=', sql<string>`'inbox/' || packages.id || '.somay'`),
    )
    .selectAll('packages')
    .where('packages.state', '=', 'merged')
    .where('packages.reason', '=', 'erased')
    .where('packages.file', 'is', null)
    .execute();
}

export async function forgetErasedFile(db: WriteHandle, file: string): Promise<void> {
  await db.deleteFrom('erasedFiles').where('file', '=', file).execute();
}

/** Bytes of pictures that only records of these ids name; they are no longer known as being here. */
export async function takeAttachmentFiles(db: WriteHandle, ids: readonly string[]): Promise<string[]> {
  const hashes = new Set<string>();
  await inSlices(ids, async (slice) => {
    const rows = await db.selectFrom('attachments').select('sha256').where('id', 'in', slice).execute();
    for (const { sha256 } of rows) hashes.add(sha256);
  });
  const gone: string[] = [];
  for (const sha256 of hashes) {
    const rows = await db.selectFrom('attachments').select('id').where('sha256', '=', sha256).execute();
    if (rows.some(({ id }) => !ids.includes(id))) continue;
    await db.deleteFrom('attachmentFiles').where('sha256', '=', sha256).execute();
    gone.push(sha256);
  }
  return gone;
}

/**
 * Package files that carry these changes: they count as lost from now on, so that their authors write them again without the
 * values. Returns the paths and the packages' ids.
 */
export async function takePackageFiles(
  db: WriteHandle,
  changes: readonly { replica: string; seq: number }[],
): Promise<{ id: string; file: string }[]> {
  const taken: { id: string; file: string }[] = [];
  for (const [replica, own] of Map.groupBy(changes, (change) => change.replica)) {
    const rows = await db
      .selectFrom('packages')
      .select(['id', 'file', 'first', 'last'])
      .where('replica', '=', replica)
      .where('state', 'in', ['own', 'merged'])
      .where('file', 'is not', null)
      .execute();
    for (const { id, file, first, last } of rows) {
      if (file === null || !own.some(({ seq }) => seq >= first && seq <= last)) continue;
      await db.updateTable('packages').set({ file: null, reason: 'erased' }).where('id', '=', id).execute();
      taken.push({ id, file });
    }
  }
  return taken;
}

/** Devices of which these receipts told; they may be erased, their movements are not. */
export async function listDevicesOfReceipts(db: ReadHandle, receipts: readonly string[]): Promise<string[]> {
  const devices = new Set<string>();
  await inSlices(receipts, async (slice) => {
    const rows = await db.selectFrom('movements').select('device').where('receipt', 'in', slice).execute();
    for (const { device } of rows) devices.add(device);
  });
  return [...devices];
}

/** Devices that a pupil held whose receipt was erased: nobody is known as their holder, but they left the stock. */
export async function listDevicesOfErased(db: ReadHandle, devices: readonly string[]): Promise<ReadonlySet<string>> {
  const gone = new Set<string>();
  if (!(await isAnythingErased(db))) return gone;
  const rows = await db
    .selectFrom('movements')
    .innerJoin('changes', 'changes.record', 'movements.receipt')
    .innerJoin('erasedSubjects', (join) =>
      join.onRef('erasedSubjects.owner', '=', 'changes.owner').onRef('erasedSubjects.subject', '=', 'changes.subject'),
    )
    .select(['movements.device', 'movements.kind'])
    .where('movements.device', 'in', devices)
    .where('changes.recordTable', '=', 'receipts')
    .where('changes.base', '=', '')
    .where('changes.fields', '=', '')
    .execute();
  for (const [device, own] of Map.groupBy(rows, (row) => row.device)) {
    const out = own.filter(({ kind }) => kind === 'handed_over').length;
    if (out > own.filter(({ kind }) => kind === 'returned').length) gone.add(device);
  }
  return gone;
}

const PICTURES_SETTING = 'erasedPictures';
const pictureHashes = z.array(z.string()).catch([]);

/** Hashes of pictures that went with somebody who was erased here. */
export async function readErasedPictures(db: ReadHandle): Promise<string[]> {
  return pictureHashes.parse(await findSetting(db, PICTURES_SETTING));
}

/** Remembers them, for copies of the files elsewhere. */
export async function saveErasedPictures(db: WriteHandle, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  await saveSetting(db, PICTURES_SETTING, [...new Set([...(await readErasedPictures(db)), ...hashes])]);
}
