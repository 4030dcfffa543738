/** "Sao lưu ngay": what it is at, and a stop that leaves nothing half. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { BackupProgress } from '../../../shared/contract/backups.ts';
import { client } from '../../api.ts';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './backups.module.css';
import { PhaseBar } from './phase-bar.tsx';

export function MakeBackup() {
  const text = useWords().backups;
  const queries = useQueryClient();
  const { say } = useNotices();
  const stop = useRef<AbortController | null>(null);
  const [phase, setPhase] = useState<BackupProgress['phase'] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const make = async () => {
    if (stop.current) return;
    const aborter = new AbortController();
    stop.current = aborter;
    setError(null);
    setPhase('copying');
    try {
      for await (const event of await client.backups.make({}, { signal: aborter.signal })) {
        if (event.type === 'progress') setPhase(event.phase);
        else say(text.made(event.made[0]?.counts.students ?? 0));
      }
    } catch (failure) {
      if (aborter.signal.aborted) say(text.stopped);
      else setError(failure);
    } finally {
      stop.current = null;
      setPhase(null);
      await queries.invalidateQueries();
    }
  };
  useKeys([{ keys: ['Ctrl+Enter'], label: text.make, run: () => void make() }]);
  return (
    <>
      {phase && <PhaseBar phase={phase} />}
      <div className={classes.buttons}>
        {phase ? (
          <Button variant="default" onClick={() => stop.current?.abort()}>
            {text.stop}
          </Button>
        ) : (
          <Button onClick={() => void make()} rightSection={<KeyCaps keys="Ctrl+Enter" />}>
            {text.make}
          </Button>
        )}
      </div>
      <ProblemNotice error={error} />
    </>
  );
}
