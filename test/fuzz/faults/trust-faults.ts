/** PCs that are locked out and taken in again, counters near their bound, edits that come before what they edit. */
import { getHighestCounter } from '../../../core/queries/changes.ts';
import { listReceivedFiles } from '../../../core/services/sync-files.ts';
import { giveCommand, randomName } from '../../core/random-history.ts';
import { takeUp } from '../carriers.ts';
import type { Fault, Play } from '../play.ts';
import { exchangeOf, lineageOf, type Side } from '../world.ts';

/** A sibling or the office locks a PC out, after the last change that it knows of; the PC knows nothing of it and goes on. */
const revoked: Fault = async (play, side) => {
  const { sides, revoked: replicas } = play.world;
  const others = sides.filter((each) => each !== side && each.owner === side.owner && !each.isRevoked);
  if (side.isOffice || side.isRevoked || others.length === 0) return;
  const by = play.random.pick([...others, ...sides.filter((each) => each.owner === side.above)]);
  const { replica } = await side.register.getInstallation();
  const isDone = await play.act(by, `locks out ${side.name}`, () =>
    by.client.replicas.revoke({ replica, reason: 'Mất máy' }),
  );
  if (!isDone) return;
  side.isRevoked = true;
  replicas.add(replica);
  const db = by.register.reader;
  const head = await db.selectFrom('chainHeads').select('seq').where('replica', '=', replica).executeTakeFirst();
  const known = await db.selectFrom('knownReplicas').select('replica').where('replica', '!=', replica).execute();
  play.world.ends.set(replica, {
    by,
    lastSeq: head?.seq ?? 0,
    known: new Set(known.map((each) => each.replica).filter((each) => lineageOf(play.world, each).includes(replica))),
  });
  play.bite('revoked PC');
};

/** A person takes a quarantined file after all. */
const released: Fault = async (play, side) => {
  const { rows } = await listReceivedFiles(side.register, { limit: 20, offset: 0, owner: null, state: 'quarantined' });
  if (rows.length === 0) return;
  const { id, replica } = play.random.pick(rows);
  for (const each of lineageOf(play.world, replica)) play.world.ends.delete(each);
  if (await play.act(side, 'releases a quarantined file', () => side.client.files.release({ id })))
    play.bite('released file');
};

/** As far above all that was ever seen as a counter may be, with room for those who have not heard of the last thousands. */
const LEAP = 2 ** 32 - 2 ** 20;

/** The counter of this PC has run ahead, as if a million commands a day had been given for years. Once in a history. */
const highCounter: Fault = async (play, side) => {
  if (play.world.hasHighCounter || side.isOffice) return;
  const { replica } = await side.register.getInstallation();
  const counter = (await getHighestCounter(side.register.reader)) + LEAP;
  const head = await side.register.reader
    .selectFrom('chainHeads')
    .select('counter')
    .where('replica', '=', replica)
    .executeTakeFirst();
  if (!head || side.session.personId === null) return;
  const setCounter = (value: number) =>
    side.register.transact((db) =>
      db.updateTable('chainHeads').set({ counter: value }).where('replica', '=', replica).execute(),
    );
  play.world.hasHighCounter = true;
  await play.act(side, 'has a counter near its bound', async () => {
    await setCounter(counter);
    try {
      await side.client.sites.save({ name: randomName(play.random), isMain: false });
      play.bite('counter near its bound');
    } catch (error) {
      await setCounter(head.counter);
      throw error;
    }
  });
};

/** A sibling edits what it got directly; the office hears of the edit first. */
const causalGap: Fault = async (play, side) => {
  const { sides } = play.world;
  const siblings = sides.filter((each) => each !== side && each.owner === side.owner && !each.isRevoked);
  const office = sides.find((each) => each.owner === side.above);
  if (side.isOffice || side.isRevoked || siblings.length === 0 || !office) return;
  const sibling = play.random.pick(siblings);
  let id: string | undefined;
  await play.act(side, 'creates a pupil', async () => {
    ({ id } = await side.client.students.save({ fullName: randomName(play.random), isKnownDouble: true }));
  });
  await give(play, side, sibling);
  const isDone = await play.act(sibling, 'edits that pupil', async () => {
    if (id === undefined) return;
    await sibling.client.students.save({ id, fullName: randomName(play.random), className: '6A' });
    await giveCommand(sibling.client, 'saveSite', play.random, play.step);
  });
  await give(play, sibling, office);
  if (isDone && id !== undefined) play.bite('causal gap');
};

/** The packages of this very installation, and nothing that it passes on. */
async function give(play: Play, from: Side, to: Side): Promise<void> {
  const files: Buffer[] = [];
  await play.act(from, `gives its own to ${to.name}`, async () => {
    await exchangeOf(from).pack();
    const { replica } = await from.register.getInstallation();
    for (const file of await exchangeOf(from).outgoing(to.owner))
      if (file.kind === 'package' && file.name.includes(replica)) files.push(await file.read());
  });
  await play.act(to, `takes from ${from.name}`, () => takeUp(to, files, play.carried));
}

export const TRUST_FAULTS: Record<string, Fault> = { revoked, released, highCounter, causalGap };
