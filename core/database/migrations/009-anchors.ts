/** Where chains are anchored: heads that were signed into a package, confirmed by a reader, kept with a backup, or printed. Frozen. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table anchors (replica text not null, seq integer not null, kind text not null check (kind in ('package', 'acknowledgement', 'backup', 'form')),
    hash blob not null, at text not null, primary key (replica, seq, kind)) strict, without rowid`,
  // What was packed, merged and confirmed before counts too.
  `insert or ignore into anchors select replica, last, 'package', last_hash, at from packages where state in ('own', 'merged')`,
  `insert or ignore into anchors select a.replica, a.seq, 'acknowledgement', a.hash, a.at from acknowledgements a
    join changes c on c.replica = a.replica and c.seq = a.seq and c.hash = a.hash`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
