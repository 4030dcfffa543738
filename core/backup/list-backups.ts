/** The backups at a place, by their manifests: cheap enough to be asked at every look, without opening any. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Backup } from '../../shared/contract/backups.ts';
import { type BackupManifest, readManifest } from './manifest.ts';
import type { Place } from './backup-places.ts';
import { PACKAGES_FOLDER } from './mirror-files.ts';
import { listSuperfluous } from './rotate-backups.ts';

/** Folders at a place that are no backups. */
const OTHER_FOLDERS = new Set([PACKAGES_FOLDER, 'attachments']);

export interface FoundBackup {
  backup: Backup;
  manifest: BackupManifest | undefined;
}

/** Newest first; a place that is not there has none. */
export function listBackupsAt(places: readonly Place[]): FoundBackup[] {
  return places
    .flatMap(({ kind, folder }) => (folder === null ? [] : listFolders(folder).map((each) => look(each, kind))))
    .sort(
      ({ backup: one }, { backup: other }) =>
        (other.at ?? '').localeCompare(one.at ?? '') ||
        // Of the same moment: the one that was named later.
        other.folder.localeCompare(one.folder, 'en', { numeric: true }),
    );
}

/** What a folder says of the backup in it. */
export function look(folder: string, kind: Place['kind']): FoundBackup {
  const manifest = readManifest(folder);
  const size = statSync(path.join(folder, 'so-may.sqlite'), { throwIfNoEntry: false })?.size ?? 0;
  return {
    manifest,
    backup: {
      folder,
      place: kind,
      at: manifest?.at ?? null,
      reason: manifest?.reason ?? null,
      computer: manifest?.computer ?? null,
      counts: manifest?.counts ?? null,
      sizeBytes: size,
      verifiedAt: manifest?.verifiedAt ?? null,
      health: manifest === undefined ? 'unfinished' : size === manifest.sizeBytes ? 'sound' : 'damaged',
    },
  };
}

/** Removes the backups of these installations that rotation does not keep; another PC's on the same stick are left to it. */
export function rotateAt(place: Place, replicas: ReadonlySet<string>): void {
  const own = listBackupsAt([place]).flatMap(({ backup, manifest }) =>
    manifest && backup.health === 'sound' && replicas.has(manifest.replica)
      ? [{ folder: backup.folder, at: manifest.at, reason: manifest.reason }]
      : [],
  );
  for (const folder of listSuperfluous(own)) rmSync(folder, { recursive: true, force: true });
}

function listFolders(place: string): string[] {
  try {
    return readdirSync(place, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.endsWith('.part') && !OTHER_FOLDERS.has(entry.name))
      .map((entry) => path.join(place, entry.name));
  } catch {
    return [];
  }
}
