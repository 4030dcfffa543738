/**
 * The conversion of a plain register, a change of passphrase and a change of the data key, ended between any two of their file operations: by a kill (all that was written
 * is there) and by a power cut (what was not flushed may be dropped, torn, reordered). Afterwards the register opens with the former or the new proof, and holds all.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, type TestContext, vi } from 'vitest';
import { openRegister, type Register } from '../../core/register.ts';
import { verifyRegister } from '../../core/services/verify-register.ts';
import { isProblem } from '../../shared/problems.ts';
import { openByAnyPassphrase } from '../../core/services/vault-unlock.ts';
import { makeTestFolder, openKeyed } from '../core/open-test-register.ts';
import { listPupils, optionsOf, setUp } from '../restores/registers.ts';
import { chooseSeed, seededRandom } from '../seeded-random.ts';
import { AFTER, BEFORE } from './key-work-child.ts';
import { PowerDisk } from './power-disk.ts';
import { compileRecorder, type DiskOperation, recordProgram } from './recording.ts';

type Work = 'convert' | 'passphrase' | 'rotate';
/** Power cuts at every operation; `KEY_CHANGE_CUTS=20` is the long run. Every passphrase that is tried takes a second. */
const CUTS = Number(process.env['KEY_CHANGE_CUTS'] ?? 0);
/** Of the instants between two writes so many are tried, evenly spread; `KEY_CHANGE_INSTANTS=10000`: all of them. */
const INSTANTS = Number(process.env['KEY_CHANGE_INSTANTS'] ?? 6);
const PUPILS = ['Hà Thị Ánh', 'Lò Thị Mai', 'Tòng Thị Xuyến'];

afterEach(() => void vi.unstubAllEnvs());

/** A register with pupils, at rest; plain and with its keys in the open, as a program from before encryption left it, or with a passphrase. */
async function makeRegister(dataDir: string, work: Work): Promise<void> {
  const register = await openRegister(optionsOf(dataDir));
  const client = await setUp(register);
  for (const fullName of PUPILS) await client.students.save({ fullName });
  if (work !== 'convert') await client.vault.protect({ newPassphrase: BEFORE });
  const { file, databaseKey } = register;
  await register.close();
  if (work !== 'convert') return;
  const connection = openKeyed({ file, databaseKey });
  connection.pragma('journal_mode = delete');
  connection.pragma("rekey = ''");
  connection.close();
  for (const name of ['keys.json', 'keys-copy.json']) rmSync(path.join(dataDir, name));
}

/** Opens what was left, by the former passphrase or the new one; returns by which. */
async function openLeft(dataDir: string, work: Work): Promise<{ register: Register; by: string }> {
  const register = await openRegister(optionsOf(dataDir));
  if (!register.isLocked) return { register, by: 'device' };
  expect(work).not.toBe('convert');
  for (const passphrase of [BEFORE, AFTER]) {
    try {
      await openByAnyPassphrase(register, { name: undefined, passphrase, mendsDamage: false });
      return { register, by: passphrase };
    } catch (error) {
      if (!isProblem(error) || error.code !== 'wrongPassphrase') throw error;
    }
  }
  throw new Error('neither the former passphrase nor the new one opens it');
}

async function inspect(left: string, work: Work): Promise<string> {
  vi.stubEnv('SO_MAY_CONFIG_DIR', path.join(left, 'config'));
  vi.stubEnv('SO_MAY_BACKUP_DIR', path.join(left, 'backups'));
  const { register, by } = await openLeft(path.join(left, 'data'), work);
  try {
    expect(await listPupils(register)).toEqual(PUPILS.toSorted());
    expect((await verifyRegister(register)).faults).toEqual([]);
    return by;
  } finally {
    await register.close();
  }
}

/** The operations of the work itself, and the disk as it lay before them. */
async function record(context: TestContext, work: Work) {
  const library = compileRecorder(makeTestFolder());
  context.skip(library === undefined, 'recording writes needs Linux and a C compiler');
  const root = path.join(makeTestFolder(), 'disk');
  const config = path.join(root, 'config');
  mkdirSync(config, { recursive: true });
  vi.stubEnv('SO_MAY_CONFIG_DIR', config);
  vi.stubEnv('SO_MAY_BACKUP_DIR', path.join(root, 'backups'));
  await makeRegister(path.join(root, 'data'), work);
  const disk = new PowerDisk(root);
  const child = fileURLToPath(new URL('key-work-child.ts', import.meta.url));
  const operations = await recordProgram({
    library: library ?? '',
    root,
    args: [child, path.join(root, 'data'), work],
    env: { SO_MAY_CONFIG_DIR: config, SO_MAY_BACKUP_DIR: path.join(root, 'backups') },
    isEnough: (printed) => printed.includes('"answered"'),
  });
  const begun = work === 'convert' ? 0 : operations.findIndex(({ op }) => op === 'answer');
  return { disk, operations, begun };
}

/** Before and after every change of a name, and of the instants between writes so many, evenly spread. */
function pickInstants(operations: readonly DiskOperation[], begun: number): number[] {
  const after = operations.map(({ op }, at) => ({ op, at })).filter(({ at }) => at >= begun);
  const names = after.filter(({ op }) => op === 'rename' || op === 'link' || op === 'unlink').map(({ at }) => at);
  const writes = after.filter(({ op }) => op === 'write' || op === 'truncate' || op === 'create').map(({ at }) => at);
  const step = Math.max(1, writes.length / INSTANTS);
  const thinned = Array.from({ length: Math.floor(writes.length / step) }, (_, at) => writes[Math.floor(at * step)]!);
  const all = [begun, ...thinned, ...names, ...names.map((at) => at + 1), operations.length];
  return [...new Set(all)].toSorted((one, other) => one - other);
}

describe('ended between two file operations', () => {
  it.for(['convert', 'passphrase', 'rotate'] as const)(
    '%s: the register opens with the former or the new proof, and holds all',
    { timeout: 600_000 },
    async (work, context) => {
      const { disk, operations, begun } = await record(context, work);
      const seed = chooseSeed(35);
      const random = seededRandom(seed);
      const opened = new Map<string, number>();
      const instants = pickInstants(operations, begun);
      let done = 0;
      let runs = 0;
      for (const instant of instants) {
        for (; done < instant; done += 1) disk.apply(operations[done]!);
        for (let cut = 0; cut <= CUTS; cut += 1) {
          const left = path.join(makeTestFolder(), 'left');
          mkdirSync(left);
          if (cut === 0) disk.kill(left);
          else disk.cut(left, random);
          const by = await inspect(left, work).catch((error: unknown) => {
            throw new Error(
              `${work} ended after ${instant} of ${operations.length} operations, cut ${cut}, seed ${seed}`,
              {
                cause: error,
              },
            );
          });
          runs += 1;
          opened.set(by, (opened.get(by) ?? 0) + 1);
          rmSync(left, { recursive: true, force: true });
        }
      }
      expect(instants.length).toBeGreaterThan(5);
      console.log(`${work}: ${runs} ends at ${instants.length} of ${operations.length - begun} instants, seed ${seed}`);
      // Ended before and after the word was kept.
      expect([...opened.keys()].toSorted()).toEqual(
        { convert: ['device'], rotate: [BEFORE], passphrase: [AFTER, BEFORE].toSorted() }[work],
      );
    },
  );
});
