/** Problem or bug, nothing else: what leaves the core through a transport. Used by the two transports only. */
import { randomUUID } from 'node:crypto';
import { ORPCError, ValidationError } from '@orpc/server';
import { isProblem } from '../shared/problems.ts';
import type { Log } from './host/log.ts';

/**
 * A Problem keeps its code and details; a refused input keeps its issues; a bug is logged with its stack and an id,
 * and only the id is answered.
 */
export function toTransportError(error: unknown, log: Log): ORPCError<string, unknown> {
  if (isProblem(error)) return new ORPCError(error.code, { status: 422, data: error.details, defined: true });
  if (error instanceof ORPCError && error.status < 500) {
    const issues = error.cause instanceof ValidationError ? error.cause.issues : [];
    const field =
      issues[0]?.path?.map((part) => (typeof part === 'object' ? String(part.key) : String(part))).join('.') ?? '';
    return error.code === 'BAD_REQUEST'
      ? new ORPCError('valueRefused', { status: 422, data: { field }, defined: true })
      : error;
  }
  const id = randomUUID().slice(0, 8);
  log({
    level: 'error',
    message: 'unexpected failure',
    id,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return new ORPCError('INTERNAL_SERVER_ERROR', { status: 500, data: { id } });
}
