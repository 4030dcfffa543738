/** Binds the contract to services: what every procedure gets beside its input. */
import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import { Problem } from '../../shared/problems.ts';
import { findInstallation } from '../queries/changes.ts';
import type { Register, Session } from '../register.ts';

export interface CallContext {
  register: Register;
  session: Session;
}

export const implementer = implement(contract).$context<CallContext>();

/**
 * For procedures that write what only a school may write: at an office they are refused before anything is looked for.
 *
 * Raises writtenBySchool.
 */
export const atSchool = implementer.middleware(async ({ context, next }) => {
  const installation = await findInstallation(context.register.reader);
  if (installation?.role === 'office') throw new Problem('writtenBySchool');
  return next();
});
