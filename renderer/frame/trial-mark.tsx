/** On every screen of a trial: that nothing here is real, and the way to the real register. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Dialog } from './dialog.tsx';
import classes from './frame.module.css';

export function TrialMark() {
  const words = useWords();
  const w = words.setUp.trial;
  const end = useMutation(api.register.endTrial.mutationOptions());
  const [isAsking, setIsAsking] = useState(false);
  const begin = () =>
    end.mutate(undefined, {
      onSuccess: () => {
        // Nothing that was typed or shown in the trial goes on into the real register.
        sessionStorage.clear();
        window.location.hash = '';
        window.location.reload();
      },
    });
  return (
    <>
      <strong className={classes.trial}>{words.frame.trial}</strong>
      <Button size="compact-sm" variant="default" onClick={() => setIsAsking(true)}>
        {w.end}
      </Button>
      <Dialog title={w.endTitle} isOpen={isAsking} onClose={() => setIsAsking(false)}>
        <p>{w.endText}</p>
        <ProblemNotice error={end.error} />
        <div className={classes.trialButtons}>
          <Button data-autofocus loading={end.isPending} onClick={begin}>
            {w.end}
          </Button>
          <Button variant="default" onClick={() => setIsAsking(false)}>
            {words.common.cancel}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
