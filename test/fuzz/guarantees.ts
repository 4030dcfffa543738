/** What must hold whatever happened: nothing answered is lost, the same changes give the same register, nothing foreign gets in, everything refused is seen. */
import './quick-operations.ts';
import { hash } from 'node:crypto';
import { recordTables } from '../../shared/records/record-tables.ts';
import { toTableKey } from '../../core/database/tables.ts';
import { rebuildDerivedTables } from '../../core/queries/derived-tables.ts';
import { listReceivedFiles } from '../../core/services/sync-files.ts';
import { verifyRegister } from '../../core/services/verify-register.ts';
import type { Received } from '../../core/sync/received.ts';
import { listKept } from './kept-files.ts';
import { asProgramOf } from './program-version.ts';
import { isLockedOut, lineageOf, type Side, type World, type WrittenChange } from './world.ts';

/** A guarantee that does not hold. */
export class Broken extends Error {
  readonly guarantee: 1 | 2 | 3 | 4 | 5;

  constructor(guarantee: 1 | 2 | 3 | 4 | 5, message: string) {
    super(`guarantee ${guarantee}: ${message}`);
    this.name = 'Broken';
    this.guarantee = guarantee;
  }
}

function keyOf(replica: string, seq: number): string {
  return `${replica}:${seq}`;
}

/** The replica as which a side wrote last: one command may write and then go on as another. */
const wroteAs = new WeakMap<Side, string>();

/** Remembers what this side has committed itself: after each action of its own. */
export async function rememberWritten(world: World, side: Side): Promise<void> {
  const { replica } = await side.register.getInstallation();
  for (const each of new Set([wroteAs.get(side) ?? replica, replica])) await rememberWrittenAs(world, side, each);
  if (wroteAs.get(side) !== replica) {
    const db = side.register.reader.selectFrom('knownReplicas').select('continues').where('replica', '=', replica);
    const former = (await db.executeTakeFirst())?.continues;
    if (former) world.continues.set(replica, former);
  }
  wroteAs.set(side, replica);
}

async function rememberWrittenAs(world: World, side: Side, replica: string): Promise<void> {
  const known = seenHeads(side);
  const head = (await headsOf(side)).find((each) => each.replica === replica);
  const from = Math.max(known.get(replica) ?? 0, 0);
  if (!head || head.seq <= from) return;
  const rows = await side.register.reader
    .selectFrom('changes')
    .select(['replica', 'seq', 'owner', 'hash'])
    .where('replica', '=', replica)
    .where('seq', '>', from)
    .execute();
  for (const row of rows) {
    const key = keyOf(row.replica, row.seq);
    const text = row.hash.toString('hex');
    const before = world.written.get(key);
    if (before) {
      if (!before.hashes.has(text)) {
        if ([...before.hashes].some((hash) => !before.gone.has(hash)) && !world.rolledBack.has(row.replica))
          throw new Broken(1, `${side.name} wrote ${key} a second time`);
        world.forked.add(row.replica);
      }
      before.hashes.add(text);
    } else
      world.written.set(key, { replica, seq: row.seq, owner: row.owner, hashes: new Set([text]), gone: new Set() });
  }
  known.set(replica, head.seq);
}

const seen = new WeakMap<Side, Map<string, number>>();

function seenHeads(side: Side): Map<string, number> {
  const known = seen.get(side) ?? new Map<string, number>();
  seen.set(side, known);
  return known;
}

/** Its folder was replaced: everything in it is looked at anew. */
export function forgetSeen(side: Side): void {
  seen.delete(side);
  wroteAs.delete(side);
}

export async function headsOf(side: Side): Promise<{ replica: string; seq: number; hash: Buffer }[]> {
  return side.register.reader.selectFrom('chainHeads').select(['replica', 'seq', 'hash']).orderBy('replica').execute();
}

/** Guarantee 3 at each step: every chain ends with something that its author committed; the chain covers all before it. */
export async function checkHeads(world: World, side: Side): Promise<void> {
  const known = seenHeads(side);
  for (const { replica, seq, hash } of await headsOf(side)) {
    if (known.get(replica) === seq) continue;
    const written = world.written.get(keyOf(replica, seq));
    if (!written?.hashes.has(hash.toString('hex')))
      throw new Broken(3, `${side.name} took ${keyOf(replica, seq)}, which nobody wrote`);
    if (await isAfterItsEnd(world, side, { replica, seq }))
      throw new Broken(3, `${side.name} took ${keyOf(replica, seq)} of a PC that it had locked out`);
    if ((known.get(replica) ?? 0) > seq)
      throw new Broken(1, `${side.name} forgot ${keyOf(replica, seq + 1)} and later`);
    known.set(replica, seq);
  }
}

/** Whether this side itself locked out the replica, or the nearest one that it goes on for, before it had written this. */
async function isAfterItsEnd(
  world: World,
  side: Side,
  { replica, seq }: { replica: string; seq: number },
): Promise<boolean> {
  for (const each of lineageOf(world, replica)) {
    const end = world.ends.get(each);
    if (end?.by !== side) continue;
    if (!(await hasRevocation(side, each))) {
      world.ends.delete(each);
      continue;
    }
    return each === replica ? seq > end.lastSeq : !lineageOf(world, replica).some((other) => end.known.has(other));
  }
  return false;
}

/** False when somebody has taken it back since: locking a PC out is a command that can be undone. */
async function hasRevocation(side: Side, replica: string): Promise<boolean> {
  const standing = side.register.reader.selectFrom('revocations').select('id').where('replica', '=', replica);
  return (await standing.where('voidedAt', 'is', null).executeTakeFirst()) !== undefined;
}

/** Guarantee 4 at each step: whatever was not taken stands in a list that people look at. */
export async function checkVisible(side: Side, received: Received): Promise<void> {
  if (received.outcome === 'taken' || received.outcome === 'known') return;
  if (received.kind !== 'package' && received.outcome !== 'refused') return;
  // The newest come first, but clocks are wrong: the long look only where the short one does not find it.
  for (const limit of [5, 500]) {
    const { rows, total } = await listReceivedFiles(side.register, {
      limit,
      offset: 0,
      owner: null,
      state: received.outcome,
    });
    if (rows.some((row) => row.id === received.id) || total > 500) return;
  }
  throw new Broken(4, `${side.name} shows no file ${received.id.slice(0, 12)} as ${received.outcome}`);
}

/** Guarantee 2 in full: registers that know the same of one side are the same; derived tables and journal are sound. */
export async function compareAll(world: World): Promise<void> {
  const pictures = new Map<string, { side: Side; rows: Map<string, string> }>();
  for (const side of world.sides) {
    await asProgramOf(side, () => checkSound(side));
    const heads = await headsOf(side);
    for (const owner of new Set(world.sides.map((each) => each.owner))) {
      const knowledge = await knowledgeOf(side, owner, heads);
      if (knowledge === undefined) continue;
      // Another program makes another register of the same changes until it is upgraded.
      const known = `${knowledge} ${side.lacks.join()}`;
      const rows = await pictureOf(side, owner);
      const other = pictures.get(known);
      if (!other) pictures.set(known, { side, rows });
      else
        for (const [table, text] of rows)
          if (other.rows.get(table) !== text)
            throw new Broken(
              2,
              `${side.name} and ${other.side.name} differ in ${table} of ${nameOf(world, owner)}:\n${difference(text, other.rows.get(table) ?? '')}`,
            );
    }
  }
}

function nameOf(world: World, owner: string): string {
  return world.sides.find((side) => side.owner === owner)?.name ?? owner;
}

function difference(one: string, other: string): string {
  const [left, right] = [one.split('\n'), other.split('\n')];
  const only = (these: string[], those: string[]) =>
    these
      .filter((line) => !those.includes(line))
      .slice(0, 3)
      .join('\n');
  return `- ${only(left, right)}\n+ ${only(right, left)}`;
}

/** Which changes of an owner are here, and which of them with values. */
async function knowledgeOf(
  side: Side,
  owner: string,
  heads: { replica: string; seq: number; hash: Buffer }[],
): Promise<string | undefined> {
  const replicas = await side.register.reader
    .selectFrom('changes')
    .select('replica')
    .distinct()
    .where('owner', '=', owner)
    .execute();
  if (replicas.length === 0) return undefined;
  const names = new Set(replicas.map((row) => row.replica));
  const withheld = await side.register.reader
    .selectFrom('changes')
    .select(['replica', 'seq'])
    .where('owner', '=', owner)
    .where('fields', '=', '')
    .orderBy('replica')
    .orderBy('seq')
    .execute();
  const chains = heads
    .filter((head) => names.has(head.replica))
    .map((head) => [head.replica, head.seq, head.hash.toString('hex')]);
  return hash('sha256', JSON.stringify([owner, chains, withheld]), 'hex');
}

async function pictureOf(side: Side, owner: string): Promise<Map<string, string>> {
  const tables = [
    ...Object.keys(recordTables).map((name) => toTableKey(name as keyof typeof recordTables)),
    'conflicts',
  ];
  const picture = new Map<string, string>();
  const { reader } = side.register;
  for (const table of tables) {
    const rows = await reader
      .selectFrom(table as 'students')
      .selectAll()
      .where('owner', '=', owner)
      .execute();
    picture.set(table, linesOf(rows));
  }
  const refused = await reader
    .selectFrom('refusedChanges')
    .selectAll()
    .where('replica', 'in', reader.selectFrom('changes').select('replica').where('owner', '=', owner))
    .execute();
  picture.set('refusedChanges', linesOf(refused));
  return picture;
}

/** A folded name has a number of its own in each file. */
function linesOf(rows: readonly object[], table = ''): string {
  return rows
    .map((row) =>
      JSON.stringify(
        row,
        Object.keys(row)
          .sort()
          .filter((column) => !(table === 'studentSearch' && column === 'name')),
      ),
    )
    .sort()
    .join('\n');
}

const DERIVED = ['deviceSearch', 'studentSearch'] as const;

async function checkSound(side: Side): Promise<void> {
  const report = await verifyRegister(side.register);
  if (!report.isSound) throw new Broken(2, `${side.name} is not sound: ${JSON.stringify(report.faults.slice(0, 3))}`);
  const rollBack = new Error('roll back');
  await side.register
    .transact(async (db) => {
      const read = async () =>
        Promise.all(
          DERIVED.map(async (table) =>
            linesOf(
              await db
                .selectFrom(table as 'studentSearch')
                .selectAll()
                .execute(),
              table,
            ),
          ),
        );
      const before = await read();
      await rebuildDerivedTables(db);
      const after = await read();
      for (const [index, table] of DERIVED.entries())
        if (before[index] !== after[index])
          throw new Broken(
            2,
            `${side.name}: ${table} is not what a rebuild gives:\n${difference(before[index]!, after[index]!)}`,
          );
      throw rollBack;
    })
    .catch((error: unknown) => {
      if (error !== rollBack) throw error;
    });
}

/** What the sides hold of one replica, by number and hash: in their journals, or in files that they keep. */
export async function findCopies(world: World, replica: string): Promise<{ has(seq: number, hash: string): boolean }> {
  const held = new Set<string>();
  for (const side of world.sides) {
    const rows = side.register.reader.selectFrom('changes').select(['seq', 'hash']).where('replica', '=', replica);
    for (const { seq, hash } of await rows.execute()) held.add(keyOf(hash.toString('hex'), seq));
    for (const { seq, hash } of await listKept(side, replica)) held.add(keyOf(hash, seq));
  }
  return { has: (seq, text) => held.has(keyOf(text, seq)) };
}

/** Guarantee 1 when everything has been delivered: each change that was written is where it belongs. */
export async function checkNothingLost(world: World): Promise<void> {
  const lockedOut = await listLockedOut(world);
  const heads = new Map<Side, Map<string, { seq: number; hash: string }>>();
  for (const side of world.sides)
    heads.set(
      side,
      new Map((await headsOf(side)).map(({ replica, seq, hash }) => [replica, { seq, hash: hash.toString('hex') }])),
    );
  for (const [replica, all] of Map.groupBy(world.written.values(), (written) => written.replica)) {
    const isSpecial = world.forked.has(replica) || isLockedOut(world, replica);
    const copies = isSpecial ? await findCopies(world, replica) : undefined;
    for (const written of all) {
      const { seq, owner } = written;
      for (const text of written.hashes) {
        if (written.gone.has(text)) continue;
        if (copies) {
          if (!copies.has(seq, text))
            throw new Broken(1, `${keyOf(replica, seq)} of ${nameOf(world, owner)} is nowhere`);
          continue;
        }
        // The chain covers what is before its head (checkHeads), so the head tells of all.
        for (const side of readersOf(world, written, lockedOut))
          if ((heads.get(side)?.get(replica)?.seq ?? 0) < seq)
            throw new Broken(1, `${keyOf(replica, seq)} of ${nameOf(world, owner)} is not at ${side.name}`);
      }
    }
  }
}

/** Guarantee 1 for the bytes that records name: what a PC of the school has, everybody has who may. */
export async function checkAttachments(world: World): Promise<void> {
  const lockedOut = await listLockedOut(world);
  for (const author of world.sides) {
    if (lockedOut.has(author)) continue;
    const rows = await author.register.reader
      .selectFrom('attachments')
      .innerJoin('attachmentFiles', 'attachmentFiles.sha256', 'attachments.sha256')
      .select(['attachments.id', 'attachments.sha256', 'attachments.student'])
      .where('attachments.owner', '=', author.owner)
      .where('attachments.voidedAt', 'is', null)
      .execute();
    for (const { id, sha256, student } of rows) {
      const [replica = ''] = id.split('-');
      // The office between may have locked its author out, and then hands nothing on.
      if (world.forked.has(replica) || isLockedOut(world, replica)) continue;
      for (const reader of readersOf(world, author, lockedOut)) {
        const db = reader.register.reader;
        const named = db.selectFrom('attachments').select('id').where('id', '=', id).where('sha256', '=', sha256);
        if (!(await named.executeTakeFirst())) continue;
        if (reader.owner !== author.owner && (await isErasedBelow(world, reader, { owner: author.owner, student })))
          continue;
        const here = db.selectFrom('attachmentFiles').select('sha256').where('sha256', '=', sha256);
        if (!(await here.executeTakeFirst()))
          throw new Broken(1, `${reader.name} names ${id} of ${author.name} and has not its bytes`);
      }
    }
  }
}

/**
 * The office between has erased the pupil and has no picture to hand on: by the word of a PC that was locked out before the superior heard it.
 */
async function isErasedBelow(
  world: World,
  { owner: above }: Side,
  { owner, student }: { owner: string; student: string },
): Promise<boolean> {
  for (const { register } of world.sides.filter((side) => side.above === above)) {
    const erased = register.reader.selectFrom('erasedSubjects').select('subject').where('owner', '=', owner);
    if (await erased.where('subject', '=', student).executeTakeFirst()) return true;
  }
  return false;
}

/** PCs whose words nobody hears any more: they may lack what others hold, and what they wrote need not be anywhere else. */
async function listLockedOut(world: World): Promise<ReadonlySet<Side>> {
  const lockedOut = new Set<Side>();
  for (const side of world.sides) {
    const { replica } = await side.register.getInstallation();
    if (side.isRevoked || isLockedOut(world, replica)) lockedOut.add(side);
  }
  return lockedOut;
}

function readersOf(world: World, { owner }: Pick<WrittenChange, 'owner'>, lockedOut: ReadonlySet<Side>): Side[] {
  const author = world.sides.find((side) => side.owner === owner);
  const readers = world.sides.filter((side) => side.owner === owner && !lockedOut.has(side));
  for (let above = author?.above; above;) {
    const upper = world.sides.filter((side) => side.owner === above);
    readers.push(...upper);
    above = upper[0]?.above;
  }
  return readers;
}
