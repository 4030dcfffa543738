/**
 * Builds what is out of date: the screens, the server, the window. `node scripts/build.ts [renderer server electron] [--force]`.
 * A stamp with the hash of its inputs tells whether a target is up to date.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';

export const root = path.resolve(import.meta.dirname, '..');

/** No build takes longer, in milliseconds. */
const LONGEST_BUILD_MS = 120_000;

interface Target {
  /** Folders and files that the result is made of. */
  inputs: string[];
  /** One file of the result. */
  result: string;
  run: () => Promise<void>;
}

const everywhere = [
  'shared/**/*',
  'package.json',
  'package-lock.json',
  'scripts/node-bundle.ts',
  'scripts/bundled-packages.ts',
];

const targets: Record<string, Target> = {
  renderer: {
    inputs: [...everywhere, 'renderer/**/*', 'vite.config.ts'],
    result: 'out/renderer/index.html',
    run: () => runVite('vite.config.ts'),
  },
  server: {
    inputs: [...everywhere, 'core/**/*', 'server/**/*', 'vite.server.config.ts'],
    result: 'out/server/so-may.js',
    run: () => runVite('vite.server.config.ts'),
  },
  electron: {
    inputs: [...everywhere, 'core/**/*', 'electron/**/*', 'electron.vite.config.ts'],
    result: 'out/electron/main.js',
    run: runElectronVite,
  },
};

/** Builds the named targets that are out of date, all when none is named; tells what it does in one line each. */
export async function buildTargets(names: string[] = Object.keys(targets), { isForced = false } = {}): Promise<void> {
  await takeTurns(() => buildStale(names, isForced));
}

async function buildStale(names: string[], isForced: boolean): Promise<void> {
  for (const name of names) {
    const target = targets[name];
    if (!target) throw new Error(`no such target: ${name}; there are ${Object.keys(targets).join(', ')}`);
    const stamp = path.join(root, 'out', `${name}.stamp`);
    const hash = hashInputs(target.inputs);
    const isFresh =
      existsSync(path.join(root, target.result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
    if (isFresh && !isForced) continue;
    const start = performance.now();
    rmSync(stamp, { force: true });
    await target.run();
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
    process.stderr.write(`built ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  }
}

/** Builds of several processes wait for one another; what a killed one left behind is taken over after a while. */
async function takeTurns(work: () => Promise<void>): Promise<void> {
  const turn = path.join(root, 'out', 'building');
  mkdirSync(path.dirname(turn), { recursive: true });
  while (!tryTake(turn)) await setTimeout(100);
  try {
    await work();
  } finally {
    rmSync(turn, { recursive: true, force: true });
  }
}

function tryTake(turn: string): boolean {
  const taken = statSync(turn, { throwIfNoEntry: false });
  if (taken && Date.now() - taken.mtimeMs > LONGEST_BUILD_MS) rmSync(turn, { recursive: true, force: true });
  try {
    mkdirSync(turn);
    return true;
  } catch {
    return false;
  }
}

function hashInputs(patterns: string[]): string {
  const hash = createHash('sha256');
  const files = globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

async function runVite(config: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    root: config === 'vite.config.ts' ? path.join(root, 'renderer') : root,
    configFile: path.join(root, config),
    logLevel: 'warn',
  });
}

async function runElectronVite(): Promise<void> {
  const { build } = await import('electron-vite');
  await build({
    root,
    configFile: path.join(root, 'electron.vite.config.ts'),
    logLevel: 'warn',
    ignoreConfigWarning: true,
  });
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { force: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  try {
    await buildTargets(positionals.length > 0 ? positionals : undefined, { isForced: values.force });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
