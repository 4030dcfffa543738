/** People at the keyboard: who there is, and what is changed about them. Sitting down is in take-seat.ts. */
import type { Person } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import type { SyncedRow } from '../database/tables.ts';
import { findPerson, listPeople } from '../queries/people.ts';
import { listPeopleWithPin } from '../queries/pins.ts';
import type { Register, Session } from '../register.ts';

/** All people, also those who left: old changes still name them. */
export async function listAllPeople(register: Register): Promise<(Person & { hasPin: boolean })[]> {
  const { owner } = await register.getInstallation();
  const withPin = new Set(await listPeopleWithPin(register.reader));
  return (await listPeople(register.reader, owner)).map((row) => ({ ...toPerson(row), hasPin: withPin.has(row.id) }));
}

/** Who sits at the keyboard of this session; null until someone has been chosen, and after that person has left. */
export async function getSessionPerson(register: Register, session: Session): Promise<Person | null> {
  if (session.personId === null) return null;
  const { owner } = await register.getInstallation();
  const row = await findPerson(register.reader, owner, session.personId);
  return row && row.voidedAt === null ? toPerson(row) : null;
}

/**
 * Enters a person or changes the name and role of one.
 *
 * Raises recordNotFound { table, record }.
 */
export function savePerson(
  register: Register,
  session: Session,
  input: { id?: string; name: string; role: Person['role'] },
): Promise<{ command: string | null; id: string }> {
  return register.run(session, async (command) => {
    const { id, ...fields } = input;
    if (id !== undefined) await command.change('people', id, fields);
    return { id: id ?? command.create('people', fields), command: command.id };
  });
}

/**
 * Takes a person off the list. Since nobody takes oneself off, somebody is always left.
 *
 * Raises personIsAtKeyboard, recordNotFound { table, record }.
 */
export function voidPerson(
  register: Register,
  session: Session,
  input: { id: string; reason: string },
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    if (session.personId === input.id) throw new Problem('personIsAtKeyboard');
    await command.void('people', input.id, input.reason);
    return { command: command.id };
  });
}

export function toPerson(row: SyncedRow<'people'>): Person {
  return { id: row.id, name: row.name, role: row.role, isVoided: row.voidedAt !== null };
}
