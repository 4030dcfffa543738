/**
 * Works on a register until it is killed. Prints a JSON line before every command (`begun`) and one after it was answered, with what it wrote into the
 * journal: that must be there after any kill.
 *
 * Arguments: folder of the register, seed, what to be at most of the time, and `home` for what touches no other folder.
 */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { isProblem } from '../../shared/problems.ts';
import { openRegister, type Session } from '../../core/register.ts';
import { router } from '../../core/router.ts';
import { seededRandom } from '../seeded-random.ts';
import type { ChildLine } from './kill-run.ts';
import { type Worker, WORKS, WORKS_AT_HOME } from './works.ts';

const [folder, seed, aim = '', reach] = process.argv.slice(2);
if (!folder || !seed) throw new Error('usage: kill-child FOLDER SEED [AIM] [home]');
const random = seededRandom(Number(seed));

const register = await openRegister({
  dataDir: folder,
  resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
  workerUrl: new URL('../../core/jobs/import-worker.ts', import.meta.url),
});
const session: Session = { personId: null };
const client = createRouterClient(router, { context: { register, session } });
let number = random.integer(1_000_000_000);
const worker: Worker = {
  register,
  client,
  random,
  begin: (part) => tell({ begun: part }),
  next: () => (number += 1),
};

/** Synchronous: a line that a reader has seen was written before the kill. */
function tell(line: ChildLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** The last number of this register's own changes. */
async function readHead(): Promise<{ replica: string; seq: number }> {
  const { replica } = await register.getInstallation();
  const head = await register.reader
    .selectFrom('chainHeads')
    .select('seq')
    .where('replica', '=', replica)
    .executeTakeFirst();
  return { replica, seq: head?.seq ?? 0 };
}

/** Commands of which the journal has changes after this one. */
async function listCommandsAfter({ replica, seq }: { replica: string; seq: number }): Promise<string[]> {
  const rows = await register.reader
    .selectFrom('changes')
    .select('command')
    .distinct()
    .where('replica', '=', replica)
    .where('seq', '>', seq)
    .execute();
  return rows.map(({ command }) => command);
}

const names = reach === 'home' ? WORKS_AT_HOME : Object.keys(WORKS);

async function workOnce(): Promise<void> {
  const name = aim in WORKS && random.integer(2) === 0 ? aim : random.pick(names);
  // Who sits there may have been taken off, or a backup may be from before.
  session.personId = (await client.people.list()).find(({ isVoided }) => !isVoided)?.id ?? null;
  const before = await readHead();
  tell({ begun: name });
  try {
    await WORKS[name]!(worker);
  } catch (error) {
    if (!isProblem(error)) throw error;
  }
  tell({ answered: name, commands: await listCommandsAfter(before) });
}

tell({ answered: 'ready', commands: [] });
for (;;) await workOnce();
