/** A bad line between two programs: so many bits a second each way, a long round trip, cuts after so many bytes. For tests and the bench. */
import net from 'node:net';

export interface SlowLineOptions {
  /** Where it listens; left out: on any free port. */
  port?: number;
  targetPort: number;
  bitsPerSecond: number;
  roundTripMs: number;
  /** Cuts every connection each time this many bytes have gone up; null: never. */
  cutEveryBytes?: number | null;
  /** The same for bytes that have come down. */
  cutEveryBytesDown?: number;
  /** Called at each cut with how many there have been. */
  onCut?: (cuts: number) => void;
}

export interface SlowLine {
  port: number;
  /** Bytes that were put on the line in each direction, headers included, whether or not they arrived; and how often it was cut. */
  counts: { up: number; down: number; cuts: number };
  close(): Promise<void>;
}

const SLICE_BYTES = 1024;

export async function openSlowLine(options: SlowLineOptions): Promise<SlowLine> {
  const counts = { up: 0, down: 0, cuts: 0 };
  const sockets = new Set<net.Socket>();
  const cutEvery = { up: options.cutEveryBytes ?? Infinity, down: options.cutEveryBytesDown ?? Infinity };
  const untilCut = { ...cutEvery };
  const server = net.createServer((near) => {
    const far = net.connect(options.targetPort, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    const count = (way: 'up' | 'down', bytes: number): void => {
      counts[way] += bytes;
      untilCut[way] -= bytes;
      if (untilCut[way] > 0) return;
      untilCut[way] = cutEvery[way];
      counts.cuts += 1;
      near.destroy();
      far.destroy();
      options.onCut?.(counts.cuts);
    };
    pass(near, far, options, (bytes) => count('up', bytes));
    pass(far, near, options, (bytes) => count('down', bytes));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the slow line listens nowhere');
  return {
    port: address.port,
    counts,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Hands bytes over in slices, each put on the line when that is free of those before; half the round trip later it arrives. `onSent` is told of
 * each slice when it has been put on the line.
 */
function pass(
  from: net.Socket,
  to: net.Socket,
  { bitsPerSecond, roundTripMs }: SlowLineOptions,
  onSent: (bytes: number) => void,
): void {
  let freeAt = 0;
  // In a busy process a later timer may fire before an earlier one: whichever fires, the oldest slice is next.
  const toSend: Buffer[] = [];
  const underWay: Buffer[] = [];
  const arrive = (): void => {
    const slice = underWay.shift();
    if (slice && !to.destroyed) to.write(slice);
  };
  const send = (): void => {
    const slice = toSend.shift();
    if (!slice || to.destroyed) return;
    underWay.push(slice);
    onSent(slice.length);
    setTimeout(arrive, roundTripMs / 2);
  };
  from.on('data', (data: Buffer) => {
    from.pause();
    for (let at = 0; at < data.length; at += SLICE_BYTES) {
      const slice = data.subarray(at, at + SLICE_BYTES);
      freeAt = Math.max(freeAt, performance.now()) + (slice.length * 8000) / bitsPerSecond;
      toSend.push(slice);
      setTimeout(send, freeAt - performance.now());
    }
    // The next bytes are taken when the line is free again.
    setTimeout(() => from.resume(), Math.max(0, freeAt - performance.now()));
  });
  from.on('end', () => setTimeout(() => to.end(), Math.max(0, freeAt - performance.now()) + roundTripMs / 2));
}

/** A port of loopback on which nobody listens just now: an invitation names it before its office runs. */
export async function findFreePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
