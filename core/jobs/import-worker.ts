/** Entry of the worker that holds one staged file. All that it knows of imports stands in staged-import.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { isProblem, Problem } from '../../shared/problems.ts';
import { openRegister } from '../register.ts';
import type { ImportAnswer, ImportRequest, ImportWorkerStart } from './import-messages.ts';
import { type Reporter, StagedImport } from './staged-import.ts';

/** Progress is told at most this often, in milliseconds. */
const TELL_EVERY_MS = 50;

async function main(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('import-worker runs in a worker thread only');
  const start = workerData as ImportWorkerStart;
  const cancelFlag = new Int32Array(start.cancelFlag);
  let now = new Date();
  const register = await openRegister({
    dataDir: start.dataDir,
    dataKey: start.dataKey,
    resourcesDir: start.resourcesDir,
    workerUrl: new URL(start.workerUrl),
    clock: () => now,
  });
  const staged = new StagedImport(register);

  const answer = async (request: ImportRequest): Promise<ImportAnswer> => {
    const { id } = request;
    now = new Date(request.now);
    Atomics.store(cancelFlag, 0, 0);
    let toldAt = 0;
    const report: Reporter = (phase, done, total) => {
      if (Atomics.load(cancelFlag, 0) !== 0) throw new Problem('importCancelled');
      const at = performance.now();
      if (at - toldAt < TELL_EVERY_MS && done < total) return;
      toldAt = at;
      port.postMessage({ id, type: 'progress', progress: { type: 'progress', phase, done, total } });
    };
    try {
      return { id, type: 'done', output: await staged.call(request, report) };
    } catch (error) {
      if (isProblem(error)) return { id, type: 'problem', code: error.code, details: error.details };
      return { id, type: 'bug', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };

  let last: Promise<unknown> = Promise.resolve();
  port.on('message', (request: ImportRequest) => {
    last = last.then(async () => port.postMessage(await answer(request)));
  });
}

await main();
