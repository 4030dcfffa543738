/** The two languages, and the shape of a table of sentences. */
import type { ProblemDetails } from '../problems.ts';

export type Language = 'vi' | 'en';
export type Sentence = Record<Language, (details: ProblemDetails) => string>;
/** Code of a Problem → its sentence. */
export type SentenceTable = Record<string, Sentence>;
