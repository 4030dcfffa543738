/**
 * When is tried: a while after a save, at intervals, when a stick or the network appears, when a back-off is over. A look every
 * few seconds costs next to nothing, blocks no work, and finds a line that is down quite normal.
 */
import { networkInterfaces } from 'node:os';
import type { CarrierStatus, SyncSettings } from '../../shared/contract/sync.ts';
import type { Log } from '../host/log.ts';

const LOOK_EVERY_MS = 3000;
/** After the last of several saves. */
const AFTER_SAVE_MS = 20_000;
const MINUTE_MS = 60_000;

export interface SchedulerOptions {
  readSettings: () => Promise<SyncSettings>;
  /** A mark that changes with every change of this installation, whichever window or command line wrote it; null before first start. */
  findHead: () => Promise<string | null>;
  /** Sticks and the watched folder, as they are now. */
  findPlaces: () => Promise<string[]>;
  listStatus: () => CarrierStatus[];
  /** Tries every carrier once. */
  runAll: (signal: AbortSignal) => Promise<unknown>;
  log: Log;
  now?: () => number;
  /** A text that changes when the network comes or goes. */
  describeNetwork?: () => string;
}

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #stop = new AbortController();
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #head: string | null | undefined;
  #savedAt: number | null = null;
  #triedAt: number | null = null;
  #surroundings: string | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  start(): void {
    if (this.#timer || this.#stop.signal.aborted) return;
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** One look: tries when something is due. Looks never overlap; a failure is logged and the next look comes. */
  look(): Promise<void> {
    this.#looking = this.#looking
      .then(() => this.#lookOnce())
      .catch((error: unknown) => {
        this.#options.log({
          level: 'error',
          message: 'sync failed',
          error: error instanceof Error ? error.stack : String(error),
        });
      });
    return this.#looking;
  }

  /** Stops a try that runs, and waits for it. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#looking;
  }

  async #lookOnce(): Promise<void> {
    if (this.#stop.signal.aborted || !(await this.#isDue())) return;
    this.#savedAt = null;
    this.#triedAt = this.#now();
    await this.#options.runAll(this.#stop.signal);
  }

  async #isDue(): Promise<boolean> {
    const head = await this.#options.findHead();
    if (head === null) return false;
    const settings = await this.#options.readSettings();
    if (settings.isPaused) return false;
    const now = this.#now();
    if (this.#head !== undefined && head !== this.#head) this.#savedAt = now;
    this.#head = head;
    const hasAppeared = await this.#hasAppeared();
    if (hasAppeared || this.#triedAt === null) return true;
    if (this.#savedAt !== null && now - this.#savedAt >= AFTER_SAVE_MS) return true;
    if (now - this.#triedAt >= settings.intervalMinutes * MINUTE_MS) return true;
    return this.#isBackOffOver();
  }

  /** True when a place or a network is there that was not at the last look. */
  async #hasAppeared(): Promise<boolean> {
    const network = (this.#options.describeNetwork ?? describeNetwork)();
    const parts = [...(await this.#options.findPlaces()), network];
    const before = this.#surroundings;
    this.#surroundings = parts.join('\n');
    return before !== undefined && parts.some((part) => part !== '' && !before.split('\n').includes(part));
  }

  #isBackOffOver(): boolean {
    const wall = Date.now();
    return this.#options.listStatus().some(({ nextTryAt }) => nextTryAt !== null && Date.parse(nextTryAt) <= wall);
  }
}

/** Addresses by which this PC can be outside; empty: only itself. */
function describeNetwork(): string {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ');
}
