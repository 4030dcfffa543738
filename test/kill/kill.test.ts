import { expect, it } from 'vitest';
import { killRepeatedly } from './kill-run.ts';

it('loses no answered command and keeps no half one when the process is killed (SIGKILL) at random moments', async () => {
  const seed = Date.now() % 2 ** 31;
  const report = await killRepeatedly(12, seed);
  expect({ seed, ...report }).toMatchObject({ kills: 12, lost: [], half: [], unsound: [] });
  expect(report.answered).toBeGreaterThan(0);
  const { reading, import: writing, handover } = report.during;
  expect(reading + writing, `seed ${seed}`).toBeGreaterThan(0);
  expect(handover, `seed ${seed}`).toBeGreaterThan(0);
}, 180_000);
