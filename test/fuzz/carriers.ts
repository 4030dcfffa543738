/** Simulated carriers: sticks, a shared folder, the mail, and a line. They lose, repeat, reorder, cut and alter files. */
import { readOuterHeader } from '../../core/sync/files/outer-header.ts';
import { FileRefused } from '../../core/sync/files/file-refused.ts';
import type { Received } from '../../core/sync/received.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { checkVisible } from './guarantees.ts';
import { exchangeOf, type Side, type World } from './world.ts';

/** Where files lie between two PCs, by path. */
export interface Medium {
  name: string;
  files: Map<string, Buffer>;
  /** Bytes that it has room for; what is written beyond is taken and lost. */
  capacity: number;
}

export interface Carried {
  delivered: number;
  outcomes: Record<string, number>;
}

/** Lays down what each peer lacks, as the folder carrier does; a name that is there is replaced. Answers how many files the medium spoilt. */
export async function layDown(side: Side, medium: Medium): Promise<number> {
  const exchange = exchangeOf(side);
  await exchange.pack();
  let spoilt = 0;
  for (const { owner } of await exchange.peers())
    for (const file of await exchange.outgoing(owner))
      if (!put(medium, `${owner}/${file.name}`, await file.read())) spoilt += 1;
  return spoilt;
}

/** False when there was less room than the medium says: the end reads as zeros, or the file is not there at all. */
function put(medium: Medium, name: string, bytes: Buffer): boolean {
  let room = medium.capacity;
  if (room < Infinity) for (const [other, { length }] of medium.files) if (other !== name) room -= length;
  if (bytes.length <= room) {
    medium.files.set(name, bytes);
    return true;
  }
  if (bytes.length % 2 === 0) medium.files.delete(name);
  else medium.files.set(name, Buffer.concat([bytes], bytes.length).fill(0, Math.max(0, room)));
  return false;
}

/** Hands the files to a PC; only those that its header says are wanted, unless a person opens them all. */
export async function takeUp(
  side: Side,
  files: readonly Buffer[],
  carried: Carried,
  { isByHand = false }: { isByHand?: boolean } = {},
): Promise<Received[]> {
  const taken: Received[] = [];
  for (const bytes of files) {
    if (!isByHand && !(await isWanted(side, bytes))) continue;
    const received = await exchangeOf(side).receive(bytes, isByHand ? 'hand' : 'folder');
    carried.delivered += 1;
    const what = `${received.kind} ${received.outcome}${received.reason ? ` ${received.reason}` : ''}`;
    carried.outcomes[what] = (carried.outcomes[what] ?? 0) + 1;
    await checkVisible(side, received);
    taken.push(received);
  }
  return taken;
}

async function isWanted(side: Side, bytes: Buffer): Promise<boolean> {
  try {
    return await exchangeOf(side).isWanted(readOuterHeader(bytes).header);
  } catch (error) {
    if (error instanceof FileRefused) return error.reason === 'tooNew';
    throw error;
  }
}

export function shuffled<Item>(items: Iterable<Item>, random: SeededRandom): Item[] {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = random.integer(at + 1);
    [all[at], all[other]] = [all[other]!, all[at]!];
  }
  return all;
}

/** One of the ways in which a file is harmed under way. */
export function harm(bytes: Buffer, random: SeededRandom): Buffer {
  const harmed = Buffer.from(bytes);
  switch (random.integer(4)) {
    case 0:
      return harmed.subarray(0, random.integer(harmed.length));
    case 1:
      for (let at = random.integer(harmed.length), end = at + 4096; at < Math.min(end, harmed.length); at += 1)
        harmed[at] = 0;
      return harmed;
    case 2:
      return Buffer.concat([harmed, harmed.subarray(0, 7)]);
    default: {
      const at = random.integer(harmed.length);
      harmed[at] = harmed[at]! ^ (1 << random.integer(8));
      return harmed;
    }
  }
}

/** Everything from everybody to everybody, until nothing moves: what a network without faults would end with. */
export async function deliverAll(
  world: World,
  media: readonly Medium[],
  carried: Carried,
  after: (side: Side) => Promise<void>,
): Promise<number> {
  for (let round = 1; round <= 12; round += 1) {
    let moved = 0;
    const trace: Record<string, number> = {};
    // What lies about comes once more, late.
    for (const medium of round === 1 ? media : [])
      for (const side of world.sides) {
        const received = await takeUp(side, [...medium.files.values()], carried);
        moved += received.filter(({ outcome }) => outcome === 'taken').length;
        await after(side);
      }
    for (const from of world.sides) {
      await exchangeOf(from).pack();
      await after(from);
      for (const { owner } of await exchangeOf(from).peers()) {
        const files = await Promise.all((await exchangeOf(from).outgoing(owner)).map((file) => file.read()));
        for (const to of world.sides) {
          if (to === from || to.owner !== owner) continue;
          const received = await takeUp(to, files, carried);
          for (const { kind, outcome, reason } of received) {
            const what = `${from.name} > ${to.name} ${kind} ${outcome} ${reason ?? ''}`;
            if (kind !== 'acknowledgement' || outcome !== 'known') trace[what] = (trace[what] ?? 0) + 1;
          }
          moved += received.filter(({ kind, outcome }) => outcome === 'taken' && kind !== 'acknowledgement').length;
          await after(to);
        }
      }
      await after(from);
    }
    if (process.env['FUZZ_TRACE']) process.stdout.write(`round ${round}: ${moved} taken ${JSON.stringify(trace)}\n`);
    if (moved === 0) return round;
  }
  return Infinity;
}
