/**
 * A long list of the core, a page of 200 rows at a time: only the pages on screen are asked for. While a new filter
 * is being answered the rows of the old one stay, so that typing in a search box never makes the table flicker.
 */
import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { PAGE_ROWS, pagesFor } from './row-window.ts';

/** Rows beyond those on screen whose page is asked for early, so that scrolling meets no empty rows. */
const AHEAD_ROWS = 120;

interface Page<Row> {
  total: number;
  rows: readonly Row[];
}

interface RowSource<Answer> {
  /** Everything that decides which rows come: the noun and its filter. */
  key: readonly unknown[];
  fetch: (page: { offset: number; limit: number }, signal: AbortSignal) => Promise<Answer>;
}

/** What a grid needs to know of its rows. */
export interface GridRows<Row> {
  total: number;
  /** Undefined while its page is on the way. */
  getRow: (index: number) => Row | undefined;
  /** The grid tells which rows are on screen. */
  onShow: (first: number, last: number) => void;
}

export interface PagedRows<Row, Answer> extends GridRows<Row> {
  /** The first page, with what stands beside its rows: counts and totals. Undefined until the first answer. */
  answer: Answer | undefined;
  error: unknown;
  retry: () => void;
}

export function usePagedRows<Row, Answer extends Page<Row>>(source: RowSource<Answer>): PagedRows<Row, Answer> {
  const [offsets, setOffsets] = useState<readonly number[]>([0]);
  const asked = useQuery(pageQuery(source, 0));
  const keyText = JSON.stringify(source.key);
  // The rows shown belong to the newest filter that has been answered.
  const [settled, setSettled] = useState({ keyText, source });
  if (asked.data !== undefined && settled.keyText !== keyText) {
    setSettled({ keyText, source });
    setOffsets([0]);
  }
  const first = useQuery(pageQuery(settled.source, 0));
  const pages = useQueries({ queries: offsets.map((offset) => pageQuery(settled.source, offset)) });
  const rowsByOffset = useMemo(() => {
    const found = new Map<number, readonly Row[]>();
    for (const [index, offset] of offsets.entries()) {
      const rows = pages[index]?.data?.rows;
      if (rows) found.set(offset, rows);
    }
    return found;
  }, [offsets, pages]);

  const total = first.data?.total ?? 0;
  const onShow = useCallback(
    (from: number, to: number) => {
      const needed = pagesFor(from - AHEAD_ROWS, to + AHEAD_ROWS, total);
      setOffsets((before) => (before.join() === needed.join() ? before : needed));
    },
    [total],
  );
  const getRow = useCallback(
    (index: number) => rowsByOffset.get(Math.floor(index / PAGE_ROWS) * PAGE_ROWS)?.[index % PAGE_ROWS],
    [rowsByOffset],
  );
  const failed = asked.error ?? first.error ?? pages.find((page) => page.error)?.error ?? null;
  const retry = () => {
    for (const page of [asked, first, ...pages]) if (page.error) void page.refetch();
  };
  return { total, getRow, onShow, answer: first.data, error: failed, retry };
}

function pageQuery<Answer>(source: RowSource<Answer>, offset: number) {
  return {
    queryKey: ['rows', ...source.key, offset],
    queryFn: ({ signal }: { signal: AbortSignal }) => source.fetch({ offset, limit: PAGE_ROWS }, signal),
  };
}
