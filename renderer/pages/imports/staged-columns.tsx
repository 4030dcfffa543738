/** What a staged row shows in the list: who it is, and the one thing that matters in its group. */
import { Checkbox } from '@mantine/core';
import type { ImportKind, ImportRow } from '../../../shared/contract/imports.ts';
import { columnName } from '../../../shared/sentences/columns.ts';
import { fieldName } from '../../../shared/sentences/fields.ts';
import type { Language } from '../../../shared/sentences/language.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { fieldText } from '../../language/field-text.ts';
import type { Words } from '../../language/words.ts';
import type { GridColumn } from '../../table/grid-row.tsx';
import { changedCells } from './staged-row.ts';
import type { RowGroup } from './row-groups.ts';

interface StagedColumnsOptions {
  language: Language;
  words: Words;
  kind: ImportKind;
  group: RowGroup;
  hasSheets: boolean;
  isLowered: (row: ImportRow) => boolean;
  onToggle: (row: ImportRow) => void;
}

export function stagedColumns(options: StagedColumnsOptions): GridColumn<ImportRow>[] {
  const { language, words, kind, group, hasSheets, isLowered, onToggle } = options;
  const text = words.imports.list;
  const field = (name: string, width: string): GridColumn<ImportRow> => ({
    id: name,
    header: fieldName(language, name),
    width,
    cell: (row) => fieldText(language, name, row.cells.find((cell) => cell.field === name)?.value),
  });
  const columns: GridColumn<ImportRow>[] = [
    { id: 'row', header: text.row, width: '62px', align: 'end', cell: (row) => row.row },
    {
      id: 'label',
      header: kind === 'roster' ? text.pupil : text.device,
      width: 'minmax(140px, 1fr)',
      cell: (row) => <strong>{row.label || '–'}</strong>,
    },
  ];
  if (hasSheets) columns.splice(1, 0, { id: 'sheet', header: text.sheet, width: '84px', cell: (row) => row.sheet });
  if (group === 'lowered') {
    columns.unshift({
      id: 'tick',
      header: text.tick,
      width: '56px',
      cell: (row) => (
        <Checkbox
          size="xs"
          // Space ticks the row that the arrows stand on: one stop of the Tab key for the whole list.
          tabIndex={-1}
          aria-label={words.imports.lower.of(row.label)}
          checked={isLowered(row)}
          onClick={(event) => event.stopPropagation()}
          onChange={() => onToggle(row)}
        />
      ),
    });
  }
  switch (group) {
    case 'problem':
    case 'warning':
      columns.push({
        id: 'notes',
        header: text[group],
        width: 'minmax(200px, 1.6fr)',
        cell: (row) =>
          (group === 'problem' ? row.problems : row.warnings)
            .map((note) => sentence(language, note.problem, note.details))
            .join(' '),
      });
      break;
    case 'changed':
    case 'lowered':
      columns.push({
        id: 'changes',
        header: text.changes,
        width: 'minmax(200px, 1.6fr)',
        cell: (row) =>
          changedCells(row)
            .map((cell) =>
              words.imports.change(
                columnName(language, cell.field),
                fieldText(language, cell.field, cell.before) || words.imports.emptyValue,
                fieldText(language, cell.field, cell.value) || words.imports.emptyValue,
              ),
            )
            .join('; '),
      });
      break;
    case 'new':
    case 'unchanged':
      if (kind === 'roster') {
        columns.push(field('birthDate', '98px'), field('className', '64px'), field('povertyStatus', '150px'));
      } else {
        columns.push(field('model', 'minmax(110px, 1fr)'), field('imei', '140px'));
      }
      break;
  }
  return columns;
}
