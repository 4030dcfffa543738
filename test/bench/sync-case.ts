/**
 * A school's changes to an office on loopback, as the program does it: the first push, one changed pupil, nothing changed; and
 * the bytes of the packages beside one zstd frame of the same changes. Argument: how many pupils (four records each).
 */
import { constants, zstdCompressSync } from 'node:zlib';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type BenchRegister, openBenchRegister, withBenchFolder } from './bench-register.ts';
import { costOf, type LineCost, openCountingLine } from './counting-line.ts';
import { fillRegister } from './invented-pupils.ts';
import { enrolSchool, makeOffice, serveOffice, syncOnce } from './office-process.ts';
import { medianCost, REPEATS, type SyncCosts } from './sync-costs.ts';

/** A busy office says so and is asked again after this long. */
const ASK_AGAIN_MS = 200;

export interface SyncAnswer extends SyncCosts {
  changes: number;
  packageBytes: number;
  /** One zstd frame at level 19 of the changes in columns, with the secrets that their hashes need and without. */
  frameBytes: number;
  frameBytesWithoutSecrets: number;
}

/** Tries until the office has accepted every change. */
async function syncAll(school: BenchRegister): Promise<void> {
  for (;;) {
    await syncOnce(school);
    const { changes, accepted } = await school.client.sync.status();
    if (accepted === changes) return;
    await setTimeout(ASK_AGAIN_MS);
  }
}

/** Tries until nothing comes back any more, as a PC stands after its first day. */
async function settle(school: BenchRegister): Promise<void> {
  for (let run = await syncOnce(school); run.receivedFiles > 0 || run.requests > 1;) run = await syncOnce(school);
}

async function measureBytes({ register }: BenchRegister): Promise<Omit<SyncAnswer, keyof SyncCosts>> {
  const db = register.reader;
  const packages = await db.selectFrom('packages').select(['sizeBytes']).where('state', '=', 'own').execute();
  const rows = await db.selectFrom('changes').selectAll().orderBy('seq').execute();
  const secrets = await db.selectFrom('secrets').select(['subject', 'secret']).orderBy('subject').execute();
  const names = [
    ...(['replica', 'seq', 'counter', 'owner', 'recordTable', 'record', 'subject'] as const),
    ...(['fields', 'base', 'command', 'actor', 'at', 'schema'] as const),
  ];
  const columns = Buffer.from(JSON.stringify(names.map((name) => rows.map((row) => row[name]))));
  const subjects = Buffer.from(JSON.stringify(secrets.map(({ subject }) => subject)));
  const raw = Buffer.concat(secrets.map(({ secret }) => secret));
  return {
    changes: rows.length,
    packageBytes: packages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    frameBytes: compressHard(Buffer.concat([columns, subjects, raw])),
    frameBytesWithoutSecrets: compressHard(columns),
  };
}

function compressHard(bytes: Buffer): number {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 19 } }).length;
}

const pupils = Number(process.argv[2]);
const answer = await withBenchFolder(async (folder): Promise<SyncAnswer> => {
  const line = await openCountingLine();
  const school = await openBenchRegister(path.join(folder, 'school'));
  await fillRegister(school.register, school.session, pupils, true);
  const [invitation] = await makeOffice(path.join(folder, 'office'), line.url, 1);
  const office = await serveOffice(path.join(folder, 'office'), line.url);
  try {
    line.targetPort = office.port;
    await enrolSchool(school, invitation!);
    const push = await costOf(line, () => syncAll(school));
    const bytes = await measureBytes(school);
    await settle(school);
    const students = await school.register.reader.selectFrom('students').select('id').limit(REPEATS).execute();
    const changed: LineCost[] = [];
    for (const { id } of students) {
      const note = `Chuyển lớp ngày ${id.slice(-2)}`;
      await school.register.run(school.session, (command) => command.change('students', id, { note }));
      changed.push(await costOf(line, () => syncAll(school)));
    }
    await settle(school);
    const idle: LineCost[] = [];
    for (let turn = 0; turn < REPEATS; turn += 1) idle.push(await costOf(line, () => syncOnce(school)));
    return { push, change: medianCost(changed), nothing: medianCost(idle), ...bytes };
  } finally {
    await school.register.close();
    await office.stop();
    await line.close();
  }
});
console.log(JSON.stringify(answer));
