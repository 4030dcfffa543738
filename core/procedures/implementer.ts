/** Binds the contract to services: what every procedure gets beside its input. */
import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { Register, Session } from '../register.ts';

export interface CallContext {
  register: Register;
  session: Session;
}

export const implementer = implement(contract).$context<CallContext>();
