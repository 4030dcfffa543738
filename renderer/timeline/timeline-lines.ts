/** Turns journal entries into what a person reads: one block a command, one line a field that changed. Pure. */
import type { TimelineEntry } from '../../shared/contract/students.ts';
import { findFieldWords } from '../../shared/sentences/fields.ts';
import type { Language } from '../../shared/sentences/language.ts';
import { fieldText } from '../language/field-text.ts';

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
        before: fieldText(language, field, before, entry.table),
        after: fieldText(language, field, after, entry.table),
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
