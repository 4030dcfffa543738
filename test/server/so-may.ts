/** Runs `so-may` as a person would, in a register of its own. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';
import { z } from 'zod';
import { runCommandLine } from '../../server/command-line.ts';
import { type Ended, root } from '../e2e/program.ts';
import { makeTestFolder } from '../core/open-test-register.ts';

export const fixtures = path.join(root, 'test/fixtures');
export const roster = path.join(fixtures, 'rosters/semicolons-nfd-bad-rows.csv');
export const deliveryNote = path.join(fixtures, 'devices/delivery-note.xlsx');

const anyRecord = z.record(z.string(), z.unknown());
const anyRecords = z.array(anyRecord);

/** For `beforeAll`: builds the command line where it is out of date, and the screens where they are needed. */
export async function buildSoMay({ withScreens = false } = {}): Promise<void> {
  const targets = withScreens ? ['renderer', 'server'] : ['server'];
  await promisify(execFile)(process.execPath, ['scripts/build.ts', ...targets], { cwd: root });
}

/**
 * One command in this process, with what it printed: a process for each would cost more than what is tested. That the built program
 * does the same is seen by runSoMay, in output.test.ts, bad-input.test.ts and every scenario.
 */
export async function runHere(args: readonly string[]): Promise<Ended> {
  const ended: Ended = { status: null, stdout: '', stderr: '' };
  const putBack = (['stdout', 'stderr'] as const).map((name) => {
    const before = process[name].listeners('error');
    const write = vi.spyOn(process[name], 'write').mockImplementation((chunk, ...rest) => {
      ended[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      const written = rest.at(-1);
      if (typeof written === 'function') written();
      return true;
    });
    return () => {
      write.mockRestore();
      for (const listener of process[name].listeners('error'))
        if (!before.includes(listener)) process[name].off('error', listener as () => void);
    };
  });
  try {
    ended.status = await runCommandLine(args);
    return ended;
  } finally {
    for (const each of putBack) each();
  }
}

export interface Desk {
  dataDir: string;
  /** The command as it ended. */
  run(...args: string[]): Promise<Ended>;
  /** What `--json` printed of a command that ended well. */
  get(...args: string[]): Promise<Record<string, unknown>>;
  list(...args: string[]): Promise<Record<string, unknown>[]>;
  /** What `--json` printed of a command that met a problem. */
  problem(...args: string[]): Promise<Record<string, unknown>>;
}

/** A folder without a register: one of its own, unless one is given. */
export function openDesk(dataDir = makeTestFolder()): Desk {
  const run: Desk['run'] = (...args) => runHere([...args, '--data', dataDir]);
  const json = async (status: number, args: string[]): Promise<unknown> => {
    const ended = await run(...args, '--json');
    if (ended.status !== status) throw new Error(`status ${ended.status}: ${ended.stdout}${ended.stderr}`);
    return JSON.parse(ended.stdout);
  };
  return {
    dataDir,
    run,
    get: async (...args) => anyRecord.parse(await json(0, args)),
    list: async (...args) => anyRecords.parse(await json(0, args)),
    problem: async (...args) => anyRecord.parse(await json(1, args)),
  };
}

/** A register with pupils and devices: read in once, then copied. */
export async function openFilledDesk(): Promise<Desk> {
  filled ??= fill();
  const desk = openDesk();
  cpSync(await filled, desk.dataDir, { recursive: true });
  return desk;
}

let filled: Promise<string> | undefined;

async function fill(): Promise<string> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'so-may-filled-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const school = ['--code', '17150501', '--name', 'Trường TH&THCS Chiềng Châu', '--school-year', '2026-2027'];
  for (const args of [
    ['init', ...school],
    ['import', roster],
    ['devices', 'import', deliveryNote],
  ]) {
    const { status, stderr } = await runHere([...args, '--data', dataDir]);
    if (status !== 0) throw new Error(stderr);
  }
  return dataDir;
}
