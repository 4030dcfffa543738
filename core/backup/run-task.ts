/** The host's side of the thread for backups: starts it, hears of its phases, ends it when nobody wants its answer any more. */
import { Worker } from 'node:worker_threads';
import type { BackupProgress } from '../../shared/contract/backups.ts';
import { Problem } from '../../shared/problems.ts';
import type { BackupAnswer, BackupTask, BackupTaskName, BackupTasks } from './backup-messages.ts';

export interface TaskOptions {
  /** Entry of the worker for imports: that for backups lies beside it. */
  workerUrl: URL;
  signal?: AbortSignal | undefined;
  tell?: (phase: BackupProgress['phase']) => void;
}

/** Runs one task in a thread of its own. Raises backupCancelled, and what the task raises. */
export async function runTask<Name extends BackupTaskName>(
  name: Name,
  input: BackupTasks[Name]['input'],
  { workerUrl, signal, tell }: TaskOptions,
): Promise<BackupTasks[Name]['output']> {
  if (signal?.aborted) throw new Problem('backupCancelled');
  const workerData = { name, input } as BackupTask;
  const worker = new Worker(entryBeside(workerUrl), { workerData, execArgv: [] });
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Problem('backupCancelled')), { once: true });
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the thread for backups ended by itself, exit code ${code}`)));
      worker.on('message', (answer: BackupAnswer) => {
        if (answer.type === 'phase') tell?.(answer.phase);
        else if (answer.type === 'done') resolve(answer.output as BackupTasks[Name]['output']);
        else if (answer.type === 'problem') reject(new Problem(answer.code, answer.details));
        else reject(new Error(`thread for backups: ${answer.stack}`));
      });
    });
  } finally {
    await worker.terminate();
  }
}

/** From source the thread runs from source; a bundle has it beside the worker for imports. */
function entryBeside(workerUrl: URL): URL {
  return workerUrl.pathname.endsWith('.ts')
    ? new URL('../backup/backup-worker.ts', workerUrl)
    : new URL('./backup-worker.js', workerUrl);
}
