/** The register and who sits at it: known before any page is drawn. */
import { createContext, useContext } from 'react';
import type { Person, RegisterStatus } from '../../shared/contract/register.ts';

export interface RegisterState {
  status: RegisterStatus;
  person: Person;
}

export const RegisterContext = createContext<RegisterState | null>(null);

/** True at an office: its register holds what many schools wrote, and it edits none of it. */
export function useIsOffice(): boolean {
  return useRegister().status.role === 'office';
}

export function useRegister(): RegisterState {
  const state = useContext(RegisterContext);
  if (!state) throw new Error('useRegister needs an open register around it');
  return state;
}
