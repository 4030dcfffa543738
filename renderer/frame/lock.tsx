/** Locking the register: by key, by the menu, and by itself when nobody has touched anything for a while. */
import { UnstyledButton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../api.ts';
import { useKeys } from '../keys/keys.tsx';
import { useWords } from '../language/language.tsx';
import { forgetEverywhere } from './forget-page.ts';
import classes from './frame.module.css';

/** The menu's entry; nothing where nobody has a passphrase. */
export function LockEntry() {
  const words = useWords();
  const vault = useQuery(api.vault.status.queryOptions());
  const hasAccounts = (vault.data?.accounts.length ?? 0) > 0;
  const lock = useLock();
  useIdleLock(hasAccounts ? (vault.data?.lockAfterMinutes ?? null) : null, lock);
  useKeys(hasAccounts ? [{ keys: ['Ctrl+L'], label: words.vault.lock, run: lock }] : [], 'frame');
  if (!hasAccounts) return null;
  return (
    <UnstyledButton className={classes.link} onClick={lock}>
      <IconLock size={20} stroke={1.7} aria-hidden />
      <span className={classes.linkWords}>{words.vault.lock}</span>
    </UnstyledButton>
  );
}

function useLock(): () => void {
  const queries = useQueryClient();
  const lock = useMutation(
    api.vault.lock.mutationOptions({
      onSuccess: () => forgetEverywhere(queries),
    }),
  );
  return () => {
    if (!lock.isPending) lock.mutate(undefined);
  };
}

/** Of the windows of one register any may be in use: the last touch is shared between them. */
const LAST_TOUCH = 'so-may.last-touch';
const LOOK_EVERY_MS = 5000;

function useIdleLock(minutes: number | null, lock: () => void): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (minutes === null) return undefined;
    const touch = (): void => localStorage.setItem(LAST_TOUCH, String(Date.now()));
    const look = (): void => {
      const idleMs = Date.now() - Number(localStorage.getItem(LAST_TOUCH));
      // What is being written comes to its end first.
      if (idleMs >= minutes * 60_000 && queries.isMutating() === 0) lock();
    };
    touch();
    const events = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const name of events) window.addEventListener(name, touch, { capture: true, passive: true });
    const timer = window.setInterval(look, LOOK_EVERY_MS);
    return () => {
      window.clearInterval(timer);
      for (const name of events) window.removeEventListener(name, touch, { capture: true });
    };
  }, [minutes, queries, lock]);
}
