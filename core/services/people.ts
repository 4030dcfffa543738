/** People at the keyboard: who there is, and who sits there now. */
import type { Person } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import type { SyncedRow } from '../database/tables.ts';
import type { Command } from '../journal/command.ts';
import { findPerson, listPeople } from '../queries/people.ts';
import type { Register, Session } from '../register.ts';

/** All people, also those who left: old changes still name them. */
export async function listAllPeople(register: Register): Promise<Person[]> {
  const { owner } = await register.getInstallation();
  return (await listPeople(register.reader, owner)).map(toPerson);
}

/** Who sits at the keyboard of this session; null until someone has been chosen, and after that person has left. */
export async function getSessionPerson(register: Register, session: Session): Promise<Person | null> {
  if (session.personId === null) return null;
  const { owner } = await register.getInstallation();
  const row = await findPerson(register.reader, owner, session.personId);
  return row && row.voidedAt === null ? toPerson(row) : null;
}

/**
 * Seats a person at the keyboard of this session, and remembers it when another one sat there before.
 *
 * Raises recordNotFound { table, record } for one who is unknown or has left.
 */
export async function choosePerson(register: Register, session: Session, id: string): Promise<Person> {
  const { owner } = await register.getInstallation();
  const row = await findPerson(register.reader, owner, id);
  if (!row || row.voidedAt !== null) throw new Problem('recordNotFound', { table: 'people', record: id });
  if (session.personId !== id) await register.runAs(id, async (command) => rememberSignIn(command, id));
  register.seat(session, id);
  return toPerson(row);
}

/**
 * Enters who has just sat down and is on no list yet. Nobody else stands behind that entry: as at first start, its
 * actor is the new person.
 *
 * Raises registerNotSetUp.
 */
export async function addPersonAtKeyboard(
  register: Register,
  session: Session,
  fields: { name: string; role: Person['role'] },
): Promise<Person> {
  const id = await register.runAs(undefined, async (command) => {
    const person = command.create('people', fields);
    rememberSignIn(command, person);
    return person;
  });
  register.seat(session, id);
  return { id, ...fields, isVoided: false };
}

function rememberSignIn(command: Command, person: string): void {
  command.create('events', { kind: 'sign_in', details: JSON.stringify({ person }) });
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

function toPerson(row: SyncedRow<'people'>): Person {
  return { id: row.id, name: row.name, role: row.role, isVoided: row.voidedAt !== null };
}
