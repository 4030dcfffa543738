/** Where the operating system shows sticks, found by looking: no native module, cheap enough to be asked every few seconds. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CARRIED_FOLDER } from './folder-carrier.ts';

export interface StickOptions {
  platform?: NodeJS.Platform;
  /** Linux: the table of mounts. */
  mountTable?: string;
  /** A folder whose folders are sticks, whatever the system: where they are mounted elsewhere. Environment: SO_MAY_MEDIA_DIR. */
  mediaFolder?: string | undefined;
  /** Linux: folders under which a desktop mounts sticks. macOS: the folder of volumes. */
  mediaFolders?: string[];
}

/** Sticks that carry a folder `so-may`: put there by this program or by the clerk's choice. */
export async function listCarryingSticks(options: StickOptions = {}): Promise<string[]> {
  const sticks = await listSticks(options);
  const carries = await Promise.all(sticks.map((stick) => isFolder(path.join(stick, CARRIED_FOLDER))));
  return sticks.filter((_stick, at) => carries[at]);
}

/** Sticks and drives that are in and carry no folder `so-may` yet: a clerk may choose one. */
export async function listFreeSticks(options: StickOptions = {}): Promise<string[]> {
  const carrying = new Set(await listCarryingSticks(options));
  return (await listSticks(options)).filter((stick) => !carrying.has(stick));
}

let seenLast: string[] = [];
let looking: Promise<string[]> | undefined;

/** {@link listFreeSticks}, or what it found before while it is still looking: a network drive that is gone takes half a minute to say so. */
export async function peekAtFreeSticks(waitMs = 300): Promise<string[]> {
  looking ??= listFreeSticks()
    .then((found) => (seenLast = found))
    .finally(() => (looking = undefined));
  return Promise.race([looking, setTimeout(waitMs, undefined, { ref: false }).then(() => seenLast)]);
}

/** Every stick or removable drive that is in, so that a clerk can choose one. */
export async function listSticks({ platform = process.platform, ...options }: StickOptions = {}): Promise<string[]> {
  const { mediaFolder = process.env['SO_MAY_MEDIA_DIR'] } = options;
  if (mediaFolder) return listFolders([mediaFolder], 1);
  if (platform === 'win32') return listDriveLetters();
  if (platform === 'darwin') return listFolders(options.mediaFolders ?? ['/Volumes'], 1);
  const media = options.mediaFolders ?? ['/media', '/run/media', '/mnt'];
  const mounts = await listMounts(options.mountTable ?? '/proc/self/mounts');
  return mounts.filter((mount) => media.some((folder) => mount.startsWith(`${folder}/`)));
}

/** Windows shows a stick as a letter; A: and B: are floppies that rattle, C: is the system's. */
async function listDriveLetters(): Promise<string[]> {
  const letters = 'DEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `${letter}:\\`);
  const are = await Promise.all(letters.map(isFolder));
  return letters.filter((_letter, at) => are[at]);
}

async function listFolders(roots: string[], depth: number): Promise<string[]> {
  if (depth === 0) return roots;
  const lists = await Promise.all(
    roots.map(async (root) => {
      const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
      return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(root, entry.name));
    }),
  );
  return listFolders(lists.flat(), depth - 1);
}

/** Mount points; the table writes a blank as \040 (proc(5), fstab(5)). */
async function listMounts(table: string): Promise<string[]> {
  const text = await readFile(table, 'utf8').catch(() => '');
  return text
    .split('\n')
    .map((line) => line.split(' ')[1])
    .filter((point) => point !== undefined)
    .map((point) => point.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8))));
}

async function isFolder(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => undefined))?.isDirectory() ?? false;
}
