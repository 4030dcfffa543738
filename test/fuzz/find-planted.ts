/**
 * `node test/fuzz/find-planted.ts [--seed N] [--only N]`: how long the simulator takes to find each planted bug, in seconds of this
 * process's own time, so that a busy machine tells the same.
 */
import './quick-operations.ts';
import { parseArgs } from 'node:util';
import { Broken } from './guarantees.ts';
import { History, HistoryFailed } from './history.ts';
import { PLANTED_BUGS } from './planted-bugs.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, only: { type: 'string' } } });
const MOST_SECONDS = 60;
// Nobody waits for the first world, which is made once.
await History.run({ seed: 0, steps: 1 });

for (const [index, bug] of PLANTED_BUGS.entries()) {
  if (values.only !== undefined && Number(values.only) !== index + 1) continue;
  const start = ownSeconds();
  let found: string | undefined;
  for (let seed = Number(values.seed); found === undefined && ownSeconds() - start < MOST_SECONDS; seed += 1)
    found = await History.run({ seed, steps: 150, bug }).then(() => undefined, describe);
  const seconds = (ownSeconds() - start).toFixed(1);
  process.stdout.write(`| ${bug.name} | ${bug.guarantee} | ${found ?? 'NOT FOUND'} | ${seconds} |\n`);
  if (found === undefined) process.exitCode = 1;
}
process.exit();

function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function describe(error: unknown): string {
  if (!(error instanceof HistoryFailed)) throw error;
  const by = error.cause instanceof Broken ? error.cause.message : String(error.cause);
  return `${error.seed} | ${error.step} | ${by.split('\n')[0]?.slice(0, 90)}`;
}
