/**
 * `npm run fuzz -- --seed N --steps N --seconds N --history N --keep-going`: histories one after the other, until the steps or
 * the seconds are spent. A line per history; what failed is told with its seed and ends the run unless it keeps going.
 */
import { parseArgs } from 'node:util';
import { type Counts, History, HistoryFailed } from './history.ts';

/** Short histories keep registers small and steps cheap. */
const STEPS_PER_HISTORY = 1000;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    steps: { type: 'string' },
    seconds: { type: 'string' },
    history: { type: 'string' },
    'keep-going': { type: 'boolean', default: false },
  },
});
const first = Number(values.seed ?? Date.now() % 2 ** 31);
const steps = Number(values.steps ?? Infinity);
const seconds = Number(values.seconds ?? (values.steps ? Infinity : 60));
const length = Number(values.history ?? STEPS_PER_HISTORY);
const start = performance.now();
const passed = (): number => (performance.now() - start) / 1000;
const total: Counts = {
  steps: 0,
  commands: 0,
  refusedCommands: 0,
  moves: 0,
  faults: 0,
  bites: {},
  outcomes: {},
  changes: 0,
  erased: 0,
};
const failed: number[] = [];
let seed = first;

process.stdout.write(`seed ${first}\n`);
for (; total.steps < steps && passed() < seconds; seed += 1) {
  try {
    add(await History.run({ seed, steps: Math.min(length, steps - total.steps) }));
    process.stdout.write(`seed ${seed}: ${total.steps} steps in ${passed().toFixed(0)} s\n`);
  } catch (error) {
    if (!(error instanceof HistoryFailed)) throw error;
    process.stdout.write(`${error.message}\n${error.cause instanceof Error ? error.cause.stack : ''}\n`);
    process.exitCode = 1;
    failed.push(seed);
    if (!values['keep-going']) break;
  }
  if ((seed - first) % 50 === 49) tell();
}
tell();
process.exit();

/** So that a run that is ended from outside has told its counts. */
function tell(): void {
  const seeds = [first, Math.max(first, seed)];
  process.stdout.write(`${JSON.stringify({ seeds, failed, seconds: Math.round(passed()), ...total })}\n`);
}

function add(counts: Counts): void {
  for (const key of ['steps', 'commands', 'refusedCommands', 'moves', 'faults', 'changes', 'erased'] as const)
    total[key] += counts[key];
  for (const key of ['bites', 'outcomes'] as const)
    for (const [name, count] of Object.entries(counts[key])) total[key][name] = (total[key][name] ?? 0) + count;
}
