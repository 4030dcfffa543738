/**
 * What lies about a pupil outside of the records: rows of imported files that wait for a person, what was typed and not saved, names of
 * files. All of it is of this PC only, and goes with an erasure.
 */
import { z } from 'zod';
import { calendarDay } from '../../shared/records/record-table.ts';
import { foldText } from '../../shared/rules/fold.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { ChangeRow } from '../database/tables.ts';

/** Fields that tell a person apart, by table; of a pupil also the name with the birthday. */
const NUMBERS = ['personalId', 'moetId', 'headPersonalId', 'receiverPersonalId'];
const told = z.record(z.string(), z.unknown());

/** Everything that a pupil was ever called and numbered, before its values go. */
export interface ToldOf {
  ids: ReadonlySet<string>;
  /** Folded. */
  names: ReadonlySet<string>;
  birthDates: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
}

/** Reads it from the changes of the pupil and its household. */
export function toldOf(changes: readonly Pick<ChangeRow, 'recordTable' | 'subject' | 'fields'>[]): ToldOf {
  const found = {
    ids: new Set<string>(),
    names: new Set<string>(),
    birthDates: new Set<string>(),
    numbers: new Set<string>(),
  };
  for (const { recordTable, subject, fields } of changes) {
    found.ids.add(subject);
    if (fields === '') continue;
    const values = told.parse(JSON.parse(fields));
    const text = (field: string): string => (typeof values[field] === 'string' ? values[field] : '');
    if (recordTable === 'students') {
      if (text('fullName')) found.names.add(foldText(text('fullName')));
      if (text('birthDate')) found.birthDates.add(text('birthDate'));
    }
    for (const field of NUMBERS) if (text(field)) found.numbers.add(text(field));
  }
  return found;
}

/** Forgets the rows, drafts and names of files that speak of them. */
export async function forgetLooseValues(db: WriteHandle, of: ToldOf): Promise<void> {
  const rows = await listLooseRows(db, of);
  for (const { id } of rows) {
    await db.deleteFrom('importProblems').where('id', '=', id).execute();
    await db.deleteFrom('drafts').where('key', '=', `problem-row.${id}`).execute();
  }
  for (const { key, label, valuesJson } of await db.selectFrom('drafts').selectAll().execute())
    if (isNamed(of, [label, valuesJson]) || [...of.ids].some((id) => key.includes(id) || valuesJson.includes(id)))
      await db.deleteFrom('drafts').where('key', '=', key).execute();
  for (const { command, fileName } of await db.selectFrom('importFiles').selectAll().execute())
    if (isNamed(of, [fileName])) await db.deleteFrom('importFiles').where('command', '=', command).execute();
  const files = await db.selectFrom('importProblems').select('fileName').distinct().execute();
  for (const { fileName } of files)
    if (isNamed(of, [fileName]))
      await db.updateTable('importProblems').set({ fileName: '' }).where('fileName', '=', fileName).execute();
}

/** Waiting rows of imported files that are about the pupil: by a number, or by the name while no birthday speaks against it. */
export async function listLooseRows(
  db: ReadHandle,
  { names, birthDates, numbers }: ToldOf,
): Promise<{ id: number; fileName: string; at: string; values: Record<string, unknown> }[]> {
  const rows = await db
    .selectFrom('importProblems')
    .select(['id', 'fileName', 'at', 'label', 'valuesJson'])
    .where('kind', '=', 'roster')
    .execute();
  return rows.flatMap(({ label, valuesJson, ...row }) => {
    const values = told.parse(JSON.parse(valuesJson));
    const texts = Object.values(values).map((value) => (typeof value === 'string' ? value : ''));
    const hasNumber = texts.some((text) => numbers.has(text.replaceAll(/\s/g, '')));
    const { fullName, familyName, givenName, birthDate } = values;
    const called = [label, fullName, [familyName, givenName].filter(Boolean).join(' ')];
    const hasName = called.some((name) => typeof name === 'string' && names.has(foldText(name)));
    // What was not understood as a day speaks against nobody.
    const isOther =
      calendarDay.safeParse(birthDate).success && birthDates.size > 0 && !birthDates.has(String(birthDate));
    return hasNumber || (hasName && !isOther) ? [{ ...row, values }] : [];
  });
}

function isNamed({ names, numbers }: ToldOf, texts: readonly string[]): boolean {
  return texts.some((text) => {
    const folded = foldText(text.replace(/\.\w{2,5}$/, '').replaceAll(/[_-]+/g, ' '));
    return [...names].some((name) => folded.includes(name)) || [...numbers].some((number) => text.includes(number));
  });
}
