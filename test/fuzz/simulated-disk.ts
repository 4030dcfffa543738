/**
 * A disk that fails when it is told to: the file operations of node:fs, as the core calls them, and the register's
 * transactions. Everything else of the core is the real thing. Installed once per process, by the simulator alone.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { Problem } from '../../shared/problems.ts';
import type { Register } from '../../core/register.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** Thrown where the simulated process ends: from then on it does nothing any more. */
export class Killed extends Error {
  constructor() {
    super('the process was killed');
    this.name = 'Killed';
  }
}

export type DiskFault = 'kill' | 'full' | 'held';

const SYNC = [
  'openSync',
  'writeSync',
  'fsyncSync',
  'renameSync',
  'readFileSync',
  'writeFileSync',
  'mkdirSync',
] as const;
const ASYNC = ['readFile', 'readdir', 'rm'] as const;
/** What a full disk still does. */
const READS = new Set<string>(['readFileSync', 'readFile', 'readdir', 'renameSync', 'rm', 'fsyncSync', 'openSync']);

let armed: { kind: DiskFault; left: number } | undefined;
let hasBitten = false;
let random: SeededRandom | undefined;

/** From here on the operation with this number, counted from 0, fails; a kill also ends all that follow. */
export function armDisk(kind: DiskFault, after: number): void {
  armed = { kind, left: after };
  hasBitten = false;
}

/** The disk is well again; tells whether the fault happened. */
export function healDisk(): boolean {
  const bit = hasBitten;
  armed = undefined;
  hasBitten = false;
  return bit;
}

export function isDead(): boolean {
  return armed?.kind === 'kill' && hasBitten;
}

/** Ids and secrets come from this generator from now on, so that a seed tells the same history again. */
export function seedRandomness(source: SeededRandom): void {
  random = source;
}

function pass(operation: string): void {
  if (!armed) return;
  if (armed.kind === 'held' ? operation !== 'renameSync' : armed.kind === 'full' && READS.has(operation)) return;
  if (armed.left > 0) {
    armed.left -= 1;
    return;
  }
  // Another program's grip lasts for one operation; a full disk and death last.
  if (armed.kind === 'held' && hasBitten) return;
  hasBitten = true;
  if (armed.kind === 'kill') throw new Killed();
  if (operation === 'transaction') throw new Problem('diskFull');
  const code = armed.kind === 'full' ? 'ENOSPC' : 'EBUSY';
  throw Object.assign(new Error(code), { code });
}

/** A kill or a full disk may also hit a transaction, before its commit or after it. */
export function watchTransactions(register: Register): void {
  const transact = register.transact.bind(register);
  register.transact = async (work) => {
    pass('transaction');
    const result = await transact(async (db) => {
      const done = await work(db);
      pass('transaction');
      return done;
    });
    if (armed?.kind === 'kill') pass('transaction');
    return result;
  };
}

let isInstalled = false;

export function installSimulatedDisk(): void {
  if (isInstalled) return;
  isInstalled = true;
  const sync = fs as unknown as Record<string, (...given: unknown[]) => unknown>;
  const unharmed = { ...sync };
  for (const name of SYNC) {
    const real = sync[name]!;
    sync[name] = (...given) => {
      pass(name);
      return real.apply(fs, given);
    };
  }
  const later = promises as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  for (const name of ASYNC) {
    // A folder in memory needs no thread to wait for it.
    const real = unharmed[`${name}Sync`]!;
    later[name] = async (...given) => {
      pass(name);
      return real.apply(fs, given);
    };
  }
  later['stat'] = async (...given) => unharmed['statSync']!.apply(fs, given);
  const source = crypto as unknown as Record<string, unknown>;
  const { generateKeyPairSync, randomBytes, randomInt } = crypto;
  source['randomBytes'] = (size: number) => (random ? Buffer.from(randomArray(random, size)) : randomBytes(size));
  source['randomInt'] = (from: number, below: number) =>
    random ? from + random.integer(below - from) : randomInt(from, below);
  // RFC 8410: a private key is these bytes and its 32 random ones.
  source['generateKeyPairSync'] = () => {
    if (!random) return generateKeyPairSync('ed25519');
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), randomArray(random, 32)]);
    const privateKey = crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    return { privateKey, publicKey: crypto.createPublicKey(privateKey) };
  };
  const web = globalThis.crypto as unknown as { getRandomValues: (array: Uint8Array) => Uint8Array };
  web.getRandomValues = (array) => {
    array.set(random ? randomArray(random, array.length) : randomBytes(array.length));
    return array;
  };
  syncBuiltinESMExports();
  stopTimers();
}

/** What the core does by itself now and then would come at another step on a slower machine: a seed could not tell its history again. */
function stopTimers(): void {
  const { setInterval } = globalThis;
  const never = 2 ** 31 - 1;
  Object.assign(globalThis, { setInterval: (work: () => void) => setInterval(work, never).unref() });
}

function randomArray(source: SeededRandom, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => source.integer(256));
}
