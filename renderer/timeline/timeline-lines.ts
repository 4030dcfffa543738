/** Turns journal entries into what a person reads: one block a command, one line a field that changed. Pure. */
import type { TimelineEntry } from '../../shared/contract/students.ts';
import { findFieldWords } from '../../shared/sentences/fields.ts';
import type { Language } from '../../shared/sentences/language.ts';
import { valueInWords } from '../../shared/sentences/values.ts';
import { formatDay, formatInstant, formatNumber, groupDigits } from '../language/format.ts';

export interface TimelineLine {
  key: string;
  field: string;
  before: string;
  after: string;
}

export interface TimelineRecord {
  key: string;
  table: string;
  isCreation: boolean;
  lines: TimelineLine[];
}

export interface TimelineBlock {
  command: string;
  at: string;
  actorName: string;
  records: TimelineRecord[];
}

/** Links that say nothing beside the record they stand on. */
const silent = new Set(['household', 'student']);

export function timelineBlocks(language: Language, entries: readonly TimelineEntry[]): TimelineBlock[] {
  const blocks: TimelineBlock[] = [];
  for (const entry of entries) {
    let block = blocks.at(-1);
    if (block?.command !== entry.command) {
      block = { command: entry.command, at: entry.at, actorName: entry.actorName, records: [] };
      blocks.push(block);
    }
    const lines = entry.fields
      .filter(({ field, before, after }) => !silent.has(field) && !isEmpty(before, after))
      .map(({ field, before, after }) => ({
        key: field,
        field: findFieldWords(field, entry.table)?.[language] ?? field,
        before: showValue(language, entry.table, field, before),
        after: showValue(language, entry.table, field, after),
      }));
    if (lines.length > 0) {
      // Newest command first, but within one command in the order in which it wrote: the pupil, then the guardian.
      block.records.unshift({ key: entry.change, table: entry.table, isCreation: entry.isCreation, lines });
    }
  }
  return blocks.filter((block) => block.records.length > 0);
}

function isEmpty(before: string | number | null, after: string | number | null): boolean {
  return (before === null || before === '') && (after === null || after === '');
}

export function showValue(language: Language, table: string, field: string, value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const shows = findFieldWords(field, table)?.shows;
  switch (shows) {
    case undefined:
      return text;
    case 'day':
      return formatDay(text);
    case 'instant':
      return formatInstant(text);
    case 'digits':
      return groupDigits(text);
    case 'money':
      return formatNumber(Number(value), language);
    case 'yesNo':
      return yesNo[language][value === 1 ? 'yes' : 'no'];
    default:
      return valueInWords(language, shows, text);
  }
}

const yesNo = { vi: { yes: 'Có', no: 'Không' }, en: { yes: 'Yes', no: 'No' } };
