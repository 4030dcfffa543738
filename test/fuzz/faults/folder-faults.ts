/** Data folders that are copied, put back, or both: what a backup, a snapshot of a virtual machine or an explorer does. */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readInstallMark, writeInstallMark } from '../../../core/host/install-mark.ts';
import { findOwnerOfReplica } from '../../../core/queries/merge.ts';
import { readKeyFile } from '../../../core/sync/keys/key-file.ts';
import { pickCommand, runCommand } from '../commands.ts';
import { findCopies, forgetSeen } from '../guarantees.ts';
import type { Fault, Play } from '../play.ts';
import { upgrade } from './version-faults.ts';
import { isLockedOut, LIVE, openAgain, openSide, type Side, type World, type WrittenChange } from '../world.ts';

const copied: Fault = async (play, side) => {
  await side.register.close();
  const folder = path.join(LIVE, 'copies', side.name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(side.dataDir, folder, { recursive: true });
  side.copy = { folder, mark: readInstallMark(side.dataDir), lacks: side.lacks };
  play.tell(`${side.name} is backed up`);
  await openAgain(play.world, side);
  await play.look(side);
};

/** An old copy of the data folder is put back; with `isSnapshot`, what is remembered outside of it as well. */
async function restore(play: Play, isSnapshot: boolean): Promise<void> {
  const { world } = play;
  const backedUp = world.sides.filter(({ copy }) => copy !== undefined);
  if (backedUp.length === 0) return;
  const side = play.random.pick(backedUp);
  const copy = side.copy!;
  play.tell(`${side.name} goes back to a copy${isSnapshot ? ', mark and all' : ''}`);
  play.bite(isSnapshot ? 'snapshot' : 'restored copy');
  await side.register.close();
  await openAgain(world, side);
  await play.look(side);
  await markGone(world, side);
  const held = await gatherForked(world);
  const { dataKey } = side.register;
  await side.register.close();
  rmSync(side.dataDir, { recursive: true, force: true });
  cpSync(copy.folder, side.dataDir, { recursive: true });
  if (isSnapshot && copy.mark) writeInstallMark(side.dataDir, copy.mark);
  if (isSnapshot) world.rolledBack.add(readKeyFile(side.dataDir, dataKey)?.replica ?? '');
  forgetSeen(side);
  // It may have gone back to before it locked somebody out.
  for (const [replica, { by }] of world.ends) if (by === side) world.ends.delete(replica);
  await openAgain(world, side);
  if (copy.lacks.length > side.lacks.length) {
    // The program has become newer since: it brings the old file up to date when it opens it.
    side.lacks = copy.lacks;
    await upgrade(side);
  }
  const left = new Set((await gatherForked(world)).map(({ hash }) => hash));
  for (const { written, hash } of held) if (!left.has(hash)) written.gone.add(hash);
  await play.look(side);
  // Whoever put it back works on: nothing has told the program yet what others hold of it.
  const name = pickCommand(side, play.random);
  await play.act(side, `${name} after that`, () => runCommand(side, name, play.random, play.step));
}

/** What stands in this register alone, or at its members, may be lost with it. */
async function markGone(world: World, side: Side): Promise<void> {
  const rows = await side.register.reader.selectFrom('chainHeads').select(['replica', 'seq']).execute();
  for (const { replica, seq } of rows) {
    if (world.forked.has(replica)) continue;
    const owner = await findOwnerOfReplica(side.register.reader, replica);
    let elsewhere = 0;
    for (const other of world.sides) {
      // A member holds its office's changes, in part without their values, and gives none back.
      if (other === side || other.above === owner) continue;
      const head = await other.register.reader
        .selectFrom('chainHeads')
        .select('seq')
        .where('replica', '=', replica)
        .executeTakeFirst();
      elsewhere = Math.max(elsewhere, head?.seq ?? 0);
    }
    for (let lost = elsewhere + 1; lost <= seq; lost += 1) {
      const written = world.written.get(`${replica}:${lost}`);
      for (const hash of written?.hashes ?? []) written!.gone.add(hash);
    }
  }
}

/** Of chains that fork, each change that somebody holds: after a folder was overwritten, the ones missing went with it. */
async function gatherForked(world: World): Promise<{ written: WrittenChange; hash: string }[]> {
  const found: { written: WrittenChange; hash: string }[] = [];
  const replicas = new Set([...world.written.values()].map(({ replica }) => replica));
  for (const replica of replicas) {
    if (!world.forked.has(replica) && !isLockedOut(world, replica)) continue;
    const copies = await findCopies(world, replica);
    for (const written of world.written.values())
      if (written.replica === replica)
        for (const hash of written.hashes) if (copies.has(written.seq, hash)) found.push({ written, hash });
  }
  return found;
}

/** Somebody copies a data folder to another PC and works on there. */
const cloned: Fault = async (play, side) => {
  const { sides } = play.world;
  if (side.isOffice || side.isRevoked || sides.filter((each) => each.owner === side.owner).length > 2) return;
  play.tell(`${side.name} is cloned`);
  play.bite('cloned folder');
  await side.register.close();
  const dataDir = `${side.dataDir}-clone`;
  cpSync(side.dataDir, dataDir, { recursive: true });
  await openAgain(play.world, side);
  await play.look(side);
  const { owner, above, lacks } = side;
  const given = { owner, above, dataDir, isOffice: false, clockOffset: 0, isRevoked: false, lacks };
  const clone = await openSide(play.world, { name: `${side.name}-clone`, ...given });
  sides.push(clone);
  await play.look(clone);
};

export const FOLDER_FAULTS: Record<string, Fault> = {
  copied,
  restored: (play) => restore(play, false),
  snapshot: (play) => restore(play, true),
  cloned,
};
