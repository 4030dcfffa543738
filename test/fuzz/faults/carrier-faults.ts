/** Files that are harmed, forged, lost, repeated or brought to the wrong PC; sticks that lie about their size. */
import { getHighestCounter } from '../../../core/queries/changes.ts';
import { harm, shuffled, takeUp } from '../carriers.ts';
import { forgePackage, recipientOf } from '../forger.ts';
import type { Fault } from '../play.ts';

/** More than a reader allows above its own (2^32, docs/sync.md "Reading a package"), and more than its own may rise in a history. */
const COUNTER_LEAP = 2 ** 34;

const harmedFiles: Fault = async (play, side) => {
  const medium = play.random.pick(play.media);
  if (medium.files.size === 0) return;
  const harmed = shuffled(medium.files.values(), play.random)
    .slice(0, 2)
    .map((bytes) => harm(bytes, play.random));
  play.bite('harmed files');
  await play.act(side, 'opens harmed files', () => takeUp(side, harmed, play.carried, { isByHand: true }));
};

const forgedPackage: Fault = async (play, side) => {
  const { sides } = play.world;
  const victim = play.random.pick(sides);
  const readers = sides.filter((each) => each.owner === victim.owner || each.owner === victim.above);
  const recipients = await Promise.all(readers.map(recipientOf));
  const forged = await forgePackage(victim, recipients);
  if (!forged) return;
  play.bite('forged package');
  for (const reader of [side, play.random.pick(readers)])
    await play.act(reader, `opens a package forged for ${victim.name}`, () =>
      takeUp(reader, [forged], play.carried, { isByHand: true }),
    );
};

/** With the author's own key, but with a counter that would leave no room for those after it. */
const leapingPackage: Fault = async (play) => {
  const { sides } = play.world;
  const victim = play.random.pick(sides);
  const reader = play.random.pick(sides.filter((each) => each.owner === victim.owner || each.owner === victim.above));
  // What a locked-out PC signs waits for a person, who may release it when counters have come nearer.
  const leap = (victim.isRevoked ? 2 : 1) * COUNTER_LEAP + play.random.integer(1000);
  const counter = (await getHighestCounter(reader.register.reader)) + leap;
  const forged = await forgePackage(victim, [await recipientOf(reader)], { isSigned: true, counter });
  if (!forged) return;
  play.bite('counter that leaps');
  await play.act(reader, `opens a package of ${victim.name} whose counter leaps`, () =>
    takeUp(reader, [forged], play.carried, { isByHand: true }),
  );
};

const harmedMedium: Fault = async (play) => {
  const medium = play.random.pick(play.media);
  if (medium.files.size === 0) return;
  play.tell(`${medium.name} is harmed`);
  play.bite('harmed medium');
  const [name, bytes] = play.random.pick([...medium.files]);
  if (play.random.integer(2) === 0) medium.files.set(name, harm(bytes, play.random));
  else medium.files.delete(name);
};

const lostMedium: Fault = async (play) => {
  const medium = play.random.pick(play.media);
  if (medium.files.size === 0) return;
  play.tell(`${medium.name} is lost`);
  play.bite('lost stick');
  medium.files.clear();
  medium.capacity = Infinity;
};

const swappedMedia: Fault = async (play) => {
  const [one, other] = [play.random.pick(play.media), play.random.pick(play.media)];
  if (one === other || one.files.size + other.files.size === 0) return;
  play.bite('swapped sticks');
  [one.files, other.files] = [other.files, one.files];
  [one.capacity, other.capacity] = [other.capacity, one.capacity];
};

const strayFiles: Fault = async (play, side) => {
  const medium = play.random.pick(play.media);
  if (medium.files.size === 0) return;
  play.bite('opened by the wrong PC, twice');
  const files = shuffled(medium.files.values(), play.random).slice(0, 4);
  await play.act(side, 'opens whatever is there, twice', () =>
    takeUp(side, [...files, ...files], play.carried, { isByHand: true }),
  );
};

/** From now on the stick takes whatever it is given and keeps what it has room for. It bites when it is written to. */
const fakeStick: Fault = async (play) => {
  const medium = play.random.pick(play.media);
  let used = 0;
  for (const bytes of medium.files.values()) used += bytes.length;
  medium.capacity = used + play.random.integer(20_000);
  play.tell(`${medium.name} is smaller than it says`);
};

export const CARRIER_FAULTS: Record<string, Fault> = {
  harmedFiles,
  forgedPackage,
  leapingPackage,
  harmedMedium,
  lostMedium,
  swappedMedia,
  strayFiles,
  fakeStick,
};
