/**
 * A minute of the simulator, the same histories each time. A failure prints its seed: `npm run fuzz -- --seed N`. SEED starts at another
 * one and walks on from there: one that is known to fail stands in docs/reliability.md.
 */
import { expect, it } from 'vitest';
import { type Counts, History } from './history.ts';

const STEPS = 250;
/** No test of how fast anything is: a slow machine walks less far. SECONDS chooses another length. */
const SECONDS = Number(process.env['SECONDS'] ?? 60);
const FIXED = [60_004, 60_010, 9];

it('keeps the four guarantees of sync over random histories of commands, carriers and faults', async () => {
  const start = performance.now();
  const isOver = (): boolean => performance.now() - start > SECONDS * 1000;
  const from = process.env['SEED'];
  const seeds = from === undefined ? FIXED : Array.from({ length: STEPS }, (_, at) => Number(from) + at);
  const all: Counts[] = [];
  for (const seed of seeds) {
    all.push(await History.run({ seed, steps: STEPS }));
    if (isOver()) break;
  }
  process.stdout.write(`fuzz: seeds ${seeds.slice(0, all.length).join(', ')}\n`);
  const sum = (count: (counts: Counts) => number): number => all.reduce((total, counts) => total + count(counts), 0);
  const steps = sum((counts) => counts.steps);
  process.stdout.write(
    `fuzz: ${all.length} histories, ${steps} steps, ${sum((counts) => counts.commands)} commands, ${sum((counts) => counts.faults)} faults\n`,
  );
  expect(sum((counts) => counts.commands)).toBeGreaterThan(0.4 * steps);
  expect(sum((counts) => counts.faults)).toBeGreaterThan(0.1 * steps);
}, 900_000);
