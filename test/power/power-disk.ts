/**
 * A disk that loses power. It holds what was flushed, and what was only written: of that a cut keeps, drops, tears (by sectors of 512
 * bytes) and reorders what it likes. Names are a journal as in ext4, XFS and NTFS: an end of it may be lost, but never an earlier
 * part alone; only flushing a folder flushes names, which is less than these file systems promise.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SeededRandom } from '../seeded-random.ts';
import type { DiskOperation } from './recording.ts';

const SECTOR_BYTES = 512;

type Pending = { from: number; bytes: Buffer } | { size: number };

class PowerFile {
  durable: Buffer;
  pending: Pending[] = [];

  constructor(durable: Buffer = Buffer.alloc(0)) {
    this.durable = durable;
  }

  flush(): void {
    for (const change of this.pending) this.durable = apply(this.durable, change);
    this.pending = [];
  }
}

type NameChange =
  | { kind: 'create'; path: string; file: PowerFile }
  | { kind: 'unlink' | 'makeFolder' | 'removeFolder'; path: string }
  | { kind: 'rename' | 'link'; path: string; to: string };

/** Names with their files; a folder has null. */
type Names = Map<string, PowerFile | null>;

export class PowerDisk {
  readonly #root: string;
  /** Names that a flush has made sure of, and those that the program sees. */
  readonly #durable: Names = new Map();
  #pendingNames: NameChange[] = [];
  readonly #byIno = new Map<number, PowerFile>();

  /** The folder as it lies there now, all of it flushed. */
  constructor(root: string) {
    this.#root = root;
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      const name = path.join(entry.parentPath, entry.name);
      const file = entry.isDirectory() ? null : new PowerFile(readFileSync(name));
      this.#durable.set(name, file);
      if (file) this.#byIno.set(statSync(name).ino, file);
    }
  }

  apply(operation: DiskOperation): void {
    switch (operation.op) {
      case 'create': {
        const file = new PowerFile();
        this.#byIno.set(operation.ino, file);
        this.#pendingNames.push({ kind: 'create', path: operation.path, file });
        return;
      }
      case 'unlink':
      case 'makeFolder':
      case 'removeFolder':
        this.#pendingNames.push({ kind: operation.op, path: operation.path });
        return;
      case 'rename':
      case 'link':
        this.#pendingNames.push({ kind: operation.op, path: operation.path, to: operation.to });
        return;
      case 'write':
        this.#byIno.get(operation.ino)?.pending.push({ from: operation.from, bytes: operation.bytes });
        return;
      case 'truncate':
        this.#byIno.get(operation.ino)?.pending.push({ size: operation.size });
        return;
      case 'flush':
        this.#byIno.get(operation.ino)?.flush();
        return;
      case 'flushFolder':
        for (const change of this.#pendingNames) applyName(this.#durable, change);
        this.#pendingNames = [];
        return;
      case 'answer':
    }
  }

  /** Writes into `folder` what lies there when the program alone is killed now: all that it wrote, flushed or not. */
  kill(folder: string): void {
    const names: Names = new Map(this.#durable);
    for (const change of this.#pendingNames) applyName(names, change);
    for (const [name, file] of names) {
      const target = path.join(folder, path.relative(this.#root, name));
      mkdirSync(file === null ? target : path.dirname(target), { recursive: true });
      if (file !== null && !name.endsWith('-shm'))
        writeFileSync(target, file.pending.reduce(apply, file.durable), { mode: 0o600 });
    }
  }

  /** Writes into `folder` what a disk may hold that lost its power now. Returns how many writes were dropped or torn. */
  cut(folder: string, random: SeededRandom): number {
    const names: Names = new Map(this.#durable);
    const kept = random.integer(3) === 0 ? this.#pendingNames.length : random.integer(this.#pendingNames.length + 1);
    for (const change of this.#pendingNames.slice(0, kept)) applyName(names, change);
    let harmed = this.#pendingNames.length - kept;
    // Of one cut nearly all writes may have reached the disk, of another nearly none.
    const chance = random.pick([0, 20, 50, 80, 95, 100]);
    for (const [name, file] of names) {
      const target = path.join(folder, path.relative(this.#root, name));
      if (file === null) {
        mkdirSync(target, { recursive: true });
        continue;
      }
      const left = reach(file, random, chance);
      harmed += left.harmed;
      mkdirSync(path.dirname(target), { recursive: true });
      // Memory that processes share, never read after a restart.
      if (!name.endsWith('-shm')) writeFileSync(target, left.bytes, { mode: 0o600 });
    }
    return harmed;
  }
}

function reach(file: PowerFile, random: SeededRandom, chance: number): { bytes: Buffer; harmed: number } {
  const reached: Pending[] = [];
  let harmed = 0;
  for (const change of file.pending) {
    if (random.integer(100) < chance) reached.push(change);
    else {
      harmed += 1;
      if ('bytes' in change && random.integer(2) === 0) reached.push(...tear(change, random));
    }
  }
  if (harmed > 0) reorder(reached, random);
  return { bytes: reached.reduce(apply, file.durable), harmed };
}

/** Some of the sectors that a write touches. */
function tear({ from, bytes }: { from: number; bytes: Buffer }, random: SeededRandom): Pending[] {
  const parts: Pending[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + SECTOR_BYTES - ((from + at) % SECTOR_BYTES));
    if (random.integer(2) === 0) parts.push({ from: from + at, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return parts;
}

function reorder(changes: Pending[], random: SeededRandom): void {
  for (let index = changes.length - 1; index > 0; index -= 1) {
    const other = random.integer(index + 1);
    [changes[index], changes[other]] = [changes[other]!, changes[index]!];
  }
}

function apply(content: Buffer, change: Pending): Buffer {
  if ('size' in change) {
    if (change.size <= content.length) return content.subarray(0, change.size);
    return Buffer.concat([content, Buffer.alloc(change.size - content.length)]);
  }
  const { from, bytes } = change;
  const next = Buffer.alloc(Math.max(content.length, from + bytes.length));
  content.copy(next);
  bytes.copy(next, from);
  return next;
}

function applyName(names: Names, change: NameChange): void {
  switch (change.kind) {
    case 'create':
      names.set(change.path, change.file);
      return;
    case 'makeFolder':
      names.set(change.path, null);
      return;
    case 'unlink':
    case 'removeFolder':
      names.delete(change.path);
      return;
    case 'link':
    case 'rename':
      for (const [name, file] of listBelow(names, change.path)) {
        if (change.kind === 'rename') names.delete(name);
        names.set(change.to + name.slice(change.path.length), file);
      }
  }
}

/** The name itself and, of a folder, what lies in it. */
function listBelow(names: Names, top: string): [string, PowerFile | null][] {
  return [...names].filter(([name]) => name === top || name.startsWith(`${top}/`));
}
