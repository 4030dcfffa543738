/** The dictionary of the screens. English is checked complete against Vietnamese by its type. */
import { backups } from './vi/backups.ts';
import { choices } from './vi/choices.ts';
import { common } from './vi/common.ts';
import { frame } from './vi/frame.ts';
import { devices } from './vi/devices.ts';
import { forms } from './vi/forms.ts';
import { handover } from './vi/handover.ts';
import { imports } from './vi/imports.ts';
import { journal } from './vi/journal.ts';
import { work } from './vi/work.ts';
import { office } from './vi/office.ts';
import { settings } from './vi/settings.ts';
import { setUp } from './vi/set-up.ts';
import { sync } from './vi/sync.ts';
import { students } from './vi/students.ts';
import { today } from './vi/today.ts';
import { vault } from './vi/vault.ts';

export const vi = {
  backups,
  common,
  frame,
  choices,
  today,
  students,
  imports,
  devices,
  handover,
  forms,
  journal,
  work,
  office,
  settings,
  setUp,
  sync,
  vault,
};

export type Words = typeof vi;
