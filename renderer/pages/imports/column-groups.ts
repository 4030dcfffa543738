/**
 * Columns as the clerk sees them: a file with one sheet per class has the same columns on every sheet, and shall be
 * asked about them once. Pure.
 */
import type { z } from 'zod';
import type { importColumn } from '../../../shared/contract/imports.ts';
import { readCalendarDay } from '../../../shared/rules/calendar-day.ts';
import { formatDay } from '../../language/format.ts';
import type { Columns } from './import-desk.ts';

type Column = z.output<typeof importColumn>;

export interface ColumnGroup {
  key: string;
  letter: string;
  header: string;
  field: string | null;
  samples: readonly string[];
  /** Every sheet that has this very column. */
  sheets: readonly string[];
  index: number;
}

const SAMPLES = 3;

/** In the order of the first sheet that has them. */
export function groupColumns(columns: readonly Column[]): ColumnGroup[] {
  const groups = new Map<string, ColumnGroup>();
  for (const column of columns) {
    const key = `${column.index} ${column.field ?? ''} ${column.header}`;
    const known = groups.get(key);
    groups.set(key, {
      key,
      letter: column.letter,
      header: column.header,
      field: column.field,
      index: column.index,
      samples: [...new Set([...(known?.samples ?? []), ...column.samples.filter(Boolean)])].slice(0, SAMPLES),
      sheets: [...(known?.sheets ?? []), column.sheet],
    });
  }
  return [...groups.values()];
}

/** Every column of the file with the field it is to have, once `group` means `field`. */
export function chooseField(columns: readonly Column[], group: ColumnGroup, field: string | null): Columns {
  return columns.map((column) => {
    const isMeant = column.index === group.index && group.sheets.includes(column.sheet);
    // One field has one column on a sheet: the new choice takes it from the old one.
    const loses = !isMeant && field !== null && column.field === field && group.sheets.includes(column.sheet);
    return { sheet: column.sheet, index: column.index, field: isMeant ? field : loses ? null : column.field };
  });
}

/** Headers of the columns that are dropped, each named once. */
export function droppedHeaders(columns: readonly Column[]): string[] {
  const dropped = columns.filter((column) => column.field === null);
  return [...new Set(dropped.map((column) => column.header.trim() || column.letter))];
}

/** A cell as Excel shows it: a spreadsheet keeps a day as the number of days since 1900. */
export function sampleText(field: string | null, sample: string): string {
  const isDay = field !== null && /date/i.test(field) && /^\d{5}$/.test(sample);
  return (isDay && formatDay(readCalendarDay(Number(sample)).day)) || sample;
}
