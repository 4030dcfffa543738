/** Files sent to the office by tus: kept in a folder of their own until whole, read in turn, then removed. */
import { mkdirSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { FileExchange } from '../../../core/carriers/file-exchange.ts';
import type { Received } from '../../../core/sync/received.ts';
import { LARGEST_FILE_BYTES } from '../../../core/carriers/file-limits.ts';
import { recogniseFile } from '../../../core/carriers/recognise-file.ts';
import { readHead } from '../../../core/carriers/carrier-files.ts';
import { HEAD_BYTES } from '../../../core/sync/files/outer-header.ts';
import type { Log } from '../../../core/host/log.ts';
import { isProblem } from '../../../shared/problems.ts';
import type { CollectMetrics } from './metrics.ts';
import type { ReceiveQueue } from './receive-queue.ts';
import { listWaitingFiles } from './waiting-files.ts';

export const UPLOAD_PATH = '/v1/files';

/** An upload that nobody goes on with is forgotten a day after its last byte. */
const EXPIRES_MS = 24 * 3600 * 1000;
/** Unfinished uploads at one time, of all schools together. */
const MOST_UPLOADS = 5000;
/** What stays free on the disk, whatever is sent: the office goes on writing its register. */
const LEAST_FREE_BYTES = 512 * 1024 * 1024;
/** How often an answer that waits looks whether the queue has become long. */
const LOOK_AT_QUEUE_MS = 100;
/** Nobody is sent away for longer than this, in seconds. */
const MOST_ASK_AGAIN_SECONDS = 600;

export interface UploadsOptions {
  exchange: FileExchange;
  queue: ReceiveQueue;
  metrics: CollectMetrics;
  dataDir: string;
  log: Log;
  /** How long an answer waits for its file to be read; after that the sender learns later. In milliseconds. */
  answerWithinMs: number;
  /** An answer does not wait at all when reading what came before it is expected to take longer, in milliseconds. */
  longestQueueMs: number;
  /** How often is looked for uploads that nobody goes on with, in milliseconds. */
  expireEveryMs: number;
  /** All uploads together, by the sizes that their senders state. */
  uploadBytes: number;
}

/** What reading an upload came to: the office's acknowledgement, or why the file was refused. */
interface Outcome {
  refusal: string | null;
  acknowledgement: Buffer | null;
  waiting: string | null;
}

/** A refusal in the shape that the tus server passes on. */
class UploadRefused extends Error {
  readonly status_code: number;
  readonly body: string;

  constructor(status: number, reason: string) {
    super(reason);
    this.status_code = status;
    this.body = reasonBody(reason);
  }
}

export class Uploads {
  readonly #options: UploadsOptions;
  readonly #store: FileStore;
  readonly #tus: Server;
  /** Acknowledgements to be answered, by the request that finished its upload. */
  readonly #answers = new WeakMap<object, Buffer>();
  readonly #folder: string;
  /** The stated sizes of the uploads that are here, by id. */
  readonly #sizes = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: UploadsOptions) {
    this.#options = options;
    this.#folder = path.join(options.dataDir, 'uploads');
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#store = new FileStore({ directory: this.#folder });
    this.#tus = new Server({
      path: UPLOAD_PATH,
      datastore: this.#store,
      relativeLocation: true,
      maxSize: LARGEST_FILE_BYTES,
      allowedOrigins: () => false,
      onUploadCreate: async (_request, { id, size }) => this.#checkNew(id, size),
      onUploadFinish: async (request, upload) => this.#finish(request, upload.id),
      onResponseError: (_request, error) => this.#toAnswer(error),
    });
  }

  /** Answers one request of the tus protocol. */
  async handle(request: Request): Promise<{ response: Response; body: Buffer | null }> {
    const response = await this.#tus.handleWeb(request);
    return { response, body: this.#answers.get(request) ?? null };
  }

  /** The folder stands; the store makes it on its own and tells nobody when. */
  async whenReady(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
  }

  /** Reads what was whole when the program ended last time, forgets what is too old, and looks for such from then on. */
  async resume(): Promise<void> {
    const ids = await this.#listUploads();
    for (const id of ids) {
      this.#sizes.set(id, (await this.#store.getUpload(id).catch(() => undefined))?.size ?? 0);
      if (await this.#isWhole(id)) await this.#options.queue.add(() => this.#read(id));
      else await this.#expire(id);
    }
    this.#timer = setInterval(() => void this.#expireAll(), this.#options.expireEveryMs);
    this.#timer.unref();
  }

  /** Looks for no more of them. */
  close(): void {
    clearInterval(this.#timer);
  }

  async #listUploads(): Promise<string[]> {
    return (await readdir(this.#folder)).filter((name) => !name.endsWith('.json'));
  }

  async #isWhole(id: string): Promise<boolean> {
    const upload = await this.#store.getUpload(id).catch(() => undefined);
    return upload !== undefined && upload.size === upload.offset;
  }

  async #expireAll(): Promise<void> {
    const ids = await this.#listUploads().catch(() => []);
    for (const id of ids) if (!(await this.#isWhole(id))) await this.#expire(id);
  }

  async #expire(id: string): Promise<void> {
    const found = await stat(path.join(this.#folder, id)).catch(() => undefined);
    if (!found || Date.now() - found.mtimeMs < EXPIRES_MS) return;
    this.#options.log({ level: 'info', message: 'unfinished upload forgotten', upload: id, sizeBytes: found.size });
    await this.#remove(id);
  }

  async #checkNew(id: string, sizeBytes: number | undefined): Promise<object> {
    if (sizeBytes === undefined || sizeBytes === 0) throw new UploadRefused(400, 'malformed');
    if (!(await this.#hasRoom(sizeBytes))) await this.#expireAll();
    if (!(await this.#hasRoom(sizeBytes))) throw new UploadRefused(503, 'busy');
    this.#sizes.set(id, sizeBytes);
    return {};
  }

  /** For one more of that size, as if every upload that is here came whole: anybody may begin one. */
  async #hasRoom(sizeBytes: number): Promise<boolean> {
    const stated = [...this.#sizes.values()].reduce((sum, size) => sum + size, sizeBytes);
    if (this.#sizes.size >= MOST_UPLOADS || stated > this.#options.uploadBytes) return false;
    const { bavail, bsize } = await statfs(this.#folder);
    return bavail * bsize - stated > LEAST_FREE_BYTES;
  }

  /** Whether files are here that have not been read. */
  get areUnread(): boolean {
    return this.#options.queue.length > 0;
  }

  /** In how many seconds a sender who was not answered should ask: when the office expects to have read what is here. */
  get askAgainSeconds(): number {
    return Math.min(MOST_ASK_AGAIN_SECONDS, Math.max(1, Math.ceil(this.#options.queue.expectedMs / 1000)));
  }

  /** Waits a little for the file to be read; a queue that is long, or has become so meanwhile, answers that the file is here, and the acknowledgement is fetched later. */
  async #finish(request: object, id: string): Promise<{ status_code?: number; headers?: Record<string, string> }> {
    const { queue, longestQueueMs, answerWithinMs } = this.#options;
    const until = performance.now() + answerWithinMs;
    // Once the sender has gone, nobody reads the answer: it is written when it is fetched.
    const sender = { isWaiting: queue.expectedMs <= longestQueueMs };
    const reading = queue.add(() => this.#read(id, sender));
    let outcome: Outcome | undefined;
    while (!outcome && sender.isWaiting && queue.expectedBesideOneMs <= longestQueueMs && performance.now() < until)
      outcome = await queue.whileWaiting(() => {
        const nextLookMs = Math.min(LOOK_AT_QUEUE_MS, until - performance.now());
        return Promise.race([reading, setTimeout(nextLookMs, undefined, { ref: false })]);
      });
    if (!outcome) {
      sender.isWaiting = false;
      reading.catch(() => undefined);
      return { headers: { 'retry-after': String(this.askAgainSeconds) } };
    }
    if (outcome.refusal !== null) throw new UploadRefused(422, outcome.refusal);
    const headers = { ...(outcome.waiting !== null && { 'so-may-waiting': outcome.waiting }) };
    if (outcome.acknowledgement) this.#answers.set(request, outcome.acknowledgement);
    return { headers };
  }

  async #read(id: string, sender = { isWaiting: false }): Promise<Outcome> {
    const { exchange, metrics, log } = this.#options;
    const file = path.join(this.#folder, id);
    try {
      const recognised = recogniseFile(await readHead(file, HEAD_BYTES));
      // What anybody may send is not listed before it looks like a file of ours.
      if (recognised === undefined || recognised === 'malformed')
        return this.#count('unknown', { refusal: 'malformed', acknowledgement: null, waiting: null });
      const bytes = await readFile(file);
      metrics.bytes.inc(bytes.length);
      const received = await exchange.receive(bytes, 'http');
      metrics.changes.inc(received.changes);
      log({ level: 'info', message: 'file received', ...inLog(received), sizeBytes: bytes.length });
      return this.#count(received.kind, await this.#answerTo(received, sender));
    } finally {
      await this.#remove(id);
    }
  }

  async #remove(id: string): Promise<void> {
    this.#sizes.delete(id);
    await this.#store.remove(id).catch(() => undefined);
  }

  async #answerTo(received: Received, sender: { isWaiting: boolean }): Promise<Outcome> {
    const { exchange } = this.#options;
    if (received.outcome === 'refused')
      return { refusal: received.reason ?? 'malformed', acknowledgement: null, waiting: null };
    if (!sender.isWaiting) return { refusal: null, acknowledgement: null, waiting: null };
    const isAnswered = received.kind !== 'acknowledgement';
    return {
      refusal: null,
      acknowledgement: isAnswered ? await exchange.acknowledgementFor(received.owner) : null,
      waiting: (await listWaitingFiles(exchange, received.owner)).cursor,
    };
  }

  #count(kind: string, outcome: Outcome): Outcome {
    this.#options.metrics.files.inc({ kind, outcome: outcome.refusal ?? 'taken' });
    return outcome;
  }

  /** Failures of the disk and bugs become a status without words from inside; what tus itself refuses stays as it is. */
  #toAnswer(error: unknown): { status_code: number; body: string } | undefined {
    if (typeof error === 'object' && error !== null && 'status_code' in error) return undefined;
    const reason = isProblem(error) ? error.code : 'failed';
    this.#options.log({ level: 'error', message: 'upload failed', error: String(error) });
    return { status_code: 503, body: reasonBody(reason) };
  }
}

function reasonBody(reason: string): string {
  return JSON.stringify({ reason });
}

function inLog({ kind, owner, outcome, reason, changes, refusedChanges }: Received): Record<string, unknown> {
  return { kind, owner, outcome, reason, changes, refusedChanges };
}
