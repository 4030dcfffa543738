/**
 * A minute of the simulator, from the same seed each time as far as the minute goes. A failure prints its seed: `npm run fuzz -- --seed N`.
 * SEED starts at another one and walks on from there, SEED=new at one that nobody has seen.
 */
import { expect, it } from 'vitest';
import { chooseSeed } from '../seeded-random.ts';
import { type Counts, History } from './history.ts';

const STEPS = 250;
/** No test of how fast anything is: a slow machine walks less far. SECONDS chooses another length. */
const SECONDS = Number(process.env['SECONDS'] ?? 60);
const MOST = 250;
/** Of a slow machine as well. */
const FEWEST = 3;

it('keeps the four guarantees of sync over random histories of commands, carriers and faults', async () => {
  const start = performance.now();
  const isOver = (): boolean => performance.now() - start > SECONDS * 1000;
  const walk = chooseSeed(60_004);
  const all: Counts[] = [];
  const played: number[] = [];
  for (let seed = walk; seed < walk + MOST && (seed < walk + FEWEST || !isOver()); seed += 1) {
    played.push(seed);
    all.push(await History.run({ seed, steps: STEPS }));
  }
  process.stdout.write(`fuzz: seeds ${played.join(', ')}\n`);
  const sum = (count: (counts: Counts) => number): number => all.reduce((total, counts) => total + count(counts), 0);
  const steps = sum((counts) => counts.steps);
  process.stdout.write(
    `fuzz: ${all.length} histories, ${steps} steps, ${sum((counts) => counts.commands)} commands, ${sum((counts) => counts.faults)} faults\n`,
  );
  expect(sum((counts) => counts.commands)).toBeGreaterThan(0.4 * steps);
  expect(sum((counts) => counts.faults)).toBeGreaterThan(0.1 * steps);
}, 900_000);
