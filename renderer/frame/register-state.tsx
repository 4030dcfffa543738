/** The register and who sits at it: known before any page is drawn. */
import { createContext, useContext } from 'react';
import type { Person, RegisterStatus } from '../../shared/contract/register.ts';
import type { Role } from '../../shared/permissions.ts';

export interface RegisterState {
  status: RegisterStatus;
  person: Person;
  /** As whom that person counts in shared/permissions: a clerk who keeps the register alone stands in for the principal. */
  countsAs: Role;
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
