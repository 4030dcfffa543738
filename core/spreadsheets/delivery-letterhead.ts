/** What a delivery note says of itself around its table: number and day of the document, and who gives. */
import { readCalendarDay } from '../../shared/rules/calendar-day.ts';
import { cleanText } from '../../shared/rules/written.ts';
import type { Cell } from './workbook.ts';

export interface DeliveryFacts {
  /** Số, ký hiệu as printed: "07/BB-UBND". */
  documentNumber: string | null;
  /** ISO day. */
  documentDate: string | null;
  giver: string | null;
}

const number =
  /(?<!\p{L})số\s*[:.]?\s*(\d{1,6}\s*\/\s*(?:\d{4}\s*\/\s*)?[\p{Lu}Đ][\p{L}\d&-]*(?:\s*-\s*[\p{Lu}Đ][\p{L}\d&]*)*)/iu;
const day = /ngày\s*(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})/iu;
const giver =
  /^[-+*\s\d.)]*(?:(?:đại diện\s+)?bên giao(?:\s*máy|\s*thiết bị)?(?:\s*\([^)]*\))?|(?:đơn vị|cơ quan|tổ chức|nhà)\s*(?:bàn giao|giao|trao tặng|tặng|tài trợ|cấp)|bên a(?:\s*\([^)]*\))?|người giao)\s*[:：]\s*(.*)$/iu;

/** Looks in all rows that are no lines of the table. The sentence that names number and day together wins. */
export function readLetterhead(rows: readonly (readonly Cell[])[]): DeliveryFacts {
  const facts: DeliveryFacts = { documentNumber: null, documentDate: null, giver: null };
  let dateOnly: string | null = null;
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      if (typeof cell !== 'string' || cell.length > 400) continue;
      const text = cleanText(cell);
      const numbered = number.exec(text);
      const found = day.exec(numbered ? text.slice(numbered.index) : text) ?? day.exec(text);
      const date = found ? readCalendarDay((found[1] ?? '').toLowerCase()).day : null;
      if (numbered && facts.documentNumber === null) {
        facts.documentNumber = (numbered[1] ?? '').replace(/\s/g, '');
        if (date !== null) facts.documentDate = date;
      }
      dateOnly ??= date;
      facts.giver ??= giverIn(text, row, column);
    }
  }
  facts.documentDate ??= dateOnly;
  return facts;
}

function giverIn(text: string, row: readonly Cell[], column: number): string | null {
  const found = giver.exec(text);
  if (!found) return null;
  const name =
    (found[1] ?? '').trim() || cleanText(row.slice(column + 1).find((cell) => cleanText(cell) !== '') ?? null);
  return name === '' || name.length > 200 ? null : name.replace(/[;.,]+$/, '');
}
