/**
 * Removes files of the data folder that have done their work and can be made again. The journal is never pruned, nor is what
 * only its author could write again: what others wrote stays in inbox/ for whoever lacks it.
 */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { findPackage, listAcknowledgements, listKnownReplicas } from '../queries/packages.ts';
import { findCollector } from '../queries/sides.ts';
import type { Register } from '../register.ts';
import { removeFile } from './file-places.ts';
import { listOwnReplicas } from './keyring.ts';
import { readAskedAttachments } from './send-attachments.ts';

const DAY_MS = 24 * 3600 * 1000;
/** A confirmed file stays this long: somebody may just be fetching it, and a stick is compared with it. */
const KEEP_MS = 30 * DAY_MS;
/** What one look removes at most: the rest goes with the next. */
const MOST_AT_ONCE = 1000;

/** One look; returns how many files were removed. */
export async function pruneFiles(register: Register): Promise<number> {
  let removed = 0;
  for await (const place of listNeedless(register)) {
    await removeFile(register, place);
    removed += 1;
    if (removed === MOST_AT_ONCE) break;
  }
  return removed;
}

async function* listNeedless(register: Register): AsyncGenerator<string> {
  yield* listConfirmedOwn(register);
  for (const peer of await listNames(register, 'outbox', 'folders')) yield* listNeedlessFor(register, peer);
  yield* listForgotten(register);
}

/**
 * Own packages that the collector confirmed and that no further PC is known to lack. Their row says from then on that they are
 * to be written again. Without a collector all of them stay: they are the only copy outside the register.
 */
async function* listConfirmedOwn(register: Register): AsyncGenerator<string> {
  const db = register.reader;
  const collector = await findCollector(db);
  if (!collector) return;
  const { owner } = await register.getInstallation();
  const own = await listOwnReplicas(register);
  const siblings = (await listKnownReplicas(db, [owner])).filter(({ replica }) => !own.includes(replica));
  const readers = [collector.owner, ...(siblings.length > 0 ? [owner] : [])];
  const confirmed = await Promise.all(readers.map((reader) => listAcknowledgements(db, reader)));
  const before = new Date(register.options.clock().getTime() - KEEP_MS).toISOString();
  const rows = await db
    .selectFrom('packages')
    .select(['id', 'replica', 'last', 'file'])
    .where('state', '=', 'own')
    .where('replica', 'in', own)
    .where('file', 'is not', null)
    .where('at', '<', before)
    .limit(MOST_AT_ONCE)
    .execute();
  for (const { id, replica, last, file } of rows) {
    if (file === null || confirmed.some((each) => (each.get(replica)?.seq ?? 0) < last)) continue;
    yield file;
    // A row whose file is gone does no harm should the program end before this.
    await register.exclusively(() =>
      register.transact((write) => write.updateTable('packages').set({ file: null }).where('id', '=', id).execute()),
    );
  }
}

/** Files sealed for one peer: all of them can be sealed again. */
async function* listNeedlessFor(register: Register, peer: string): AsyncGenerator<string> {
  const confirmed = await listAcknowledgements(register.reader, peer);
  const asked = new Set(await readAskedAttachments(register.reader, peer));
  for (const name of await listNames(register, `outbox/${peer}`, 'files')) {
    const place = `outbox/${peer}/${name}`;
    const sha256 = /^attachment-([0-9a-f]{64})\.somay$/.exec(name)?.[1];
    const id = /^([0-9a-f]{64})\.somay$/.exec(name)?.[1];
    if (sha256 !== undefined && !asked.has(sha256)) yield place;
    if (id === undefined || !(await isOlder(register, place, KEEP_MS))) continue;
    const row = await findPackage(register.reader, id);
    if (!row || (confirmed.get(row.replica)?.seq ?? 0) >= row.last) yield place;
  }
}

/** What a program that ended in the middle left: half-written files, and whole ones that no row names. */
async function* listForgotten(register: Register): AsyncGenerator<string> {
  const rows = await register.reader.selectFrom('packages').select('file').where('file', 'is not', null).execute();
  const named = new Set(rows.map(({ file }) => file));
  for (const folder of ['outbox', 'inbox'])
    for (const name of await listNames(register, folder, 'files')) {
      const place = `${folder}/${name}`;
      const isForgotten = name.endsWith('.part') || (folder === 'inbox' && !named.has(place));
      if (isForgotten && (await isOlder(register, place, DAY_MS))) yield place;
    }
}

async function listNames(register: Register, folder: string, what: 'files' | 'folders'): Promise<string[]> {
  const entries = await readdir(path.join(register.options.dataDir, folder), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory() === (what === 'folders')).map((entry) => entry.name);
}

/** By the clock of the disk, which wrote both times. */
async function isOlder(register: Register, place: string, ms: number): Promise<boolean> {
  const found = await stat(path.join(register.options.dataDir, place)).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > ms;
}
