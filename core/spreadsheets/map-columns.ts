/**
 * Which column of a class list is which field: the header's meaning, settled by the column's content where the
 * words are not enough ("Mã định danh" with 12 digits, "DT", two columns under one "Họ và tên"), one column a field.
 */
import { cleanText } from '../../shared/rules/written.ts';
import { foldText } from '../../shared/rules/fold.ts';
import { isMark, isNoMark } from '../../shared/rules/mark.ts';
import { readCalendarDay } from '../../shared/rules/calendar-day.ts';
import type { Header } from './find-header.ts';
import { isNumbering } from './tell-rows-apart.ts';
import type { Meaning } from './header-label.ts';
import type { RosterField } from './roster-fields.ts';
import type { Cell } from './workbook.ts';

export interface MappedColumn {
  readonly index: number;
  readonly header: string;
  field: RosterField | null;
  readonly isOrdinal: boolean;
  /** Column that says the same and was preferred. */
  readonly sameAs: number | null;
  readonly samples: string[];
}

/** What the filled cells of a column look like, as shares of one. */
interface Content {
  filled: number;
  tenDigits: number;
  twelveDigits: number;
  phone: number;
  letters: number;
  day: number;
  mark: number;
  nearPoorWords: number;
}

interface Candidate {
  index: number;
  field: RosterField;
  rank: number;
}

const rowsToLookAt = 80;

export function mapColumns(found: Header<RosterField>, rows: readonly (readonly Cell[])[]): MappedColumn[] {
  // The second half of a merged "Họ và tên" may be the last column, beyond every label.
  const beyond = { index: found.columns.length, labels: [], meaning: null };
  const header = { ...found, columns: [...found.columns, beyond] };
  const below = rows.slice(header.endRow + 1, header.endRow + 1 + rowsToLookAt * 3).filter((row) => !isNumbering(row));
  const texts = header.columns.map(({ index }) => textsOf(below, index));
  const contents = texts.map(contentOf);
  const candidates = header.columns.flatMap(({ index, meaning }): Candidate[] => {
    const settled = meaning && settle(meaning, contents[index]);
    return settled ? [{ index, ...settled }] : [];
  });
  pairNames(header, candidates, below);
  joinPovertyMark(candidates, contents);
  keepOnePlace(candidates);
  const chosen = chooseOnePerField(candidates);
  return header.columns
    .filter(({ index, labels }) => labels.length > 0 || chosen.has(index))
    .map(({ index, labels, meaning }) => {
      const own = candidates.find((candidate) => candidate.index === index);
      const field = chosen.get(index) ?? null;
      const other = own && field === null ? [...chosen].find(([, taken]) => taken === own.field)?.[0] : undefined;
      return {
        index,
        header: labels.join(' / '),
        field,
        isOrdinal: meaning?.field === 'ordinal',
        sameAs: other ?? null,
        samples: [...new Set(texts[index] ?? [])].slice(0, 5).map((text) => text.slice(0, 60)),
      };
    });
}

function textsOf(rows: readonly (readonly Cell[])[], column: number): string[] {
  const texts: string[] = [];
  for (const row of rows) {
    const text = cleanText(row[column]);
    if (text !== '') texts.push(text);
    if (texts.length >= rowsToLookAt) break;
  }
  return texts;
}

function contentOf(texts: readonly string[]): Content {
  const share = (test: (text: string) => boolean) =>
    texts.length === 0 ? 0 : texts.filter(test).length / texts.length;
  // Remarks and signatures below a short list have spaces, codes have none.
  const codes = texts.filter((text) => !text.includes(' '));
  return {
    filled: texts.length,
    tenDigits: codes.filter((text) => /^\d{9,10}$/.test(text)).length / Math.max(1, codes.length),
    twelveDigits: share((text) => /^\d{11,12}$/.test(text)),
    phone: share((text) => /^[+\d][\d\s.-]{7,14}$/.test(text)),
    letters: share((text) => /\p{L}{2}/u.test(text)),
    day: share((text) => readCalendarDay(/^\d{4,5}$/.test(text) ? Number(text) : text).fault !== 'notUnderstood'),
    mark: share((text) => isMark(text) || isNoMark(text)),
    nearPoorWords: share((text) => /can ngheo|^h?cn$/.test(foldText(text))),
  };
}

/** What the header means once the content has been heard; null when it cannot mean that. */
function settle(
  meaning: Meaning<RosterField>,
  content: Content | undefined,
): { field: RosterField; rank: number } | null {
  const { field, rank, isWeak = false } = meaning;
  if (field === 'ordinal') return null;
  if (!isWeak || !content || content.filled === 0) return { field, rank };
  switch (field) {
    case 'moetId':
      if (content.twelveDigits > 0.5) return { field: 'personalId', rank: 2 };
      // A school's own numbering under "Mã học sinh" is not the ministry's code.
      return rank <= 2 && content.tenDigits < 0.5 ? null : { field, rank };
    case 'personalId':
      return content.tenDigits > 0.8 && content.twelveDigits === 0 ? { field: 'moetId', rank: 1 } : { field, rank };
    case 'birthDate':
      return content.day > 0.5 ? { field, rank } : null;
    case 'ethnicity':
      return content.phone > 0.5 ? { field: 'guardianPhone', rank: 1 } : { field, rank };
    case 'guardianPhone':
      return content.letters > 0.5 ? { field: 'ethnicity', rank: 1 } : { field, rank };
    case 'povertyStatus':
      return { field, rank };
    default:
      return { field, rank };
  }
}

/** "Tên" beside "Họ đệm" is the given name, alone the full one; a column without label right of "Họ và tên" too. */
function pairNames(header: Header<RosterField>, candidates: Candidate[], rows: readonly (readonly Cell[])[]): void {
  const find = (field: RosterField) => candidates.find((candidate) => candidate.field === field);
  const full = find('fullName');
  if (full && !find('givenName')) {
    const next = header.columns[full.index + 1];
    const isSplit = next?.labels.length === 0 && isNameSplit(rows, full.index);
    if (isSplit) {
      full.field = 'familyAndMiddleName';
      candidates.push({ index: full.index + 1, field: 'givenName', rank: 2 });
      return;
    }
  }
  const given = find('givenName');
  const family = find('familyAndMiddleName');
  if (given && !family && !full) given.field = 'fullName';
  else if (full && (given || family)) {
    // Both forms: the whole name is the safer one. "Họ và tên" beside "Tên" holds họ and đệm only when it is so headed.
    for (const part of [given, family]) if (part) candidates.splice(candidates.indexOf(part), 1);
  } else if (family && !given) candidates.splice(candidates.indexOf(family), 1);
}

/** Where both columns are filled, the right one holds single words (signatures below a short list aside). */
function isNameSplit(rows: readonly (readonly Cell[])[], column: number): boolean {
  const right = rows
    .filter((row) => cleanText(row[column]) !== '')
    .map((row) => cleanText(row[column + 1]))
    .filter((text) => text !== '');
  return right.length > 0 && right.filter((text) => /^[\p{L}'’]+$/u.test(text)).length * 2 >= right.length;
}

/** One column "Hộ nghèo" that also says "cận nghèo" is the status in words. */
function joinPovertyMark(candidates: Candidate[], contents: readonly Content[]): void {
  const poor = candidates.find(({ field }) => field === 'poorMark');
  const near = candidates.find(({ field }) => field === 'nearPoorMark');
  if (poor && !near && (contents[poor.index]?.nearPoorWords ?? 0) > 0) poor.field = 'povertyStatus';
  // Two columns of marks say more than a general "Đối tượng" beside them.
  if (poor || near) remove(candidates, ({ field, rank }) => field === 'povertyStatus' && rank < 3);
}

const placeFields: readonly RosterField[] = ['village', 'commune', 'province', 'address'];

/** Places of one kind of address only: where the household lives, else where it is registered. */
function keepOnePlace(candidates: Candidate[]): void {
  const places = candidates.filter(({ field }) => placeFields.includes(field));
  const telling = places.filter(({ field }) => field !== 'province');
  const best = Math.max(0, ...(telling.length > 0 ? telling : places).map(({ rank }) => rank));
  const hasParts = places.some(({ field, rank }) => rank === best && (field === 'village' || field === 'commune'));
  remove(
    candidates,
    ({ field, rank }) =>
      placeFields.includes(field) && (rank < best ? rank < 4 || best > 4 : field === 'address' && hasParts),
  );
}

function remove(candidates: Candidate[], test: (candidate: Candidate) => boolean): void {
  for (let index = candidates.length - 1; index >= 0; index--) {
    const candidate = candidates[index];
    if (candidate && test(candidate)) candidates.splice(index, 1);
  }
}

function chooseOnePerField(candidates: readonly Candidate[]): Map<number, RosterField> {
  const best = new Map<RosterField, Candidate>();
  for (const candidate of candidates) {
    const other = best.get(candidate.field);
    if (!other || candidate.rank > other.rank) best.set(candidate.field, candidate);
  }
  return new Map([...best.values()].map(({ index, field }) => [index, field]));
}
