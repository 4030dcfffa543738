import { expect, it } from 'vitest';
import { flipEveryPage } from './bit-flip-run.ts';
import { chooseSeed } from '../seeded-random.ts';

it('recovers every pupil after a bit was flipped in a page of the register, whichever page it is', async () => {
  const seed = chooseSeed(31);
  const report = await flipEveryPage(8, seed);
  expect({ seed, ...report }).toMatchObject({ lost: [], unexplained: [] });
  expect(report.noticed.opening + report.noticed.check, `seed ${seed}`).toBeGreaterThan(0);
}, 180_000);
