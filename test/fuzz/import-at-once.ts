/**
 * The thread that reads a list and applies it, played in this one: a history waits for each answer, and a thread that loads the
 * program anew takes as long as a hundred commands, at a moment and with random ids of its own. What it is asked and what it
 * answers is copied, as between threads; the entry that it stands for is tested in test/core/jobs.
 */
import threads from 'node:worker_threads';
import { EventEmitter } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import { isProblem } from '../../shared/problems.ts';
import type { ImportAnswer, ImportRequest, ImportWorkerStart } from '../../core/jobs/import-messages.ts';
import { StagedImport } from '../../core/jobs/staged-import.ts';
import { openRegister, type Register } from '../../core/register.ts';

class WorkerAtOnce extends EventEmitter {
  readonly #opened: Promise<{ register: Register; staged: StagedImport }>;
  #now = new Date();
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(_url: URL, { workerData }: { workerData: ImportWorkerStart }) {
    super();
    this.#opened = this.#open(workerData);
    this.#opened.catch((error: unknown) => this.emit('error', error));
  }

  postMessage(request: ImportRequest): void {
    const copy = structuredClone(request);
    this.#last = this.#tell(this.#last, copy);
  }

  async #tell(before: Promise<unknown>, request: ImportRequest): Promise<void> {
    await before;
    const answer = structuredClone(await this.#answer(request));
    if (!this.#isOver) this.emit('message', answer);
  }

  async terminate(): Promise<number> {
    this.#isOver = true;
    await this.#last;
    const opened = await this.#opened.catch(() => undefined);
    await opened?.register.close();
    return 0;
  }

  ref(): void {}

  unref(): void {}

  async #open({
    dataDir,
    resourcesDir,
    workerUrl,
  }: ImportWorkerStart): Promise<{ register: Register; staged: StagedImport }> {
    const options = { dataDir, resourcesDir, workerUrl: new URL(workerUrl), clock: () => this.#now };
    const register = await openRegister(options);
    return { register, staged: new StagedImport(register) };
  }

  async #answer(request: ImportRequest): Promise<ImportAnswer> {
    const { id } = request;
    this.#now = new Date(request.now);
    try {
      const { staged } = await this.#opened;
      return { id, type: 'done', output: await staged.call(request, () => undefined) };
    } catch (error) {
      if (isProblem(error)) return { id, type: 'problem', code: error.code, details: error.details };
      return { id, type: 'bug', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }
}

/** From here on no import of this process starts a thread. */
export function importAtOnce(): void {
  Object.assign(threads, { Worker: WorkerAtOnce });
  syncBuiltinESMExports();
}
