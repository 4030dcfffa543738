/** A recovery code that has just been made: it is in memory, and on the screen, until somebody has shown that it stands on paper. */
import { createContext, useContext } from 'react';

export interface NewCode {
  code: string | null;
  show: (code: string) => void;
  forget: () => void;
}

export const NewCodeContext = createContext<NewCode | null>(null);

export function useNewCode(): NewCode {
  const state = useContext(NewCodeContext);
  if (!state) throw new Error('useNewCode needs the gate around it');
  return state;
}

const MUST_PROTECT = 'so-may.must-protect';

/** Remembers, for this window only, that the register has just been made and needs its passphrase next. */
export function askForPassphraseNext(): void {
  sessionStorage.setItem(MUST_PROTECT, '1');
}

export function isPassphraseNext(): boolean {
  return sessionStorage.getItem(MUST_PROTECT) !== null;
}

export function passphraseIsSet(): void {
  sessionStorage.removeItem(MUST_PROTECT);
}
