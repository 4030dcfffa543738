/** Follows the scroller of a grid. All rows are equally tall, so which of them are in reach is arithmetic (row-window.ts). */
import { type RefObject, useEffect, useState } from 'react';
import { type RowSpan, spanOf } from './row-window.ts';

/** Answers change only when other rows come into reach. */
export function useRowsOnScreen(scroller: RefObject<HTMLElement | null>, total: number): RowSpan {
  const [span, setSpan] = useState<RowSpan>({ first: 0, last: -1 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const next = spanOf(element.scrollTop, element.clientHeight, total);
      setSpan((before) => (before.first === next.first && before.last === next.last ? before : next));
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, total]);
  return span;
}
