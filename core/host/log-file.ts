/** The log of one register: lines of JSON beside it, bounded, never naming a pupil. For whoever helps. */
import { appendFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Log } from './log.ts';

const LIMIT_BYTES = 1024 * 1024;

/** A log that writes to `so-may.log` in the register's folder; a full or read-only disk silences it. */
export function openLogFile(dataDir: string): Log {
  const file = path.join(dataDir, 'so-may.log');
  return (line) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LIMIT_BYTES) renameSync(file, `${file}.old`);
      appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`, { mode: 0o600 });
    } catch {
      // A log that cannot be written must not stop the work that it would tell of.
    }
  };
}
