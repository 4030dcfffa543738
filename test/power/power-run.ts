/**
 * Cuts the power of a working register at random instants: the writes of a real run are recorded, the disk is rebuilt as it may have
 * been at an instant, with unflushed writes dropped, torn and reordered, and opened: what had been answered is there, nothing is there in
 * part. `node test/power/power-run.ts --cuts 20000 --seed 1` is the long run.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type ChildLine, inspectRegister, setUpFolder } from '../kill/kill-run.ts';
import { seededRandom, type SeededRandom } from '../seeded-random.ts';
import { PowerDisk } from './power-disk.ts';
import { compileRecorder, type DiskOperation, recordProgram } from './recording.ts';

export interface PowerReport {
  cuts: number;
  /** Programs that ran and were recorded. */
  recordings: number;
  /** Cuts that dropped or tore at least one write. */
  harmful: number;
  /** Answers before the cuts, all of which were looked for. */
  answered: number;
  lost: string[];
  half: string[];
  /** What `verify` found, and registers that did not open. */
  unexplained: string[];
}

const CUTS_PER_RECORDING = 250;
const ANSWERS_PER_RECORDING = 14;

/** Undefined where writes cannot be recorded: no Linux, no C compiler. */
export async function cutPowerRepeatedly(
  cuts: number,
  seed: number,
  { isSynchronous = true, stopAtFirst = false } = {},
): Promise<PowerReport | undefined> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-may-power-'));
  const report: PowerReport = { cuts: 0, recordings: 0, harmful: 0, answered: 0, lost: [], half: [], unexplained: [] };
  const random = seededRandom(seed);
  try {
    const library = compileRecorder(folder);
    if (!library) return undefined;
    while (report.cuts < cuts) {
      const root = path.join(folder, `disk-${report.recordings}`);
      const config = path.join(root, 'config');
      mkdirSync(config, { recursive: true });
      await withSettingsIn(config, () => setUpFolder(path.join(root, 'data')));
      const disk = new PowerDisk(root);
      const operations = await record({ library, root, config, seed: random.integer(2 ** 31), isSynchronous });
      report.recordings += 1;
      await cutRecording(disk, operations, { folder, random, report, most: cuts - report.cuts, stopAtFirst });
      rmSync(root, { recursive: true, force: true });
      if (stopAtFirst && hasFailed(report)) break;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return report;
}

function record(given: {
  library: string;
  root: string;
  config: string;
  seed: number;
  isSynchronous: boolean;
}): Promise<DiskOperation[]> {
  const { library, root, config, seed, isSynchronous } = given;
  const child = fileURLToPath(new URL('../kill/kill-child.ts', import.meta.url));
  const preload = isSynchronous ? [] : ['--import', new URL('synchronous-off.ts', import.meta.url).href];
  return recordProgram({
    library,
    root,
    args: [...preload, child, path.join(root, 'data'), String(seed), '', 'home'],
    env: { XDG_CONFIG_HOME: config },
    isEnough: (printed) => printed.split('"answered"').length > ANSWERS_PER_RECORDING,
  });
}

interface Cutting {
  folder: string;
  random: SeededRandom;
  report: PowerReport;
  most: number;
  stopAtFirst: boolean;
}

/** Goes along the recording once and cuts at random places, several times at some. */
async function cutRecording(disk: PowerDisk, operations: DiskOperation[], cutting: Cutting): Promise<void> {
  const { random, report, most } = cutting;
  const places = Array.from({ length: Math.min(CUTS_PER_RECORDING, most) }, () =>
    random.integer(operations.length + 1),
  );
  places.sort((one, other) => one - other);
  let printed = '';
  let done = 0;
  for (const place of places) {
    for (; done < place; done += 1) {
      const operation = operations[done]!;
      disk.apply(operation);
      if (operation.op === 'answer') printed += operation.text;
    }
    await cutHere(disk, listAnswered(printed), cutting);
    if (cutting.stopAtFirst && hasFailed(report)) return;
  }
}

async function cutHere(disk: PowerDisk, answered: string[], { folder, random, report }: Cutting): Promise<void> {
  const left = path.join(folder, 'left');
  mkdirSync(left);
  try {
    if (disk.cut(left, random) > 0) report.harmful += 1;
    report.cuts += 1;
    report.answered += answered.length;
    await withSettingsIn(path.join(left, 'config'), () =>
      inspectRegister(path.join(left, 'data'), answered, {
        lost: report.lost,
        half: report.half,
        unsound: report.unexplained,
      }),
    );
  } catch (error) {
    report.unexplained.push(`cut ${report.cuts}: ${String(error)}`);
  } finally {
    rmSync(left, { recursive: true, force: true });
  }
}

/** Commands whose answer had left the program whole. */
function listAnswered(printed: string): string[] {
  const lines = printed.split('\n').slice(0, -1);
  return lines
    .map((line) => JSON.parse(line) as ChildLine)
    .flatMap((line) => ('answered' in line ? line.commands : []));
}

function hasFailed({ lost, half, unexplained }: PowerReport): boolean {
  return lost.length + half.length + unexplained.length > 0;
}

/** The user's settings lie in this folder while `work` runs: they are part of the disk. */
async function withSettingsIn<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const before = process.env['XDG_CONFIG_HOME'];
  process.env['XDG_CONFIG_HOME'] = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['XDG_CONFIG_HOME'];
    else process.env['XDG_CONFIG_HOME'] = before;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      cuts: { type: 'string', default: '20000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      'synchronous-off': { type: 'boolean', default: false },
    },
  });
  const report = await cutPowerRepeatedly(Number(values.cuts), Number(values.seed), {
    isSynchronous: !values['synchronous-off'],
  });
  if (!report) console.log('writes cannot be recorded here: this needs Linux and a C compiler');
  else {
    const { cuts, recordings, harmful, answered, lost, half, unexplained } = report;
    console.log(
      `seed ${values.seed}: ${cuts} power cuts in ${recordings} recordings, ${harmful} of them dropped or tore writes; ${answered} answers looked for, ${lost.length} lost, ${half.length} half, ${unexplained.length} unexplained`,
    );
    for (const line of [...lost, ...half, ...unexplained].slice(0, 50)) console.log(line);
    process.exitCode = hasFailed(report) ? 1 : 0;
  }
}
