/** After a fork one id may have been given to two pupils: a subject may have more than one secret (docs/decisions/0007). Frozen. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table all_secrets (owner text not null, subject text not null, secret blob not null,
    primary key (owner, subject, secret)) strict, without rowid`,
  'insert into all_secrets select owner, subject, secret from secrets order by owner, subject',
  'drop table secrets',
  'alter table all_secrets rename to secrets',
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
