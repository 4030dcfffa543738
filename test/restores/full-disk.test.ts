/**
 * A script of commands on a disk that is full at one write or the other: the disk has a little more room at every step. `FULL_DISK_STEPS=200 npm run vitest --
 * test/restores/full-disk.test.ts` is the long run.
 */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { checkBackup } from '../../core/backup/stage-backup.ts';
import { openRegister, type Register } from '../../core/register.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import { verifyRegister } from '../../core/services/verify-register.ts';
import { isProblem } from '../../shared/problems.ts';
import { makeTestFolder } from '../core/open-test-register.ts';
import { mountSmallDisk } from '../small-disk.ts';
import { backUpInto, listPupils, optionsOf, setUp } from './registers.ts';

/** Room at the first and at the last step, bytes: from too little for a register to enough for all. */
const LEAST = 60_000;
const MOST = 1_600_000;
const STEPS = Number(process.env['FULL_DISK_STEPS'] ?? 12);
/** What a person reads when the disk is full. */
const FULL = new Set(['diskFull', 'backupPlaceFull']);

const outside = process.env['SO_MAY_CONFIG_DIR'];
afterEach(() => {
  if (outside !== undefined) process.env['SO_MAY_CONFIG_DIR'] = outside;
});

interface Answered {
  pupils: string[];
  backups: string[];
}

async function work(dataDir: string, place: string, answered: Answered): Promise<void> {
  const register = await openRegister(optionsOf(dataDir));
  try {
    const client = await setUp(register);
    for (let round = 0; round < 3; round += 1) {
      for (let at = 0; at < 5; at += 1) {
        const fullName = `Lò Văn ${round} ${at}`;
        await client.students.save({ fullName, birthDate: '2015-04-03', gender: 'male' });
        answered.pupils.push(fullName);
      }
      await register.part(Exchange).pack();
      answered.backups.push((await backUpInto(register, place)).folder);
    }
  } finally {
    await register.close();
  }
}

it('a disk that is full at any write of a script is told in words; what was answered is there, and nothing is half', async (context) => {
  const disk = mountSmallDisk(context, '64m');
  const met = new Map<string, number>();
  for (let step = 0; step < STEPS; step += 1) {
    const size = LEAST + Math.floor(((MOST - LEAST) * step) / Math.max(1, STEPS - 1));
    disk.resize(String(size));
    process.env['SO_MAY_CONFIG_DIR'] = makeTestFolder();
    const dataDir = path.join(disk.folder, 'data');
    const place = path.join(disk.folder, 'backups');
    const answered: Answered = { pupils: [], backups: [] };
    const outcome = await work(dataDir, place, answered).then(
      () => 'done',
      (error: unknown) => (isProblem(error) ? error.code : String(error)),
    );
    met.set(outcome, (met.get(outcome) ?? 0) + 1);
    expect(outcome === 'done' || FULL.has(outcome), `${size} bytes: ${outcome}`).toBe(true);

    disk.resize('64m');
    const register: Register = await openRegister(optionsOf(dataDir));
    const pupils = existsSync(register.file) ? await listPupils(register) : [];
    // One command more may have been on its way when the disk was full.
    for (const pupil of answered.pupils) expect(pupils, `${size} bytes`).toContain(pupil);
    expect(pupils.length).toBeLessThanOrEqual(answered.pupils.length + 1);
    if (answered.pupils.length > 0)
      expect(await verifyRegister(register), `${size} bytes`).toMatchObject({ faults: [] });
    for (const backup of answered.backups) await checkBackup({ backup, key: register.databaseKey }, () => undefined);
    await register.close();
    for (const folder of [dataDir, place]) rmSync(folder, { recursive: true, force: true });
  }
  expect(met.size).toBeGreaterThan(1);
}, 600_000);
