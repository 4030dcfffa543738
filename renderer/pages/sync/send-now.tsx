/** "Gửi ngay" with its progress; stopping leaves what was not sent waiting. Pause and resume beside it. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { RunProgress, SyncSettings } from '../../../shared/contract/sync.ts';
import { api, client } from '../../api.ts';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { ProgressBar } from '../../progress/progress-bar.tsx';
import classes from './sync.module.css';

export function SendNow({ settings }: { settings: SyncSettings }) {
  const text = useWords().sync.status;
  const queries = useQueryClient();
  const { say } = useNotices();
  const stop = useRef<AbortController | null>(null);
  const [work, setWork] = useState<{ progress: RunProgress | null; startedAt: number; elapsedMs: number } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const save = useMutation(api.sync.saveSettings.mutationOptions());

  const run = async () => {
    if (stop.current) return;
    const aborter = new AbortController();
    const startedAt = Date.now();
    stop.current = aborter;
    setError(null);
    setWork({ progress: null, startedAt, elapsedMs: 0 });
    try {
      for await (const event of await client.sync.run(undefined, { signal: aborter.signal })) {
        if (event.type === 'done') say(text.moved(event.result.sentFiles, event.result.receivedFiles));
        else setWork({ progress: event, startedAt, elapsedMs: Date.now() - startedAt });
      }
    } catch (failure) {
      if (aborter.signal.aborted) say(text.stopped);
      else setError(failure);
    } finally {
      stop.current = null;
      setWork(null);
      await queries.invalidateQueries();
    }
  };
  useKeys([{ keys: ['Ctrl+Enter'], label: text.run, run: () => void run() }]);
  return (
    <>
      {settings.isPaused && <p className={classes.text}>{text.paused}</p>}
      <ProblemNotice error={error ?? save.error} />
      {work && (
        <ProgressBar
          label={work.progress === null ? text.running : text.phase[work.progress.phase]}
          counts={work.progress === null ? '' : text.counts(work.progress.done, work.progress.total)}
          done={work.progress?.done ?? 0}
          total={work.progress?.total ?? 0}
          elapsedMs={work.elapsedMs}
        />
      )}
      <div className={classes.buttons}>
        {work ? (
          <Button variant="default" onClick={() => stop.current?.abort()}>
            {text.stop}
          </Button>
        ) : (
          <Button onClick={() => void run()} rightSection={<KeyCaps keys="Ctrl+Enter" />}>
            {text.run}
          </Button>
        )}
        <Button variant="default" onClick={() => save.mutate({ isPaused: !settings.isPaused })}>
          {settings.isPaused ? text.resume : text.pause}
        </Button>
      </div>
    </>
  );
}
