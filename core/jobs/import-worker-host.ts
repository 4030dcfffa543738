/** The host's side of one import worker: calls it, ends it, and says in a Problem why it ended by itself. */
import { Worker } from 'node:worker_threads';
import type { ImportProgress } from '../../shared/contract/imports.ts';
import { Problem } from '../../shared/problems.ts';
import type { Register } from '../register.ts';
import type { ImportAnswer, ImportCallName, ImportCalls, ImportRequest, ImportWorkerStart } from './import-messages.ts';

export interface WorkerLimits {
  /** Heap of the worker, MiB; a file that needs more is refused with a sentence. */
  heapMegabytes: number;
  /** Longest time that reading a file may take, milliseconds. */
  readMs: number;
  /** How long a cancelled call may take to stop by itself before the worker is ended, milliseconds. */
  graceMs: number;
}

/**
 * Most of what a reader makes is garbage at once. Left to itself the engine lets it grow by some 100 MiB before it looks; so
 * it is as fast (docs/performance.md).
 */
const YOUNG_GENERATION_MEGABYTES = 24;

interface Call {
  onProgress: (progress: ImportProgress) => void;
  resolve: (output: unknown) => void;
  reject: (error: unknown) => void;
}

export interface CallOptions {
  onProgress: (progress: ImportProgress) => void;
  signal: AbortSignal;
  /** Milliseconds; undefined: as long as it takes. */
  timeoutMs?: number;
}

export class ImportWorkerHost {
  readonly #worker: Worker;
  readonly #limits: WorkerLimits;
  readonly #cancelFlag = new Int32Array(new SharedArrayBuffer(4));
  readonly #calls = new Map<number, Call>();
  #lastId = 0;
  #hasSpoken = false;
  /** Why the worker is gone; undefined while it lives. */
  #end: unknown;

  constructor({ options, dataKey }: Register, limits: WorkerLimits) {
    this.#limits = limits;
    const workerData: ImportWorkerStart = {
      dataDir: options.dataDir,
      dataKey,
      resourcesDir: options.resourcesDir,
      workerUrl: options.workerUrl.href,
      cancelFlag: this.#cancelFlag.buffer,
    };
    this.#worker = new Worker(options.workerUrl, {
      workerData,
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: limits.heapMegabytes,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MEGABYTES,
      },
    });
    this.#worker.on('message', (answer: ImportAnswer) => this.#receive(answer));
    this.#worker.on('error', (error) => this.#gone(this.#reasonOf(error)));
    // A worker that we end has its reason already.
    this.#worker.on('exit', (code) => this.#gone(new Error(`import worker ended by itself, exit code ${code}`)));
    // A staged file must not keep the program alive.
    this.#worker.unref();
  }

  /** True once the worker has ended, by itself or by {@link end}. */
  get isOver(): boolean {
    return this.#end !== undefined;
  }

  /**
   * Calls the worker. An aborted call asks it to stop and ends it when it does not; whatever it was writing is then
   * rolled back, for it had not been committed.
   *
   * Raises importCancelled, fileTookTooLong { seconds }, fileTooLarge { megabytes }, and what the worker raises.
   */
  async call<Name extends ImportCallName>(
    name: Name,
    now: Date,
    input: ImportCalls[Name]['input'],
    options: CallOptions,
    transfer: ArrayBuffer[] = [],
  ): Promise<ImportCalls[Name]['output']> {
    if (options.signal.aborted) throw new Problem('importCancelled');
    if (this.#end !== undefined) throw this.#end;
    this.#lastId += 1;
    const id = this.#lastId;
    const timers: NodeJS.Timeout[] = [];
    const cancel = (): void => {
      Atomics.store(this.#cancelFlag, 0, 1);
      timers.push(setTimeout(() => void this.end(new Problem('importCancelled')), this.#limits.graceMs));
    };
    options.signal.addEventListener('abort', cancel, { once: true });
    const { timeoutMs } = options;
    if (timeoutMs !== undefined) {
      const late = new Problem('fileTookTooLong', { seconds: Math.round(timeoutMs / 1000) });
      timers.push(setTimeout(() => void this.end(late), timeoutMs));
    }
    this.#worker.ref();
    try {
      // The worker's answer to a call of this name has this output (import-messages.ts).
      return (await new Promise<unknown>((resolve, reject) => {
        this.#calls.set(id, { onProgress: options.onProgress, resolve, reject });
        const request = { id, call: name, now: now.toISOString(), input } as ImportRequest;
        this.#worker.postMessage(request, transfer);
      })) as ImportCalls[Name]['output'];
    } finally {
      options.signal.removeEventListener('abort', cancel);
      for (const timer of timers) clearTimeout(timer);
      if (this.#calls.size === 0 && !this.isOver) this.#worker.unref();
    }
  }

  /** Ends the worker; calls under way fail with `reason`. */
  async end(reason: unknown = new Problem('stageNotFound')): Promise<void> {
    this.#gone(reason);
    // Without this a program that is closing would run out of work before the worker is gone.
    this.#worker.ref();
    await this.#worker.terminate();
  }

  #receive(answer: ImportAnswer): void {
    this.#hasSpoken = true;
    const call = this.#calls.get(answer.id);
    if (!call) return;
    if (answer.type === 'progress') {
      call.onProgress(answer.progress);
      return;
    }
    this.#calls.delete(answer.id);
    if (answer.type === 'done') call.resolve(answer.output);
    else if (answer.type === 'problem') call.reject(new Problem(answer.code, answer.details));
    else call.reject(new Error(`import worker: ${answer.stack}`));
  }

  #gone(reason: unknown): void {
    this.#end ??= reason;
    for (const call of this.#calls.values()) call.reject(this.#end);
    this.#calls.clear();
  }

  /**
   * A worker that outgrows its heap is stopped by the engine: the file was too large for this program. One that had
   * not even begun with the file was not stopped by the file.
   */
  #reasonOf(error: unknown): unknown {
    if (!(error instanceof Error)) return new Error(`import worker ended by itself: ${String(error)}`);
    const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    return isOutOfMemory && this.#hasSpoken ? new Problem('fileTooLarge') : error;
  }
}
