/** Beside the real set-up: a register of invented pupils, to try without fear. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './set-up.module.css';

export function StartTrial() {
  const w = useWords().setUp.trial;
  const queries = useQueryClient();
  const start = useMutation(api.register.setUpTrial.mutationOptions());
  const begin = () =>
    start.mutate(undefined, {
      onSuccess: async (status) => {
        // Known before the gate opens, so that nobody is asked twice who sits here.
        await queries.fetchQuery(api.session.get.queryOptions({ staleTime: 0 }));
        queries.setQueryData(api.register.status.queryKey(), status);
      },
    });
  return (
    <>
      <section className={classes.trial} aria-label={w.title}>
        <p className={classes.trialText}>
          <strong>{w.title}</strong> {w.text}
        </p>
        <Button variant="default" loading={start.isPending} onClick={begin}>
          {w.start}
        </Button>
      </section>
      <ProblemNotice error={start.error} />
    </>
  );
}
