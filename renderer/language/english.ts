import { choices } from './en/choices.ts';
import { common } from './en/common.ts';
import { frame } from './en/frame.ts';
import { settings } from './en/settings.ts';
import { setUp } from './en/set-up.ts';
import { students } from './en/students.ts';
import { today } from './en/today.ts';
import type { Words } from './words.ts';

export const en: Words = { common, frame, choices, today, students, settings, setUp };
