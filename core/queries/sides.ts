/** The sides that this one knows: its collector, its members and theirs, and where revoked installations end. */
import type { ReadHandle } from '../database/handles.ts';
import { fixedQuery, type Given } from '../database/sqlite/fixed-query.ts';
import type { CollectorRow, SyncedRow } from '../database/tables.ts';

/** The public keys by which a side is known. */
export interface Side {
  owner: string;
  name: string;
  code: string;
  role: 'school' | 'office';
  signKey: string;
  recipient: string;
}

const collectors = fixedQuery((db) => db.selectFrom('collectors').selectAll());

/** The side above, also while it has not confirmed yet. */
export async function findCollector(db: ReadHandle): Promise<CollectorRow | undefined> {
  return (await collectors(db, {}))[0];
}

const membersOf = fixedQuery((db, { value }: Given<{ office: string }>) =>
  db
    .selectFrom('enrolments')
    .selectAll()
    .where('owner', '=', value('office'))
    .where('voidedAt', 'is', null)
    .orderBy('name'),
);

/** Enrolments that stand, of this office. */
export function listMembers(db: ReadHandle, office: string): Promise<SyncedRow<'enrolments'>[]> {
  return membersOf(db, { office });
}

/** The owners whose files are of use to this one: itself, the side above, everybody below. */
export async function listKnownOwners(db: ReadHandle, own: string): Promise<string[]> {
  const collector = await findCollector(db);
  return [own, ...(collector ? [collector.owner] : []), ...(await listSidesBelow(db, own)).map(({ owner }) => owner)];
}

/** Everybody below this owner: its members, their members, and so on, each once. */
export async function listSidesBelow(db: ReadHandle, owner: string): Promise<Side[]> {
  const found = new Map<string, Side>();
  const offices = [owner];
  for (let office = offices.pop(); office !== undefined; office = offices.pop()) {
    for (const { member, role, name, code, signKey, recipient } of await listMembers(db, office)) {
      if (member === owner || found.has(member)) continue;
      found.set(member, { owner: member, name, code, role, signKey, recipient });
      if (role === 'office') offices.push(member);
    }
  }
  return [...found.values()];
}

/** What these sides said of the end of this side's replicas, the lowest number first. */
export function listRevocations(
  db: ReadHandle,
  member: string,
  speakers: readonly string[],
): Promise<{ owner: string; id: string; replica: string; lastSeq: number }[]> {
  return db
    .selectFrom('revocations')
    .select(['owner', 'id', 'replica', 'lastSeq'])
    .where('member', '=', member)
    .where('voidedAt', 'is', null)
    .where('owner', 'in', speakers)
    .orderBy('lastSeq')
    .execute();
}

/** The id of the revocation of this replica that this side itself wrote and that stands. */
export async function findOwnRevocation(db: ReadHandle, owner: string, replica: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('revocations')
    .select('id')
    .where('owner', '=', owner)
    .where('replica', '=', replica)
    .where('voidedAt', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

/** Everybody who enrolled this side, as far as this register knows. */
export async function listEnrollers(db: ReadHandle, member: string): Promise<string[]> {
  const rows = await db
    .selectFrom('enrolments')
    .select('owner')
    .where('member', '=', member)
    .where('voidedAt', 'is', null)
    .execute();
  return rows.map((row) => row.owner);
}
