/** Files over a stick, a network share or the folder of a cloud drive: `so-may/<owner it is for>/<name>`. Knows no HTTP. */
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import type { CarrierStatus, RunProgress } from '../../shared/contract/sync.ts';
import { isProblem, type Problem } from '../../shared/problems.ts';
import type { Carrier, Moved } from '../sync/carriers.ts';
import type { CarrierStates } from '../sync/carrier-states.ts';
import { type Disk, realDisk, retryWhileHeld, toFolderProblem, writeVerified } from './carrier-files.ts';
import type { LaidFile } from '../sync/confirmed-files.ts';
import type { OutgoingFile } from '../sync/outgoing-file.ts';
import type { FileExchange } from './file-exchange.ts';
import { FileRefused } from '../sync/files/file-refused.ts';
import { unpackBundle } from '../sync/files/bundle.ts';
import { HEAD_BYTES } from '../sync/files/outer-header.ts';
import { type FOLDER_LIMITS, LARGEST_FILE_BYTES } from './file-limits.ts';
import { recogniseFile } from './recognise-file.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { type KnownHeads, scanFolder } from './scan-folder.ts';

/** Folder that carries the files, on every stick and share. */
export const CARRIED_FOLDER = 'so-may';

const MOST_PASSES = 3;

export interface FolderCarrierOptions {
  exchange: FileExchange;
  states: CarrierStates;
  /** The watched folder and the sticks that are in: folders that hold, or shall hold, `so-may`. */
  findPlaces: () => Promise<string[]>;
  now: () => Date;
  /** One way only, for files that a person carries; else both. */
  direction?: 'send' | 'receive';
  disk?: Disk;
  /** How many files of a place are looked at. */
  limits?: typeof FOLDER_LIMITS;
}

/** Heads, files dealt with, and files seen whole, of one place as long as it is there. */
interface Memory {
  heads: KnownHeads;
  /** Path → stamp of files that were handed over. */
  received: Map<string, string>;
  /** Path → id of files whose content was compared with ours. */
  verified: Map<string, string>;
}

export class FolderCarrier implements Carrier {
  readonly #options: FolderCarrierOptions;
  readonly #disk: Disk;
  readonly #turns = new OneAtATime();
  readonly #memories = new Map<string, Memory>();
  /** Part of the temporary names, so that two writers never share one. */
  readonly #writer = randomBytes(4).toString('hex');

  constructor(options: FolderCarrierOptions) {
    this.#options = options;
    this.#disk = options.disk ?? realDisk;
  }

  /** Tries every place once: takes what came, then lays down what each peer lacks, so that answers leave on the same stick. */
  run(emit: (progress: RunProgress) => void, signal: AbortSignal): Promise<Moved> {
    return this.#turns.run(() => this.#run(emit, signal));
  }

  async #run(emit: (progress: RunProgress) => void, signal: AbortSignal): Promise<Moved> {
    const moved = { sentFiles: 0, sentBytes: 0, receivedFiles: 0, receivedBytes: 0, requests: 0, refusedFiles: 0 };
    const places = await this.#options.findPlaces();
    for (const place of this.#memories.keys()) if (!places.includes(place)) this.#forget(place);
    for (const place of places) {
      if (signal.aborted) break;
      await this.#tryPlace(place, moved, emit, signal);
    }
    return moved;
  }

  async close(): Promise<void> {
    this.#memories.clear();
  }

  async #tryPlace(
    place: string,
    moved: Moved,
    emit: (progress: RunProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const memory = this.#memories.get(place) ?? { heads: new Map(), received: new Map(), verified: new Map() };
    this.#memories.set(place, memory);
    this.#report(place, 'running');
    try {
      await this.#disk.stat(place);
      // What was read may make more of it readable: an answer that enrols, then that member's packages.
      const { direction } = this.#options;
      const passes = direction === 'send' ? 0 : MOST_PASSES;
      let crowded: Problem | undefined;
      for (let before = -1, pass = 0; before !== moved.receivedFiles && pass < passes; pass += 1) {
        before = moved.receivedFiles;
        crowded = await this.#receive(place, memory, moved, emit, signal).then(() => undefined, toCrowded);
      }
      if (direction !== 'receive') await this.#send(place, memory, moved, emit, signal);
      this.#report(place, crowded ? 'failed' : 'idle', crowded);
    } catch (error) {
      const problem = toFolderProblem(error);
      if (!isProblem(problem)) throw error;
      // What was verified may have been torn: it is compared again next time.
      this.#memories.delete(place);
      this.#report(place, problem.code === 'folderGone' ? 'unreachable' : 'failed', problem);
    }
  }

  async #receive(
    place: string,
    memory: Memory,
    moved: Moved,
    emit: (progress: RunProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { exchange } = this.#options;
    const where = { place, folder: CARRIED_FOLDER };
    for await (const found of scanFolder(where, memory.heads, this.#disk, signal, this.#options.limits)) {
      if (memory.received.get(found.path) === found.stamp) continue;
      const header = typeof found.header === 'string' ? undefined : found.header;
      if (header && !(await exchange.isWanted(header))) continue;
      if (found.sizeBytes > LARGEST_FILE_BYTES) {
        await exchange.refuseOversized({ ...found, header, name: path.basename(found.path) }, 'folder');
        memory.received.set(found.path, found.stamp);
        moved.refusedFiles += 1;
        continue;
      }
      const bytes = await retryWhileHeld(() => this.#disk.readFile(found.path));
      let isDone = true;
      for (const part of found.header === 'bundle' ? await this.#unpack(bytes) : [bytes]) {
        const { outcome, reason } = await exchange.receive(part, 'folder');
        // For want of trust only: the exchange says when it may be taken.
        if (reason === 'notOwner' || reason === 'revoked') isDone = false;
        moved.receivedFiles += 1;
        moved.receivedBytes += part.length;
        if (outcome === 'refused') moved.refusedFiles += 1;
        emit({ type: 'progress', carrier: 'folder', phase: 'receiving', done: moved.receivedFiles, total: 0 });
      }
      if (isDone) memory.received.set(found.path, found.stamp);
    }
  }

  /** The files of a bundle that are of use here; a bundle that is none is itself handed over, to be refused by name. */
  async #unpack(bytes: Buffer): Promise<Buffer[]> {
    const wanted: Buffer[] = [];
    try {
      for (const part of unpackBundle(bytes)) {
        const header = recogniseFile(part.subarray(0, HEAD_BYTES));
        if (typeof header !== 'object' || (await this.#options.exchange.isWanted(header))) wanted.push(part);
      }
      return wanted;
    } catch (error) {
      if (error instanceof FileRefused) return [bytes];
      throw error;
    }
  }

  async #send(
    place: string,
    memory: Memory,
    moved: Moved,
    emit: (progress: RunProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { exchange } = this.#options;
    await exchange.pack();
    for (const peer of await exchange.peers()) {
      const folder = path.join(place, CARRIED_FOLDER, peer.owner);
      await this.#takeAway(folder, peer.owner, memory);
      const files = await exchange.outgoing(peer.owner);
      for (const [at, file] of files.entries()) {
        if (signal.aborted) return;
        emit({ type: 'progress', carrier: 'folder', phase: 'sending', done: at, total: files.length });
        if (await this.#lay(folder, file, memory)) {
          moved.sentFiles += 1;
          moved.sentBytes += file.sizeBytes;
        }
      }
    }
  }

  /** Lays one file down unless the very same is there: a stick that lies about its size shows when it is put in again. */
  async #lay(folder: string, file: OutgoingFile, memory: Memory): Promise<boolean> {
    const whole = path.join(folder, file.name);
    const there = await this.#disk.stat(whole).catch(() => undefined);
    if (there?.size === file.sizeBytes && memory.verified.get(whole) === file.id) return false;
    const bytes = await file.read();
    const isThere =
      there?.size === bytes.length && (await retryWhileHeld(() => this.#disk.readFile(whole))).equals(bytes);
    if (!isThere) await writeVerified(folder, file.name, bytes, this.#writer, this.#disk);
    memory.verified.set(whole, file.id);
    return !isThere;
  }

  /** Removes what the peer has confirmed, as far as this look has seen it: a stick does not fill up with what has arrived. */
  async #takeAway(folder: string, peer: string, memory: Memory): Promise<void> {
    const laid: (LaidFile & { path: string })[] = [];
    for (const [file, { header }] of memory.heads)
      if (typeof header === 'object' && path.dirname(file) === folder)
        laid.push({ name: path.basename(file), header, path: file });
    if (laid.length === 0) return;
    for (const { path: file } of await this.#options.exchange.pickConfirmed(peer, laid)) {
      try {
        await this.#disk.rm(file, { force: true });
        memory.heads.delete(file);
        memory.verified.delete(file);
      } catch {
        // Write-protected, or held by another program: it stays, and does no harm.
      }
    }
  }

  #forget(place: string): void {
    this.#memories.delete(place);
    this.#options.states.forget('folder', place);
  }

  #report(place: string, state: CarrierStatus['state'], problem?: Problem): void {
    const at = this.#options.now().toISOString();
    const before = this.#options.states.list().find((each) => each.carrier === 'folder' && each.place === place);
    this.#options.states.report({
      carrier: 'folder',
      place,
      state,
      triedAt: at,
      succeededAt: state === 'idle' ? at : (before?.succeededAt ?? null),
      nextTryAt: null,
      problem: problem?.code ?? null,
      details: { ...problem?.details },
    });
  }
}

/** More files than are looked at: those that were are taken, and files are laid down. */
function toCrowded(error: unknown): Problem {
  if (isProblem(error) && error.code === 'folderCrowded') return error;
  throw error;
}
