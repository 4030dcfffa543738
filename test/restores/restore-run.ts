/**
 * Goes back to random backups of a register that people work on, again and again: with the packages since, nothing that was answered is missing; without
 * them, the register is what it was at the backup. What was set aside is whole, and no replica ever comes twice.
 * `npm run restores -- --restores 1000 --seed 1` is the long run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { RouterClient } from '@orpc/server';
import { picturesFolder } from '../../core/backup/mirror-files.ts';
import { replaceRegister } from '../../core/backup/restore-backup.ts';
import { stageBackup } from '../../core/backup/stage-backup.ts';
import { openCopy } from '../../core/database/sqlite/copy-database.ts';
import { openRegister, type Register } from '../../core/register.ts';
import type { router } from '../../core/router.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import { seededRandom, type SeededRandom } from '../seeded-random.ts';
import { backUpInto, listPupils, optionsOf, setUp } from './registers.ts';

export interface RestoreReport {
  restores: number;
  backups: number;
  /** Commands that were answered. */
  answered: number;
  lost: string[];
  unexplained: string[];
}

interface KnownBackup {
  folder: string;
  pupils: string[];
}

interface World {
  register: Register;
  client: RouterClient<typeof router>;
  place: string;
  random: SeededRandom;
  report: RestoreReport;
  backups: KnownBackup[];
  replicas: Set<string>;
}

/** Backups that are kept to choose from: old ones as well as new ones. */
const MOST_BACKUPS = 12;
/** A register grows with every restore; now and then another begins. */
const RESTORES_PER_REGISTER = 50;

export async function restoreRepeatedly(restores: number, seed: number): Promise<RestoreReport> {
  const random = seededRandom(seed);
  const report: RestoreReport = { restores: 0, backups: 0, answered: 0, lost: [], unexplained: [] };
  while (report.restores < restores) {
    const folder = mkdtempSync(path.join(tmpdir(), 'so-may-restores-'));
    const before = process.env['SO_MAY_CONFIG_DIR'];
    process.env['SO_MAY_CONFIG_DIR'] = path.join(folder, 'config');
    const world = await begin(folder, random, report);
    try {
      const end = Math.min(restores, report.restores + RESTORES_PER_REGISTER);
      while (report.restores < end) await step(world);
    } finally {
      await world.register.close();
      rmSync(folder, { recursive: true, force: true });
      if (before === undefined) delete process.env['SO_MAY_CONFIG_DIR'];
      else process.env['SO_MAY_CONFIG_DIR'] = before;
    }
  }
  return report;
}

async function begin(folder: string, random: SeededRandom, report: RestoreReport): Promise<World> {
  const register = await openRegister(optionsOf(path.join(folder, 'data')));
  const client = await setUp(register);
  const { replica } = await register.getInstallation();
  const place = path.join(folder, 'backups');
  return { register, client, place, random, report, backups: [], replicas: new Set([replica]) };
}

async function step(world: World): Promise<void> {
  const { random, backups, client, report } = world;
  for (let saves = random.integer(4); saves > 0; saves -= 1) {
    const fullName = `Lò Văn ${random.integer(1_000_000_000)}`;
    await client.students.save({ fullName, birthDate: '2015-04-03', gender: 'male' });
    report.answered += 1;
  }
  if (backups.length === 0 || random.integer(2) === 0) await backUp(world);
  const chosen = random.pick(backups);
  await restore(world, chosen, random.integer(3) !== 0);
}

async function backUp({ register, place, backups, report }: World): Promise<void> {
  const { folder } = await backUpInto(register, place);
  backups.push({ folder, pupils: await listPupils(register) });
  report.backups += 1;
  for (const { folder: old } of backups.splice(0, backups.length - MOST_BACKUPS)) rmSync(old, { recursive: true });
}

async function restore(world: World, backup: KnownBackup, keepsLater: boolean): Promise<void> {
  const { register, report, replicas } = world;
  const { dataDir } = register.options;
  const before = await listPupils(register);
  await register.part(Exchange).pack();
  const { replica: presentReplica } = await register.getInstallation();
  const { dataKey, databaseKey } = register;
  const staged = `restoring-${report.restores}`;
  const pictures = picturesFolder(dataKey);
  const manifest = await stageBackup(
    { dataDir, backup: backup.folder, key: databaseKey, staged, pictures, present: dataDir, presentReplica },
    () => undefined,
  );
  const { folder: aside } = await replaceRegister(
    register,
    { staged, backup: backup.folder, dataKey, manifest, present: dataDir, presentReplica, keepsLater },
    () => undefined,
  );
  report.restores += 1;
  const at = `restore ${report.restores}`;

  const after = await listPupils(register);
  const expected = keepsLater ? new Set([...before, ...backup.pupils]) : new Set(backup.pupils);
  for (const pupil of expected) if (!after.includes(pupil)) report.lost.push(`${at}: ${pupil}`);
  // Packages of the place bring back what an earlier restore had left, too.
  if (!keepsLater && after.length !== expected.size) report.unexplained.push(`${at}: ${after.length} pupils`);
  const { replica } = await register.getInstallation();
  if (replicas.has(replica)) report.unexplained.push(`${at}: replica ${replica} again`);
  replicas.add(replica);
  const former = openCopy(path.join(aside, 'so-may.sqlite'), databaseKey);
  const kept = await former.kysely.selectFrom('students').select('id').execute();
  former.close();
  if (kept.length !== before.length) report.unexplained.push(`${at}: ${kept.length} of ${before.length} set aside`);
  rmSync(aside, { recursive: true });
  const { isSound, faults } = await world.client.journal.verify();
  if (!isSound) report.unexplained.push(`${at}: ${JSON.stringify(faults[0])}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      restores: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  });
  const report = await restoreRepeatedly(Number(values.restores), Number(values.seed));
  console.log(
    `seed ${values.seed}: ${report.restores} restores from ${report.backups} backups, ${report.answered} answered commands, ${report.lost.length} lost, ${report.unexplained.length} unexplained`,
  );
  for (const line of [...report.lost, ...report.unexplained].slice(0, 20)) console.log(line);
  process.exitCode = report.lost.length + report.unexplained.length === 0 ? 0 : 1;
}
