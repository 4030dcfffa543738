/**
 * `npm run bench`: prints a table and writes bench-results.json. Every figure stands beside its limit, measured in the same
 * run; cases run in processes of their own. `-- --quick` takes a tenth of the pupils.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { withBenchFolder } from './bench-register.ts';
import { writeRosterFile } from './invented-pupils.ts';
import type { BrokenLineAnswer } from './broken-line-case.ts';
import type { LineCost } from './counting-line.ts';
import type { ManySchoolsAnswer } from './many-schools-case.ts';
import type { SyncAnswer } from './sync-case.ts';
import type { SyncCosts } from './sync-costs.ts';
import { type Figure, median, runCase } from './measure.ts';

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, out: { type: 'string', default: 'bench-results.json' } },
});
const scale = flags.quick ? 0.1 : 1;
const ROWS = 20_000 * scale;
const PUPILS = 50_000 * scale;
const BACKED_UP = 100_000 * scale;
const MANY_PUPILS = 1_000_000 * scale;
const PAIRS = 3;

async function measureImport(): Promise<Figure[]> {
  return withBenchFolder(async (folder) => {
    const file = path.join(folder, 'roster.xlsx');
    writeFileSync(file, writeRosterFile(ROWS, 7));
    const read: number[] = [];
    const imported: { ms: number; accepted: number; changes: number; maxRssMegabytes: number }[] = [];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      read.push((await runCase<{ ms: number }>('import-case.ts', 'read', file)).ms);
      imported.push(await runCase('import-case.ts', 'import', file));
    }
    const importMs = median(imported.map((run) => run.ms));
    const last = imported.at(-1)!;
    return [
      {
        name: `import ${ROWS} rows (${last.changes} changes), ratio to reading the file`,
        value: importMs / median(read),
        unit: 'x',
        aim: 3,
        beside: `${Math.round(importMs)} ms / ${Math.round(median(read))} ms`,
      },
      {
        name: `import ${ROWS} rows, peak memory`,
        value: Math.max(...imported.map((run) => run.maxRssMegabytes)),
        unit: 'MB',
        aim: 500,
      },
    ];
  });
}

async function measureSearch(pupils: number, aimMs: number | undefined): Promise<Figure[]> {
  const { p50, p95, bareP50, keystrokes } = await runCase<{
    p50: number;
    p95: number;
    bareP50: number;
    keystrokes: number;
  }>('search-case.ts', String(pupils));
  return [
    {
      name: `search per keystroke, ${pupils} pupils, p95 of ${keystrokes}`,
      value: p95,
      unit: 'ms',
      aim: aimMs,
      beside: `p50 ${p50.toFixed(2)} ms`,
    },
    {
      name: `search per keystroke, ${pupils} pupils, p50 to the bare statement`,
      value: p50 / bareP50,
      unit: 'x',
      beside: `bare ${bareP50.toFixed(3)} ms`,
    },
  ];
}

async function measureSave(): Promise<Figure[]> {
  const { service, bare, port, http } = await runCase<{ service: number; bare: number; port: number; http: number }>(
    'save-case.ts',
  );
  return [
    {
      name: 'save one receipt at the service, ratio to a bare durable commit',
      value: service / bare,
      unit: 'x',
      aim: 3,
      beside: `${service.toFixed(2)} ms / ${bare.toFixed(2)} ms`,
    },
    { name: 'save one receipt through a MessagePort', value: port / bare, unit: 'x', beside: `${port.toFixed(2)} ms` },
    { name: 'save one receipt through HTTP', value: http / bare, unit: 'x', beside: `${http.toFixed(2)} ms` },
  ];
}

async function measureEncryption(): Promise<Figure[]> {
  type Taken = { importMs: number; searchMs: number; saveMs: number; unlockMs: number };
  const plain: Taken[] = [];
  const encrypted: Taken[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    plain.push(await runCase<Taken>('encryption-case.ts', 'plain', String(ROWS)));
    encrypted.push(await runCase<Taken>('encryption-case.ts', 'encrypted', String(ROWS)));
  }
  const both = (what: keyof Taken) => [encrypted, plain].map((runs) => median(runs.map((run) => run[what])));
  const names = { importMs: `writing ${ROWS} pupils`, searchMs: 'a search', saveMs: 'saving one pupil' } as const;
  return [
    ...(['importMs', 'searchMs', 'saveMs'] as const).map((what) => {
      const [encryptedMs = 0, plainMs = 0] = both(what);
      return {
        name: `encrypted against plain: ${names[what]}`,
        value: encryptedMs / plainMs,
        unit: 'x' as const,
        aim: 1.15,
        beside: `${encryptedMs.toFixed(2)} ms / ${plainMs.toFixed(2)} ms`,
      };
    }),
    {
      name: `unlocking ${ROWS} pupils with a passphrase (scrypt 2^17)`,
      value: (both('unlockMs')[0] ?? 0) / 1000,
      unit: 's',
      aim: 1,
    },
  ];
}

async function measureVerify(): Promise<Figure[]> {
  const { ms, readMs, changes, isSound } = await runCase<{
    ms: number;
    readMs: number;
    changes: number;
    isSound: boolean;
  }>('verify-case.ts', String(PUPILS));
  if (!isSound) throw new Error('the register of the bench is not sound');
  return [
    { name: `verify ${PUPILS} pupils (${changes} changes)`, value: ms / 1000, unit: 's' },
    {
      name: 'verify, ratio to merely reading the journal',
      value: ms / readMs,
      unit: 'x',
      beside: `${Math.round(readMs)} ms`,
    },
  ];
}

async function measureBackup(): Promise<Figure[]> {
  const { copyMs, backupMs, restoreMs } = await runCase<{ copyMs: number; backupMs: number; restoreMs: number }>(
    'backup-case.ts',
    String(BACKED_UP),
  );
  return (
    [
      ['backup with its checks', backupMs],
      ['restore', restoreMs],
    ] as const
  ).map(([what, ms]) => ({
    name: `${what}, ${BACKED_UP} pupils, ratio to copying the file and an integrity check`,
    value: ms / copyMs,
    unit: 'x',
    aim: 4,
    beside: `${Math.round(ms)} ms / ${Math.round(copyMs)} ms`,
  }));
}

async function measureMerge(): Promise<Figure[]> {
  const { mergeMs, bareMs, changes } = await runCase<{ mergeMs: number; bareMs: number; changes: number }>(
    'merge-case.ts',
    String(MANY_PUPILS / 4),
  );
  return [
    {
      name: `merging ${changes} changes, ratio to inserting the same rows into the same tables`,
      value: mergeMs / bareMs,
      unit: 'x',
      aim: 4,
      beside: `${Math.round(mergeMs)} ms / ${Math.round(bareMs)} ms`,
    },
  ];
}

async function measureStart(): Promise<Figure[]> {
  const { screenMs, listenMs } = await runCase<{ screenMs: number; listenMs: number }>('start-case.ts', String(PUPILS));
  return [
    {
      name: `process start to the first usable screen, browser host, ${PUPILS} pupils`,
      value: screenMs / 1000,
      unit: 's',
      aim: 1.2,
      beside: `listening after ${Math.round(listenMs)} ms`,
    },
  ];
}

/** Documents that PouchDB sends in one batch: as it does when nobody says otherwise. */
const POUCH_BATCH = 100;

/** Beside PouchDB on the same loopback, whose programs are installed apart: `npm ci --prefix test/bench/pouchdb`. */
async function measureSync(pupils: number, timeAim: number | undefined): Promise<Figure[]> {
  const ours = await runCase<SyncAnswer>('sync-case.ts', String(pupils));
  const theirs = await runCase<SyncCosts>('pouchdb/pouchdb-case.ts', String(pupils), String(POUCH_BATCH));
  const beside = (one: number, other: number, unit: string): string =>
    `${Math.round(one)} ${unit} / ${Math.round(other)} ${unit}`;
  const bytes = (what: string, one: LineCost, other: LineCost, aim: number): Figure => ({
    name: `${what}, ${pupils} pupils, bytes beside PouchDB`,
    value: one.bytes / other.bytes,
    unit: 'x',
    aim,
    beside: `${beside(one.bytes, other.bytes, 'bytes')}, ${one.requests} / ${other.requests} requests`,
  });
  return [
    bytes('first push', ours.push, theirs.push, 0.15),
    {
      name: `first push, ${pupils} pupils, time beside PouchDB`,
      value: ours.push.ms / theirs.push.ms,
      unit: 'x',
      aim: timeAim,
      beside: beside(ours.push.ms, theirs.push.ms, 'ms'),
    },
    bytes('one changed pupil', ours.change, theirs.change, 1),
    bytes('nothing changed', ours.nothing, theirs.nothing, 0.2),
    {
      name: `packages of ${ours.changes} changes, bytes beside zstd-19 of the same in columns`,
      value: ours.packageBytes / ours.frameBytes,
      unit: 'x',
      aim: 1.25,
      beside: beside(ours.packageBytes, ours.frameBytes, 'bytes'),
    },
  ];
}

/** How many times faster than 50 kbit/s the line is, so that the run ends; its bytes are the same. */
const LINE_FASTER = 10;

async function measureBrokenLine(): Promise<Figure[]> {
  const { unbroken, broken, restarts } = await runCase<BrokenLineAnswer>(
    'broken-line-case.ts',
    String(ROWS),
    String(LINE_FASTER),
  );
  return [
    {
      name: `first push, ${ROWS} pupils, line cut ${broken.cuts} times and the office started again ${restarts} times, bytes beside an unbroken line`,
      value: broken.bytes / unbroken.bytes,
      unit: 'x',
      aim: 1.3,
      beside: `${broken.bytes} bytes / ${unbroken.bytes} bytes`,
    },
  ];
}

/** As many as a province has in its poorest districts; pupils of a small school. */
const SCHOOLS = Math.max(30, 300 * scale);
const SCHOOL_PUPILS = 50;

async function measureManySchools(): Promise<Figure[]> {
  const { changes, mergedMs, officeCpuSeconds, requests, errors, ...rest } = await runCase<ManySchoolsAnswer>(
    'many-schools-case.ts',
    String(SCHOOLS),
    String(SCHOOL_PUPILS),
  );
  const name = `first packages of ${SCHOOLS} schools at once (${changes} changes, ${requests} requests)`;
  return [
    {
      name: `${name}, for each 1,000 changes`,
      value: mergedMs / (changes / 1000),
      unit: 'ms',
      aim: 1000,
      beside: `${Math.round((officeCpuSeconds * 1e6) / changes)} ms of the processor`,
    },
    {
      name: `${name}, p99 of answers`,
      value: rest.answerP99Ms,
      unit: 'ms',
      aim: 1000,
      beside: `p50 ${Math.round(rest.answerP50Ms)} ms`,
    },
    {
      name: `${name}, errors`,
      value: Object.values(errors).reduce((sum, count) => sum + count, 0),
      unit: '',
      aim: 0,
      beside: JSON.stringify(errors),
    },
    { name: `${name}, most memory of the office`, value: rest.peakRssMegabytes, unit: 'MB', aim: 500 },
  ];
}

function line({ name, value, unit, aim, beside }: Figure): string {
  const shown = `${value >= 100 ? Math.round(value) : value.toFixed(2)} ${unit}`;
  const verdict = aim === undefined ? '' : `${value <= aim ? 'met' : 'MISSED'} (aim ≤ ${aim} ${unit})`;
  return `| ${name} | ${shown} | ${beside ?? ''} | ${verdict} |`;
}

const figures: Figure[] = [];
console.log('| Measured | Figure | Beside | Aim |\n|---|---:|---|---|');
for (const measure of [
  measureImport,
  () => measureSearch(PUPILS, undefined),
  () => measureSearch(MANY_PUPILS, 5),
  measureSave,
  measureEncryption,
  measureVerify,
  measureBackup,
  measureMerge,
  measureStart,
  () => measureSync(ROWS / 40, undefined),
  () => measureSync(ROWS, 0.5),
  measureBrokenLine,
  measureManySchools,
]) {
  for (const figure of await measure()) {
    figures.push(figure);
    console.log(line(figure));
  }
}
const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version };
writeFileSync(flags.out, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
