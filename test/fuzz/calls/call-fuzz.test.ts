/** A short share of `npm run fuzz:calls`; the long run stands in docs/reliability.md. */
import { expect, it } from 'vitest';
import { fuzzCalls } from './call-fuzz.ts';
import { chooseSeed } from '../../seeded-random.ts';

it('answers or refuses any call over both transports: no bug, no stack in an answer, a sound register', async () => {
  const seed = chooseSeed(36);
  process.stdout.write(`seed ${seed}\n`);
  const counts = await fuzzCalls({ seed, calls: 1200 });
  expect(counts.answered).toBeGreaterThan(200);
  expect(counts.byTransport).toEqual({ http: expect.any(Number), port: expect.any(Number) });
});
