/**
 * One backup, from the register's file to a folder that is whole or not there: copied under a temporary name, flushed, opened again,
 * its pages, counts and chains checked, renamed. Runs in a thread of its own (backup-worker.ts); knows no register.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../../shared/problems.ts';
import type { BackupProgress, BackupReason } from '../../shared/contract/backups.ts';
import { isKnownTable } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import { copyDatabase, findDamage, openCopy } from '../database/sqlite/copy-database.ts';
import type { DatabaseKey } from '../database/sqlite/open-database.ts';
import { toTableKey } from '../database/tables.ts';
import { Faults } from '../journal/faults.ts';
import { verifyChains } from '../journal/verify-chains.ts';
import { countBackedUp } from '../queries/backup-counts.ts';
import { findInstallation } from '../queries/changes.ts';
import { listChainHeads } from '../queries/journal-pages.ts';
import { PARTIAL, writeFileSafely } from '../host/write-file-safely.ts';
import { KEY_COPY_FILE, KEY_FILE } from '../vault/vault-file.ts';
import { toBackupProblem } from './backup-problem.ts';
import { type BackupManifest, MANIFEST_FILE } from './manifest.ts';

/** Name of the register's file in its folder and in a backup. */
const REGISTER_FILE = 'so-may.sqlite';
/** Keys travel with the backup, so that a PC whose Windows was installed anew opens it. */
export const KEY_FILES = [KEY_FILE, KEY_COPY_FILE, 'former-keys'];

export interface BackupJob {
  dataDir: string;
  /** Opens the register's file, 32 bytes. */
  key: Uint8Array;
  /** Folder of this register's backups; made when missing. */
  place: string;
  reason: BackupReason;
  /** ISO 8601 in UTC. */
  at: string;
  program: string;
  computer: string;
  /** False for a file of an older program, whose tables this one does not know. */
  checksChains?: boolean;
}

/** A backup as it was made: where it lies and what its manifest says. */
export interface MadeBackup {
  folder: string;
  manifest: BackupManifest;
}

/**
 * Makes one backup.
 *
 * Raises registerNotSetUp, registerDamaged, backupUnsound { detail }, backupPlaceFull, backupPlaceReadOnly, backupPlaceMissing,
 * backupPlaceBusy { place }; whatever it raises, nothing is left behind.
 */
export async function writeBackup(job: BackupJob, tell: (phase: BackupProgress['phase']) => void): Promise<MadeBackup> {
  const { place, dataDir } = job;
  const key = Buffer.from(job.key);
  const partial = path.join(place, `${job.at.replaceAll(/[:.]/g, '-')}-${process.pid}${PARTIAL}`);
  const file = path.join(partial, REGISTER_FILE);
  try {
    mkdirSync(place, { recursive: true });
    clearAway(place);
    mkdirSync(partial, { mode: 0o700 });
    tell('copying');
    copyDatabase(path.join(dataDir, REGISTER_FILE), file, key);
    flush(file);
    tell('checking');
    const content = await checkCopy(file, key, () => tell('chains'), job.checksChains);
    tell('finishing');
    copyKeys(dataDir, partial);
    const sha256 = createHash('sha256');
    await pipeline(createReadStream(file), sha256);
    const { at, reason, program, computer } = job;
    const manifest: BackupManifest = {
      version: 1,
      ...content,
      computer,
      at,
      reason,
      program,
      sizeBytes: statSync(file).size,
      sha256: sha256.digest('hex'),
      verifiedAt: at,
    };
    writeFileSafely(path.join(partial, MANIFEST_FILE), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), {
      mode: 0o600,
    });
    const folder = findFreeName(path.join(place, nameOf(manifest)));
    renameSync(partial, folder);
    flushFolder(place);
    return { folder, manifest };
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw toBackupProblem(error, place);
  }
}

/** `2026-09-05T05-00-00-000Z-daily-<replica>`: sorts by time; a hint for people, the manifest counts. */
function nameOf({ at, reason, replica }: BackupManifest): string {
  return `${at.replaceAll(/[:.]/g, '-')}-${reason}-${replica}`;
}

/** A clock that was set back may give a name twice; nothing is ever written over. */
function findFreeName(wanted: string): string {
  for (let at = 1; ; at += 1) {
    const name = at === 1 ? wanted : `${wanted}-${at}`;
    if (!existsSync(name)) return name;
  }
}

/** Removes what backups left that were ended half way, a day ago or more. */
function clearAway(place: string): void {
  for (const name of readdirSync(place)) {
    if (!name.endsWith(PARTIAL)) continue;
    const left = path.join(place, name);
    const { mtimeMs } = statSync(left, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
    if (mtimeMs < Date.now() - 24 * 3600_000) rmSync(left, { recursive: true, force: true });
  }
}

type Content = Pick<BackupManifest, 'owner' | 'replica' | 'schema' | 'counts' | 'heads'>;

/** Opens a copy with the key, checks its pages, every chain and every count. Raises registerNotSetUp, backupUnsound { detail }. */
export async function checkCopy(
  file: string,
  key: DatabaseKey,
  tellChains: () => void,
  checksChains = true,
): Promise<Content> {
  const copy = openCopy(file, key);
  try {
    const [damage] = findDamage(copy, 'full');
    if (damage !== undefined) throw new Problem('backupUnsound', { detail: damage });
    const db = copy.kysely;
    const installation = await findInstallation(db);
    if (!installation) throw new Problem('registerNotSetUp');
    if (checksChains) {
      tellChains();
      await checkChains(db);
    }
    return {
      owner: installation.owner,
      replica: installation.replica,
      schema: Number(copy.sqlite.pragma('user_version', { simple: true })),
      counts: await countBackedUp(db),
      heads: (await listChainHeads(db)).map(({ replica, seq, hash }) => ({ replica, seq, hash: hash.toString('hex') })),
    };
  } finally {
    copy.close();
  }
}

/** Every chain link by link, and as many rows in every table as creations in the journal. */
async function checkChains(db: ReadHandle): Promise<void> {
  const faults = new Faults();
  const { creations } = await verifyChains(db, faults, async () => undefined);
  const [fault] = faults.list;
  if (fault) throw new Problem('backupUnsound', { detail: `${fault.kind} ${fault.change ?? ''} ${fault.detail}` });
  for (const [table, created] of creations) {
    if (!isKnownTable(table)) continue;
    const { count } = await db
      .selectFrom(toTableKey(table))
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    // A record of a newer program may have a creation and no row yet.
    if (count > created) throw new Problem('backupUnsound', { detail: `${table}: ${count} > ${created}` });
  }
}

function copyKeys(dataDir: string, target: string): void {
  for (const name of KEY_FILES) {
    const from = path.join(dataDir, name);
    if (!existsSync(from)) continue;
    if (!statSync(from).isDirectory()) {
      copyFileSync(from, path.join(target, name));
      flush(path.join(target, name));
      continue;
    }
    for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
      if (!statSync(path.join(from, file)).isFile()) continue;
      const to = path.join(target, name, file);
      mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
      copyFileSync(path.join(from, file), to);
      flush(to);
    }
  }
}

/** Onto the disk. Windows flushes only what is open for writing. */
export function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Not every system lets a folder be opened; there a rename is flushed by the system alone. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } catch {
    // A network folder or a stick without it: the files themselves have been flushed.
  } finally {
    closeSync(descriptor);
  }
}
