import { backups } from './en/backups.ts';
import { choices } from './en/choices.ts';
import { common } from './en/common.ts';
import { frame } from './en/frame.ts';
import { devices } from './en/devices.ts';
import { forms } from './en/forms.ts';
import { handover } from './en/handover.ts';
import { imports } from './en/imports.ts';
import { journal } from './en/journal.ts';
import { work } from './en/work.ts';
import { office } from './en/office.ts';
import { settings } from './en/settings.ts';
import { setUp } from './en/set-up.ts';
import { sync } from './en/sync.ts';
import { students } from './en/students.ts';
import { today } from './en/today.ts';
import { vault } from './en/vault.ts';
import type { Words } from './words.ts';

export const en: Words = {
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
