/** Who may call what here and now: the table of shared/permissions, for the person at the keyboard of a session. */
import {
  type Caller,
  isHead,
  isPermitted,
  listPermitted,
  type ProcedurePath,
  type Role,
} from '../../shared/permissions.ts';
import { Problem } from '../../shared/problems.ts';
import type { ReadHandle } from '../database/handles.ts';
import { findInstallation } from '../queries/changes.ts';
import { findPerson, listPeople } from '../queries/people.ts';
import { listPeopleWithPin } from '../queries/pins.ts';
import type { Register, Session } from '../register.ts';
import { listPeopleWithPassphrase } from './vault-proof.ts';

/** How the people of a register prove who they are. */
export interface Proofs {
  /** Ids of the people who have a PIN or a passphrase. */
  proven: ReadonlySet<string>;
  /** True when one of them is present and answers for the register: from then on nobody else does what only a head may. */
  hasProvenHead: boolean;
}

/** Raises registerNotSetUp. */
export async function gatherProofs(register: Register): Promise<Proofs> {
  const db = register.reader;
  const installation = await findInstallation(db);
  if (!installation) throw new Problem('registerNotSetUp');
  const proven = new Set([...(await listPeopleWithPin(db)), ...listPeopleWithPassphrase(register)]);
  const people = await listPeople(db, installation.owner);
  return {
    proven,
    hasProvenHead: people.some(({ id, role, voidedAt }) => voidedAt === null && proven.has(id) && isHead(role)),
  };
}

/**
 * As whom the person at the keyboard counts in the table: by role; a clerk as the principal while no head of this register has a proof of
 * being that person, for then anybody could take the principal's seat, and one clerk often keeps a register alone. `nobody` also after that person has left.
 */
export async function findCaller(register: Register, session: Session): Promise<Caller> {
  const db = register.reader;
  const installation = session.personId === null ? undefined : await findInstallation(db);
  if (session.personId === null || !installation) return 'nobody';
  const person = await findPerson(db, installation.owner, session.personId);
  if (!person || person.voidedAt !== null) return 'nobody';
  return countsAs(register, person.role, installation.role);
}

async function countsAs(register: Register, role: Role, registerRole: 'school' | 'office'): Promise<Role> {
  if (role !== 'clerk' || (await gatherProofs(register)).hasProvenHead) return role;
  return registerRole === 'office' ? 'office' : 'principal';
}

/**
 * Lets a call through or says why not. What leads to a seat is let through without a look at the register, which may be locked; so is everything
 * while the register has no person at all (before first start, or at a further PC before the first files have come): there is nothing to protect yet, and
 * what writes a record asks for a person anyway.
 *
 * Raises personNotChosen, notPermitted { procedure, role, allowed }.
 */
export async function checkMay(register: Register, session: Session, procedure: string): Promise<void> {
  if (isPermitted('nobody', procedure)) return;
  const caller = await findCaller(register, session);
  if (isPermitted(caller, procedure)) return;
  if (caller !== 'nobody') throw notPermitted(procedure, caller);
  if (await hasPeople(register.reader)) throw new Problem('personNotChosen');
}

/** Of a procedure that the table has not, nobody is named. */
export function notPermitted(procedure: string, role: Caller): Problem {
  const allowed = isPermitted('principal', procedure) ? listPermitted(procedure as ProcedurePath).join(' ') : '';
  return new Problem('notPermitted', { procedure, role, allowed });
}

/**
 * For what only a head may do inside a procedure that others may call too.
 *
 * Raises notPermitted { procedure, role, allowed }.
 */
export async function checkHead(register: Register, session: Session, procedure: ProcedurePath): Promise<void> {
  const caller = await findCaller(register, session);
  if (caller === 'nobody' || !isHead(caller)) throw notPermitted(procedure, caller);
}

async function hasPeople(db: ReadHandle): Promise<boolean> {
  const installation = await findInstallation(db);
  return installation !== undefined && (await listPeople(db, installation.owner)).length > 0;
}
