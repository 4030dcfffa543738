/** Puts the sentence of a Problem beside the field that caused it. */
import type { Language } from '../../shared/sentences/language.ts';
import { sentence } from '../../shared/sentences/sentences.ts';
import type { FormHandle } from '../fields/form.tsx';
import { readFailure } from './read-problem.ts';

/**
 * True when the failure has found its field: the one that its details name, else the one that `fieldOf` gives for its
 * code. False: the caller shows it as a whole, with ProblemNotice.
 */
export function placeProblem(
  error: unknown,
  form: FormHandle | null,
  language: Language,
  fieldOf: Readonly<Record<string, string>> = {},
): boolean {
  const failure = readFailure(error);
  if (failure.kind !== 'problem') return false;
  const named = failure.details['field'];
  const field = typeof named === 'string' && named !== '' ? named : fieldOf[failure.code];
  if (field === undefined || !form?.hasField(field)) return false;
  form.setProblems({ [field]: sentence(language, failure.code, failure.details) });
  return true;
}
