/** Pictures of signed papers: their records (synced), and which bytes lie here (local). Frozen. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table attachments (owner text not null, id text not null, receipt text not null, student text not null, name text not null,
    media_type text not null, size_bytes integer not null, sha256 text not null, voided_at text, void_reason text,
    primary key (owner, id)) strict, without rowid`,
  'create index attachments_by_receipt on attachments (receipt)',
  'create index attachments_by_sha256 on attachments (sha256)',
  'create table attachment_files (sha256 text primary key, size_bytes integer not null, at text not null) strict, without rowid',
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
