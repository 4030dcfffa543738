/** Before any page: is the register open, has it been made, who sits at the keyboard? */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo } from 'react';
import { api } from '../api.ts';
import { useWords } from '../language/language.tsx';
import { ChoosePersonPage } from '../pages/set-up/choose-person-page.tsx';
import { SetUpPage } from '../pages/set-up/set-up-page.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import classes from './register-gate.module.css';
import { RegisterContext } from './register-state.tsx';

export function RegisterGate({ children }: { children: ReactNode }) {
  const words = useWords();
  const status = useQuery(api.register.status.queryOptions());
  const session = useQuery(api.session.get.queryOptions({ enabled: status.data?.isSetUp === true }));
  const name = status.data?.school?.name ?? status.data?.office?.name;
  useEffect(() => {
    document.title = name ? `${name} · ${words.frame.product}` : words.frame.product;
  }, [name, words]);

  const { person = null, countsAs = null } = session.data ?? {};
  const state = useMemo(
    () => (status.data && person && countsAs ? { status: status.data, person, countsAs } : null),
    [status.data, person, countsAs],
  );
  const failed = status.data === undefined ? status.error : session.data === undefined ? session.error : null;
  if (failed) {
    return (
      <div className={classes.centre}>
        <h1>{words.frame.openingFailed}</h1>
        <ProblemNotice error={failed}>
          <Button onClick={() => void (status.data === undefined ? status.refetch() : session.refetch())}>
            {words.common.retry}
          </Button>
        </ProblemNotice>
      </div>
    );
  }
  if (!status.data) return null;
  if (!status.data.isSetUp) return <SetUpPage damage={status.data.damage} />;
  if (!session.data) return null;
  if (!state) return <ChoosePersonPage />;
  return <RegisterContext.Provider value={state}>{children}</RegisterContext.Provider>;
}
