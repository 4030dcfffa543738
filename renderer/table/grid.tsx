/**
 * The table of a long list: only the rows on screen exist. One stop of the Tab key; inside, the arrows move, Enter
 * opens. Screen readers hear a grid with its true number of rows.
 */
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { useKeys } from '../keys/keys.tsx';
import { useWords } from '../language/language.tsx';
import { type GridColumn, GridRow } from './grid-row.tsx';
import classes from './grid.module.css';
import { moveRow, readMove, ROW_HEIGHT, scrollTopFor } from './row-window.ts';
import { useRowsOnScreen } from './use-rows-on-screen.ts';
import type { GridRows } from './use-paged-rows.ts';

export interface GridHandle {
  focus: () => void;
  /** Moves to a row as if by the arrows. */
  moveTo: (index: number) => void;
}

interface GridProps<Row> {
  ref?: Ref<GridHandle>;
  label: string;
  columns: readonly GridColumn<Row>[];
  rows: GridRows<Row>;
  rowKey: (row: Row) => string;
  /** Key of the row that stands open beside the table. */
  openKey?: string | null;
  /** Enter, or a click. */
  onOpen: (row: Row) => void;
  /** The arrows came to rest on a row. */
  onMove?: (row: Row) => void;
  /** Rows that are to be seen as out of use. */
  isDimmed?: (row: Row) => boolean;
  /** A change of it brings the table back to its first row: the filter. */
  resetKey: string;
  /** Pixels below which the table scrolls sideways instead of narrowing its columns. */
  minWidth?: number;
}

export function Grid<Row>({ ref, ...props }: GridProps<Row>) {
  const { rows, columns, rowKey, onMove, resetKey } = props;
  const words = useWords();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const { first, last } = useRowsOnScreen(scroller, rows.total);
  const { onShow } = rows;
  useEffect(() => onShow(first, last), [onShow, first, last]);
  const [shownFor, setShownFor] = useState(resetKey);
  if (shownFor !== resetKey) {
    setShownFor(resetKey);
    setActive(-1);
  }
  const scrolledFor = useRef(resetKey);
  useEffect(() => {
    if (scrolledFor.current === resetKey) return;
    scrolledFor.current = resetKey;
    scroller.current?.scrollTo({ top: 0 });
  }, [resetKey]);

  const move = (index: number) => {
    setActive(index);
    const element = scroller.current;
    if (index < 0 || !element) return;
    const top = scrollTopFor(index, element.scrollTop, element.clientHeight);
    if (top !== null) element.scrollTop = top;
  };
  // A row that was reached before its page had come is told as soon as it is there.
  const activeRow = active >= 0 ? rows.getRow(active) : undefined;
  const activeKey = activeRow === undefined ? null : rowKey(activeRow);
  const toldKey = useRef<string | null>(null);
  useEffect(() => {
    if (activeRow === undefined || activeKey === toldKey.current) return;
    toldKey.current = activeKey;
    onMove?.(activeRow);
  });
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus(), moveTo: move }));

  useKeys([
    { keys: ['ArrowUp', 'ArrowDown'], label: words.frame.key.move },
    { keys: ['PageUp', 'PageDown'], label: words.frame.key.pageMove },
    { keys: ['Home', 'End'], label: words.frame.key.ends },
    { keys: ['Enter'], label: words.frame.key.open },
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.target !== scroller.current) return;
    const direction = readMove(event.key);
    if (direction) {
      event.preventDefault();
      const onScreen = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1;
      move(moveRow(active, direction, rows.total, onScreen));
    } else if (event.key === 'Enter' && !event.ctrlKey && activeRow !== undefined) {
      event.preventDefault();
      props.onOpen(activeRow);
    }
  };
  const openAt = (index: number) => {
    setActive(index);
    const row = rows.getRow(index);
    if (row === undefined) return;
    toldKey.current = rowKey(row);
    props.onOpen(row);
  };
  const template = columns.map((column) => column.width).join(' ');
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => active < 0 && rows.total > 0 && setActive(0)}
    >
      <div
        className={classes.header}
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: template, minWidth: props.minWidth }}
      >
        {columns.map((column) => (
          <div key={column.id} role="columnheader" className={classes.headerCell} data-align={column.align}>
            {column.header}
          </div>
        ))}
      </div>
      <div className={classes.body} role="rowgroup" style={{ height: rows.total * ROW_HEIGHT }}>
        {Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => {
          const index = first + step;
          const row = rows.getRow(index);
          const key = row === undefined ? null : rowKey(row);
          return (
            <GridRow
              key={index}
              id={`${id}-${index}`}
              index={index}
              top={index * ROW_HEIGHT}
              template={template}
              minWidth={props.minWidth}
              columns={columns}
              row={row}
              isActive={index === active}
              isOpen={key !== null && key === (props.openKey ?? null)}
              isDimmed={row !== undefined && (props.isDimmed?.(row) ?? false)}
              onClick={() => openAt(index)}
            />
          );
        })}
      </div>
    </div>
  );
}
