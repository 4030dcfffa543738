/** How answers of the core are kept: never paused by a missing network, all asked again after anything was written. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
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
    queryCache: new QueryCache({ onError: (error) => noticeLock(queries, error) }),
    mutationCache: new MutationCache({
      onSuccess: () => void queries.invalidateQueries(),
      onError: (error) => {
        noticeLock(queries, error);
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

/** Another window, or the clock, has locked the register: the gate asks again, and shows who may open it. */
function noticeLock(queries: QueryClient, error: unknown): void {
  const failure = readFailure(error);
  if (failure.kind === 'problem' && failure.code === 'registerLocked')
    void queries.invalidateQueries({ queryKey: api.register.status.key() });
}
