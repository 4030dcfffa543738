/** One history: commands, carriers and faults from one seed, the guarantees kept at each step and compared in full now and then. */
import './quick-operations.ts';
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readInstallMark, writeInstallMark } from '../../core/host/install-mark.ts';
import { readKeyFile } from '../../core/sync/keys/key-file.ts';
import { isProblem } from '../../shared/problems.ts';
import { COMMAND_NAMES, giveCommand } from '../core/random-history.ts';
import { seededRandom, type SeededRandom } from '../seeded-random.ts';
import { type Carried, deliverAll, harm, layDown, type Medium, shuffled, takeUp } from './carriers.ts';
import {
  Broken,
  checkHeads,
  checkNothingLost,
  compareAll,
  findCopies,
  forgetSeen,
  rememberWritten,
} from './guarantees.ts';
import { armDisk, type DiskFault, healDisk, isDead, Killed, seedRandomness } from './simulated-disk.ts';
import type { PlantedBug } from './planted-bugs.ts';
import { forgePackage, recipientOf } from './forger.ts';
import {
  closeWorld,
  exchangeOf,
  LIVE,
  openAgain,
  openSide,
  openWorld,
  type Side,
  type World,
  type WrittenChange,
} from './world.ts';

export interface Counts {
  steps: number;
  commands: number;
  refusedCommands: number;
  moves: number;
  faults: number;
  bites: Record<string, number>;
  outcomes: Record<string, number>;
  changes: number;
}

/** One change with one of its hashes. */
interface WrittenCopy {
  written: WrittenChange;
  hash: string;
}

export interface HistoryOptions {
  seed: number;
  steps: number;
  schools?: number;
  hasSuperior?: boolean;
  bug?: PlantedBug;
}

export class HistoryFailed extends Error {
  readonly seed: number;
  readonly step: number;

  constructor(seed: number, step: number, last: readonly string[], cause: unknown) {
    super(`seed ${seed}, step ${step}: ${String(cause)}\nlast: ${last.join(' | ')}`, { cause });
    this.name = 'HistoryFailed';
    this.seed = seed;
    this.step = step;
  }
}

const COMPARE_EVERY = 500;
/** No undo: it might take back an enrolment, and then the member has rightly nothing to send. */
const OFFICE_COMMANDS = ['saveRound', 'savePerson', 'choosePerson'];
const MOST_FILES_TAKEN = 16;
const YEAR_MS = 365 * 24 * 3_600_000;

export class History {
  readonly counts: Counts = {
    steps: 0,
    commands: 0,
    refusedCommands: 0,
    moves: 0,
    faults: 0,
    bites: {},
    outcomes: {},
    changes: 0,
  };
  readonly #random: SeededRandom;
  readonly #world: World;
  readonly #media: Medium[] = ['stick 1', 'stick 2', 'share', 'mail'].map((name) => ({ name, files: new Map() }));
  readonly #copies = new Map<Side, { folder: string; mark: ReturnType<typeof readInstallMark> }>();
  readonly #last: string[] = [];
  readonly #carried: Carried;

  constructor(world: World, random: SeededRandom) {
    this.#world = world;
    this.#random = random;
    this.#carried = { delivered: 0, outcomes: this.counts.outcomes };
  }

  static async run({ seed, steps, schools = 3, hasSuperior = true, bug }: HistoryOptions): Promise<Counts> {
    const random = seededRandom(seed);
    const world = await openWorld({ schools, hasSuperior, onOpen: bug?.onOpen });
    const takeOut = bug?.plant?.();
    seedRandomness(seededRandom(seed ^ 0x5eed));
    const history = new History(world, random);
    try {
      for (const side of world.sides) await history.#settle(side);
      for (const side of world.sides) await checkHeads(world, side);
      for (let step = 0; step < steps; step += 1) {
        await history.#step();
        if (step % COMPARE_EVERY === COMPARE_EVERY - 1) await compareAll(world);
      }
      await history.#end();
    } catch (error) {
      throw new HistoryFailed(seed, history.counts.steps, history.#last, error);
    } finally {
      takeOut?.();
      healDisk();
      await closeWorld(world);
    }
    history.counts.changes = world.written.size;
    return history.counts;
  }

  async #step(): Promise<void> {
    this.counts.steps += 1;
    this.#world.now += this.#random.integer(20 * 60_000);
    const side = this.#random.pick(this.#world.sides);
    const kind = this.#random.integer(100);
    if (kind < 50) await this.#command(side);
    else if (kind < 78) await this.#move(side);
    else await this.#fault(side);
  }

  #tell(what: string): void {
    this.#last.push(`${this.counts.steps} ${what}`);
    if (this.#last.length > 25) this.#last.shift();
  }

  #bite(what: string): void {
    this.counts.faults += 1;
    this.counts.bites[what] = (this.counts.bites[what] ?? 0) + 1;
  }

  /** After anything that one side did: what it wrote is remembered, what it holds is checked. */
  async #settle(side: Side): Promise<void> {
    await rememberWritten(this.#world, side);
  }

  async #look(side: Side): Promise<void> {
    await rememberWritten(this.#world, side);
    await checkHeads(this.#world, side);
  }

  /** Runs what a side does; a Problem is an answer, a kill means a new start. */
  async #act(side: Side, what: string, work: () => Promise<unknown>): Promise<boolean> {
    this.#tell(`${side.name} ${what}`);
    let isDone = true;
    try {
      await work();
    } catch (error) {
      isDone = false;
      if (!isDead() && !isProblem(error)) throw error;
    }
    if (isDead()) {
      await side.register.close().catch(() => undefined);
      healDisk();
      await openAgain(this.#world, side);
    }
    await this.#look(side);
    return isDone;
  }

  async #command(side: Side): Promise<void> {
    this.counts.commands += 1;
    const names = side.isOffice ? OFFICE_COMMANDS : [...COMMAND_NAMES, 'settle', 'settle', 'settle'];
    const name = this.#random.pick(names);
    const isDone = await this.#act(side, name, () =>
      name === 'settle' ? this.#settleConflict(side) : giveCommand(side.client, name, this.#random, this.counts.steps),
    );
    if (!isDone) this.counts.refusedCommands += 1;
  }

  async #settleConflict(side: Side): Promise<void> {
    const { rows } = await side.client.conflicts.list({ offset: 0, limit: 20 });
    if (rows.length === 0) return;
    const conflict = this.#random.pick(rows);
    await side.client.conflicts.settle({ id: conflict.id, version: this.#random.pick(conflict.values).version });
  }

  async #move(side: Side): Promise<void> {
    this.counts.moves += 1;
    const medium = this.#random.pick(this.#media);
    switch (this.#random.integer(4)) {
      case 0:
        await this.#act(side, `lays down on ${medium.name}`, () => layDown(side, medium));
        break;
      case 1:
        await this.#act(side, `takes up from ${medium.name}`, () => takeUp(side, this.#some(medium), this.#carried));
        break;
      case 2:
        await this.#act(side, `exchanges on ${medium.name}`, async () => {
          await takeUp(side, this.#some(medium), this.#carried);
          await layDown(side, medium);
        });
        break;
      default:
        await this.#line(side);
    }
  }

  /** Some of the files, in any order: a look at a folder costs as much as the folder is full. */
  #some(medium: Medium): Buffer[] {
    return shuffled(medium.files.values(), this.#random).slice(0, 1 + this.#random.integer(MOST_FILES_TAKEN));
  }

  /** A direct line between two that know each other, as HTTP is: both ways, and the acknowledgement back. */
  async #line(from: Side): Promise<void> {
    const near = this.#world.sides.filter(
      (each) => each !== from && (each.owner === from.owner || each.owner === from.above || each.above === from.owner),
    );
    const to = this.#random.pick(near);
    for (const [giver, taker] of [
      [from, to],
      [to, from],
    ] as const) {
      let files: Buffer[] = [];
      await this.#act(giver, `sends to ${taker.name}`, async () => {
        await exchangeOf(giver).pack();
        for (const file of await exchangeOf(giver).outgoing(taker.owner)) files.push(await file.read());
      });
      if (this.#random.integer(4) === 0) files = files.slice(0, this.#random.integer(files.length + 1));
      await this.#act(taker, `receives from ${giver.name}`, () => takeUp(taker, files, this.#carried));
    }
  }

  async #fault(side: Side): Promise<void> {
    const name = this.#random.pick(Object.keys(FAULTS));
    await FAULTS[name]!.call(this, side);
  }

  /** Carrier faults. */
  async harmedFiles(side: Side): Promise<void> {
    const medium = this.#random.pick(this.#media);
    if (medium.files.size === 0) return;
    const harmed = shuffled(medium.files.values(), this.#random)
      .slice(0, 2)
      .map((bytes) => harm(bytes, this.#random));
    this.#bite('harmed files');
    await this.#act(side, 'opens harmed files', () => takeUp(side, harmed, this.#carried, { isByHand: true }));
  }

  async forgedPackage(side: Side): Promise<void> {
    const victim = this.#random.pick(this.#world.sides);
    const readers = this.#world.sides.filter((each) => each.owner === victim.owner || each.owner === victim.above);
    const forged = await forgePackage(victim, await Promise.all(readers.map(recipientOf)));
    if (!forged) return;
    this.#bite('forged package');
    for (const reader of [side, this.#random.pick(readers)])
      await this.#act(reader, `opens a package forged for ${victim.name}`, () =>
        takeUp(reader, [forged], this.#carried, { isByHand: true }),
      );
  }

  async harmedMedium(): Promise<void> {
    const medium = this.#random.pick(this.#media);
    if (medium.files.size === 0) return;
    this.#tell(`${medium.name} is harmed`);
    this.#bite('harmed medium');
    const [name, bytes] = this.#random.pick([...medium.files]);
    if (this.#random.integer(2) === 0) medium.files.set(name, harm(bytes, this.#random));
    else medium.files.delete(name);
  }

  async lostMedium(): Promise<void> {
    const medium = this.#random.pick(this.#media);
    if (medium.files.size === 0) return;
    this.#tell(`${medium.name} is lost`);
    this.#bite('lost stick');
    medium.files.clear();
  }

  async swappedMedia(): Promise<void> {
    const [one, other] = [this.#random.pick(this.#media), this.#random.pick(this.#media)];
    if (one === other || one.files.size + other.files.size === 0) return;
    this.#bite('swapped sticks');
    const files = new Map(one.files);
    one.files.clear();
    for (const [name, bytes] of other.files) one.files.set(name, bytes);
    other.files.clear();
    for (const [name, bytes] of files) other.files.set(name, bytes);
  }

  async strayFiles(side: Side): Promise<void> {
    const medium = this.#random.pick(this.#media);
    if (medium.files.size === 0) return;
    this.#bite('opened by the wrong PC, twice');
    const files = shuffled(medium.files.values(), this.#random).slice(0, 4);
    await this.#act(side, 'opens whatever is there, twice', () =>
      takeUp(side, [...files, ...files], this.#carried, { isByHand: true }),
    );
  }

  /** Faults of the disk, during a command or an exchange. */
  async disk(side: Side, kind: DiskFault): Promise<void> {
    const medium = this.#random.pick(this.#media);
    const work = this.#random.integer(3);
    armDisk(kind, this.#random.integer(kind === 'held' ? 3 : work === 0 ? 4 : 25));
    await this.#act(side, `${kind} disk`, async () => {
      if (work === 0) await giveCommand(side.client, this.#random.pick(COMMAND_NAMES), this.#random, this.counts.steps);
      else if (work === 1) await takeUp(side, this.#some(medium), this.#carried);
      else await layDown(side, medium);
      if (isDead()) throw new Killed();
    });
    if (healDisk() || kind === 'kill') this.#bite(`${kind} disk`);
  }

  async reopened(side: Side): Promise<void> {
    this.#bite('closed and opened');
    await this.#act(side, 'closes and opens', async () => {
      await side.register.close();
      await openAgain(this.#world, side);
    });
  }

  async wrongClock(side: Side): Promise<void> {
    this.#tell(`${side.name} has a wrong clock`);
    this.#bite('wrong clock');
    side.clockOffset = this.#random.integer(3) === 0 ? 0 : (this.#random.integer(20 * 365) - 3650) * (YEAR_MS / 365);
  }

  async copied(side: Side): Promise<void> {
    await side.register.close();
    const folder = path.join(LIVE, 'copies', side.name);
    rmSync(folder, { recursive: true, force: true });
    cpSync(side.dataDir, folder, { recursive: true });
    this.#copies.set(side, { folder, mark: readInstallMark(side.dataDir) });
    this.#tell(`${side.name} is backed up`);
    await openAgain(this.#world, side);
    await this.#look(side);
  }

  /** An old copy of the data folder is put back; with `isSnapshot`, what is remembered outside of it as well. */
  async restored(side: Side, isSnapshot: boolean): Promise<void> {
    const copy = this.#copies.get(side);
    if (!copy || !existsSync(copy.folder)) return;
    this.#tell(`${side.name} goes back to a copy${isSnapshot ? ', mark and all' : ''}`);
    this.#bite(isSnapshot ? 'snapshot' : 'restored copy');
    await side.register.close();
    await openAgain(this.#world, side);
    await this.#look(side);
    await this.#markGone(side);
    const held = await this.#gatherForked();
    await side.register.close();
    rmSync(side.dataDir, { recursive: true, force: true });
    cpSync(copy.folder, side.dataDir, { recursive: true });
    if (isSnapshot && copy.mark) writeInstallMark(side.dataDir, copy.mark);
    if (isSnapshot) this.#world.rolledBack.add(readKeyFile(side.dataDir)?.replica ?? '');
    forgetSeen(side);
    await openAgain(this.#world, side);
    const left = new Set((await this.#gatherForked()).map(({ written, hash }) => `${written.seq} ${hash}`));
    for (const { written, hash } of held) if (!left.has(`${written.seq} ${hash}`)) written.gone.add(hash);
    await this.#look(side);
  }

  /** What stands in this register alone, or at its members, may be lost with it. */
  async #markGone(side: Side): Promise<void> {
    const rows = await side.register.reader.selectFrom('chainHeads').select(['replica', 'seq']).execute();
    for (const { replica, seq } of rows) {
      if (this.#world.forked.has(replica)) continue;
      let elsewhere = 0;
      for (const other of this.#world.sides) {
        // A member holds its office's changes, in part without their values, and gives none back.
        if (other === side || other.above === side.owner) continue;
        const head = await other.register.reader
          .selectFrom('chainHeads')
          .select('seq')
          .where('replica', '=', replica)
          .executeTakeFirst();
        elsewhere = Math.max(elsewhere, head?.seq ?? 0);
      }
      for (let lost = elsewhere + 1; lost <= seq; lost += 1) {
        const written = this.#world.written.get(`${replica}:${lost}`);
        for (const hash of written?.hashes ?? []) written!.gone.add(hash);
      }
    }
  }

  /** Of chains that fork, each change that somebody holds: after a folder was overwritten, the ones missing went with it. */
  async #gatherForked(): Promise<WrittenCopy[]> {
    const found: WrittenCopy[] = [];
    for (const replica of this.#world.forked) {
      const copies = await findCopies(this.#world, replica);
      for (const written of this.#world.written.values())
        if (written.replica === replica)
          for (const hash of written.hashes)
            if (copies.has(written.seq, hash) || copies.isKept(written.seq)) found.push({ written, hash });
    }
    return found;
  }

  /** Somebody copies a data folder to another PC and works on there. */
  async cloned(side: Side): Promise<void> {
    const { sides } = this.#world;
    if (side.isOffice || side.isRevoked || sides.filter((each) => each.owner === side.owner).length > 2) return;
    this.#tell(`${side.name} is cloned`);
    this.#bite('cloned folder');
    await side.register.close();
    const dataDir = `${side.dataDir}-clone`;
    cpSync(side.dataDir, dataDir, { recursive: true });
    await openAgain(this.#world, side);
    await this.#look(side);
    const { name, owner, above } = side;
    const clone = await openSide(this.#world, {
      name: `${name}-clone`,
      owner,
      above,
      dataDir,
      isOffice: false,
      clockOffset: 0,
      isRevoked: false,
    });
    sides.push(clone);
    await this.#look(clone);
  }

  /** Nothing fails any more and everything is delivered. */
  async #end(): Promise<void> {
    healDisk();
    for (const side of this.#world.sides) side.clockOffset = 0;
    const rounds = await deliverAll(this.#world, this.#media, this.#carried, (side) => this.#look(side));
    if (rounds === Infinity) throw new Broken(1, 'the exchange never comes to rest');
    await compareAll(this.#world);
    await checkNothingLost(this.#world);
  }
}

const FAULTS: Record<string, (this: History, side: Side) => Promise<void>> = {
  harmedFiles(side) {
    return this.harmedFiles(side);
  },
  forgedPackage(side) {
    return this.forgedPackage(side);
  },
  harmedMedium() {
    return this.harmedMedium();
  },
  lostMedium() {
    return this.lostMedium();
  },
  swappedMedia() {
    return this.swappedMedia();
  },
  strayFiles(side) {
    return this.strayFiles(side);
  },
  kill(side) {
    return this.disk(side, 'kill');
  },
  killAgain(side) {
    return this.disk(side, 'kill');
  },
  full(side) {
    return this.disk(side, 'full');
  },
  held(side) {
    return this.disk(side, 'held');
  },
  reopened(side) {
    return this.reopened(side);
  },
  wrongClock(side) {
    return this.wrongClock(side);
  },
  copied(side) {
    return this.copied(side);
  },
  restored(side) {
    return this.restored(side, false);
  },
  snapshot(side) {
    return this.restored(side, true);
  },
  cloned(side) {
    return this.cloned(side);
  },
};
