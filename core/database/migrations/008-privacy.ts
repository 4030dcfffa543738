/** Consent and requests of families (synced); what was typed and not saved (local). Frozen. */
import { type Kysely, sql } from 'kysely';

const KEY = 'owner text not null, id text not null';
const VOID = 'voided_at text, void_reason text';
const SYNCED = 'primary key (owner, id)) strict, without rowid';

const STATEMENTS = [
  `create table consents (${KEY}, student text not null, form_version text not null, agreed_on text not null, guardian_name text,
    guardian_agrees integer not null, child_agrees integer, withdrawn_on text, withdrawal_reason text, ${VOID}, ${SYNCED}`,
  'create index consents_by_student on consents (student)',
  `create table requests (${KEY}, student text not null, kind text not null, received_on text not null, requester_name text, note text,
    answered_on text, is_extended integer not null, done_on text, outcome text, ${VOID}, ${SYNCED}`,
  'create index requests_by_student on requests (student)',
  'create table drafts (key text primary key, label text not null, at text not null, values_json text not null) strict, without rowid',
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
