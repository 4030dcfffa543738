/** What concerns one row of a file as one sentence: sheet, row and column first, then what is the matter. */
import type { RowNoteOutput } from '../contract/imports.ts';
import type { Language } from './language.ts';
import { sentence } from './sentences.ts';

const place: Record<Language, (note: RowNoteOutput) => string> = {
  vi: ({ sheet, row, column }) =>
    column === null ? `Trang “${sheet}”, dòng ${row}` : `Trang “${sheet}”, dòng ${row}, cột ${column}`,
  en: ({ sheet, row, column }) =>
    column === null ? `Sheet “${sheet}”, row ${row}` : `Sheet “${sheet}”, row ${row}, column ${column}`,
};

export function rowNoteSentence(language: Language, note: RowNoteOutput): string {
  return `${place[language](note)}: ${sentence(language, note.problem, { field: note.field, ...note.details })}`;
}
