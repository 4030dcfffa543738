import { expect, it } from 'vitest';
import { restoreRepeatedly } from './restore-run.ts';
import { chooseSeed } from '../seeded-random.ts';

it('loses nothing and explains everything when random backups are gone back to, again and again', async () => {
  const seed = chooseSeed(32);
  const report = await restoreRepeatedly(15, seed);
  expect({ seed, ...report }).toMatchObject({ restores: 15, lost: [], unexplained: [] });
  expect(report.answered, `seed ${seed}`).toBeGreaterThan(0);
}, 180_000);
