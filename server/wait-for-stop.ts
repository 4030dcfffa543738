/** Until somebody ends the program. */

/** Longest time that closing may take, in milliseconds. */
const CLOSE_MS = 10_000;

/** Resolves on Ctrl-C, or when the system or a parent ends the program. Closing that hangs is cut short. */
export function waitForStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      setTimeout(() => process.exit(1), CLOSE_MS).unref();
      resolve();
    };
    // npm passes Ctrl-C on although the terminal has sent it already: the second must not cut the first short.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}
