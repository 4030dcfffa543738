/** Files that an office hands out: what came before a cut is kept, and only the rest is asked for (RFC 9110, If-Range). */
import { setTimeout } from 'node:timers/promises';
import { isProblem } from '../../shared/problems.ts';
import { newPart, type OfficeAnswer, type PartOfAnswer } from './office-connection.ts';

/** A cut that brought less than this is no line to go on with at once. */
const LEAST_PROGRESS_BYTES = 4096;
const RETRY_MS = 1000;

/** Asks with these headers, filling `part` as the answer comes. */
export type AskForFile = (headers: Record<string, string>, part: PartOfAnswer) => Promise<OfficeAnswer>;

/** Keeps the beginning of one file, as long as the program runs: of sealed bytes nothing lies on the disk unread. */
export class Downloads {
  #begun: { name: string; etag: string; bytes: Buffer } | undefined;
  readonly #retryMs: number;

  constructor(retryMs = RETRY_MS) {
    this.#retryMs = retryMs;
  }

  /** The whole file, or an answer that is none. Goes on after a cut as long as each try brings it further; else raises what `ask` raised. */
  async fetch(name: string, ask: AskForFile, signal: AbortSignal): Promise<OfficeAnswer> {
    for (;;) {
      const before = this.#begun?.name === name ? this.#begun : undefined;
      const part = newPart();
      try {
        const answer = await ask(
          before ? { range: `bytes=${before.bytes.length}-`, 'if-range': before.etag } : {},
          part,
        );
        this.#begun = undefined;
        if (answer.status === 416) continue;
        return before && answer.status === 206
          ? { ...answer, status: 200, body: Buffer.concat([before.bytes, answer.body]) }
          : answer;
      } catch (error) {
        const more = this.#keep(name, part, before);
        if (more < LEAST_PROGRESS_BYTES || !isProblem(error) || error.code !== 'officeUnreachable') throw error;
        await setTimeout(this.#retryMs, undefined, { signal });
      }
    }
  }

  /** How many bytes more are here than before. */
  #keep(
    name: string,
    { status, etag, chunks }: PartOfAnswer,
    before: { etag: string; bytes: Buffer } | undefined,
  ): number {
    const came = Buffer.concat(chunks);
    if (came.length === 0) return 0;
    if (before && status === 206) this.#begun = { name, etag: before.etag, bytes: Buffer.concat([before.bytes, came]) };
    else if (status === 200 && etag !== null) this.#begun = { name, etag, bytes: came };
    else return 0;
    return came.length;
  }
}
