/**
 * Search over the distinct folded names, the way SQLite does it fastest: a B-tree of word suffixes answers whatever was
 * typed in the order of the name, FTS5 what was typed in another order. Nothing is ever ranked over all hits.
 */
import { sql } from 'kysely';
import type { ReadHandle, WriteHandle } from '../handles.ts';

/** Stands before the suffix that is the whole name, so that names that begin with what was typed lie side by side. */
const WHOLE = '^';
/** Higher than every character of a folded name. */
const AFTER_ALL = '\u{10ffff}';

/** The words of a folded name or of what was typed, without apostrophes: "h'hen nie" → "hhen", "nie". */
export function searchWords(foldedText: string): string[] {
  return foldedText
    .replaceAll("'", '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The numbers of these folded names, entering those that are new. */
export async function saveNames(db: WriteHandle, foldedNames: readonly string[]): Promise<Map<string, number>> {
  const list = JSON.stringify([...new Set(foldedNames)]);
  const { rows: before } = await sql<{ last: number | null }>`select max(name) as last from searched_names`.execute(db);
  await sql`insert into searched_names (folded_name) select value from json_each(${list}) where true on conflict do nothing`.execute(
    db,
  );
  const { rows } = await sql<{
    name: number;
    foldedName: string;
  }>`select name, folded_name from searched_names where folded_name in (select value from json_each(${list}))`.execute(
    db,
  );
  const last = before[0]?.last ?? 0;
  await indexNames(
    db,
    rows.filter((row) => row.name > last),
  );
  return new Map(rows.map((row) => [row.foldedName, row.name]));
}

async function indexNames(db: WriteHandle, names: readonly { name: number; foldedName: string }[]): Promise<void> {
  if (names.length === 0) return;
  const words: [number, string][] = [];
  const suffixes: [string, number][] = [];
  for (const { name, foldedName } of names) {
    const parts = searchWords(foldedName);
    const whole = parts.join(' ');
    words.push([name, whole]);
    suffixes.push([WHOLE + whole, name]);
    for (const suffix of new Set(parts.map((_, start) => parts.slice(start).join(' ')))) suffixes.push([suffix, name]);
  }
  await sql`insert into name_words (rowid, words) select value ->> 0, value ->> 1 from json_each(${JSON.stringify(words)})`.execute(
    db,
  );
  await sql`insert into name_suffixes (suffix, name) select value ->> 0, value ->> 1 from json_each(${JSON.stringify(suffixes)})`.execute(
    db,
  );
}

/** Takes names out of the search that no pupil bears any more. */
export async function forgetUnusedNames(db: WriteHandle, names: readonly number[]): Promise<void> {
  const { rows } = await sql<{ name: number; foldedName: string }>`
    select name, folded_name from searched_names where name in (select value from json_each(${JSON.stringify(names)}))
      and not exists (select 1 from student_search where student_search.folded_name = searched_names.folded_name)`.execute(
    db,
  );
  for (const { name, foldedName } of rows) {
    const parts = searchWords(foldedName);
    const suffixes = [WHOLE + parts.join(' '), ...parts.map((_, start) => parts.slice(start).join(' '))];
    await sql`delete from name_suffixes where name = ${name} and suffix in (select value from json_each(${JSON.stringify(suffixes)}))`.execute(
      db,
    );
    await sql`delete from name_words where rowid = ${name}`.execute(db);
    await sql`delete from searched_names where name = ${name}`.execute(db);
  }
}

/** Empties the search, before it is rebuilt. */
export async function forgetAllNames(db: WriteHandle): Promise<void> {
  await sql`delete from name_suffixes`.execute(db);
  await sql`insert into name_words (name_words) values ('delete-all')`.execute(db);
  await sql`delete from searched_names`.execute(db);
}

/** Names in which every word typed begins some word: those that begin with what was typed first, at most `limit`. */
export async function findNames(db: ReadHandle, words: readonly string[], limit: number): Promise<number[]> {
  const typed = words.join(' ');
  const found = new Set<number>();
  for (const prefix of [WHOLE + typed, typed]) {
    const { rows } = await sql<{ name: number }>`
      select name from name_suffixes where suffix >= ${prefix} and suffix < ${prefix + AFTER_ALL} order by suffix limit ${limit}`.execute(
      db,
    );
    for (const row of rows) found.add(row.name);
    if (found.size >= limit) return [...found].slice(0, limit);
  }
  // One word begins some suffix of every name that it is in: only several words may stand in another order.
  if (words.length > 1) {
    const { rows } = await sql<{ name: number }>`
      select rowid as name from name_words where name_words match ${matchAll(words)} limit ${limit}`.execute(db);
    for (const row of rows) found.add(row.name);
  }
  return [...found].slice(0, limit);
}

/** For a `where`: the numbers of all names in which every word typed begins some word. */
export function matchingNames(words: readonly string[]) {
  return sql<number>`(select rowid from name_words where name_words match ${matchAll(words)})`;
}

function matchAll(words: readonly string[]): string {
  return words.map((word) => `"${word}"*`).join(' ');
}
