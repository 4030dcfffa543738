/** Files over HTTP to the office that collects, and its answers back (docs/sync.md, HTTP). Moves files, decides nothing. */
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { CarrierStatus, RunProgress } from '../../shared/contract/sync.ts';
import { isProblem, Problem } from '../../shared/problems.ts';
import type { CarrierStates } from '../sync/carrier-states.ts';
import type { Carrier, Moved } from '../sync/carriers.ts';
import { backOffMs } from './back-off.ts';
import { Downloads } from './downloads.ts';
import type { OutgoingFile } from '../sync/outgoing-file.ts';
import type { FileExchange } from './file-exchange.ts';
import { type OfficeAddress, type OfficeAnswer, OfficeConnection, type PartOfAnswer } from './office-connection.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { UnfinishedUploads } from './unfinished-uploads.ts';

const CHUNK_BYTES = 256 * 1024;
const LOW_BANDWIDTH_CHUNK_BYTES = 64 * 1024;
/** What the office took or refused is not sent again this soon, though its acknowledgement has not come. */
const REST_MS = 15 * 60_000;
/** An office that has not read yet what came says when to ask: so long is waited for it, otherwise it is asked at another try. */
const LONGEST_WAIT_MS = 5000;
const FILES_PATH = '/v1/files';

const list = z.object({
  cursor: z.string().max(100),
  files: z.array(z.object({ name: z.string().max(300), sizeBytes: z.number().int() })).max(5000),
});

export interface HttpCarrierOptions {
  exchange: FileExchange;
  states: CarrierStates;
  /** The office that collects, when it has an address; undefined: nothing to do over HTTP. */
  findOffice: () => Promise<(OfficeAddress & { owner: string }) | undefined>;
  findSettings: () => Promise<{ isPaused: boolean; isLowBandwidth: boolean }>;
  dataDir: string;
  now: () => Date;
  random?: () => number;
  retryDelaysMs?: number[];
  longestWaitMs?: number;
}

/** What one run works with. */
interface Run {
  office: OfficeAddress & { owner: string };
  connection: OfficeConnection;
  isLowBandwidth: boolean;
  chunkBytes: number;
  moved: Moved;
  /** In how many milliseconds the office wants to be asked, when it has not read all that was sent; null: it has. */
  askInMs: number | null;
  emit: (progress: RunProgress) => void;
  signal: AbortSignal;
}

export class HttpCarrier implements Carrier {
  readonly #options: HttpCarrierOptions;
  readonly #turns = new OneAtATime();
  readonly #unfinished: UnfinishedUploads;
  /** Id → when it was sent, of what the office has and has not acknowledged, or refused. */
  readonly #resting = new Map<string, number>();
  readonly #fetched = new Set<string>();
  readonly #downloads: Downloads;
  #connection: { key: string; connection: OfficeConnection } | undefined;
  #cursor = '';
  #failures = 0;

  constructor(options: HttpCarrierOptions) {
    this.#options = options;
    this.#unfinished = new UnfinishedUploads(options.dataDir);
    this.#downloads = new Downloads(options.retryDelaysMs?.[0]);
  }

  run(emit: (progress: RunProgress) => void, signal: AbortSignal): Promise<Moved> {
    return this.#turns.run(() => this.#run(emit, signal));
  }

  async #run(emit: (progress: RunProgress) => void, signal: AbortSignal): Promise<Moved> {
    const moved = { sentFiles: 0, sentBytes: 0, receivedFiles: 0, receivedBytes: 0, requests: 0, refusedFiles: 0 };
    const office = await this.#options.findOffice();
    if (!office) return moved;
    const { isPaused, isLowBandwidth } = await this.#options.findSettings();
    if (isPaused) {
      this.#report(office.url, 'paused');
      return moved;
    }
    this.#report(office.url, 'running');
    const connection = this.#connect(office);
    const before = connection.requests;
    const chunkBytes = isLowBandwidth ? LOW_BANDWIDTH_CHUNK_BYTES : CHUNK_BYTES;
    const run: Run = { office, connection, isLowBandwidth, chunkBytes, moved, askInMs: null, emit, signal };
    try {
      await this.#exchangeFiles(run);
      this.#failures = 0;
      this.#report(office.url, 'idle', undefined, run.askInMs);
    } catch (error) {
      if (!isProblem(error)) {
        if (!signal.aborted) throw error;
        this.#report(office.url, 'idle');
      } else {
        this.#failures += 1;
        const isLater = error.code === 'officeUnreachable' || error.code === 'officeBusy';
        this.#report(office.url, isLater ? 'unreachable' : 'failed', error);
      }
    }
    moved.requests += connection.requests - before;
    return moved;
  }

  async close(): Promise<void> {
    this.#connection?.connection.close();
    this.#connection = undefined;
  }

  async #exchangeFiles(run: Run): Promise<void> {
    const { exchange } = this.#options;
    await exchange.pack();
    const files = (await exchange.outgoing(run.office.owner)).filter(
      // On a narrow line pictures wait for a stick or a better line.
      (file) => !this.#isResting(file) && !(run.isLowBandwidth && file.kind === 'attachment'),
    );
    let mustAsk = files.length === 0;
    for (const [at, file] of files.entries()) {
      run.signal.throwIfAborted();
      run.emit({ type: 'progress', carrier: 'http', phase: 'sending', done: at, total: files.length });
      if (await this.#sendFile(file, run)) mustAsk = true;
    }
    if (mustAsk && (await this.#waitForOffice(run))) await this.#fetchFiles(run);
  }

  /** False when the office needs longer to read what was sent than a run waits for: it is asked by another. */
  async #waitForOffice(run: Run): Promise<boolean> {
    const { longestWaitMs = LONGEST_WAIT_MS } = this.#options;
    if (run.askInMs === null) return true;
    if (run.askInMs > longestWaitMs) return false;
    await setTimeout(run.askInMs, undefined, { signal: run.signal });
    run.askInMs = null;
    return true;
  }

  /** Sends one file; true when the office has more for us than it answered. */
  async #sendFile(file: OutgoingFile, run: Run): Promise<boolean> {
    const { exchange, retryDelaysMs } = this.#options;
    const key = `${run.office.owner} ${file.id}`;
    const bytes = await file.read();
    // Loaded when it is needed: most commands of the command line send nothing.
    const { uploadFile } = await import('./upload-file.ts');
    const answer = await uploadFile(bytes, {
      connection: run.connection,
      endpoint: new URL(FILES_PATH, run.office.url).href,
      chunkBytes: run.chunkBytes,
      uploadUrl: await this.#unfinished.find(key),
      onUrl: (url) => void (bytes.length > run.chunkBytes && this.#unfinished.save(key, url)),
      onSent: () => undefined,
      signal: run.signal,
      ...(retryDelaysMs && { retryDelaysMs }),
    });
    await this.#unfinished.save(key, null);
    if (answer.status !== 422) checkAnswer(answer);
    this.#resting.set(file.id, this.#options.now().getTime());
    if (answer.status === 422) {
      run.moved.refusedFiles += 1;
      if (readReason(answer) === 'tooNew') throw new Problem('serverTooOld');
      return true;
    }
    run.moved.sentFiles += 1;
    run.moved.sentBytes += bytes.length;
    const seconds = Number(answer.headers['retry-after'] ?? 0);
    run.askInMs = answer.body.length === 0 && seconds > 0 ? seconds * 1000 : null;
    if (answer.body.length === 0) return file.kind !== 'acknowledgement';
    await exchange.receive(answer.body, 'http');
    return this.#isNews(answer.headers['so-may-waiting']);
  }

  /** The mark of the acknowledgement that just came is taken over; only a change of the rest is news. */
  #isNews(waiting: string | string[] | undefined): boolean {
    if (typeof waiting !== 'string') return true;
    const [others] = waiting.split('-');
    const [known] = this.#cursor.split('-');
    if (others !== (known || '0')) return true;
    this.#cursor = waiting;
    return false;
  }

  async #fetchFiles(run: Run): Promise<void> {
    const { exchange } = this.#options;
    const query = this.#cursor === '' ? '' : `?after=${encodeURIComponent(this.#cursor)}`;
    const answer = await this.#ask(`${FILES_PATH}${query}`, run);
    const { cursor, files } = readList(answer);
    let isWhole = true;
    for (const [at, { name }] of files.entries()) {
      if (this.#fetched.has(name)) continue;
      run.signal.throwIfAborted();
      run.emit({ type: 'progress', carrier: 'http', phase: 'receiving', done: at, total: files.length });
      const file = await this.#downloads.fetch(
        name,
        (headers, part) =>
          this.#ask(`${FILES_PATH}/${encodeURIComponent(name)}`, run, { expected: [404, 416], headers, part }),
        run.signal,
      );
      if (file.status === 404) {
        isWhole = false;
        continue;
      }
      const { kind, outcome } = await exchange.receive(file.body, 'http');
      // Of the other kinds only the newest counts, under the same name.
      if (kind === 'package' && outcome !== 'refused') this.#fetched.add(name);
      run.moved.receivedFiles += 1;
      run.moved.receivedBytes += file.body.length;
      if (outcome === 'refused') run.moved.refusedFiles += 1;
    }
    if (isWhole) this.#cursor = cursor;
  }

  /** A signed request; asked a second time with the nonce of the refusal when ours was none or spent. */
  async #ask(
    pathWithQuery: string,
    run: Run,
    {
      expected = [],
      headers = {},
      part,
    }: { expected?: number[]; headers?: Record<string, string>; part?: PartOfAnswer } = {},
  ): Promise<OfficeAnswer> {
    const { connection, office, signal } = run;
    for (let isSecond = false; ; isSecond = true) {
      const { nonce } = connection;
      connection.nonce = null;
      const signed = nonce === null ? {} : await this.#sign(pathWithQuery, nonce);
      const request = connection.send(
        'GET',
        new URL(pathWithQuery, office.url).href,
        { ...headers, ...signed },
        null,
        part,
      );
      const abort = (): void => request.abort();
      signal.addEventListener('abort', abort, { once: true });
      const answer = await request.answer.finally(() => signal.removeEventListener('abort', abort));
      if (answer.status === 401 && !isSecond) continue;
      if (!expected.includes(answer.status)) checkAnswer(answer);
      return answer;
    }
  }

  async #sign(pathWithQuery: string, nonce: string): Promise<Record<string, string>> {
    const { replica, signature } = await this.#options.exchange.signRequest('GET', pathWithQuery, nonce);
    return { 'so-may-replica': replica, 'so-may-nonce': nonce, 'so-may-signature': signature };
  }

  #isResting(file: OutgoingFile): boolean {
    const at = this.#resting.get(file.id);
    return at !== undefined && Math.abs(this.#options.now().getTime() - at) < REST_MS;
  }

  #connect(office: OfficeAddress): OfficeConnection {
    const key = `${office.url} ${office.fingerprint}`;
    if (this.#connection?.key !== key) {
      this.#connection?.connection.close();
      this.#connection = { key, connection: new OfficeConnection(office) };
      this.#cursor = '';
      this.#resting.clear();
      this.#fetched.clear();
    }
    return this.#connection.connection;
  }

  #report(place: string, state: CarrierStatus['state'], problem?: Problem, askInMs: number | null = null): void {
    const { states, now, random } = this.#options;
    const at = now();
    const before = states.list().find((each) => each.carrier === 'http' && each.place === place);
    // Not all at the same second.
    const waitMs = problem
      ? backOffMs(this.#failures, random)
      : askInMs && askInMs * (1 + (random ?? Math.random)() / 2);
    const again = waitMs === null ? null : new Date(at.getTime() + waitMs).toISOString();
    states.report({
      carrier: 'http',
      place,
      state,
      triedAt: state === 'paused' ? (before?.triedAt ?? null) : at.toISOString(),
      succeededAt: state === 'idle' ? at.toISOString() : (before?.succeededAt ?? null),
      nextTryAt: again,
      problem: problem?.code ?? null,
      details: { ...problem?.details },
    });
  }
}

/** Raises officeBusy, officeLockedUsOut, officeDoesNotKnowUs, fileTooLarge, officeAnswersOddly { status } for an answer that is no success. */
function checkAnswer(answer: OfficeAnswer): void {
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  if (status === 429 || status === 502 || status === 503 || status === 504) throw new Problem('officeBusy', { status });
  if (status === 403 && readReason(answer) === 'lockedOut') throw new Problem('officeLockedUsOut', { status });
  if (status === 401 || status === 403) throw new Problem('officeDoesNotKnowUs', { status });
  if (status === 413) throw new Problem('officeTakesNoLargeFile', { status });
  throw new Problem('officeAnswersOddly', { status });
}

function readReason(answer: OfficeAnswer): string {
  try {
    return z.object({ reason: z.string() }).parse(JSON.parse(answer.body.toString('utf8'))).reason;
  } catch {
    return 'malformed';
  }
}

function readList(answer: OfficeAnswer): z.output<typeof list> {
  try {
    return list.parse(JSON.parse(answer.body.toString('utf8')));
  } catch {
    throw new Problem('officeAnswersOddly', { status: answer.status });
  }
}
