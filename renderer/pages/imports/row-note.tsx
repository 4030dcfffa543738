/** A problem or warning of a cell as a sentence, with where it stands in the file. */
import type { RowNoteOutput } from '../../../shared/contract/imports.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './imports.module.css';

interface RowNoteProps {
  note: RowNoteOutput;
  tone: 'problem' | 'warning';
  /** False where the row is named already. */
  hasPlace?: boolean;
}

export function RowNote({ note, tone, hasPlace = true }: RowNoteProps) {
  const { language, words } = useLanguage();
  const { place } = words.imports;
  return (
    <span className={classes.note} data-tone={tone}>
      <span className={classes.place}>
        {hasPlace ? place.cell(note.sheet, note.row, note.column) : note.column && place.column(note.column)}
      </span>
      <span>{sentence(language, note.problem, note.details)}</span>
    </span>
  );
}
