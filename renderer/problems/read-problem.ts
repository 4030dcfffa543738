/** What a failed call means: a Problem with its code, or a bug with its number. Nothing else reaches a page. */
import { ORPCError } from '@orpc/client';
import type { ProblemDetails } from '../../shared/problems.ts';

export type Failure =
  | { kind: 'problem'; code: string; details: ProblemDetails }
  /** `id` is the number in the program's log; `stack` what the screen itself knows. */
  | { kind: 'bug'; id: string; stack: string };

export function readFailure(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const data: unknown = error.data;
    if (error.defined || (error.status >= 400 && error.status < 500)) {
      return { kind: 'problem', code: error.code, details: toDetails(data) };
    }
    const id = isRecord(data) && typeof data['id'] === 'string' ? data['id'] : error.code;
    return { kind: 'bug', id, stack: `${error.code} ${error.status}` };
  }
  // fetch answers a connection that nobody takes with a TypeError.
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return { kind: 'problem', code: 'hostUnreachable', details: {} };
  }
  if (error instanceof Error) return { kind: 'bug', id: error.name, stack: error.stack ?? error.message };
  return { kind: 'bug', id: 'unknown', stack: String(error) };
}

/** True when the call was taken back by the screen itself: nothing to tell. */
export function isTakenBack(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function toDetails(data: unknown): ProblemDetails {
  if (!isRecord(data)) return {};
  const flat: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(data)) {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      flat[name] = value;
    }
  }
  return flat;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
