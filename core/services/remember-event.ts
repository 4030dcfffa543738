/** What is only to be remembered, written in one place. */
import type { z } from 'zod';
import type { eventKind } from '../../shared/records/event.ts';
import type { Command } from '../journal/command.ts';

/** Named facts about what happened: counts, kinds, ids of records; nobody's name or number. */
export type EventDetails = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes the event with the command that it belongs to; returns its id. */
export function rememberEvent(command: Command, kind: z.output<typeof eventKind>, details: EventDetails): string {
  return command.create('events', { kind, details: JSON.stringify(details) });
}
