/** The journal page by page, newest first: the next page is asked for when the table comes near the end of what is here. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { AuditEntry } from '../../../shared/contract/audit.ts';
import { client } from '../../api.ts';
import type { GridRows } from '../../table/use-paged-rows.ts';
import { type JournalSearch, toAuditFilter } from './journal-search.ts';

const PAGE_ENTRIES = 200;
/** Rows before the end at which more is asked for. */
const AHEAD_ROWS = 100;

export interface JournalRows extends GridRows<AuditEntry> {
  entries: readonly AuditEntry[];
  /** True while there is more than what is here. */
  hasMore: boolean;
  isAnswered: boolean;
  error: unknown;
  retry: () => void;
}

export function useJournalRows(search: JournalSearch): JournalRows {
  const filter = toAuditFilter(search);
  const pages = useInfiniteQuery({
    queryKey: ['rows', 'journal', filter],
    queryFn: ({ pageParam, signal }) =>
      client.audit.list({ ...filter, cursor: pageParam, limit: PAGE_ENTRIES }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
    placeholderData: (last) => last,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const entries = useMemo(() => (data?.pages ?? []).flatMap((page) => page.entries), [data]);
  const onShow = useCallback(
    (_first: number, last: number) => {
      if (hasNextPage && !isFetchingNextPage && last > entries.length - AHEAD_ROWS) void fetchNextPage();
    },
    [entries.length, hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  const getRow = useCallback((index: number) => entries[index], [entries]);
  return {
    entries,
    total: entries.length,
    getRow,
    onShow,
    hasMore: hasNextPage,
    isAnswered: data !== undefined,
    error: pages.error,
    retry: () => void pages.refetch(),
  };
}
