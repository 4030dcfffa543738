/** What is only to be remembered: who sat down, looked at a number, printed, exported, imported, undid, that this installation goes on as another one. */
import { z } from 'zod';
import { recordTable } from './record-table.ts';

export const eventKind = z.enum([
  'import',
  'undo',
  'print',
  'export',
  'sign_in',
  'override',
  'continued',
  // Since migration 006.
  'sign_in_failed',
  'sign_out',
  'account_changed',
  'settings_changed',
  'id_number_viewed',
  'backup_made',
  'restored',
  'erased',
]);

/** Insert-only. `details` is a JSON text of named facts without any pupil's name or number. */
export const events = recordTable({
  table: 'events',
  owner: 'home',
  fields: z.object({ kind: eventKind, details: z.string().max(4000) }),
  groups: {},
  subject: null,
  appendOnly: true,
});
