/**
 * One file on its way into the register: chosen, read, compared, written. A desk lives above the pages, so that whoever
 * goes to another page meanwhile stops nothing and finds everything where it lay.
 */
import type { ImportKind, ImportPreview, ImportProgress, ImportResult } from '../../../shared/contract/imports.ts';
import type { Client } from '../../client.ts';
import { isTakenBack, readFailure } from '../../problems/read-problem.ts';

export type Columns = { sheet: string; index: number; field: string | null }[];
export interface Delivery {
  documentNumber: string | null;
  documentDate: string | null;
  giver: string | null;
  receivedOn: string;
}

/** Work under way: how far it is, and how long it took so far, for the time that is left. */
export interface Work {
  progress: ImportProgress | null;
  elapsedMs: number;
}

export type ImportState =
  | { step: 'choose'; error: unknown }
  | { step: 'reading'; fileName: string; work: Work }
  | {
      step: 'compare';
      preview: ImportPreview;
      /** Counts the readings of the same file: rows asked for earlier are out of date. */
      reading: number;
      /** Rows whose certified status may be lowered, as `rowKey` names them. */
      lowered: ReadonlySet<string>;
      work: Work | null;
      error: unknown;
    }
  | { step: 'done'; preview: ImportPreview; result: ImportResult };

type Compare = Extract<ImportState, { step: 'compare' }>;

export type ImportNews =
  | { type: 'stopped' }
  | { type: 'ready'; preview: ImportPreview }
  | { type: 'done'; preview: ImportPreview; result: ImportResult };

export function rowKey(row: { sheet: string; row: number }): string {
  return `${row.row} ${row.sheet}`;
}

function readRowKey(key: string): { sheet: string; row: number } {
  const space = key.indexOf(' ');
  return { sheet: key.slice(space + 1), row: Number(key.slice(0, space)) };
}

export class ImportDesk {
  readonly kind: ImportKind;
  readonly #client: Client['imports'];
  #onNews: (news: ImportNews) => void = () => undefined;
  readonly #listeners = new Set<() => void>();
  #state: ImportState = { step: 'choose', error: null };
  #stop: AbortController | null = null;

  constructor(kind: ImportKind, client: Client['imports']) {
    this.kind = kind;
    this.#client = client;
  }

  /** Who is told when work has ended. */
  tell(onNews: (news: ImportNews) => void): void {
    this.#onNews = onNews;
  }

  getState = (): ImportState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads a file; one that lay here before is forgotten. */
  async choose(file: File, round: string | null): Promise<void> {
    this.startAgain();
    const startedAt = Date.now();
    this.#set({ step: 'reading', fileName: file.name, work: { progress: null, elapsedMs: 0 } });
    const signal = this.#begin();
    try {
      for await (const event of await this.#client.read({ kind: this.kind, file, round }, { signal })) {
        if (signal.aborted) return;
        if (event.type === 'progress') {
          this.#set({
            step: 'reading',
            fileName: file.name,
            work: { progress: event, elapsedMs: Date.now() - startedAt },
          });
        } else {
          this.#compare(event.preview, 0);
          this.#onNews(event);
        }
      }
    } catch (error) {
      if (!signal.aborted) this.#set({ step: 'choose', error });
    }
  }

  /** Reads the file again with other columns. */
  async map(columns: Columns): Promise<void> {
    const before = this.#asCompare();
    if (!before || before.work) return;
    const { stage } = before.preview;
    await this.#work(before, async (signal, report) => {
      for await (const event of await this.#client.map({ stage, columns }, { signal })) {
        if (event.type === 'progress') report(event);
        else this.#compare(event.preview, before.reading + 1);
      }
    });
  }

  /** Lets a row lower its certified status, or keeps it. */
  setLowered(rows: readonly { sheet: string; row: number }[], isLowered: boolean): void {
    const compare = this.#asCompare();
    if (!compare) return;
    const lowered = new Set(compare.lowered);
    for (const row of rows) {
      if (isLowered) lowered.add(rowKey(row));
      else lowered.delete(rowKey(row));
    }
    this.#set({ ...compare, lowered });
  }

  async write(delivery: Delivery | undefined): Promise<void> {
    const before = this.#asCompare();
    if (!before || before.work) return;
    const { preview } = before;
    const lower = [...before.lowered].map(readRowKey);
    await this.#work(before, async (signal, report) => {
      for await (const event of await this.#client.apply({ stage: preview.stage, lower, delivery }, { signal })) {
        if (event.type === 'progress') report(event);
        else {
          this.#set({ step: 'done', preview, result: event.result });
          this.#onNews({ type: 'done', preview, result: event.result });
          this.#forget(preview.stage);
        }
      }
    });
  }

  /** Ends the work under way; the register stays as it was. */
  cancel(): void {
    const state = this.#state;
    this.#stop?.abort();
    if (state.step === 'reading') this.#set({ step: 'choose', error: null });
    if (state.step === 'compare') this.#set({ ...state, work: null });
    this.#onNews({ type: 'stopped' });
  }

  /** Puts the file away. Nothing of it is kept. */
  startAgain(): void {
    const state = this.#state;
    this.#stop?.abort();
    if (state.step === 'compare') this.#forget(state.preview.stage);
    this.#set({ step: 'choose', error: null });
  }

  async #work(
    before: Compare,
    run: (signal: AbortSignal, report: (progress: ImportProgress) => void) => Promise<void>,
  ): Promise<void> {
    const startedAt = Date.now();
    const signal = this.#begin();
    const show = (progress: ImportProgress | null) => {
      if (!signal.aborted) this.#set({ ...before, error: null, work: { progress, elapsedMs: Date.now() - startedAt } });
    };
    show(null);
    try {
      await run(signal, show);
    } catch (error) {
      if (signal.aborted || isTakenBack(error)) return;
      const failure = readFailure(error);
      // The program has forgotten the file: there is nothing left to compare.
      if (failure.kind === 'problem' && failure.code === 'stageNotFound') this.#set({ step: 'choose', error });
      else this.#set({ ...before, work: null, error });
    }
  }

  #compare(preview: ImportPreview, reading: number): void {
    this.#set({ step: 'compare', preview, reading, lowered: new Set(), work: null, error: null });
  }

  #asCompare(): Compare | null {
    return this.#state.step === 'compare' ? this.#state : null;
  }

  #begin(): AbortSignal {
    this.#stop?.abort();
    this.#stop = new AbortController();
    return this.#stop.signal;
  }

  #forget(stage: string): void {
    // The program forgets a staged file by itself, too: a failure here changes nothing.
    this.#client.discard({ stage }).catch(() => undefined);
  }

  #set(state: ImportState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
