/** One staged row in full: the cell as it stands in the file beside what was understood and what the register has. */
import { Checkbox } from '@mantine/core';
import type { ImportRow } from '../../../shared/contract/imports.ts';
import { columnName } from '../../../shared/sentences/columns.ts';
import { fieldText } from '../../language/field-text.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './imports.module.css';
import { RowNote } from './row-note.tsx';
import { changedCells, filledCells } from './staged-row.ts';

interface StagedRowDetailProps {
  row: ImportRow;
  isLowered: boolean;
  onLower: (isLowered: boolean) => void;
}

export function StagedRowDetail({ row, isLowered, onLower }: StagedRowDetailProps) {
  const { language, words } = useLanguage();
  const text = words.imports.detail;
  const cells = filledCells(row);
  const changed = new Set(changedCells(row).map((cell) => cell.field));
  const faulty = new Set(row.problems.map((note) => note.field));
  const hasBefore = cells.some((cell) => cell.before !== undefined);
  return (
    <section className={classes.detail} aria-label={text.label}>
      <header>
        <h2>{row.label || words.imports.place.row(row.sheet, row.row)}</h2>
        <p className={classes.quiet}>
          {words.imports.place.row(row.sheet, row.row)} · {text.group[row.group]}
        </p>
      </header>
      {row.isLowered && (
        <Checkbox
          label={words.imports.lower.tick}
          description={words.imports.lower.why}
          checked={isLowered}
          onChange={(event) => onLower(event.currentTarget.checked)}
        />
      )}
      {(row.problems.length > 0 || row.warnings.length > 0) && (
        <ul className={classes.notes}>
          {row.problems.map((note, index) => (
            <li key={`problem ${index}`}>
              <RowNote note={note} tone="problem" hasPlace={false} />
            </li>
          ))}
          {row.warnings.map((note, index) => (
            <li key={`warning ${index}`}>
              <RowNote note={note} tone="warning" hasPlace={false} />
            </li>
          ))}
        </ul>
      )}
      <div className={classes.detailTable}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.field}</th>
              <th scope="col">{text.inFile}</th>
              <th scope="col">{text.understood}</th>
              {hasBefore && <th scope="col">{text.inRegister}</th>}
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr
                key={cell.field}
                data-changed={changed.has(cell.field) || undefined}
                data-faulty={faulty.has(cell.field) || undefined}
              >
                <th scope="row">
                  {columnName(language, cell.field)}
                  {cell.column && <span className={classes.letter}>{cell.column}</span>}
                </th>
                <td className={classes.source}>{cell.text}</td>
                <td>{fieldText(language, cell.field, cell.value) || <span className={classes.quiet}>–</span>}</td>
                {hasBefore && (
                  <td>{cell.before === undefined ? '' : fieldText(language, cell.field, cell.before) || '–'}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
