/** What both transports do around every call: a Problem leaves as itself, a bug is logged and leaves as an id. */
import { mapEventIterator } from '@orpc/client';
import type { Log } from './log.ts';
import { toTransportError } from '../transport-error.ts';

interface Call {
  next: () => Promise<unknown>;
  signal?: AbortSignal;
}

/** Client interceptor for oRPC's handlers, over HTTP and MessagePort alike; also covers failures in mid-stream. */
export function answerFailures(log: Log): (call: Call) => Promise<unknown> {
  return async (call) => {
    // Whoever called may have gone: then there is nobody to answer, and it is no bug.
    const leave = (error: unknown): unknown => (call.signal?.aborted ? error : toTransportError(error, log));
    let output: unknown;
    try {
      output = await call.next();
    } catch (error) {
      throw leave(error);
    }
    if (!isAsyncIterator(output)) return output;
    return mapEventIterator(output, { value: async (value) => value, error: async (error) => leave(error) });
  };
}

function isAsyncIterator(value: unknown): value is AsyncIterator<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Symbol.asyncIterator in value &&
    'next' in value &&
    typeof value.next === 'function'
  );
}
