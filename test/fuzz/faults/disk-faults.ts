/** A disk that fails, a process that ends, a clock that is wrong. */
import { layDown, takeUp } from '../carriers.ts';
import { pickCommand, runCommand } from '../commands.ts';
import type { Fault, Play } from '../play.ts';
import { armDisk, type DiskFault, healDisk, isDead, Killed } from '../simulated-disk.ts';
import { openAgain, type Side } from '../world.ts';

const DAY_MS = 24 * 3_600_000;

/** During a command or an exchange. */
async function disk(play: Play, side: Side, kind: DiskFault): Promise<void> {
  const { random } = play;
  const medium = random.pick(play.media);
  const work = random.integer(3);
  armDisk(kind, random.integer(kind === 'held' ? 3 : work === 0 ? 4 : 25));
  await play.act(side, `${kind} disk`, async () => {
    if (work === 0) await runCommand(side, pickCommand(side, random), random, play.step);
    else if (work === 1) await takeUp(side, play.some(medium), play.carried);
    else await layDown(side, medium);
    if (isDead()) throw new Killed();
  });
  if (healDisk() || kind === 'kill') play.bite(`${kind} disk`);
}

const reopened: Fault = async (play, side) => {
  play.bite('closed and opened');
  await play.act(side, 'closes and opens', async () => {
    await side.register.close();
    await openAgain(play.world, side);
  });
};

/** Up to ten years off, either way. */
const wrongClock: Fault = async (play, side) => {
  play.tell(`${side.name} has a wrong clock`);
  play.bite('wrong clock');
  side.clockOffset = play.random.integer(3) === 0 ? 0 : (play.random.integer(20 * 365) - 3650) * DAY_MS;
};

export const DISK_FAULTS: Record<string, Fault> = {
  kill: (play, side) => disk(play, side, 'kill'),
  killAgain: (play, side) => disk(play, side, 'kill'),
  full: (play, side) => disk(play, side, 'full'),
  held: (play, side) => disk(play, side, 'held'),
  reopened,
  wrongClock,
};
