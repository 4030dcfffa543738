/** Fields with two answers, settled by one key; below them rules that do not hold between registers. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Conflict } from '../../../shared/contract/conflicts.ts';
import { api } from '../../api.ts';
import { useKeys } from '../../keys/keys.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { ConflictCard } from './conflict-card.tsx';
import { FindingList } from './finding-list.tsx';
import classes from './sync.module.css';

/** On screen at once; the rest moves up as these are settled. */
const SHOWN = 20;
const MOST_KEYS = 9;

export function ConflictsSection() {
  const text = useWords().sync.conflicts;
  const { say } = useNotices();
  const conflicts = useQuery(api.conflicts.list.queryOptions({ input: { offset: 0, limit: SHOWN } }));
  const settle = useMutation(api.conflicts.settle.mutationOptions());
  const [activeId, setActiveId] = useState<string | null>(null);
  const rows = conflicts.data?.rows ?? [];
  const active = rows.find(({ id }) => id === activeId) ?? rows[0];

  const take = (conflict: Conflict | undefined, index: number) => {
    const value = conflict?.values[index];
    if (!conflict?.canSettle || !value || settle.isPending) return;
    settle.mutate(
      { id: conflict.id, version: value.version },
      { onSuccess: (answer) => say(text.settled(conflict.label), { command: answer.command }) },
    );
  };
  const choices = active?.canSettle ? Math.min(active.values.length, MOST_KEYS) : 0;
  useKeys(
    Array.from({ length: choices }, (_, index) => ({
      keys: [String(index + 1)],
      label: text.takeOf(index + 1, active?.label ?? ''),
      run: () => take(active, index),
    })),
  );
  return (
    <>
      <ProblemNotice error={conflicts.error ?? settle.error} />
      {conflicts.data?.total === 0 && <p className={classes.text}>{text.empty}</p>}
      {rows.length > 0 && (
        <>
          <h3 role="status">{text.count(conflicts.data?.total ?? 0)}</h3>
          <p className={classes.text}>{text.text}</p>
        </>
      )}
      {rows.map((conflict) => (
        <ConflictCard
          key={conflict.id}
          conflict={conflict}
          isActive={conflict.id === active?.id}
          onFocus={() => setActiveId(conflict.id)}
          onTake={(index) => take(conflict, index)}
        />
      ))}
      <FindingList />
    </>
  );
}
