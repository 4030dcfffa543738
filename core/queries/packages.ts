/** Packages that this installation wrote or received, and what readers have confirmed. */
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { AcknowledgementRow, KnownReplicaRow, PackageRow } from '../database/tables.ts';
import { recordAnchor } from './anchors.ts';

export function findPackage(db: ReadHandle, id: string): Promise<PackageRow | undefined> {
  return db.selectFrom('packages').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Inserts the package, or brings what is known of it up to date; its head is an anchor when all of it is here. */
export async function savePackage(db: WriteHandle, row: PackageRow): Promise<void> {
  const { id: _id, ...rest } = row;
  await db
    .insertInto('packages')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
    .execute();
  if (row.state !== 'own' && row.state !== 'merged') return;
  const { replica, last: seq, lastHash: hash, at } = row;
  await recordAnchor(db, { replica, seq, kind: 'package', hash, at });
}

/** The number through which this installation's changes are packed; 0 when none is. */
export async function getLastPacked(db: ReadHandle, replica: string): Promise<number> {
  const row = await db
    .selectFrom('packages')
    .select((select) => select.fn.max('last').as('last'))
    .where('replica', '=', replica)
    .where('state', '=', 'own')
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** Whole packages of one replica with something after this number, in order; together they have no gap. */
export async function listPackagesAfter(db: ReadHandle, replica: string, seq: number): Promise<PackageRow[]> {
  const rows = await db
    .selectFrom('packages')
    .selectAll()
    .where('replica', '=', replica)
    // A received one that brought nothing new has no file to pass on; an own one is written again.
    .where((where) =>
      where.or([where('state', '=', 'own'), where.and({ state: 'merged' }).and('file', 'is not', null)]),
    )
    .where('last', '>', seq)
    .orderBy('first')
    .orderBy('last', 'desc')
    .execute();
  const needed: PackageRow[] = [];
  let through = seq;
  // A file may repeat what another one carries: after a fault the same changes are packed in other portions.
  for (const row of rows) {
    if (row.last <= through) continue;
    needed.push(row);
    through = row.last;
  }
  return needed;
}

export function listPackagesInState(
  db: ReadHandle,
  state: PackageRow['state'],
  replica?: string,
): Promise<PackageRow[]> {
  let query = db.selectFrom('packages').selectAll().where('state', '=', state);
  if (replica !== undefined) query = query.where('replica', '=', replica);
  return query.orderBy('replica').orderBy('first').execute();
}

/** Received packages whose files went with an erasure: their authors write them again without the values. */
export function listLostPackages(db: ReadHandle, owners: readonly string[]): Promise<PackageRow[]> {
  return db
    .selectFrom('packages')
    .selectAll()
    .where('state', '=', 'merged')
    .where('owner', 'in', owners)
    .where('file', 'is', null)
    .where('reason', '=', 'erased')
    .orderBy('replica')
    .orderBy('first')
    .execute();
}

/** True when files that went with an erasure are asked for, and this package holds their changes: it may be one of them, written before that erasure. */
export async function standsForLost(
  db: ReadHandle,
  { replica, first, last }: Pick<PackageRow, 'replica' | 'first' | 'last'>,
): Promise<boolean> {
  const lost = db
    .selectFrom('packages')
    .select('id')
    .where('replica', '=', replica)
    .where('state', '=', 'merged')
    .where('reason', '=', 'erased')
    .where('file', 'is', null)
    .where('first', '>=', first)
    .where('last', '<=', last);
  return (await lost.limit(1).executeTakeFirst()) !== undefined;
}

/** True when this package stands for files that went with an erasure; from now on they are not asked for any more. */
export async function replacesLost(db: WriteHandle, { replica, first, last }: PackageRow): Promise<boolean> {
  const answer = await db
    .updateTable('packages')
    .set({ reason: null })
    .where('replica', '=', replica)
    .where('state', '=', 'merged')
    .where('reason', '=', 'erased')
    .where('file', 'is', null)
    .where('first', '>=', first)
    .where('last', '<=', last)
    .executeTakeFirst();
  return answer.numUpdatedRows > 0n;
}

/** Own packages whose files went with an erasure, to be written again without the values. */
export function listOwnErased(db: ReadHandle, replica: string): Promise<PackageRow[]> {
  return db
    .selectFrom('packages')
    .selectAll()
    .where('state', '=', 'own')
    .where('replica', '=', replica)
    .where('reason', '=', 'erased')
    .execute();
}

/** The `reason` of a forked package that a person has dealt with: it stays kept, and waits for nobody. */
export const SETTLED = 'settled';

/** How many packages stand in each state, those not counted that a person has dealt with. */
export async function countPackagesByState(db: ReadHandle): Promise<Map<PackageRow['state'], number>> {
  const rows = await db
    .selectFrom('packages')
    .select(['state', (select) => select.fn.countAll<number>().as('count')])
    .where((where) => where.or([where('reason', 'is', null), where('reason', '!=', SETTLED)]))
    .groupBy('state')
    .execute();
  return new Map(rows.map((row) => [row.state, row.count]));
}

/** What a peer has confirmed, by replica; the entry '' says that it answered at all (docs/sync.md, epochs). */
export async function listAcknowledgements(db: ReadHandle, peer: string): Promise<Map<string, AcknowledgementRow>> {
  const rows = await db.selectFrom('acknowledgements').selectAll().where('peer', '=', peer).execute();
  return new Map(rows.map((row) => [row.replica, row]));
}

/** Replaces everything that was known of this peer's confirmations. */
export async function replaceAcknowledgements(
  db: WriteHandle,
  peer: string,
  rows: readonly AcknowledgementRow[],
): Promise<void> {
  await db.deleteFrom('acknowledgements').where('peer', '=', peer).execute();
  for (const row of rows) await db.insertInto('acknowledgements').values(row).execute();
}

export function findKnownReplica(db: ReadHandle, replica: string): Promise<KnownReplicaRow | undefined> {
  return db.selectFrom('knownReplicas').selectAll().where('replica', '=', replica).executeTakeFirst();
}

export function listKnownReplicas(db: ReadHandle, owners?: readonly string[]): Promise<KnownReplicaRow[]> {
  let query = db.selectFrom('knownReplicas').selectAll();
  if (owners) query = query.where('owner', 'in', owners);
  return query.orderBy('replica').execute();
}

export async function saveKnownReplica(db: WriteHandle, row: KnownReplicaRow): Promise<void> {
  const { replica: _replica, ...rest } = row;
  await db
    .insertInto('knownReplicas')
    .values(row)
    .onConflict((conflict) => conflict.column('replica').doUpdateSet(rest))
    .execute();
}

/** Refused files that are remembered of one side; anybody may write its name on a file, and all strangers are one. */
export const MOST_REFUSED = 200;

/** Forgets the oldest refused files under this owner's name beyond the newest {@link MOST_REFUSED}. */
export async function forgetOldRefusals(db: WriteHandle, owner: string, known: readonly string[]): Promise<void> {
  const named = db.selectFrom('packages').select('id').where('state', '=', 'refused').where('file', 'is', null);
  const same = known.includes(owner) ? named.where('owner', '=', owner) : named.where('owner', 'not in', known);
  const old = await same.orderBy('at', 'desc').orderBy('id').offset(MOST_REFUSED).limit(MOST_REFUSED).execute();
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  await db.deleteFrom('packages').where('id', 'in', ids).execute();
}
