/** `backups.make`: a person asks for a backup now, and sees how far it is. */
import type { BackupDone, BackupProgress } from '../../shared/contract/backups.ts';
import { Problem } from '../../shared/problems.ts';
import { streamEvents } from '../jobs/event-stream.ts';
import type { BackupKeeper } from './backup-keeper.ts';

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
  const done = yield* streamEvents<BackupProgress, BackupDone>(
    (emit, signal) => keeper.make({ reason: 'person', to }, emit, signal),
    outer,
  );
  const [failed] = done.failed;
  if (failed && done.made.length === 0) throw new Problem(failed.problem, { place: failed.place });
  yield done;
}
