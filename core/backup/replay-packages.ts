/** Reads packages again that lie about: beside a backup, in a register that was set aside. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RestoreResult } from '../../shared/contract/backups.ts';
import { listPackagesInState } from '../queries/packages.ts';
import type { Register } from '../register.ts';
import { Exchange } from '../sync/exchange.ts';

/**
 * Reads every package of these folders, those of one replica by number. What was refused is tried again as long as others bring something: they may
 * say whose it is. `waiting`: files that an earlier one, which lies nowhere, has to precede.
 */
export async function replayPackages(
  register: Register,
  folders: readonly string[],
): Promise<RestoreResult['replayed']> {
  const replayed = { files: 0, changes: 0, refused: 0, waiting: 0 };
  let files = folders.flatMap(listPackageFiles);
  for (let isMoving = true; isMoving;) {
    const before = replayed.files;
    const refused: string[] = [];
    for (const file of files) {
      const received = await register.part(Exchange).receive(readFileSync(file), 'folder');
      if (received.outcome === 'refused') refused.push(file);
      if (received.outcome !== 'taken') continue;
      replayed.files += 1;
      replayed.changes += received.changes;
    }
    replayed.refused = refused.length;
    isMoving = replayed.files > before && refused.length > 0;
    files = refused;
  }
  replayed.waiting = (await listPackagesInState(register.reader, 'waiting')).length;
  return replayed;
}

/** In the order of their names: those of one replica by number. */
export function listPackageFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.somay'))
    .map((entry) => path.join(folder, entry.name))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}
