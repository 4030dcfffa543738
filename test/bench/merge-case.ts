/**
 * Merging the changes of a school into an office's register, beside bare inserting of the very same rows into the same
 * tables with the same indexes. In slices, each committed by itself, as packages are merged. Argument: how many pupils (four records each).
 */
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { SLICES_PER_COMMIT } from '../../core/sync/merge-package.ts';
import { applyChanges, sliceRun } from '../../core/journal/apply-changes.ts';
import type { IncomingChange } from '../../core/journal/incoming-run.ts';
import { giveKey } from '../../core/database/sqlite/open-database.ts';
import type { Register } from '../../core/register.ts';
import { recordTableNames } from '../../shared/records/record-tables.ts';
import type { SecretRow } from '../../core/database/tables.ts';
import { openBenchRegister, withBenchFolder } from './bench-register.ts';
import { fillRegister } from './invented-pupils.ts';

/** As many as a package carries. */
const CHANGES_PER_RUN = 10_000;
const TABLES = [
  'changes',
  'secrets',
  'chain_heads',
  ...recordTableNames,
  'student_search',
  'device_search',
  'searched_names',
  'name_suffixes',
];

type KeyedFile = Pick<Register, 'file' | 'databaseKey'>;

/** What is needed of a register after it was closed. */
function keyedFile({ file, databaseKey }: Register): KeyedFile {
  return { file, databaseKey };
}

/** Copies every row of these tables of one file into another, a slice to a transaction; milliseconds of writing. */
function insertBare(from: KeyedFile, into: KeyedFile): number {
  const source = new Sqlite(from.file, { readonly: true });
  giveKey(source, from.databaseKey);
  const target = new Sqlite(into.file);
  giveKey(target, into.databaseKey);
  target.pragma('journal_mode = WAL');
  target.pragma('synchronous = FULL');
  target.pragma('cache_size = -32000');
  target.pragma('temp_store = memory');
  let ms = 0;
  for (const table of TABLES) {
    const columns = (source.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    const insert = target.prepare(`insert or ignore into ${table} values (${columns.map(() => '?').join(', ')})`);
    const write = target.transaction((rows: unknown[][]) => {
      for (const row of rows) insert.run(row);
    });
    const flush = (rows: unknown[][]): void => {
      const start = performance.now();
      write(rows);
      ms += performance.now() - start;
    };
    let rows: unknown[][] = [];
    for (const row of source.prepare(`select * from ${table}`).raw().iterate() as IterableIterator<unknown[]>) {
      rows.push(row);
      if (rows.length === CHANGES_PER_RUN) {
        flush(rows);
        rows = [];
      }
    }
    flush(rows);
  }
  source.close();
  target.close();
  return ms;
}

const pupils = Number(process.argv[2]);
const answer = await withBenchFolder(async (folder) => {
  const school = await openBenchRegister(path.join(folder, 'school'));
  await fillRegister(school.register, school.session, pupils, true);
  const { replica, owner } = await school.register.getInstallation();
  const office = await openBenchRegister(path.join(folder, 'office'));
  const bare = await openBenchRegister(path.join(folder, 'bare'));
  const files = [office, bare].map(({ register }) => keyedFile(register));
  await bare.register.close();
  const db = school.register.reader;
  let mergeMs = 0;
  let merged = 0;
  for (let from = 1; ; from += CHANGES_PER_RUN) {
    const rows = await db
      .selectFrom('changes')
      .selectAll()
      .where('replica', '=', replica)
      .where('seq', '>=', from)
      .orderBy('seq')
      .limit(CHANGES_PER_RUN)
      .execute();
    if (rows.length === 0) break;
    const changes: IncomingChange[] = rows.map((row) => ({ ...row, commitment: null }));
    const subjects = [...new Set(changes.map((change) => change.subject))];
    const secrets: SecretRow[] = [];
    for (let start = 0; start < subjects.length; start += 500)
      secrets.push(
        ...(await db
          .selectFrom('secrets')
          .selectAll()
          .where('owner', '=', owner)
          .where('subject', 'in', subjects.slice(start, start + 500))
          .execute()),
      );
    const start = performance.now();
    const slices = sliceRun({ replica, owner, changes, secrets });
    for (let first = 0; first < slices.length; first += SLICES_PER_COMMIT)
      await office.register.transact(async (transaction) => {
        for (const slice of slices.slice(first, first + SLICES_PER_COMMIT)) {
          const done = await applyChanges(transaction, slice, { ownerRole: 'school' });
          merged += done.applied;
          if (done.refused.length > 0) throw new Error('the bench wrote what a merge refuses');
        }
      });
    mergeMs += performance.now() - start;
  }
  await school.register.close();
  await office.register.close();
  const bareMs = insertBare(files[0]!, files[1]!);
  return { mergeMs, bareMs, changes: merged };
});
console.log(JSON.stringify(answer));
