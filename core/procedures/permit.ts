/** In front of every procedure, over whatever transport it is called: the table of shared/permissions. */
import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { Register, Session } from '../register.ts';
import { noteCall } from '../services/idle-lock.ts';
import { checkMay } from '../services/who-may.ts';

/** What every procedure gets beside its input. */
export interface CallContext {
  register: Register;
  session: Session;
}

/** The contract with nothing in front of it: for making middleware only. */
export const bare = implement(contract).$context<CallContext>();

/** The contract, to be bound to services. Who may not call is refused before the input is looked at. */
export const permitted = bare.use(async ({ context, path, next }) => {
  noteCall(context.register);
  await checkMay(context.register, context.session, path.join('.'));
  return next();
});
