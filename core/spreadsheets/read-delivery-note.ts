/**
 * A workbook → the devices of a delivery note (Biên bản bàn giao and its annex). A line without serial number, or
 * with one, or an IMEI, that an earlier line has, is refused by itself; the others are taken.
 */
import { Problem } from '../../shared/problems.ts';
import { serialNumberKey } from '../../shared/rules/serial-number.ts';
import { cleanText, type Written } from '../../shared/rules/written.ts';
import { applyChoice, type ChoosableColumn, columnNotes, fingerprintOf } from './column-choice.ts';
import { type DeliveryFacts, readLetterhead } from './delivery-letterhead.ts';
import { checkDeliveryValues, type DeliveryValues } from './delivery-values.ts';
import { type DeliveryField, deliveryFields, deviceMeaning } from './device-headers.ts';
import { findHeader, type Header } from './find-header.ts';
import { encodingOfLists, type FileEncoding } from './list-encoding.ts';
import { type TextEncoding, unifyText } from './recognise-encoding.ts';
import type { ColumnChoice, RowNote, SheetColumn, ValueNote } from './roster-fields.ts';
import { RowTeller } from './tell-rows-apart.ts';
import { type Cell, columnLetter, type SheetTable, type Workbook } from './workbook.ts';

export type { DeliveryValues } from './delivery-values.ts';
export { checkDeliveryValues } from './delivery-values.ts';

export interface DeliveryLine {
  sheet: string;
  row: number;
  values: DeliveryValues;
  source: Record<string, { column: string; text: string }>;
  problems: RowNote[];
  warnings: RowNote[];
}

export interface DeliveryNote extends DeliveryFacts {
  fingerprint: string;
  columns: SheetColumn<DeliveryField>[];
  skippedSheets: string[];
  encoding: FileEncoding;
  /** Good and problem lines in file order. */
  rows: DeliveryLine[];
  notes: RowNote[];
}

interface Column extends ChoosableColumn<DeliveryField> {
  samples: string[];
}
interface List {
  sheet: SheetTable;
  encodings: readonly TextEncoding[];
  header: Header<DeliveryField>;
  columns: Column[];
}

const fieldNames: ReadonlySet<string> = new Set(deliveryFields);
const tellEvery = 500;

/** Raises fileHasNoHeader when no sheet lists devices by serial number. `onProgress` may throw to stop. */
export function readDeliveryNote(
  workbook: Workbook,
  choice: ColumnChoice = [],
  onProgress?: (done: number, total: number) => void,
): DeliveryNote {
  const lists: List[] = [];
  const skipped: SheetTable[] = [];
  for (const original of workbook.sheets) {
    const list = original.isHidden ? null : listOf(original);
    if (list) lists.push(list);
    else skipped.push(unifyText(original).sheet);
  }
  if (lists.length === 0) throw new Problem('fileHasNoHeader');
  const note: DeliveryNote = {
    documentNumber: null,
    documentDate: null,
    giver: null,
    fingerprint: fingerprintOf(lists.map(({ columns }) => columns)),
    columns: [],
    skippedSheets: skipped.map(({ name }) => name),
    encoding: encodingOfLists(lists, workbook),
    rows: [],
    notes: [],
  };
  const total = lists.reduce((sum, { sheet }) => sum + sheet.rows.length, 0);
  const around: (readonly Cell[])[] = [];
  for (const list of lists) {
    applyChoice(list.sheet.name, list.columns, choice, (field): field is DeliveryField => fieldNames.has(field));
    note.columns.push(
      ...list.columns.map(({ index, header, field, samples }) => ({
        sheet: list.sheet.name,
        index,
        letter: columnLetter(index),
        header,
        field,
        samples,
      })),
    );
    note.notes.push(...columnNotes(list.sheet.name, list.header.endRow + 1, list.columns));
    around.push(...readList(list, note, (done) => onProgress?.(done, total)));
  }
  for (const { isHidden, rows } of skipped) if (!isHidden) around.push(...rows.slice(0, 100));
  Object.assign(note, readLetterhead(around));
  refuseRepeatedDevices(note.rows);
  onProgress?.(total, total);
  return note;
}

function listOf(original: SheetTable): List | null {
  const { sheet, encodings } = unifyText(original);
  const header = findHeader(sheet, {
    meaningOf: deviceMeaning,
    isList: (fields) => fields.size >= 2 && (fields.has('serialNumber') || fields.has('imei')),
  });
  if (!header) return null;
  const best = new Map<DeliveryField, number>();
  for (const { index, meaning } of header.columns) {
    if (!meaning || meaning.field === 'ordinal') continue;
    const other = header.columns[best.get(meaning.field) ?? -1]?.meaning;
    if (!other || meaning.rank > other.rank) best.set(meaning.field, index);
  }
  // A second column headed IMEI is the second IMEI.
  const second = header.columns.find(({ index, meaning }) => meaning?.field === 'imei' && index !== best.get('imei'));
  if (second && !best.has('imei2')) best.set('imei2', second.index);
  const columns = header.columns
    .filter(({ labels }) => labels.length > 0)
    .map(({ index, labels, meaning }): Column => {
      const field = [...best].find(([, taken]) => taken === index)?.[0] ?? null;
      const isOrdinal = meaning?.field === 'ordinal';
      const same = meaning && meaning.field !== 'ordinal' && field === null ? (best.get(meaning.field) ?? null) : null;
      return {
        index,
        header: labels.join(' / '),
        field,
        isOrdinal,
        sameAs: same,
        samples: samplesOf(sheet, header.endRow, index),
      };
    });
  return { sheet, encodings, header, columns };
}

function samplesOf(sheet: SheetTable, headerRow: number, column: number): string[] {
  const samples = new Set<string>();
  for (const row of sheet.rows.slice(headerRow + 1, headerRow + 40)) {
    const text = cleanText(row[column]);
    if (text !== '' && samples.size < 5) samples.add(text.slice(0, 60));
  }
  return [...samples];
}

/** Reads the lines of one list; returns the rows that are none, for the letterhead. */
function readList(list: List, note: DeliveryNote, tell: (done: number) => void): (readonly Cell[])[] {
  const { sheet, header, columns } = list;
  const mapped = columns.flatMap(({ index, field }) => (field ? [{ index, field }] : []));
  const indexOf = (field: DeliveryField) => mapped.find((column) => column.field === field)?.index;
  const isCode = (cell: Cell) => /[\p{L}\d-]{6,}/u.test(cleanText(cell)) && /\d/.test(cleanText(cell));
  const teller = new RowTeller({
    header,
    ordinal: columns.find(({ isOrdinal }) => isOrdinal)?.index ?? null,
    proofs: (['serialNumber', 'imei', 'iccid'] as const).flatMap((field) => {
      const index = indexOf(field);
      return index === undefined ? [] : [{ index, isProof: isCode }];
    }),
    names: (['name', 'model', 'serialNumber'] as const).flatMap((field) => indexOf(field) ?? []),
    used: mapped.map(({ index }) => index),
  });
  const around: (readonly Cell[])[] = sheet.rows.slice(0, header.startRow);
  for (let index = header.endRow + 1; index < sheet.rows.length; index++) {
    if (index % tellEvery === 0) tell(note.rows.length);
    const row = sheet.rows[index] ?? [];
    const kind = teller.kindOf(row);
    if (kind === 'entry') note.rows.push(readLine(sheet.name, index + 1, row, mapped));
    else if (kind !== 'blank') around.push(row);
  }
  return around;
}

function readLine(
  sheet: string,
  row: number,
  cells: readonly Cell[],
  mapped: readonly { index: number; field: DeliveryField }[],
): DeliveryLine {
  const raw: Partial<Record<DeliveryField, Written>> = {};
  const source: DeliveryLine['source'] = {};
  for (const { index, field } of mapped) {
    raw[field] = cells[index] ?? null;
    source[field] = { column: columnLetter(index), text: cleanText(cells[index]).slice(0, 500) };
  }
  splitTwoImeis(raw);
  const checked = checkDeliveryValues(raw);
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
    problems: checked.problems.map(toNote),
    warnings: checked.warnings.map(toNote),
  };
}

/** A telephone with two SIM cards: both numbers in one cell. */
function splitTwoImeis(raw: Partial<Record<DeliveryField, Written>>): void {
  if (typeof raw.imei !== 'string' || cleanText(raw.imei2) !== '') return;
  const two = /^\s*(\d{15})\s*[/,;\n-]?\s*(\d{15})\s*$/.exec(raw.imei);
  if (two) [, raw.imei, raw.imei2] = two;
}

function refuseRepeatedDevices(lines: readonly DeliveryLine[]): void {
  const serials = new Map<string, DeliveryLine>();
  const imeis = new Map<string, DeliveryLine>();
  for (const line of lines) {
    if (line.problems.length > 0) continue;
    const serialNumber = line.values.serialNumber ?? '';
    refuse(line, 'serialNumber', serialNumber, serials.get(serialNumberKey(serialNumber)));
    for (const field of ['imei', 'imei2'] as const) {
      const imei = line.values[field];
      if (imei && line.problems.length === 0) refuse(line, field, imei, imeis.get(imei));
    }
    if (line.problems.length > 0) continue;
    serials.set(serialNumberKey(serialNumber), line);
    for (const imei of [line.values.imei, line.values.imei2]) if (imei) imeis.set(imei, line);
  }
}

function refuse(
  line: DeliveryLine,
  field: 'serialNumber' | 'imei' | 'imei2',
  value: string,
  other?: DeliveryLine,
): void {
  if (!other) return;
  const place = other.sheet === line.sheet ? { otherRow: other.row } : { otherRow: other.row, otherSheet: other.sheet };
  line.problems.push({
    sheet: line.sheet,
    row: line.row,
    column: line.source[field]?.column ?? null,
    field,
    problem: field === 'serialNumber' ? 'serialNumberRepeated' : 'imeiRepeated',
    details: { [field === 'serialNumber' ? 'serialNumber' : 'imei']: value, ...place },
  });
}
