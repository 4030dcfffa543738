/** Marks in a column that stands for yes: x, X, ✓, 1, "có". */
import { foldText } from './fold.ts';

const yes = new Set([
  'x',
  'v',
  'xx',
  '1',
  '+',
  'co',
  'yes',
  'y',
  'true',
  'dung',
  '✓',
  '✔',
  '√',
  '☑',
  '☒',
  '■',
  '●',
  '*',
  'ü',
  '×',
  'х',
]);
const no = new Set(['', '0', '-', '–', '—', '.', '..', '...', 'khong', 'ko', 'k', 'no', 'false', '☐', '□', '/']);

export function isMark(text: string): boolean {
  return text.length <= 4 && (yes.has(text.toLowerCase()) || yes.has(foldText(text)));
}

export function isNoMark(text: string): boolean {
  return text.length <= 5 && (no.has(text.toLowerCase()) || no.has(foldText(text)));
}
