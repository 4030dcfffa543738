/** One row of the grid. Drawn again only when it shows something else. */
import type { ReactNode } from 'react';
import classes from './grid.module.css';

export interface GridColumn<Row> {
  id: string;
  header: string;
  /** A track of the CSS grid: `72px`, `minmax(120px, 1fr)`. */
  width: string;
  cell: (row: Row) => ReactNode;
  align?: 'end';
}

interface GridRowProps<Row> {
  id: string;
  index: number;
  top: number;
  template: string;
  minWidth: number | undefined;
  columns: readonly GridColumn<Row>[];
  row: Row | undefined;
  isActive: boolean;
  isOpen: boolean;
  isDimmed: boolean;
  onClick: () => void;
}

export function GridRow<Row>(props: GridRowProps<Row>) {
  const { row } = props;
  return (
    // The grid itself takes the keys; its rows only take the mouse.
    <div
      id={props.id}
      role="row"
      tabIndex={-1}
      className={classes.row}
      aria-rowindex={props.index + 2}
      aria-selected={props.isOpen}
      data-active={props.isActive || undefined}
      data-open={props.isOpen || undefined}
      data-dimmed={props.isDimmed || undefined}
      data-odd={props.index % 2 === 1 || undefined}
      style={{
        gridTemplateColumns: props.template,
        minWidth: props.minWidth,
        transform: `translateY(${props.top}px)`,
      }}
      onMouseDown={(event) => event.button === 0 && focusGrid(event.currentTarget)}
      onClick={props.onClick}
    >
      {props.columns.map((column) => (
        <div key={column.id} role="gridcell" className={classes.cell} data-align={column.align}>
          {row === undefined ? <span className={classes.waiting} /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}

function focusGrid(row: HTMLElement): void {
  const grid = row.closest('[role="grid"]');
  // After the browser has moved the focus to the row that was pressed.
  if (grid instanceof HTMLElement) requestAnimationFrame(() => grid.focus({ preventScroll: true }));
}
