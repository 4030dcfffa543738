/**
 * Problems: the failures that are expected. A Problem has a stable code and named details, no prose;
 * the screen and the command line turn it into a sentence (shared/sentences). Anything else thrown is a bug.
 */

/** Details of a problem: named, flat, serialisable. */
export type ProblemDetails = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An expected failure. `code` is one of the codes that shared/problem-codes.ts lists. */
export class Problem extends Error {
  readonly code: string;
  readonly details: ProblemDetails;

  constructor(code: string, details: ProblemDetails = {}) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }
}

/** True for a Problem, also for one that crossed a bundle boundary. */
export function isProblem(error: unknown): error is Problem {
  return error instanceof Error && error.name === 'Problem' && 'code' in error && 'details' in error;
}

/** Ends a closed union: a compile error when a case is missing, a bug when one slips through. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
