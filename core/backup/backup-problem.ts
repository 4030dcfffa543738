/** Failures of the place of a backup, told apart from failures of the register itself, in this one place. */
import path from 'node:path';
import { Problem } from '../../shared/problems.ts';

const CODES: readonly (readonly [RegExp, string])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE))/, 'backupPlaceFull'],
  [/^(SQLITE_READONLY|SQLITE_PERM|EROFS|EACCES|EPERM|ENOTDIR)/, 'backupPlaceReadOnly'],
  [
    /^(ENOENT|EEXIST|ENAMETOOLONG|ERR_INVALID_ARG_VALUE|ENXIO|ENODEV|EIO|SQLITE_CANTOPEN|SQLITE_IOERR)/,
    'backupPlaceMissing',
  ],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|EBUSY|ETXTBSY)/, 'backupPlaceBusy'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB)/, 'registerDamaged'],
];

/** The Problem that stands for a failure while a backup was written; anything else comes back as it was. */
export function toBackupProblem(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string' || error instanceof Problem)
    return error;
  const code = error.code;
  const known = CODES.find(([pattern]) => pattern.test(code));
  return known ? new Problem(known[1], { place, reason: code }) : error;
}

/** A place is named whole: a part of a path would mean another folder in each host. Raises backupPlaceMissing { place }. */
export function checkWholePath(place: string): void {
  if (!path.isAbsolute(place)) throw new Problem('backupPlaceMissing', { place });
}
