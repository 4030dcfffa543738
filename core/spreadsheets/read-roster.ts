/**
 * A workbook → the pupils of its class lists. Sheets that are no list are skipped and named; every row is answered
 * for itself, so that 300 lines give 297 pupils and 3 problems.
 */
import { findClassName, looksLikeClassName, readClassName } from '../../shared/rules/class-name.ts';
import { cleanText, type Written } from '../../shared/rules/written.ts';
import { Problem } from '../../shared/problems.ts';
import { applyChoice, columnNotes, fingerprintOf } from './column-choice.ts';
import { composePupil, type Plan } from './compose-pupil.ts';
import { findHeader, type Header } from './find-header.ts';
import { mapColumns, type MappedColumn } from './map-columns.ts';
import { encodingOfLists, type FileEncoding } from './list-encoding.ts';
import { type TextEncoding, unifyText } from './recognise-encoding.ts';
import { refuseRepeatedPupils } from './repeated-pupils.ts';
import {
  type ColumnChoice,
  type RosterField,
  rosterFields,
  type RosterRow,
  type RosterValueName,
  type RowNote,
  type SheetColumn,
  type ValueNote,
} from './roster-fields.ts';
import { rosterMeaning } from './roster-headers.ts';
import { checkRosterValues, type ReadingCache } from './roster-values.ts';
import { bannerClass, RowTeller } from './tell-rows-apart.ts';
import { type Cell, columnLetter, type SheetTable, type Workbook } from './workbook.ts';

export type { ColumnChoice, RosterField, RosterRow, RosterValues, RowNote } from './roster-fields.ts';
export { checkRosterValues } from './roster-values.ts';

export type RosterColumn = SheetColumn<RosterField>;

export interface Roster {
  /** Of the headers: equal for the next file of the same kind. */
  fingerprint: string;
  columns: RosterColumn[];
  skippedSheets: string[];
  encoding: FileEncoding;
  /** Good and problem rows in file order. */
  rows: RosterRow[];
  /** About the file as a whole: dropped and repeated columns, a class named in two ways. */
  notes: RowNote[];
}

interface List {
  sheet: SheetTable;
  encodings: readonly TextEncoding[];
  header: Header<RosterField>;
  columns: MappedColumn[];
}

const fieldNames: ReadonlySet<string> = new Set(rosterFields);
const tellEvery = 500;

/**
 * Raises fileHasNoHeader when no sheet is a list of pupils. `choice` overrides the automatic mapping column by
 * column; `onProgress` may throw to stop.
 */
export function readRoster(
  workbook: Workbook,
  choice: ColumnChoice = [],
  onProgress?: (done: number, total: number) => void,
): Roster {
  const lists: List[] = [];
  const skippedSheets: string[] = [];
  for (const original of workbook.sheets) {
    const list = original.isHidden ? null : listOf(original);
    if (list) lists.push(list);
    else skippedSheets.push(original.name);
  }
  if (lists.length === 0) throw new Problem('fileHasNoHeader');
  const roster: Roster = {
    fingerprint: fingerprintOf(lists.map(({ columns }) => columns)),
    columns: [],
    skippedSheets,
    encoding: encodingOfLists(lists, workbook),
    rows: [],
    notes: [],
  };
  const total = lists.reduce((sum, { sheet }) => sum + sheet.rows.length, 0);
  let done = 0;
  const cache: ReadingCache = new Map();
  for (const list of lists) {
    applyChoice(list.sheet.name, list.columns, choice, (field): field is RosterField => fieldNames.has(field));
    roster.columns.push(...list.columns.map((column) => toColumn(list.sheet.name, column)));
    roster.notes.push(...columnNotes(list.sheet.name, list.header.endRow + 1, list.columns));
    readList(list, workbook, roster, cache, () => {
      done++;
      if (done % tellEvery === 0) onProgress?.(done, total);
    });
  }
  refuseRepeatedPupils(roster.rows);
  onProgress?.(total, total);
  return roster;
}

function listOf(original: SheetTable): List | null {
  const { sheet, encodings } = unifyText(original);
  const header = findHeader(sheet, { meaningOf: rosterMeaning, isList });
  return header && { sheet, encodings, header, columns: mapColumns(header, sheet.rows) };
}

/** A list of pupils has their names and something more of them. */
function isList(fields: ReadonlySet<RosterField>): boolean {
  const hasName = fields.has('fullName') || fields.has('givenName');
  const others: readonly RosterField[] = [
    'birthDate',
    'gender',
    'female',
    'className',
    'moetId',
    'personalId',
    'ethnicity',
    'povertyStatus',
    'poorMark',
    'nearPoorMark',
    'village',
    'commune',
    'address',
    'maleBirthDate',
    'birthYear',
    'guardianName',
    'fatherName',
    'motherName',
  ];
  return hasName && others.some((field) => fields.has(field));
}

function toColumn(sheet: string, { index, header, field, samples }: MappedColumn): RosterColumn {
  return { sheet, index, letter: columnLetter(index), header, field, samples };
}

function readList(list: List, workbook: Workbook, roster: Roster, cache: ReadingCache, tick: () => void): void {
  const { sheet, header, columns, encodings } = list;
  const plan: Plan = new Map(
    columns.flatMap(({ field, index }) => (field ? [[field, { index, isTcvn3: encodings[index] === 'tcvn3' }]] : [])),
  );
  const teller = tellerOf(header, columns, plan);
  const sheetClass = classOfSheet(list, roster.notes);
  const reading: ListReading = { sheet: sheet.name, plan, isFrom1904: workbook.isFrom1904, cache };
  let banner: string | null = null;
  let count = 0;
  for (let index = 0; index < sheet.rows.length; index++) {
    tick();
    const row = sheet.rows[index] ?? [];
    if (index <= header.endRow || row.length === 0) continue;
    const kind = teller.kindOf(row);
    if (kind === 'banner') banner = bannerClass(row.map((cell) => cleanText(cell)).filter((text) => text !== ''));
    if (kind !== 'entry') continue;
    roster.rows.push(readRow(reading, index + 1, row, banner ?? sheetClass));
    count++;
  }
  if (count === 0) {
    roster.notes.push({
      sheet: sheet.name,
      row: header.endRow + 1,
      column: null,
      field: null,
      problem: 'listHasNoRows',
      details: {},
    });
  }
}

function tellerOf(header: Header<RosterField>, columns: readonly MappedColumn[], plan: Plan): RowTeller {
  const indexOf = (field: RosterField) => plan.get(field)?.index;
  const isDay = (cell: Cell) =>
    typeof cell === 'number'
      ? cell > 10_000
      : typeof cell === 'string' && /^\s*\d{1,4}\s*[/.\-\s]\s*\d{1,2}\s*[/.\-\s]\s*\d{2,4}|^\s*\d{8}\s*$/.test(cell);
  const isCode = (cell: Cell) =>
    typeof cell === 'number' ? cell >= 1e7 : typeof cell === 'string' && /\d{8}|\dE\+\d/i.test(cell);
  const proofs = [
    ...(['birthDate', 'maleBirthDate', 'femaleBirthDate'] as const).map((field) => ({
      index: indexOf(field),
      isProof: isDay,
    })),
    ...(['moetId', 'personalId'] as const).map((field) => ({ index: indexOf(field), isProof: isCode })),
  ];
  return new RowTeller({
    header,
    ordinal: columns.find(({ isOrdinal }) => isOrdinal)?.index ?? null,
    proofs: proofs.flatMap(({ index, isProof }) => (index === undefined ? [] : [{ index, isProof }])),
    names: (['fullName', 'familyAndMiddleName', 'givenName'] as const).flatMap((field) => indexOf(field) ?? []),
    used: columns.filter(({ field }) => field !== null).map(({ index }) => index),
  });
}

/** The class of a whole sheet: its name says it, else its title. Where both do and differ, the clerk is told. */
function classOfSheet({ sheet, header }: List, notes: RowNote[]): string | null {
  const byName = findClassName(sheet.name) ?? (looksLikeClassName(sheet.name) ? readClassName(sheet.name).value : null);
  const byTitle = classOfTitle(sheet.rows.slice(0, header.startRow));
  if (byName !== null && byTitle !== null && byName !== byTitle) {
    notes.push({
      sheet: sheet.name,
      row: header.startRow,
      column: null,
      field: 'className',
      problem: 'classNamesDisagree',
      details: { sheetClass: byName, titleClass: byTitle },
    });
  }
  return byName ?? byTitle;
}

function classOfTitle(rows: readonly (readonly Cell[])[]): string | null {
  for (const row of rows.toReversed()) {
    const texts = row.map((cell) => cleanText(cell)).filter((text) => text !== '');
    const found = bannerClass(texts);
    if (found !== null) return found;
  }
  return null;
}

const dateFields: readonly RosterField[] = ['birthDate', 'maleBirthDate', 'femaleBirthDate', 'certificateDate'];
const daysTo1904 = 1462;

/** What does not change from row to row of one list. */
interface ListReading {
  readonly sheet: string;
  readonly plan: Plan;
  readonly isFrom1904: boolean;
  readonly cache: ReadingCache;
}

function readRow(list: ListReading, row: number, cells: readonly Cell[], className: string | null): RosterRow {
  const { sheet, plan, cache } = list;
  const { raw, from, problems } = composePupil(list.isFrom1904 ? from1904(cells, plan) : cells, plan);
  if (className !== null && cleanText(raw.className) === '') raw.className = className;
  const checked = checkRosterValues(raw, cache);
  const source: RosterRow['source'] = {};
  for (const name of Object.keys(from) as RosterValueName[]) {
    const index = from[name] ?? 0;
    const text = textOf(raw[name], checked.values[name]);
    source[name] = { column: columnLetter(index), text: text.length > 500 ? `${text.slice(0, 500)}…` : text };
  }
  const toNote = ({ field, problem, details }: ValueNote): RowNote => ({
    sheet,
    row,
    column: field === null ? null : (source[field]?.column ?? null),
    field,
    problem,
    details,
  });
  return {
    sheet,
    row,
    values: checked.values,
    source,
    problems: problems.length + checked.problems.length === 0 ? [] : [...problems, ...checked.problems].map(toNote),
    warnings: checked.warnings.length === 0 ? [] : checked.warnings.map(toNote),
  };
}

/** A day is shown as a day, also where the cell holds its number. */
function textOf(written: Written, value: string | number | null | undefined): string {
  const day = typeof written === 'number' && typeof value === 'string' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) : null;
  return day ? `${day[3]}/${day[2]}/${day[1]}` : cleanText(written);
}

function from1904(cells: readonly Cell[], plan: Plan): Cell[] {
  const dates = new Set(dateFields.map((field) => plan.get(field)?.index));
  return cells.map((cell, index) =>
    typeof cell === 'number' && dates.has(index) && cell < 100_000 ? cell + daysTo1904 : cell,
  );
}
