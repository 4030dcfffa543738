/** Entry of the thread in which copies are made and looked through, so that no window waits for it. One thread does one job. */
import { parentPort, workerData } from 'node:worker_threads';
import { isProblem } from '../../shared/problems.ts';
import type { BackupAnswer, BackupTask } from './backup-messages.ts';
import { doTask } from './do-task.ts';

async function answer(task: BackupTask, post: (answer: BackupAnswer) => void): Promise<void> {
  try {
    post({ type: 'done', output: await doTask(task, (phase) => post({ type: 'phase', phase })) });
  } catch (error) {
    if (isProblem(error)) post({ type: 'problem', code: error.code, details: error.details });
    else post({ type: 'bug', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

const port = parentPort;
if (!port) throw new Error('backup-worker runs in a worker thread only');
await answer(workerData as BackupTask, (message) => port.postMessage(message));
