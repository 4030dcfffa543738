/** One history: commands, carriers and faults from one seed, the guarantees kept at each step and compared in full now and then. */
import './quick-operations.ts';
import { isProblem } from '../../shared/problems.ts';
import { seededRandom, type SeededRandom } from '../seeded-random.ts';
import { type Carried, deliverAll, layDown, type Medium, shuffled, takeUp } from './carriers.ts';
import { pickCommand, runCommand } from './commands.ts';
import { checkErased } from './erased.ts';
import { FAULTS } from './faults/faults.ts';
import { upgrade } from './faults/version-faults.ts';
import { Broken, checkAttachments, checkHeads, checkNothingLost, compareAll, rememberWritten } from './guarantees.ts';
import { HttpCarrier } from './http.ts';
import type { PlantedBug } from './planted-bugs.ts';
import type { Play } from './play.ts';
import { asProgramOf, NEWEST_TABLE } from './program-version.ts';
import { healDisk, isDead, seedRandomness } from './simulated-disk.ts';
import { closeWorld, exchangeOf, openAgain, openWorld, sitDown, type Side, type World } from './world.ts';

export interface Counts {
  steps: number;
  commands: number;
  refusedCommands: number;
  moves: number;
  faults: number;
  bites: Record<string, number>;
  outcomes: Record<string, number>;
  changes: number;
  /** Erased pupils and households, at each side that knows of them. */
  erased: number;
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
const MOST_FILES_TAKEN = 16;
const FAULT_NAMES = Object.keys(FAULTS);

export class History implements Play {
  readonly counts: Counts = {
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
  readonly random: SeededRandom;
  readonly world: World;
  readonly media: Medium[] = ['stick 1', 'stick 2', 'share', 'mail'].map((name) => ({
    name,
    files: new Map(),
    capacity: Infinity,
  }));
  readonly carried: Carried;
  readonly #http = new HttpCarrier();
  readonly #last: string[] = [];

  constructor(world: World, random: SeededRandom) {
    this.world = world;
    this.random = random;
    this.carried = { delivered: 0, outcomes: this.counts.outcomes };
  }

  static async run({ seed, steps, schools = 3, hasSuperior = true, bug }: HistoryOptions): Promise<Counts> {
    const random = seededRandom(seed);
    const world = await openWorld({ schools, hasSuperior, onOpen: bug?.onOpen });
    const takeOut = bug?.plant?.();
    seedRandomness(seededRandom(seed ^ 0x5eed));
    const history = new History(world, random);
    try {
      for (const side of world.sides) await rememberWritten(world, side);
      for (const side of world.sides) await checkHeads(world, side);
      for (const side of world.sides) if (random.integer(4) === 0) side.lacks = [NEWEST_TABLE];
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

  get step(): number {
    return this.counts.steps;
  }

  tell(what: string): void {
    this.#last.push(`${this.counts.steps} ${what}`);
    if (this.#last.length > 25) this.#last.shift();
    if (process.env['FUZZ_TRACE']) process.stdout.write(`${this.counts.steps} ${what}\n`);
  }

  bite(what: string): void {
    this.counts.faults += 1;
    this.counts.bites[what] = (this.counts.bites[what] ?? 0) + 1;
  }

  async look(side: Side): Promise<void> {
    await rememberWritten(this.world, side);
    await checkHeads(this.world, side);
  }

  /** A Problem is an answer, a kill means a new start. */
  async act(side: Side, what: string, work: () => Promise<unknown>): Promise<boolean> {
    this.tell(`${side.name} ${what}`);
    let isDone = true;
    try {
      await asProgramOf(side, work);
    } catch (error) {
      isDone = false;
      if (!isDead() && !isProblem(error)) throw error;
      if (isProblem(error) && error.code === 'personNotChosen') await sitDown(side);
    }
    if (isDead()) {
      isDone = false;
      await side.register.close().catch(() => undefined);
      healDisk();
      await openAgain(this.world, side);
    }
    await this.look(side);
    return isDone;
  }

  /** Some of the files, in any order: a look at a folder costs as much as the folder is full. */
  some(medium: Medium): Buffer[] {
    return shuffled(medium.files.values(), this.random).slice(0, 1 + this.random.integer(MOST_FILES_TAKEN));
  }

  async #step(): Promise<void> {
    this.counts.steps += 1;
    this.world.now += this.random.integer(20 * 60_000);
    const side = this.random.pick(this.world.sides);
    const kind = this.random.integer(100);
    if (kind < 54) await this.#command(side);
    else if (kind < 78) await this.#move(side);
    else await FAULTS[this.random.pick(FAULT_NAMES)]!(this, side);
  }

  async #command(side: Side): Promise<void> {
    this.counts.commands += 1;
    const name = pickCommand(side, this.random);
    const isDone = await this.act(side, name, () => runCommand(side, name, this.random, this.counts.steps));
    if (!isDone) this.counts.refusedCommands += 1;
  }

  async #move(side: Side): Promise<void> {
    this.counts.moves += 1;
    const medium = this.random.pick(this.media);
    const layThere = async (): Promise<void> => {
      const spoilt = await layDown(side, medium);
      if (spoilt > 0) this.bite('stick of another size');
    };
    const takeThence = () => takeUp(side, this.some(medium), this.carried);
    const above = this.world.sides.filter((each) => each.owner === side.above);
    switch (this.random.integer(5)) {
      case 0:
        await this.act(side, `lays down on ${medium.name}`, layThere);
        break;
      case 1:
        await this.act(side, `takes up from ${medium.name}`, takeThence);
        break;
      case 2:
        await this.act(side, `exchanges on ${medium.name}`, async () => {
          await takeThence();
          await layThere();
        });
        break;
      case 3:
        if (above.length > 0) await this.#http.exchange(this, side, this.random.pick(above));
        else await this.#line(side);
        break;
      default:
        await this.#line(side);
    }
  }

  /** A direct line between two that know each other: both ways, whole files, but perhaps not all of them. */
  async #line(from: Side): Promise<void> {
    const near = this.world.sides.filter(
      (each) => each !== from && (each.owner === from.owner || each.owner === from.above || each.above === from.owner),
    );
    const to = this.random.pick(near);
    for (const [giver, taker] of [
      [from, to],
      [to, from],
    ] as const) {
      let files: Buffer[] = [];
      await this.act(giver, `sends to ${taker.name}`, async () => {
        await exchangeOf(giver).pack();
        for (const file of await exchangeOf(giver).outgoing(taker.owner)) files.push(await file.read());
      });
      if (this.random.integer(4) === 0) files = files.slice(0, this.random.integer(files.length + 1));
      await this.act(taker, `receives from ${giver.name}`, () => takeUp(taker, files, this.carried));
    }
  }

  /** Nothing fails any more, everybody has the newest program, and everything is delivered. */
  async #end(): Promise<void> {
    healDisk();
    for (const side of this.world.sides) {
      side.clockOffset = 0;
      await upgrade(side);
    }
    const rounds = await deliverAll(this.world, this.media, this.carried, (side) => this.look(side));
    if (rounds === Infinity) throw new Broken(1, 'the exchange never comes to rest');
    await compareAll(this.world);
    await checkNothingLost(this.world);
    await checkAttachments(this.world);
    this.counts.erased = await checkErased(this.world);
  }
}
