/** The round that the frame's switch stands on; pages read it, null means all rounds. */
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Round } from '../../shared/contract/register.ts';
import { api } from '../api.ts';
import { useIsOffice } from './register-state.tsx';

interface RoundState {
  round: string | null;
  setRound: (round: string | null) => void;
  /** Rounds in use, in the order of the register. */
  rounds: readonly Round[];
  /** They have not come yet. */
  isLoading: boolean;
}

const RoundContext = createContext<RoundState | null>(null);
const KEPT_AS = 'so-may.round';

export function RoundProvider({ children }: { children: ReactNode }) {
  // Rounds are a school's: an office looks at all of them.
  const isOffice = useIsOffice();
  const list = useQuery(api.rounds.list.queryOptions({ enabled: !isOffice }));
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEPT_AS));
  const state = useMemo(() => {
    const rounds = (list.data ?? []).filter((round) => !round.isVoided);
    // With one round there is nothing to choose; a round that has gone is not kept.
    const round = rounds.length === 1 ? (rounds[0]?.id ?? null) : (rounds.find(({ id }) => id === chosen)?.id ?? null);
    const setRound = (next: string | null) => {
      setChosen(next);
      if (next === null) localStorage.removeItem(KEPT_AS);
      else localStorage.setItem(KEPT_AS, next);
    };
    return { round, setRound, rounds, isLoading: list.isLoading };
  }, [list.data, list.isLoading, chosen]);
  return <RoundContext.Provider value={state}>{children}</RoundContext.Provider>;
}

export function useRound(): RoundState {
  const state = useContext(RoundContext);
  if (!state) throw new Error('useRound needs RoundProvider around it');
  return state;
}
