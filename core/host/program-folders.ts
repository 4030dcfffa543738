/** Where the program's own files lie: the same answer from source, from a bundle and from an installed program. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface ProgramFolders {
  /** Folder with the program's package.json. */
  root: string;
  /** Form templates and reference tables. */
  resources: string;
  /** The built screens. */
  renderer: string;
}

/** Walks up from the folder of a running file. Fails (a bug, not a Problem) outside the program's own folder. */
export function findProgramFolders(from: string): ProgramFolders {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (isProgramRoot(folder)) {
      return {
        root: folder,
        resources: path.join(folder, 'resources'),
        renderer: path.join(folder, 'out', 'renderer'),
      };
    }
    if (path.dirname(folder) === folder) throw new Error(`no program folder above ${from}`);
  }
}

function isProgramRoot(folder: string): boolean {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return false;
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'name' in manifest && manifest.name === 'so-may';
}
