/** Failures of the file that a person can do something about become Problems, in this one place. */
import { Problem } from '../../../shared/problems.ts';

const CODES: readonly (readonly [RegExp, string])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE|SHMSIZE|SHMMAP))/, 'diskFull'],
  [/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EROFS|EACCES|EPERM|ENOTDIR|EEXIST)/, 'folderReadOnly'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|EBUSY)/, 'registerBusy'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB|SQLITE_IOERR_(DATA|CORRUPTFS))/, 'registerDamaged'],
  // A stick that was pulled out, a disk that does not answer.
  [/^(SQLITE_IOERR|EIO|ENODEV|ENXIO|ESTALE|EREMOTEIO|ENOTCONN)/, 'driveUnreachable'],
];

/** The Problem that stands for a failure of SQLite or of the disk; anything else comes back as it was. */
export function toDatabaseProblem(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string' || error instanceof Problem)
    return error;
  const code = error.code;
  const known = CODES.find(([pattern]) => pattern.test(code));
  return known ? new Problem(known[1], { reason: code }) : error;
}
