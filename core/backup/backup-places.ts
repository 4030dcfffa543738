/** Where backups lie: a folder outside of the register's own, and the stick that was chosen for them. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { configFolder } from '../host/install-mark.ts';
import { writeFileSafely } from '../host/write-file-safely.ts';

/** Under a place; below it one folder per register, named by its owner's id. */
const BACKUP_FOLDER = 'so-may-sao-luu';
/** On a stick that was chosen: tells it from others, whatever letter it gets. */
const STICK_MARK = 'stick.json';

const savedState = z.object({
  /** The data folder, for whoever helps. */
  dataDir: z.string(),
  /** Of the register that was last backed up from this data folder; null: none was. */
  owner: z.string().nullable().default(null),
  folder: z.string().nullable().default(null),
  stickId: z.string().nullable().default(null),
  testedAt: z.string().nullable().default(null),
  testProblem: z.string().nullable().default(null),
  checkedAt: z.string().nullable().default(null),
  /** When a check found damaged pages in the register; null: it found none. */
  damagedAt: z.string().nullable().default(null),
  /** Code of the Problem with which the last backup at a place failed. */
  problems: z
    .object({ folder: z.string().nullable(), stick: z.string().nullable() })
    .default({ folder: null, stick: null }),
});
/** What is remembered of backups outside of the register, which may be damaged or gone when it is asked for. */
export type BackupState = z.output<typeof savedState>;

export function readBackupState(dataDir: string): BackupState {
  try {
    return savedState.parse(JSON.parse(readFileSync(stateFile(dataDir), 'utf8')));
  } catch {
    return savedState.parse({ dataDir: path.resolve(dataDir) });
  }
}

/** Remembers; where the user's settings cannot be written, the usual folder stays in use. */
export function saveBackupState(dataDir: string, change: Partial<BackupState>): void {
  const file = stateFile(dataDir);
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSafely(file, Buffer.from(JSON.stringify({ ...readBackupState(dataDir), ...change })), { mode: 0o600 });
  } catch {
    // Told by the status: what was not remembered is asked for again.
  }
}

function stateFile(dataDir: string): string {
  const key = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 32);
  return path.join(configFolder(), 'backups', `${key}.json`);
}

/** The usual folder: the user's documents, which survive the program; `SO_MAY_BACKUP_DIR` names another. */
export function usualFolder(): string {
  const named = process.env['SO_MAY_BACKUP_DIR'];
  if (named) return named;
  if (process.env['SO_MAY_CONFIG_DIR']) return path.join(process.env['SO_MAY_CONFIG_DIR'], BACKUP_FOLDER);
  const documents = path.join(homedir(), 'Documents');
  return path.join(existsSync(documents) ? documents : homedir(), BACKUP_FOLDER);
}

export interface Place {
  kind: 'folder' | 'stick';
  /** Folder of this register's backups there; null: the stick is not in. */
  folder: string | null;
}

/** The places of a register, the stick last; `sticks` are those that are in. */
export function listPlaces(state: BackupState, owner: string, sticks: readonly string[]): Place[] {
  const folder = path.join(state.folder ?? usualFolder(), owner);
  if (state.stickId === null) return [{ kind: 'folder', folder }];
  const stick = sticks.find((candidate) => readStickId(candidate) === state.stickId);
  return [
    { kind: 'folder', folder },
    { kind: 'stick', folder: stick === undefined ? null : path.join(stick, BACKUP_FOLDER, owner) },
  ];
}

/** Where the backup before a migration lies when the usual place does not take it. */
export function inDataFolder(dataDir: string): { kind: 'folder'; folder: string } {
  return { kind: 'folder', folder: path.join(dataDir, 'backups') };
}

/** Where backups lie while the register cannot say whose it is: those of the register that was in this folder, where there are some, else of any. */
export function listAnyPlaces(state: BackupState, sticks: readonly string[]): Place[] {
  const folders = [state.folder ?? usualFolder(), ...sticks.map((stick) => path.join(stick, BACKUP_FOLDER))];
  const places = folders.flatMap((folder, at) =>
    listFolders(folder).map((each) => ({ kind: at === 0 ? ('folder' as const) : ('stick' as const), folder: each })),
  );
  const own = places.filter(({ folder }) => path.basename(folder) === state.owner);
  return own.length > 0 ? own : places;
}

function listFolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(folder, entry.name));
  } catch {
    return [];
  }
}

/** Marks a stick as one for backups; returns its id. Fails with the disk's own error code. */
export function markStick(stick: string): string {
  const known = readStickId(stick);
  if (known !== undefined) return known;
  const id = randomBytes(12).toString('hex');
  mkdirSync(path.join(stick, BACKUP_FOLDER), { recursive: true });
  writeFileSafely(path.join(stick, BACKUP_FOLDER, STICK_MARK), Buffer.from(JSON.stringify({ id })));
  return id;
}

function readStickId(stick: string): string | undefined {
  try {
    const text = readFileSync(path.join(stick, BACKUP_FOLDER, STICK_MARK), 'utf8');
    return z.object({ id: z.string() }).parse(JSON.parse(text)).id;
  } catch {
    return undefined;
  }
}
