import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { up } from '../../../../core/database/migrations/005-secrets-of-forks.ts';
import { sqliteDialect } from '../../../../core/database/sqlite/dialect.ts';
import { makeTestFolder } from '../../open-test-register.ts';

it('keeps every secret, and from then on lets a subject have a second one, but none twice', async () => {
  const sqlite = new Sqlite(path.join(makeTestFolder(), 'before.sqlite'));
  sqlite.exec(
    'create table secrets (owner text not null, subject text not null, secret blob not null, primary key (owner, subject)) strict, without rowid',
  );
  const add = (owner: string, subject: string, byte: number) =>
    sqlite.prepare('insert into secrets values (?, ?, ?)').run(owner, subject, Buffer.alloc(32, byte));
  for (const [index, subject] of ['', 'r-1', 'r-2'].entries())
    for (const owner of ['one', 'two']) add(owner, subject, index + 1);
  const read = () => sqlite.prepare('select * from secrets order by owner, subject, secret').all();
  const before = read();
  expect(() => add('one', 'r-1', 9)).toThrow(/UNIQUE/);
  const kysely = new Kysely<never>({ dialect: sqliteDialect(sqlite) });
  await up(kysely);
  expect(read()).toEqual(before);
  expect(before).toHaveLength(6);
  add('one', 'r-1', 9);
  expect(() => add('one', 'r-1', 9)).toThrow(/UNIQUE/);
  await kysely.destroy();
});
