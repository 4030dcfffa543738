/** What a waiting row shows in the list: who, from which file, and why it waits. */
import type { ProblemRow } from '../../../shared/contract/imports.ts';
import type { Language } from '../../../shared/sentences/language.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import type { Words } from '../../language/words.ts';
import type { GridColumn } from '../../table/grid-row.tsx';

export function problemColumns(language: Language, words: Words): GridColumn<ProblemRow>[] {
  const { list, rows: text } = words.imports;
  return [
    {
      id: 'label',
      header: text.label,
      width: 'minmax(130px, 1fr)',
      cell: (row) => <strong>{row.label || text.nobody}</strong>,
    },
    { id: 'file', header: text.file, width: 'minmax(110px, 0.8fr)', cell: (row) => row.fileName },
    { id: 'row', header: list.row, width: '62px', align: 'end', cell: (row) => row.row },
    {
      id: 'problems',
      header: list.problem,
      width: 'minmax(180px, 1.6fr)',
      cell: (row) => row.problems.map((note) => sentence(language, note.problem, note.details)).join(' '),
    },
  ];
}
