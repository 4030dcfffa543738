/**
 * The files of a register in its folder, and how others take their place: what is to happen is written down first, so that a swap
 * that was ended half way is completed at the next opening. Nothing is ever deleted.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { holdAlone } from './database/sqlite/hold-alone.ts';
import type { DatabaseKey } from './database/sqlite/open-database.ts';
import { forgetInstallMark, readInstallMark, writeInstallMark } from './host/install-mark.ts';
import { writeFileSafely } from './host/write-file-safely.ts';
import { KEY_COPY_FILE, KEY_FILE } from './vault/vault-file.ts';

/** Name of the register's file in its folder. */
export const REGISTER_FILE = 'so-may.sqlite';

/** The register as it was before it was encrypted; it goes after the first verified backup. */
export const PLAIN_REGISTER_FILE = 'so-may-plain.sqlite';

/** Who was erased, by ids alone: in the folder of a register, and beside its backups. */
export const ERASED_FILE = 'erased.json';

/** Path in the folder of a register: bytes of a picture, sealed, named by the hash of what is inside. */
export function attachmentFile(sha256: string): string {
  return `attachments/${sha256}`;
}

/** What belongs to one register in its folder; the log and templates of forms stay for the next one. The register's own file comes first. */
const OWN_FILES = [
  REGISTER_FILE,
  `${REGISTER_FILE}-wal`,
  `${REGISTER_FILE}-shm`,
  KEY_FILE,
  KEY_COPY_FILE,
  PLAIN_REGISTER_FILE,
  'former-keys',
  'outbox',
  'inbox',
  'attachments',
  'unfinished-uploads.json',
];

/** What is to happen, while it happens. */
const SWAP_FILE = 'swap.json';
const swap = z.object({
  /** Folder in which the former files go. */
  aside: z.string().regex(/^[\w-]+$/),
  /** Folder with the new files, and what was in it at the beginning; null: an empty register begins. */
  staged: z
    .string()
    .regex(/^[\w.-]+$/)
    .nullable(),
  names: z.array(z.string()),
});
type Swap = z.output<typeof swap>;

export interface SwapRequest {
  /** Name of the folder for the former files, made in the data folder; numbered where there is one already (a clock that was set back). */
  aside: string;
  /** Name of a folder there that holds the files of another register; null: none. */
  staged: string | null;
  /** Undefined: the present file cannot be opened, and is nobody's. */
  key: DatabaseKey | undefined;
}

/**
 * Sets the register's files aside and puts the staged ones in their place; returns the folder with the former ones. No connection of
 * this process may be open.
 *
 * Raises registerInUse where another program has the register open; then nothing has been moved.
 */
export function swapRegister(dataDir: string, { aside: wanted, staged, key }: SwapRequest): string {
  const aside = findFreeName(dataDir, wanted);
  const release = holdAlone(path.join(dataDir, REGISTER_FILE), key);
  try {
    const names = staged === null ? [] : readdirSync(path.join(dataDir, staged));
    const request: Swap = { aside, staged, names };
    writeFileSafely(path.join(dataDir, SWAP_FILE), Buffer.from(JSON.stringify(request)), { mode: 0o600 });
    // Windows renames no open file; there another program's open file stops the renaming by itself.
    if (process.platform === 'win32') release();
    move(dataDir, request);
  } finally {
    release();
  }
  return path.join(dataDir, aside);
}

function findFreeName(dataDir: string, wanted: string): string {
  for (let at = 1; ; at += 1) {
    const name = at === 1 ? wanted : `${wanted}-${at}`;
    if (!existsSync(path.join(dataDir, name))) return name;
  }
}

/** Completes a swap that was ended half way. Nothing where there was none. */
export function completeSwap(dataDir: string): void {
  let text: string;
  try {
    text = readFileSync(path.join(dataDir, SWAP_FILE), 'utf8');
  } catch {
    return;
  }
  move(dataDir, swap.parse(JSON.parse(text)));
}

/** Each step may have been done already. The new register's file goes in last: until then the folder holds no register that could be opened. */
function move(dataDir: string, { aside, staged, names }: Swap): void {
  const folder = path.join(dataDir, aside);
  mkdirSync(folder, { recursive: true });
  const isStaged = (name: string): boolean => staged !== null && existsSync(path.join(dataDir, staged, name));
  for (const name of OWN_FILES) {
    const here = path.join(dataDir, name);
    // What was staged and is not there any more has been put in already.
    if (names.includes(name) && !isStaged(name)) continue;
    if (existsSync(here) && !existsSync(path.join(folder, name))) renameSync(here, path.join(folder, name));
  }
  passInstallMark(dataDir, staged);
  if (staged !== null) {
    for (const name of names.toSorted((one, other) => Number(one === REGISTER_FILE) - Number(other === REGISTER_FILE)))
      if (isStaged(name)) renameSync(path.join(dataDir, staged, name), path.join(dataDir, name));
    rmSync(path.join(dataDir, staged), { recursive: true, force: true });
    forgetInstallMark(path.join(dataDir, staged));
  }
  rmSync(path.join(dataDir, SWAP_FILE), { force: true });
}

/** A register that was opened where it was staged goes on as what it is; any other is to be looked at as one that was put back. */
function passInstallMark(dataDir: string, staged: string | null): void {
  const mark = staged === null ? undefined : readInstallMark(path.join(dataDir, staged));
  if (mark) writeInstallMark(dataDir, mark);
  else forgetInstallMark(dataDir);
}
