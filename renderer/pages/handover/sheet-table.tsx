/** The lines of the sheet. In a column, arrow up and down go from line to line as in Excel; Space ticks. */
import type { KeyboardEvent } from 'react';
import type { HandoverRow } from '../../../shared/contract/devices.ts';
import { foldText } from '../../../shared/rules/fold.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './handover.module.css';
import { SheetRow } from './sheet-row.tsx';
import { foldedNamesakes } from './sheet-state.ts';

interface SheetTableProps {
  rows: readonly HandoverRow[];
  /** Sentences of lines that were refused just now. */
  problems: ReadonlyMap<string | null, string>;
  onTick: () => void;
}

export function SheetTable({ rows, problems, onTick }: SheetTableProps) {
  const { words } = useLanguage();
  const text = words.handover.columns;
  const namesakes = foldedNamesakes(rows);
  return (
    <div className={classes.tableArea}>
      <table className={classes.table} onKeyDown={moveInColumn}>
        <thead>
          <tr>
            <th scope="col" className={classes.tickColumn}>
              {text.present}
            </th>
            <th scope="col">{text.pupil}</th>
            <th scope="col" className={classes.statusColumn}>
              {text.status}
            </th>
            <th scope="col" className={classes.deviceColumn}>
              {text.device}
            </th>
            <th scope="col" className={classes.receiverColumn}>
              {text.receiver}
            </th>
            <th scope="col" className={classes.relationColumn}>
              {text.relation}
            </th>
            <th scope="col" className={classes.idColumn}>
              {text.personalId}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SheetRow
              key={row.student}
              row={row}
              isNamesake={namesakes.has(foldText(row.fullName))}
              problem={problems.get(row.student)}
              onTick={onTick}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The field of the same kind in the line above or below. A choice keeps its arrows. */
function moveInColumn(event: KeyboardEvent<HTMLTableElement>): void {
  if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.altKey || event.nativeEvent.isComposing) return;
  const { target } = event;
  if (!(target instanceof HTMLInputElement)) return;
  const column = target.name.split(' ').at(-1) ?? '';
  const inputs = [...event.currentTarget.querySelectorAll('input')].filter(
    (input) => input.name.split(' ').at(-1) === column,
  );
  const next = inputs[inputs.indexOf(target) + (event.key === 'ArrowDown' ? 1 : -1)];
  event.preventDefault();
  next?.focus();
  if (next?.type === 'text') next.select();
}
