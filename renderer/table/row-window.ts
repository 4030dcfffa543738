/** Rows of a fixed height in a scroller: which are in reach, which pages of the list hold them, where a key leads. Pure. */

export const PAGE_ROWS = 200;

/** Offsets of the pages that hold rows `first` to `last` (both inclusive). */
export function pagesFor(first: number, last: number, total: number): number[] {
  const end = Math.min(last, total - 1);
  const offsets: number[] = [];
  for (let offset = Math.floor(Math.max(first, 0) / PAGE_ROWS) * PAGE_ROWS; offset <= end; offset += PAGE_ROWS) {
    offsets.push(offset);
  }
  return offsets.length > 0 ? offsets : [0];
}

export type GridMove = 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last';

/** Where a key leads from row `index`; -1 while no row is chosen. */
export function moveRow(index: number, move: GridMove, total: number, rowsOnScreen: number): number {
  if (total === 0) return -1;
  const step = Math.max(1, rowsOnScreen - 1);
  const to = {
    up: index < 0 ? total - 1 : index - 1,
    down: index + 1,
    pageUp: index - step,
    pageDown: Math.max(index, 0) + step,
    first: 0,
    last: total - 1,
  }[move];
  return Math.min(Math.max(to, 0), total - 1);
}

export function readMove(key: string): GridMove | undefined {
  const moves: Partial<Record<string, GridMove>> = {
    ArrowUp: 'up',
    ArrowDown: 'down',
    PageUp: 'pageUp',
    PageDown: 'pageDown',
    Home: 'first',
    End: 'last',
  };
  return moves[key];
}

export const ROW_HEIGHT = 28;
/** Rows drawn above and below the visible ones, so that a flick of the wheel shows no gap. */
const SPARE_ROWS = 8;

export interface RowSpan {
  first: number;
  /** Inclusive; before `first` when there are no rows. */
  last: number;
}

/** Rows to draw; a header of one row's height covers the top of the scroller. */
export function spanOf(scrollTop: number, height: number, total: number): RowSpan {
  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - SPARE_ROWS);
  const last = Math.min(total - 1, Math.ceil((scrollTop + height) / ROW_HEIGHT) + SPARE_ROWS);
  return { first, last };
}

/** Where to scroll so that a row is wholly in sight; null when it is already. */
export function scrollTopFor(index: number, scrollTop: number, height: number): number | null {
  const top = index * ROW_HEIGHT;
  const shown = height - ROW_HEIGHT;
  if (top < scrollTop) return top;
  if (top + ROW_HEIGHT > scrollTop + shown) return top + ROW_HEIGHT - shown;
  return null;
}
