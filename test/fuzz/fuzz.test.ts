/**
 * A minute of the simulator: the same histories each time, and at least one that nobody has seen. A failure prints its seed: `npm run fuzz -- --seed N`.
 * SEED starts at another one and walks on from there.
 */
import { expect, it } from 'vitest';
import { type Counts, History } from './history.ts';

const STEPS = 250;
/** No test of how fast anything is: a slow machine walks less far. SECONDS chooses another length. */
const SECONDS = Number(process.env['SECONDS'] ?? 60);
const MOST = 250;
const FIXED = [60_004, 60_010, 9];

it('keeps the four guarantees of sync over random histories of commands, carriers and faults', async () => {
  const start = performance.now();
  const isOver = (): boolean => performance.now() - start > SECONDS * 1000;
  const from = process.env['SEED'];
  const walk = from === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(from);
  const seeds = from === undefined ? [...FIXED] : [];
  for (let at = 0; at < MOST; at += 1) seeds.push(walk + at);
  const all: Counts[] = [];
  const played: number[] = [];
  for (const seed of seeds) {
    // A slow machine goes straight on to the one that is new.
    if (isOver() && seed !== walk) continue;
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
