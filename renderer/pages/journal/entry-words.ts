/** An entry of the journal as a person reads it. Pure. */
import type { AuditEntry } from '../../../shared/contract/audit.ts';
import { eventInWords } from '../../../shared/sentences/events.ts';
import { findFieldWords, tableWords } from '../../../shared/sentences/fields.ts';
import type { Language } from '../../../shared/sentences/language.ts';
import { fieldText } from '../../language/field-text.ts';

export interface EntryField {
  field: string;
  name: string;
  before: string;
  after: string;
}

/** What kind of thing was done: a table, or an event. */
export function entryKind(language: Language, entry: AuditEntry): string {
  if (entry.kind !== null) return eventInWords(language, entry.kind, entry.details);
  const tables: Partial<Record<string, Record<Language, string>>> = tableWords;
  return tables[entry.table]?.[language] ?? entry.table;
}

/** The fields that say something, in words. */
export function entryFields(language: Language, entry: AuditEntry): EntryField[] {
  return entry.fields
    .map(({ field, before, after }) => ({
      field,
      name: findFieldWords(field, entry.table)?.[language] ?? field,
      before: fieldText(language, field, before, entry.table),
      after: fieldText(language, field, after, entry.table),
    }))
    .filter(({ before, after }) => before !== '' || after !== '');
}

/** One line: what was entered, or what became what. */
export function entryLine(language: Language, entry: AuditEntry, empty: string): string {
  return entryFields(language, entry)
    .map(({ name, before, after }) =>
      entry.isCreation ? `${name}: ${after}` : `${name}: ${before || empty} → ${after || empty}`,
    )
    .join(' · ');
}
