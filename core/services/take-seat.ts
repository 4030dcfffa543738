/** Who sits at the keyboard of a session: sitting down with proof, leaving, and the PINs that prove it. */
import type { Person, Seat } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import type { PinRow, SyncedRow } from '../database/tables.ts';
import { findInstallation } from '../queries/changes.ts';
import { findPerson } from '../queries/people.ts';
import { findPin } from '../queries/pins.ts';
import type { Register, Session } from '../register.ts';
import { getSessionPerson, toPerson } from './people.ts';
import { attemptProof, createPin, isPin, keepPin, makePin } from './pin-proof.ts';
import { rememberEvent } from './remember-event.ts';
import { listPeopleWithPassphrase, provePassphrase } from './vault-proof.ts';
import { findCaller, gatherProofs, notPermitted } from './who-may.ts';

/** What a person types to prove who it is. */
export interface Proof {
  pin?: string | undefined;
  /** In place of a PIN, of who opens the register with one. */
  passphrase?: string | undefined;
  /** Replaces a PIN that was given out for one use. */
  newPin?: string | undefined;
}

/** Who sits at the keyboard of this session; null until someone has been chosen, and after that person has left. */
export async function getSeat(
  register: Register,
  session: Session,
): Promise<{ person: Person | null; countsAs: Seat['countsAs'] | null }> {
  const person = await getSessionPerson(register, session);
  const caller = person ? await findCaller(register, session) : 'nobody';
  return person && caller !== 'nobody' ? { person, countsAs: caller } : { person: null, countsAs: null };
}

/**
 * Seats a person at the keyboard of this session, and remembers it when another one sat there before.
 *
 * Who has a PIN proves it. Who has none sits down freely while nobody answers for the register by a proof (PIN or passphrase); from then on the
 * principal gives out a PIN for one use.
 *
 * Raises recordNotFound { table, record } for one who is unknown or has left, pinNeeded, pinWrong, pinMustChange, tooManyAttempts { seconds },
 * proofNeeded { name }, pinInvalid, pinTooEasy.
 */
export async function choosePerson(register: Register, session: Session, id: string, proof: Proof = {}): Promise<Seat> {
  const { owner } = await register.getInstallation();
  const row = await findPerson(register.reader, owner, id);
  if (!row || row.voidedAt !== null) throw new Problem('recordNotFound', { table: 'people', record: id });
  const isSeated = session.personId === id;
  if (!isSeated) {
    await prove(register, session, row, proof);
    await register.runAs(id, async (command) => {
      rememberEvent(command, 'sign_in', { person: id });
    });
  }
  register.seat(session, id);
  return seatOf(register, session, toPerson(row));
}

/** Raises pinNeeded, pinWrong, pinMustChange, passphraseNeeded { name }, wrongPassphrase, tooManyAttempts, attemptsSlowed, proofNeeded { name }. */
async function prove(register: Register, session: Session, row: SyncedRow<'people'>, proof: Proof): Promise<void> {
  const pin = await findPin(register.reader, row.id);
  const proofs = await gatherProofs(register);
  const hasPassphrase = listPeopleWithPassphrase(register).includes(row.id);
  if (hasPassphrase && proof.passphrase !== undefined) {
    await provePassphrase(register, row.id, proof.passphrase);
  } else if (pin) {
    await provePin(register, session, { row, pin, proof });
  } else if (hasPassphrase) {
    throw new Problem('passphraseNeeded', { name: row.name });
  } else if (proofs.hasProvenHead) {
    throw new Problem('proofNeeded', { name: row.name });
  }
}

/**
 * Enters who has just sat down and is on no list yet. Nobody else stands behind that entry: as at first start, its actor is the new person.
 *
 * Raises registerNotSetUp, notPermitted once somebody answers for the register by a PIN or passphrase: then the principal enters people.
 */
export async function addPersonAtKeyboard(
  register: Register,
  session: Session,
  fields: { name: string; role: Person['role'] },
): Promise<Seat> {
  if ((await gatherProofs(register)).hasProvenHead) {
    const caller = await findCaller(register, session);
    throw notPermitted('people.save', caller);
  }
  const id = await register.runAs(undefined, async (command) => {
    const person = command.create('people', fields);
    rememberEvent(command, 'sign_in', { person });
    return person;
  });
  register.seat(session, id);
  return seatOf(register, session, { id, ...fields, isVoided: false });
}

/** Empties the seat: the next one chooses a name, and proves it. Raises registerBusy, diskFull, folderReadOnly. */
export async function leaveSeat(register: Register, session: Session): Promise<void> {
  const person = session.personId;
  register.seat(session, null);
  const installation = await findInstallation(register.reader);
  if (person === null || !installation || !(await findPerson(register.reader, installation.owner, person))) return;
  await register.runAs(person, async (command) => {
    rememberEvent(command, 'sign_out', { person });
  });
}

/**
 * Sets the PIN of the person at the keyboard. The present one is asked for again, so that an open window gives nobody's seat away.
 *
 * Raises personNotChosen, pinNeeded, pinWrong, tooManyAttempts { seconds }, pinInvalid, pinTooEasy.
 */
export async function saveOwnPin(
  register: Register,
  session: Session,
  { pin, newPin }: { pin?: string | undefined; newPin: string },
): Promise<void> {
  const { owner } = await register.getInstallation();
  const id = session.personId;
  const row = id === null ? undefined : await findPerson(register.reader, owner, id);
  if (!row) throw new Problem('personNotChosen');
  const before = await findPin(register.reader, row.id);
  if (before) await checkPin(register, session, { row, pin: before, typed: pin });
  const made = await makePin(register, row.id, newPin, false);
  await register.run(session, async (command) => {
    rememberEvent(command, 'account_changed', { person: row.id, what: before ? 'pinChanged' : 'pinSet' });
    await keepPin(await command.read(), made);
  });
}

/**
 * Makes a PIN for another person, for one use: it is replaced when that person first sits down. Returned this once, kept nowhere.
 *
 * Raises recordNotFound { table, record }, personIsAtKeyboard for the own one.
 */
export async function giveOneTimePin(register: Register, session: Session, id: string): Promise<{ pin: string }> {
  const { owner } = await register.getInstallation();
  const row = await findPerson(register.reader, owner, id);
  if (!row || row.voidedAt !== null) throw new Problem('recordNotFound', { table: 'people', record: id });
  if (id === session.personId) throw new Problem('personIsAtKeyboard');
  const pin = createPin();
  const made = await makePin(register, id, pin, true);
  await register.run(session, async (command) => {
    rememberEvent(command, 'account_changed', { person: id, what: 'pinGiven' });
    await keepPin(await command.read(), made);
  });
  return { pin };
}

interface Attempt {
  row: SyncedRow<'people'>;
  pin: PinRow;
}

async function provePin(
  register: Register,
  session: Session,
  { row, pin, proof }: Attempt & { proof: Proof },
): Promise<void> {
  await checkPin(register, session, { row, pin, typed: proof.pin });
  if (pin.isOneTime === 0) return;
  if (proof.newPin === undefined) throw new Problem('pinMustChange', { name: row.name });
  if (proof.newPin === proof.pin) throw new Problem('pinMustChange', { name: row.name });
  const made = await makePin(register, row.id, proof.newPin, false);
  await register.runAs(row.id, async (command) => {
    rememberEvent(command, 'account_changed', { person: row.id, what: 'pinSet' });
    await keepPin(await command.read(), made);
  });
}

/** Raises pinNeeded { name }, pinWrong { name }, tooManyAttempts { seconds }. A wrong one is remembered, under whoever sits there. */
async function checkPin(
  register: Register,
  session: Session,
  { row, pin, typed }: Attempt & { typed: string | undefined },
): Promise<void> {
  if (typed === undefined || typed === '') throw new Problem('pinNeeded', { name: row.name });
  if (await attemptProof(register, row.id, () => isPin(pin, typed))) return;
  await register.runAs(session.personId ?? undefined, async (command) => {
    rememberEvent(command, 'sign_in_failed', { person: row.id });
  });
  throw new Problem('pinWrong', { name: row.name });
}

async function seatOf(register: Register, session: Session, person: Person): Promise<Seat> {
  const caller = await findCaller(register, session);
  return { person, countsAs: caller === 'nobody' ? person.role : caller };
}
