/**
 * The install mark: what this computer's user knows of a data folder, kept outside of it. A folder that was copied or
 * restored from a backup shows by it that it is not the one that wrote last (docs/sync.md).
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const installMark = z.object({
  /** The data folder, for whoever helps. */
  folder: z.string(),
  /** Of keys.json. */
  token: z.string(),
  /** The highest number that was packed, or stood in the register when it was opened, with the hash there (hex). */
  seq: z.number().int().min(0),
  hash: z.string(),
});
export type InstallMark = z.output<typeof installMark>;

/** The operating system's place for a user's settings; `SO_MAY_CONFIG_DIR` names another. */
export function configFolder(): string {
  const named = process.env['SO_MAY_CONFIG_DIR'];
  if (named) return named;
  switch (process.platform) {
    case 'win32':
      // Not the roaming folder, which holds the register itself and follows the user to other computers.
      return path.join(process.env['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local'), 'so-may-installs');
    case 'darwin':
      return path.join(homedir(), 'Library', 'Preferences', 'so-may');
    default:
      return path.join(process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'), 'so-may');
  }
}

/** The mark of this data folder; undefined when there is none that can be read. */
export function readInstallMark(dataDir: string): InstallMark | undefined {
  try {
    return installMark.parse(JSON.parse(readFileSync(markFile(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Writes the mark; false where the user's settings cannot be written, which stops nothing. */
export function writeInstallMark(dataDir: string, mark: Omit<InstallMark, 'folder'>): boolean {
  const file = markFile(dataDir);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify({ folder: path.resolve(dataDir), ...mark }), {
      mode: 0o600,
    });
    renameSync(`${file}.${process.pid}`, file);
    return true;
  } catch {
    return false;
  }
}

/** Forgets the mark, when another register begins in this data folder. */
export function forgetInstallMark(dataDir: string): void {
  try {
    rmSync(markFile(dataDir), { force: true });
  } catch {
    // Where it cannot be taken away, first start writes over it or cannot keep one at all.
  }
}

function markFile(dataDir: string): string {
  const key = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 32);
  return path.join(configFolder(), 'installs', `${key}.json`);
}
