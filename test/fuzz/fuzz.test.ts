/** A short walk of the simulator, the same each time unless SEED says otherwise; `npm run fuzz` walks on. A failure prints its seed: `npm run fuzz -- --seed N`. */
import { expect, it } from 'vitest';
import { History } from './history.ts';

/** Bounded by steps, not by time: about 40 s on a loaded machine with two cores. */
const HISTORIES = 3;
const STEPS = 250;

it('keeps the four guarantees of sync over random histories of commands, carriers and faults', async () => {
  const first = Number(process.env['SEED'] ?? 60_004);
  for (let seed = first; seed < first + HISTORIES; seed += 1) {
    const counts = await History.run({ seed, steps: STEPS });
    expect(counts.commands, `seed ${seed}`).toBeGreaterThan(0.4 * STEPS);
    expect(counts.faults, `seed ${seed}`).toBeGreaterThan(0);
  }
}, 600_000);
