import { expect, it } from 'vitest';
import { killRepeatedly } from './kill-run.ts';
import { chooseSeed } from '../seeded-random.ts';

it('loses no answered command and keeps no half one when the process is killed (SIGKILL) at random moments', async () => {
  const seed = chooseSeed(33);
  const report = await killRepeatedly(18, seed);
  expect({ seed, ...report }).toMatchObject({ kills: 18, lost: [], half: [], unsound: [] });
  expect(report.answered).toBeGreaterThan(0);
  const { nothing = 0 } = report.during;
  expect(nothing, `seed ${seed}`).toBeLessThan(report.kills / 2);
  expect(report.backups, `seed ${seed}`).toBeGreaterThan(0);
}, 180_000);
