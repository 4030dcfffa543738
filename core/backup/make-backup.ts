/** What a person asks for and watches: a backup now, the way back to one. */
import type { BackupDone, BackupProgress, RestoreResult } from '../../shared/contract/backups.ts';
import { Problem } from '../../shared/problems.ts';
import { streamEvents } from '../jobs/event-stream.ts';
import type { Register } from '../register.ts';
import { checkWholePath } from './backup-problem.ts';
import type { BackupKeeper } from './backup-keeper.ts';
import { restoreBackup, type RestoreRequest } from './restore-backup.ts';

/**
 * Ends with what was made and where; whoever stops listening stops it, and nothing is left of it.
 *
 * Raises registerNotSetUp, backupCancelled, and the place's Problem when none could be written.
 */
export async function* makeBackup(
  keeper: BackupKeeper,
  to: string | null,
  outer?: AbortSignal,
): AsyncGenerator<BackupProgress | BackupDone, void> {
  if (to !== null) checkWholePath(to);
  const done = yield* streamEvents<BackupProgress, BackupDone>(
    (emit, signal) => keeper.make({ reason: 'person', to }, emit, signal),
    outer,
  );
  const [failed] = done.failed;
  if (failed && done.made.length === 0) throw new Problem(failed.problem, { place: failed.place });
  yield done;
}

/** {@link restoreBackup}, told step by step; ends with what became of it. */
export async function* restoreInSteps(
  register: Register,
  request: RestoreRequest,
  outer?: AbortSignal,
): AsyncGenerator<BackupProgress | { type: 'done'; result: RestoreResult }, void> {
  const result = yield* streamEvents<BackupProgress, RestoreResult>(
    (emit, signal) => restoreBackup(register, request, emit, signal),
    outer,
  );
  yield { type: 'done', result };
}
