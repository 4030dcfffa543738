/** What both transports do around every call: a Problem leaves as itself, a bug is logged and leaves as an id. */
import { mapEventIterator } from '@orpc/client';
import type { StandardRPCHandlerOptions } from '@orpc/server/standard';
import type { CallContext } from '../procedures/implementer.ts';
import type { Log } from '../register.ts';
import { toTransportError } from '../transport-error.ts';

/** Options of oRPC's handlers, for HTTP and for the MessagePort alike; also covers failures in mid-stream. */
export function transportOptions(log: Log): StandardRPCHandlerOptions<CallContext> {
  return {
    clientInterceptors: [
      async ({ next, signal }) => {
        // Whoever called has gone: there is nobody to answer, and it is no bug.
        const leave = (error: unknown): unknown => (signal?.aborted ? error : toTransportError(error, log));
        let output: unknown;
        try {
          output = await next();
        } catch (error) {
          throw leave(error);
        }
        if (!isAsyncIterator(output)) return output;
        return mapEventIterator(output, { value: async (value) => value, error: async (error) => leave(error) });
      },
    ],
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
