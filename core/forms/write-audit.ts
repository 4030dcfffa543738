/** The journal as a workbook: one line each of what was done, for who checks the register outside of it. */
import { writeWorkbook, type ExportColumn, type Rows } from './write-export.ts';

/** A line; texts as they are to be read. */
export interface AuditLine {
  /** Instant, ISO 8601. */
  at: string;
  actorName: string;
  /** What kind: a table, or an event in words. */
  what: string;
  /** Whom or what it concerns. */
  label: string;
  /** Fields before → after, a line each. */
  values: string;
}

const columns: readonly ExportColumn<AuditLine>[] = [
  ['Lúc', 20, 'text', (row) => localInstant(row.at)],
  ['Người', 24, 'text', (row) => row.actorName],
  ['Việc', 30, 'text', (row) => row.what],
  ['Về', 28, 'text', (row) => row.label],
  ['Nội dung', 70, 'text', (row) => row.values],
];

/** The workbook as .xlsx bytes; rows may come from a generator. */
export function writeAudit(rows: Rows<AuditLine>): Promise<Uint8Array> {
  return writeWorkbook((write) => write('Nhật ký', columns, rows));
}

/** `2026-09-05 12:00:00` of this PC's clock: sorts as text. */
function localInstant(at: string): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
