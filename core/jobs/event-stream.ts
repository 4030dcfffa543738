/** Turns work that reports while it runs into a stream of what it reports, ended by its result. */

/**
 * Runs `work` and yields what it emits; returns what it returns and throws what it throws. Whoever stops listening
 * early aborts the signal that `work` was given, and waits until it has ended.
 */
export async function* streamEvents<Event, Result>(
  work: (emit: (event: Event) => void, signal: AbortSignal) => Promise<Result>,
  outer?: AbortSignal,
): AsyncGenerator<Event, Result, void> {
  const events: Event[] = [];
  const stop = new AbortController();
  const signal = outer ? AbortSignal.any([outer, stop.signal]) : stop.signal;
  let wake: () => void = () => undefined;
  const state = { isOver: false };
  const end = work((event) => {
    events.push(event);
    wake();
  }, signal).finally(() => {
    state.isOver = true;
    wake();
  });
  // Awaited below; until then a failure must not count as unhandled.
  end.catch(() => undefined);
  try {
    while (!state.isOver || events.length > 0) {
      const event = events.shift();
      if (event !== undefined) yield event;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
    return await end;
  } finally {
    stop.abort();
    await end.catch(() => undefined);
  }
}
