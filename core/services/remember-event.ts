/** What is only to be remembered: who looked, printed, exported, sat down; in the journal like every change. */
import type { z } from 'zod';
import type { eventKind } from '../../shared/records/event.ts';
import type { Command } from '../journal/command.ts';
import type { Register, Session } from '../register.ts';

export type EventKind = z.output<typeof eventKind>;
/** Named facts, flat. Ids of records only: never a pupil's name or number, never a path or a passphrase. */
export type EventDetails = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Remembers it as a part of a running command; returns the id of the event. */
export function rememberEvent(command: Command, kind: EventKind, details: EventDetails): string {
  return command.create('events', { kind, details: JSON.stringify(details) });
}

/**
 * Remembers it by itself, under the person at the keyboard of this session.
 *
 * Raises registerNotSetUp, personNotChosen, registerBusy, diskFull, folderReadOnly.
 */
export function rememberAlone(
  register: Register,
  session: Session,
  kind: EventKind,
  details: EventDetails,
): Promise<string> {
  return register.run(session, async (command) => rememberEvent(command, kind, details));
}

/** Remembers, as the first thing this PC writes, that it joined its side. Its people come with the first files, so it stands under nobody. */
export async function rememberJoined(register: Register): Promise<void> {
  await register.runAs(undefined, async (command) => rememberEvent(command, 'settings_changed', { what: 'joined' }));
}

/**
 * Remembers that a setting of this PC was changed, after it was; `what` says which, its value stays here. While nobody is known at the keyboard
 * (a further PC before its first files) there is nobody to remember.
 */
export async function rememberSetting(register: Register, session: Session, what: string): Promise<void> {
  if (session.personId !== null) await rememberAlone(register, session, 'settings_changed', { what });
}
