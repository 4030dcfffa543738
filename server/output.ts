/** Standard output and standard error when nobody reads them, or when they cannot be written. */
import { fstatSync, writeSync } from 'node:fs';

/** Prints on standard output. Into a file the whole text or an error: Node's own stream drops what a full disk did not take. */
export function writeOutput(text: string): void {
  if (!fstatSync(process.stdout.fd).isFile()) {
    process.stdout.write(text);
    return;
  }
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;) at += writeSync(process.stdout.fd, bytes, at);
  } catch (error) {
    process.stdout.destroy(error instanceof Error ? error : undefined);
  }
}

/**
 * From now on a reader who stops early (`so-may students | head`) ends nothing: the command finishes its work, and what it
 * still prints is dropped. Call what is returned at the end: false when output was lost for another reason, such as a full disk.
 */
export function followOutput(): () => Promise<boolean> {
  let isLost = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') isLost = true;
    });
  }
  return () =>
    new Promise((resolve) => {
      // Called back after all that was printed before, also where the stream has failed; its error is told a moment later.
      process.stdout.write('', () => setImmediate(() => resolve(!isLost)));
    });
}
