/** The words of the command line: its help, and what it says when something was done. Problems have shared/sentences. */
import type { Language } from '../shared/sentences/language.ts';
import { en } from './words/en.ts';
import { vi, type Words } from './words/vi.ts';

export type { Words } from './words/vi.ts';

export const words: Record<Language, Words> = { vi, en };
