/** PINs for changing seats at a shared PC, and how often a wrong one was typed: local, they open no file. Frozen. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table pins (person text primary key, salt blob not null, verifier blob not null, cost integer not null,
    is_one_time integer not null check (is_one_time in (0, 1)), set_at text not null) strict, without rowid`,
  `create table failed_proofs (person text primary key, failures integer not null, failed_at text not null) strict, without rowid`,
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
