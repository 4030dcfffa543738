/** What a rule makes of one written value. Every rule of this folder that can fail answers in this shape. */
import type { ProblemDetails } from '../problems.ts';
import type { ReadingCode } from '../sentences/reading.ts';

/** Something to tell the clerk about a value; the code's sentence is in shared/sentences/reading.ts. */
export interface Fault {
  readonly problem: ReadingCode;
  readonly details: ProblemDetails;
}

/**
 * `value`: what was understood, null when nothing is written or it was refused.
 * `fault`: why it was refused. `warning`: it was taken, but a person should look.
 */
export interface Reading<T> {
  readonly value: T | null;
  readonly fault: Fault | null;
  readonly warning: Fault | null;
}

const nothing: Reading<never> = { value: null, fault: null, warning: null };

/** Nothing is written there. */
export function empty(): Reading<never> {
  return nothing;
}

export function taken<T>(value: T, warning: Fault | null = null): Reading<T> {
  return { value, fault: null, warning };
}

export function refused(problem: ReadingCode, details: ProblemDetails = {}): Reading<never> {
  return { value: null, fault: { problem, details }, warning: null };
}

export function warned<T = never>(value: T | null, problem: ReadingCode, details: ProblemDetails = {}): Reading<T> {
  return { value, fault: null, warning: { problem, details } };
}
