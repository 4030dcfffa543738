import { expect, it } from 'vitest';
import { cutPowerRepeatedly } from './power-run.ts';
import { chooseSeed } from '../seeded-random.ts';

it('loses no answered command and keeps no half one when the power is cut at random instants', async (context) => {
  const seed = chooseSeed(34);
  const report = await cutPowerRepeatedly(60, seed);
  if (!report) return context.skip('needs Linux and a C compiler to record writes');
  expect({ seed, ...report }).toMatchObject({ cuts: 60, lost: [], half: [], unexplained: [] });
  expect(report.harmful, `seed ${seed}`).toBeGreaterThan(0);
  expect(report.answered, `seed ${seed}`).toBeGreaterThan(0);
}, 180_000);

it('would tell: a register that does not wait for the disk loses what it answered', async (context) => {
  const report = await cutPowerRepeatedly(500, 1, { isSynchronous: false, stopAtFirst: true });
  if (!report) return context.skip('needs Linux and a C compiler to record writes');
  expect(report.lost.length + report.half.length + report.unexplained.length).toBeGreaterThan(0);
}, 180_000);
