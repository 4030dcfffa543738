/** The file's columns: letter, heading, what stands in them, what they became. A choice reads the file again. */
import { NativeSelect } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { columnName } from '../../../shared/sentences/columns.ts';
import type { ImportPreview } from '../../../shared/contract/imports.ts';
import { useLanguage } from '../../language/language.tsx';
import { chooseField, type ColumnGroup, groupColumns, sampleText } from './column-groups.ts';
import type { ImportDesk } from './import-desk.ts';
import classes from './imports.module.css';

interface ColumnTableProps {
  desk: ImportDesk;
  preview: ImportPreview;
  isBusy: boolean;
}

export function ColumnTable({ desk, preview, isBusy }: ColumnTableProps) {
  const { language, words } = useLanguage();
  const text = words.imports.columns;
  const groups = groupColumns(preview.columns);
  const hasSheets = new Set(preview.columns.map((column) => column.sheet)).size > 1;
  const fields = preview.fields.map((field) => ({ value: field, label: columnName(language, field) }));
  const choices = [{ value: '', label: text.leaveOut }, ...fields];
  const choose = (group: ColumnGroup, value: string) =>
    void desk.map(chooseField(preview.columns, group, value === '' ? null : value));
  return (
    <div className={classes.columns}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.letter}</th>
            <th scope="col">{text.header}</th>
            <th scope="col">{text.samples}</th>
            <th scope="col">{text.field}</th>
            {hasSheets && <th scope="col">{text.sheets}</th>}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr
              key={`${group.index} ${group.header} ${group.sheets[0]}`}
              data-dropped={group.field === null || undefined}
            >
              <td>
                <span className={classes.letter}>{group.letter}</span>
              </td>
              <th scope="row">{group.header}</th>
              <td className={classes.samples}>
                {group.samples.map((sample) => sampleText(group.field, sample)).join(' · ')}
              </td>
              <td>
                <span className={classes.fieldChoice}>
                  {group.field === null ? <IconX size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />}
                  <NativeSelect
                    size="xs"
                    aria-label={text.fieldOf(group.letter, group.header)}
                    value={group.field ?? ''}
                    disabled={isBusy}
                    onChange={(event) => choose(group, event.currentTarget.value)}
                    data={choices}
                  />
                </span>
              </td>
              {hasSheets && <td className={classes.quiet}>{group.sheets.join(', ')}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.quiet}>{text.remembered}</p>
    </div>
  );
}
