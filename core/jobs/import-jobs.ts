/** The files that are staged for import: one worker each, forgotten when idle, replaced or when the register closes. */
import { randomUUID } from 'node:crypto';
import type {
  ImportKind,
  ImportPreview,
  ImportProgress,
  ImportResult,
  ImportRow,
} from '../../shared/contract/imports.ts';
import type { UndoResult } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import { isLongCommand } from '../queries/commands.ts';
import type { Register, RegisterPart, Session } from '../register.ts';
import { undoCommand } from '../services/undo-command.ts';
import { streamEvents } from './event-stream.ts';
import type { ColumnChoice, DeliveryFacts, RowGroup } from './import-messages.ts';
import { ImportWorkerHost, type WorkerLimits } from './import-worker-host.ts';

export interface ImportLimits extends WorkerLimits {
  /** Largest file, bytes: class lists have some hundred KiB. */
  fileBytes: number;
  /** A staged file is forgotten after this time without a call, milliseconds. */
  idleMs: number;
  /** How many files may be staged at a time; the one that was idle longest makes room. */
  stages: number;
}

export const IMPORT_LIMITS: ImportLimits = {
  heapMegabytes: 700,
  readMs: 120_000,
  graceMs: 3000,
  fileBytes: 64 * 1024 * 1024,
  idleMs: 30 * 60_000,
  stages: 4,
};

/** Commands with more changes are undone in a worker, so that the window does not freeze. */
const LONG_COMMAND = 1000;
const UNDO_HEAP_MEGABYTES = 1500;

type ReadyEvent = { type: 'ready'; preview: ImportPreview };
type DoneEvent = { type: 'done'; result: ImportResult };

interface Stage {
  host: ImportWorkerHost;
  kind: ImportKind;
  idleTimer: NodeJS.Timeout | undefined;
  calls: number;
}

export class ImportJobs implements RegisterPart {
  readonly #register: Register;
  readonly #limits: ImportLimits;
  /** In the order of last use. */
  readonly #stages = new Map<string, Stage>();

  constructor(register: Register, limits: ImportLimits = IMPORT_LIMITS) {
    this.#register = register;
    this.#limits = limits;
  }

  /**
   * Reads a file into a new stage.
   *
   * Raises fileTooLarge { megabytes, limitMegabytes }, importCancelled, fileTookTooLong, and what the reader raises.
   */
  async *read(
    given: { kind: ImportKind; file: File; round: string | null },
    outer?: AbortSignal,
  ): AsyncGenerator<ImportProgress | ReadyEvent, void> {
    const preview = yield* streamEvents<ImportProgress, ImportPreview>(async (onProgress, signal) => {
      const { kind, file, round } = given;
      const limit = this.#limits.fileBytes;
      if (file.size > limit)
        throw new Problem('fileTooLarge', { megabytes: toMegabytes(file.size), limitMegabytes: toMegabytes(limit) });
      const { role } = await this.#register.getInstallation();
      // Pupils and devices belong to schools; an office gets them from there.
      if (role !== 'school') throw new Problem('recordNotFound', { table: 'schools' });
      const bytes = new Uint8Array(await file.arrayBuffer());
      const id = randomUUID();
      const stage = await this.#open(id, kind);
      try {
        return await this.#use(id, stage, (host) =>
          host.call(
            'read',
            this.#register.options.clock(),
            { stage: id, kind, fileName: file.name, bytes, round },
            { onProgress, signal, timeoutMs: this.#limits.readMs },
            [bytes.buffer],
          ),
        );
      } catch (error) {
        await this.discard(id);
        throw error;
      }
    }, outer);
    yield { type: 'ready', preview };
  }

  /** Compares the staged file again with other columns. Raises stageNotFound, importCancelled. */
  async *map(
    given: { stage: string; columns: ColumnChoice[] },
    outer?: AbortSignal,
  ): AsyncGenerator<ImportProgress | ReadyEvent, void> {
    const preview = yield* streamEvents<ImportProgress, ImportPreview>(
      (onProgress, signal) =>
        this.#use(given.stage, this.#get(given.stage), (host) =>
          host.call(
            'map',
            this.#register.options.clock(),
            { columns: given.columns },
            { onProgress, signal, timeoutMs: this.#limits.readMs },
          ),
        ),
      outer,
    );
    yield { type: 'ready', preview };
  }

  /** One page of the staged rows. Raises stageNotFound. */
  async rows(given: {
    stage: string;
    group: RowGroup;
    offset: number;
    limit: number;
  }): Promise<{ total: number; rows: ImportRow[] }> {
    const { group, offset, limit } = given;
    return this.#use(given.stage, this.#get(given.stage), (host) =>
      host.call(
        'rows',
        this.#register.options.clock(),
        { group, offset, limit },
        { onProgress: () => undefined, signal: new AbortController().signal },
      ),
    );
  }

  /**
   * Writes the good rows in one transaction. Cancelled or failed, it leaves the register as it was.
   *
   * Raises stageNotFound, importCancelled, personNotChosen, diskFull, folderReadOnly, registerBusy.
   */
  async *apply(
    session: Session,
    given: { stage: string; lower: { sheet: string; row: number }[]; delivery?: DeliveryFacts | undefined },
    outer?: AbortSignal,
  ): AsyncGenerator<ImportProgress | DoneEvent, void> {
    const { personId } = session;
    const input = { personId, lower: given.lower, delivery: given.delivery ?? null };
    const result = yield* streamEvents<ImportProgress, ImportResult>(
      (onProgress, signal) =>
        this.#use(given.stage, this.#get(given.stage), (host) =>
          this.#register.exclusively(() =>
            host.call('apply', this.#register.options.clock(), input, { onProgress, signal }),
          ),
        ),
      outer,
    );
    yield { type: 'done', result };
  }

  /**
   * Undoes a command, in a worker when it is a long one.
   *
   * Raises what {@link undoCommand} raises.
   */
  async undo(session: Session, command: string): Promise<UndoResult> {
    const { options, reader } = this.#register;
    if (!(await isLongCommand(reader, command, LONG_COMMAND))) return undoCommand(this.#register, session, command);
    const host = new ImportWorkerHost(this.#register, { ...this.#limits, heapMegabytes: UNDO_HEAP_MEGABYTES });
    const input = { personId: session.personId, command };
    const never = { onProgress: () => undefined, signal: new AbortController().signal };
    try {
      return await this.#register.exclusively(() => host.call('undo', options.clock(), input, never));
    } finally {
      await host.end();
    }
  }

  /** Forgets a staged file; none of that name is no failure. */
  async discard(id: string): Promise<void> {
    const stage = this.#stages.get(id);
    if (!stage) return;
    this.#stages.delete(id);
    clearTimeout(stage.idleTimer);
    await stage.host.end();
  }

  async close(): Promise<void> {
    for (const id of this.#stages.keys()) await this.discard(id);
  }

  async #open(id: string, kind: ImportKind): Promise<Stage> {
    const idle = [...this.#stages].filter(([, stage]) => stage.calls === 0);
    for (const [oldest] of idle.slice(0, Math.max(0, this.#stages.size - this.#limits.stages + 1)))
      await this.discard(oldest);
    const stage: Stage = {
      host: new ImportWorkerHost(this.#register, this.#limits),
      kind,
      idleTimer: undefined,
      calls: 0,
    };
    this.#stages.set(id, stage);
    return stage;
  }

  #get(id: string): Stage {
    const stage = this.#stages.get(id);
    if (!stage || stage.host.isOver) throw new Problem('stageNotFound');
    return stage;
  }

  async #use<Result>(id: string, stage: Stage, work: (host: ImportWorkerHost) => Promise<Result>): Promise<Result> {
    stage.calls += 1;
    clearTimeout(stage.idleTimer);
    try {
      return await work(stage.host);
    } finally {
      stage.calls -= 1;
      if (stage.host.isOver) await this.discard(id);
      else if (this.#stages.delete(id)) {
        this.#stages.set(id, stage);
        stage.idleTimer = setTimeout(() => void this.discard(id), this.#limits.idleMs);
        stage.idleTimer.unref();
      }
    }
  }
}

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
