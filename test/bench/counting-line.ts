/** Passes bytes between two programs as they are and counts them, headers included, with the requests that they carry. */
import net from 'node:net';

export interface LineCounts {
  up: number;
  down: number;
  requests: number;
}

export interface CountingLine {
  url: string;
  port: number;
  /** Where the far end listens; may be set when it has started. */
  targetPort: number;
  counts: LineCounts;
  close(): Promise<void>;
}

/** What every request begins with, after its method and path. */
const REQUEST_MARK = Buffer.from(' HTTP/1.1\r\n');

/** Listens on a free port of loopback. */
export async function openCountingLine(): Promise<CountingLine> {
  const counts: LineCounts = { up: 0, down: 0, requests: 0 };
  const sockets = new Set<net.Socket>();
  const line: Pick<CountingLine, 'targetPort'> = { targetPort: 0 };
  const server = net.createServer({ noDelay: true }, (near) => {
    const far = net.connect({ port: line.targetPort, host: '127.0.0.1', noDelay: true });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    const countRequests = makeMarkCounter();
    near.on('data', (bytes: Buffer) => {
      counts.up += bytes.length;
      counts.requests += countRequests(bytes);
    });
    far.on('data', (bytes: Buffer) => (counts.down += bytes.length));
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line listens nowhere');
  return Object.assign(line, {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    counts,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** Counts the mark in a stream, also where a piece of the stream ends inside it. */
function makeMarkCounter(): (bytes: Buffer) => number {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    const seen = Buffer.concat([rest, bytes]);
    let found = 0;
    for (let at = seen.indexOf(REQUEST_MARK); at >= 0; at = seen.indexOf(REQUEST_MARK, at + REQUEST_MARK.length))
      found += 1;
    rest = Buffer.from(seen.subarray(Math.max(0, seen.length - REQUEST_MARK.length + 1)));
    return found;
  };
}

/** What a piece of work cost on the line, in bytes of both directions, requests and milliseconds. */
export interface LineCost {
  bytes: number;
  requests: number;
  ms: number;
}

/** Does `work` and says what it cost on the line. */
export async function costOf(line: CountingLine, work: () => Promise<unknown>): Promise<LineCost> {
  const before = { ...line.counts };
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const bytes = line.counts.up + line.counts.down - before.up - before.down;
  return { bytes, requests: line.counts.requests - before.requests, ms };
}
