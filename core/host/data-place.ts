/**
 * On what kind of disk a data folder lies. SQLite's write-ahead log keeps an index in memory that all programs on the file share, so that it works on one computer
 * only (https://www.sqlite.org/wal.html, "WAL does not work over a network filesystem"); locks of network folders are not to be trusted either.
 */
import { existsSync, readFileSync, realpathSync, statfsSync } from 'node:fs';
import path from 'node:path';

/** `stick`: a disk that is made to be taken out. */
export type DataPlace = 'local' | 'stick' | 'network';

/** How the system is asked; a test answers in its place. */
export interface PlaceQuestions {
  platform?: NodeJS.Platform;
  /** Number of the file system's type (statfs(2)). */
  typeOf?: (folder: string) => number;
  /** Linux: text of /proc/self/mounts. */
  mounts?: () => string;
  /** Windows: a drive letter of a network folder becomes `\\server\folder`. */
  realPath?: (folder: string) => string;
}

/** Linux, statfs(2) and linux/magic.h: NFS, SMB, CIFS, SMB2, NCP, AFS, Coda, Ceph. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x564c, 0x5346414f, 0x73757245, 0x00c36400]);
/** FAT and exFAT: what sticks have, and no disk that a system is installed on. */
const STICK_TYPES = new Set([0x4d44, 0x2011bab0]);
/** A program serves the files: sshfs from afar, ntfs-3g from this computer's own disk. */
const FUSE_TYPE = 0x65735546;
const NETWORK_FUSE =
  /^fuse\.(sshfs|davfs2?|rclone|glusterfs|gvfsd-fuse|s3fs|cephfs|smbnetfs|curlftpfs|onedriver|google-drive-ocamlfuse)$/;

/** Of a folder that need not be there yet. What the system does not tell counts as `local`. */
export function describeDataPlace(folder: string, questions: PlaceQuestions = {}): DataPlace {
  const { platform = process.platform } = questions;
  const there = findExisting(path.resolve(folder));
  switch (platform) {
    case 'win32':
      return describeWindows(folder, there, questions);
    case 'darwin':
      return there.startsWith('/Volumes/') ? 'stick' : 'local';
    default:
      return describeUnix(path.resolve(folder), there, questions);
  }
}

function describeWindows(folder: string, there: string, { realPath = realpathSync.native }: PlaceQuestions): DataPlace {
  const isShare = (text: string): boolean => /^(\\\\|\/\/)(\?\\UNC\\)?[^\\/?.]/.test(text);
  return isShare(folder) || isShare(attempt(() => realPath(there)) ?? '') ? 'network' : 'local';
}

function describeUnix(
  folder: string,
  there: string,
  { typeOf = readType, mounts = readMounts }: PlaceQuestions,
): DataPlace {
  const type = attempt(() => typeOf(there));
  if (type === undefined) return 'local';
  // Some systems give the number with its sign.
  const unsigned = type >>> 0;
  if (NETWORK_TYPES.has(unsigned)) return 'network';
  if (STICK_TYPES.has(unsigned)) return 'stick';
  return unsigned === FUSE_TYPE &&
    NETWORK_FUSE.test(findMountType(attempt(() => realpathSync(folder)) ?? folder, attempt(mounts) ?? ''))
    ? 'network'
    : 'local';
}

/** Type of the mount that a folder lies in: the longest mount point above it. A blank in a mount point is written as \040 (fstab(5)). */
function findMountType(folder: string, mounts: string): string {
  const above = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .map(([, point = '', type = '']) => ({ point: point.replaceAll('\\040', ' '), type }))
    .filter(({ point }) => point !== '' && (folder === point || folder.startsWith(point === '/' ? '/' : `${point}/`)));
  return above.toSorted((one, other) => one.point.length - other.point.length).at(-1)?.type ?? '';
}

function findExisting(folder: string): string {
  const parent = path.dirname(folder);
  return existsSync(folder) || parent === folder ? folder : findExisting(parent);
}

function readType(folder: string): number {
  return statfsSync(folder).type;
}

function readMounts(): string {
  return readFileSync('/proc/self/mounts', 'utf8');
}

function attempt<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
