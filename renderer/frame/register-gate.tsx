/** Before any page: is the register open, has it been made, is it locked, who sits at the keyboard? */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../api.ts';
import { loadDrafts } from '../fields/drafts.ts';
import { useWords } from '../language/language.tsx';
import { ChoosePersonPage } from '../pages/set-up/choose-person-page.tsx';
import { SetUpPage } from '../pages/set-up/set-up-page.tsx';
import { CodePage } from '../pages/vault/code-page.tsx';
import { isPassphraseNext, NewCodeContext, passphraseIsSet } from '../pages/vault/code-state.ts';
import { ProtectPage } from '../pages/vault/protect-page.tsx';
import { UnlockPage } from '../pages/vault/unlock-page.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { forgetPage, whenLockedElsewhere } from './forget-page.ts';
import classes from './register-gate.module.css';
import { RegisterContext } from './register-state.tsx';

/** Holds a recovery code while it is on the screen: nothing else is shown until it stands on paper. */
export function RegisterGate({ children }: { children: ReactNode }) {
  const [code, setCode] = useState<string | null>(null);
  const newCode = useMemo(
    () => ({
      code,
      show: (made: string) => {
        passphraseIsSet();
        setCode(made);
      },
      forget: () => setCode(null),
    }),
    [code],
  );
  return (
    <NewCodeContext.Provider value={newCode}>
      <OpenRegister code={code} onKept={newCode.forget}>
        {children}
      </OpenRegister>
    </NewCodeContext.Provider>
  );
}

function OpenRegister({ code, onKept, children }: { code: string | null; onKept: () => void; children: ReactNode }) {
  const words = useWords();
  const status = useQuery(api.register.status.queryOptions());
  const isOpen = status.data?.isSetUp === true && !status.data.isLocked;
  const session = useQuery(api.session.get.queryOptions({ enabled: isOpen }));
  useForgetting(isOpen, status.data?.isLocked === true);
  const name = status.data?.school?.name ?? status.data?.office?.name;
  useEffect(() => {
    document.title = name ? `${name} · ${words.frame.product}` : words.frame.product;
  }, [name, words]);

  const { person = null, countsAs = null } = session.data ?? {};
  const state = useMemo(
    () => (status.data && person && countsAs ? { status: status.data, person, countsAs } : null),
    [status.data, person, countsAs],
  );
  const drafts = useQuery({
    queryKey: ['drafts'],
    queryFn: loadDrafts,
    enabled: status.data?.isSetUp === false || state !== null,
    staleTime: Infinity,
  });
  if (code !== null) return <CodePage code={code} owner={name ?? ''} onKept={onKept} />;
  const failed = status.data === undefined ? status.error : isOpen && !session.data ? session.error : null;
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
  if (!status.data.isSetUp) return drafts.isPending ? null : <SetUpPage damage={status.data.damage} />;
  if (status.data.isLocked) return <UnlockPage />;
  if (!session.data) return null;
  if (!state) return <ChoosePersonPage />;
  if (isPassphraseNext()) return <ProtectPage {...state} />;
  // Forms begin with what was left unsaved: it has to be here before they are. Where it cannot be read they begin empty.
  if (drafts.isPending) return null;
  return <RegisterContext.Provider value={state}>{children}</RegisterContext.Provider>;
}

/** Another window, or another program, locked the register that was open here: nothing of it stays in this window. */
function useForgetting(isOpen: boolean, isLocked: boolean): void {
  const queries = useQueryClient();
  const wasOpen = useRef(false);
  useEffect(() => {
    if (isLocked && wasOpen.current) forgetPage(queries);
    wasOpen.current = isOpen;
  }, [isOpen, isLocked, queries]);
  useEffect(() => whenLockedElsewhere(() => forgetPage(queries)), [queries]);
}
