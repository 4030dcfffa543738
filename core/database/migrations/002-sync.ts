/** Sync: who is enrolled and refused (synced), packages and acknowledgements (local), conflicts (derived). Frozen. */
import { type Kysely, sql } from 'kysely';

const VOID = 'voided_at text, void_reason text';
const KEY = 'owner text not null, id text not null';
const SYNCED = 'primary key (owner, id)) strict, without rowid';

const STATEMENTS = [
  `create table enrolments (${KEY}, member text not null, role text not null check (role in ('school', 'office')), code text not null,
    name text not null, sign_key text not null, recipient text not null, ${VOID}, ${SYNCED}`,
  `create table revocations (${KEY}, member text not null, replica text not null, last_seq integer not null, reason text not null, ${VOID}, ${SYNCED}`,
  `create table refusals (${KEY}, member text not null, change text not null, record_table text not null, record text not null,
    reason text not null, ${VOID}, ${SYNCED}`,
  'create index refusals_by_record on refusals (record)',

  `create table known_replicas (replica text primary key, owner text not null, name text not null, sign_key text not null,
    recipient text not null, continues text, certificate text not null, seen_at text not null) strict, without rowid`,
  `create table collectors (owner text primary key, name text not null, level text not null, sign_key text not null, recipient text not null,
    http_url text, http_fingerprint text, code text, enrolled_at text) strict, without rowid`,
  `create table invitations (code_hash text primary key, member_code text, member_name text, made_at text not null, expires_at text not null,
    used_at text, used_by text) strict, without rowid`,
  `create table acknowledgements (peer text not null, peer_replica text not null, replica text not null, seq integer not null, hash blob not null,
    number integer not null, at text not null, primary key (peer, replica)) strict, without rowid`,
  `create table packages (id text primary key, replica text not null, owner text not null, first integer not null, last integer not null,
    prev_hash blob not null, last_hash blob not null, file text, size_bytes integer not null,
    state text not null check (state in ('own', 'merged', 'waiting', 'quarantined', 'forked', 'refused')), reason text, carrier text not null,
    at text not null) strict, without rowid`,
  'create index packages_by_replica on packages (replica, first)',
  'create index packages_by_state on packages (state, at)',
  'create table commitments (replica text not null, seq integer not null, commitment blob not null, primary key (replica, seq)) strict, without rowid',
  `create table refused_changes (replica text not null, seq integer not null, record text not null, reason text not null,
    primary key (replica, seq)) strict, without rowid`,
  'create index refused_changes_by_record on refused_changes (record)',
  `create table conflicts (owner text not null, record_table text not null, record text not null, field_group text not null,
    primary key (owner, record, field_group)) strict, without rowid`,
  'create table sync_settings (name text primary key, value_json text not null) strict, without rowid',
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
