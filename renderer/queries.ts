/** How answers of the core are kept: never paused by a missing network, all asked again after anything was written. */
import { MutationCache, QueryClient } from '@tanstack/react-query';
import { api } from './api.ts';
import { readFailure } from './problems/read-problem.ts';

/** Another window or the command line may write to the same file; the core answers in milliseconds. */
const STALE_AFTER_MS = 5000;

export function createQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: STALE_AFTER_MS, refetchOnWindowFocus: true },
      mutations: { networkMode: 'always', retry: false },
    },
    mutationCache: new MutationCache({
      onSuccess: () => void queries.invalidateQueries(),
      onError: (error) => {
        const failure = readFailure(error);
        // The session forgot who sits here: ask again, what was typed stays in its draft.
        if (failure.kind === 'problem' && failure.code === 'personNotChosen') {
          void queries.invalidateQueries({ queryKey: api.session.key() });
        }
      },
    }),
  });
  return queries;
}
