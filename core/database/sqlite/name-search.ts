/**
 * Search over the distinct folded names, the way SQLite does it fastest: a B-tree of word suffixes answers whatever was
 * typed in the order of the name, FTS5 what was typed in another order. Nothing is ever ranked over all hits.
 */
import { type RawBuilder, sql } from 'kysely';
import type { ReadHandle, WriteHandle } from '../handles.ts';

/** Stands before the suffix that is the whole name, so that names that begin with what was typed lie side by side. */
const WHOLE = '^';
/** Stands before the first letters of the words. */
const INITIALS = '=';
/** With fewer names than this in the order typed, names with the words in another order are looked for too. */
const FEW = 20;
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
  const { rows } = await sql<{ name: number; foldedName: string }>`
    insert into searched_names (folded_name) select value from json_each(${list}) where true on conflict do nothing
    returning name, folded_name`.execute(db);
  await indexNames(db, rows);
  const known = await sql<{ name: number; foldedName: string }>`
    select name, folded_name from searched_names where folded_name in (select value from json_each(${list}))`.execute(
    db,
  );
  return new Map(known.rows.map((row) => [row.foldedName, row.name]));
}

async function indexNames(db: WriteHandle, rows: readonly { name: number; foldedName: string }[]): Promise<void> {
  if (rows.length === 0) return;
  const words = rows.map(({ name, foldedName }) => [name, searchWords(foldedName).join(' ')]);
  const suffixes = rows.flatMap(({ name, foldedName }) => keysOf(foldedName).map((key) => [key, name]));
  await sql`insert into name_words (rowid, words) select value ->> 0, value ->> 1 from json_each(${JSON.stringify(words)})`.execute(
    db,
  );
  await sql`insert into name_suffixes (suffix, name) select value ->> 0, value ->> 1 from json_each(${JSON.stringify(suffixes)})`.execute(
    db,
  );
}

/** Under what a name stands in the B-tree. */
function keysOf(foldedName: string): string[] {
  const words = searchWords(foldedName);
  const suffixes = new Set(words.slice(1).map((_, start) => words.slice(start + 1).join(' ')));
  return [WHOLE + words.join(' '), INITIALS + words.map((word) => word[0]).join(''), ...suffixes];
}

/** Takes names out of the search that no pupil bears any more. */
export async function forgetUnusedNames(db: WriteHandle, foldedNames: readonly string[]): Promise<void> {
  const { rows } = await sql<{ name: number; foldedName: string }>`
    delete from searched_names where folded_name in (select value from json_each(${JSON.stringify(foldedNames)}))
      and folded_name not in (select folded_name from student_search where folded_name in (select value from json_each(${JSON.stringify(foldedNames)})))
    returning name, folded_name`.execute(db);
  for (const { name, foldedName } of rows) {
    const keys = JSON.stringify(keysOf(foldedName));
    await sql`delete from name_suffixes where name = ${name} and suffix in (select value from json_each(${keys}))`.execute(
      db,
    );
    await sql`delete from name_words where rowid = ${name}`.execute(db);
  }
}

/** Empties the search, before it is rebuilt. */
export async function forgetAllNames(db: WriteHandle): Promise<void> {
  await sql`delete from name_suffixes`.execute(db);
  await sql`insert into name_words (name_words) values ('delete-all')`.execute(db);
  await sql`delete from searched_names`.execute(db);
}

/**
 * Folded names of pupils in use in which every word typed begins some word: those that begin with what was typed come first, names of
 * which it is the initials last. At most `limit`.
 */
export async function findNames(db: ReadHandle, words: readonly string[], limit: number): Promise<string[]> {
  const typed = words.join(' ');
  const found = new Set<string>();
  const gather = async (names: RawBuilder<unknown>) => {
    if (found.size >= limit) return;
    const { rows } = await sql<{ foldedName: string }>`
      select searched_names.folded_name from (${names}) as hits cross join searched_names on searched_names.name = hits.name
        where exists (select 1 from student_search where folded_name = searched_names.folded_name and is_voided = 0)
        limit ${limit}`.execute(db);
    for (const { foldedName } of rows) found.add(foldedName);
  };
  await gather(namesWith(WHOLE + typed));
  await gather(namesWith(typed));
  // One word begins some suffix of every name that it is in: only several words may stand in another order.
  if (words.length === 1) await gather(namesWith(INITIALS + typed));
  else if (found.size < FEW) await gather(namesWithAll(words));
  return [...found].slice(0, limit);
}

/** Ids of pupils in use with these folded names, in the order of the names: what is cut off at `limit` stood last. */
export async function findStudentsNamed(
  db: ReadHandle,
  foldedNames: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ student: string }>`
    select student from json_each(${JSON.stringify(foldedNames)}) as names
      cross join student_search on student_search.folded_name = names.value
      where student_search.is_voided = 0 limit ${limit}`.execute(db);
  return rows.map((row) => row.student);
}

/** True when every word typed begins some word of the name: it was not found by its initials alone. */
export function isNamedSo(foldedName: string, words: readonly string[]): boolean {
  const own = searchWords(foldedName);
  return words.every((typed) => own.some((word) => word.startsWith(typed)));
}

/** For a `where`: numbers of all names in which every word typed begins some word, or of which it is the initials. */
export function matchingNames(words: readonly string[]): RawBuilder<number> {
  const [word = ''] = words;
  return words.length > 1
    ? sql<number>`(${namesWithAll(words)})`
    : sql<number>`(${namesWith(WHOLE + word)} union ${namesWith(word)} union ${namesWith(INITIALS + word)})`;
}

/** For a `where`: the same as folded names. */
export function matchingFoldedNames(words: readonly string[]): RawBuilder<string> {
  return sql<string>`(select folded_name from searched_names where name in ${matchingNames(words)})`;
}

/** True when at least `many` names match. */
export async function areManyNames(db: ReadHandle, words: readonly string[], many: number): Promise<boolean> {
  const { rows } = await sql`select 1 from ${matchingNames(words)} limit 1 offset ${many - 1}`.execute(db);
  return rows.length > 0;
}

function namesWith(prefix: string): RawBuilder<unknown> {
  return sql`select name from name_suffixes where suffix >= ${prefix} and suffix < ${prefix + AFTER_ALL}`;
}

function namesWithAll(words: readonly string[]): RawBuilder<unknown> {
  const match = words.map((word) => `"${word}"*`).join(' ');
  return sql`select rowid as name from name_words where name_words match ${match}`;
}
