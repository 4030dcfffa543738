/** Runs the built `so-may` as a person would, in a register of its own. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Ended, root, runSoMay } from '../e2e/program.ts';
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
  const run: Desk['run'] = (...args) => runSoMay([...args, '--data', dataDir]);
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
    const { status, stderr } = await runSoMay([...args, '--data', dataDir]);
    if (status !== 0) throw new Error(stderr);
  }
  return dataDir;
}
