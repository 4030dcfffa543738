import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { up as upPins } from '../../../../core/database/migrations/006-pins.ts';
import { up } from '../../../../core/database/migrations/009-anchors.ts';
import { sqliteDialect } from '../../../../core/database/sqlite/dialect.ts';
import { makeTestFolder } from '../../open-test-register.ts';

it('takes what was packed, merged and confirmed before as anchors, and nothing that waits or was confirmed of another chain', async () => {
  const sqlite = new Sqlite(path.join(makeTestFolder(), 'before.sqlite'));
  sqlite.exec(`
    create table packages (id text primary key, replica text not null, last integer not null, last_hash blob not null, state text not null, at text not null) strict;
    create table acknowledgements (peer text, replica text, seq integer, hash blob, at text) strict;
    create table changes (replica text, seq integer, hash blob) strict;
    insert into packages values ('a', 'r', 5, x'05', 'own', 't1'), ('b', 's', 9, x'09', 'merged', 't2'), ('c', 'r', 7, x'07', 'waiting', 't3'), ('d', 'r', 5, x'05', 'own', 't4');
    insert into changes values ('r', 5, x'05'), ('r', 6, x'06');
    insert into acknowledgements values ('o', 'r', 5, x'05', 't5'), ('o', 'r', 6, x'ff', 't6'), ('o', '', 0, x'', 't7');
  `);
  const kysely = new Kysely<never>({ dialect: sqliteDialect(sqlite) });
  await up(kysely);
  expect(
    sqlite.prepare('select replica, seq, kind, hex(hash) as hash from anchors order by 1, 2, 3').raw().all(),
  ).toEqual([
    ['r', 5, 'acknowledgement', '05'],
    ['r', 5, 'package', '05'],
    ['s', 9, 'package', '09'],
  ]);
  await kysely.destroy();
});

it('keeps one PIN and one count of wrong attempts a person', async () => {
  const sqlite = new Sqlite(path.join(makeTestFolder(), 'before.sqlite'));
  const kysely = new Kysely<never>({ dialect: sqliteDialect(sqlite) });
  await upPins(kysely);
  const add = sqlite.prepare("insert into pins values ('p', x'00', x'00', 32768, ?, 't')");
  expect(() => add.run(2)).toThrow(/CHECK/);
  add.run(1);
  expect(() => add.run(0)).toThrow(/UNIQUE/);
  sqlite.exec("insert into failed_proofs values ('p', 1, 't')");
  expect(() => sqlite.exec("insert into failed_proofs values ('p', 2, 't')")).toThrow(/UNIQUE/);
  await kysely.destroy();
});
