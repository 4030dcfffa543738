/** Erasure: what was erased and its minutes (synced), whose values are gone here and which files go with them (local). Frozen. */
import { type Kysely, sql } from 'kysely';

const KEY = 'owner text not null, id text not null';
const SYNCED = 'primary key (owner, id)) strict, without rowid';
const COUNTS = ['pupils', 'poor', 'near_poor', 'none', 'unknown', 'received', 'households', 'receipts', 'attachments'];

const STATEMENTS = [
  `create table deletions (${KEY}, reason text not null, basis text, erased_on text not null, school_year text,
    ${[...COUNTS, 'changes'].map((name) => `${name} integer not null`).join(', ')}, ${SYNCED}`,
  `create table erasures (${KEY}, subject text not null, deletion text not null, ${SYNCED}`,
  `create table erased_subjects (owner text not null, subject text not null, at text not null,
    primary key (owner, subject)) strict, without rowid`,
  'create table erased_files (file text primary key, at text not null) strict, without rowid',
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
