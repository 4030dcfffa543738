/** `so-may serve`: an office takes files over HTTP and hands out its answers (docs/sync.md, HTTP). Decides nothing about their content. */
import type { ServerResponse } from 'node:http';
import { networkInterfaces } from 'node:os';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import type { FileExchange } from '../../../core/carriers/file-exchange.ts';
import type { Log } from '../../../core/host/log.ts';
import { Problem } from '../../../shared/problems.ts';
import { addApiPage } from './api-page.ts';
import { type Certificate, loadCertificate, type TlsChoice } from './certificate.ts';
import { CollectMetrics } from './metrics.ts';
import { Nonces } from './nonces.ts';
import { ReceiveQueue } from './receive-queue.ts';
import { callableHosts, httpUrl } from './invited-address.ts';
import { addFileRoutes } from './file-routes.ts';
import { Uploads } from './uploads.ts';

export interface CollectOptions {
  exchange: FileExchange;
  /** Unfinished uploads and the self-made certificate lie here. */
  dataDir: string;
  log: Log;
  host?: string;
  /** 0: any free one. */
  port?: number;
  tls?: TlsChoice | null;
  /** Behind a proxy that ends TLS: the sender's address is what the proxy says. */
  isBehindProxy?: boolean;
  limits?: Partial<CollectLimits>;
}

/** Bounds against senders that are slow, many or ill-meaning. */
export interface CollectLimits {
  /** A connection on which nothing moves is closed. */
  idleMs: number;
  /** One request with its body, from its first byte to its last. */
  requestMs: number;
  requestsPerMinute: number;
  connections: number;
  /** An answer waits this long for its file to be read. */
  answerWithinMs: number;
  /** An answer does not wait when reading what came before is expected to take longer. */
  longestQueueMs: number;
  /** How often is looked for uploads that nobody goes on with. */
  expireEveryMs: number;
  /** Uploads that are here and not read, all together, by the sizes that their senders state. */
  uploadBytes: number;
}

/** 256 KiB at 10 kbit/s take 210 s. */
const LIMITS: CollectLimits = {
  idleMs: 60_000,
  requestMs: 300_000,
  requestsPerMinute: 6000,
  connections: 2000,
  answerWithinMs: 5000,
  longestQueueMs: 400,
  expireEveryMs: 3_600_000,
  uploadBytes: 8 * 1024 ** 3,
};

/** Members do not look at how much of the bound is left: only who exceeds it is told, when to come again. */
const UNTOLD = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };

/** Requests that run get this long to end when the office stops. */
const CLOSE_MS = 3000;

export const USUAL_COLLECT_PORT = 7346;

export interface CollectServer {
  /** With the address this machine is reached by, where it listens on all of its addresses. */
  url: string;
  port: number;
  /** Of the certificate, when this program ends TLS itself. */
  fingerprint: string | null;
  /** No authority that every PC knows vouches for the certificate: members must be told its fingerprint. */
  isPinned: boolean;
  /** Other addresses of this machine that may be the one a school reaches. */
  otherUrls: string[];
  /** Takes no new request, lets running ones and files in the queue come to their end. */
  close(): Promise<void>;
}

/** Starts listening. Raises portTaken { port }, fileNotReadable { file }, certificateUnusable { file }. */
export async function startCollectServer(options: CollectOptions): Promise<CollectServer> {
  const limits = { ...LIMITS, ...options.limits };
  const certificate = options.tls ? await loadCertificate(options.tls, options.dataDir) : null;
  const queue = new ReceiveQueue();
  const metrics = new CollectMetrics(() => queue.length);
  const server = makeServer(options, limits, certificate);
  const nonces = new Nonces();
  const uploads = new Uploads({ ...options, ...limits, queue, metrics });
  await uploads.whenReady();
  server.server.on('request', (_request, response: ServerResponse) => {
    queue.countRequest();
    response.once('close', () => queue.countAnswer());
  });
  server.addHook('onSend', async (request, reply) => {
    void reply.header('so-may-nonce', nonces.give());
    // On a narrow line an answer of nothing is mostly words such as these: a connection stays open anyway, and JSON is UTF-8.
    if (!reply.hasHeader('connection')) reply.raw.removeHeader('connection');
    // Only a browser needs the word; programs that carry files on a narrow line are spared it.
    if (!request.url.startsWith('/v1/'))
      void reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    if (reply.getHeader('content-type') === 'application/json; charset=utf-8') void reply.type('application/json');
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.answers.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ reason: 'notFound' }));
  server.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    if (status >= 500) options.log({ level: 'error', message: 'request failed', error: String(error) });
    const reasons: Record<number, string> = { 413: 'tooLarge', 429: 'tooMany' };
    return reply.code(status).send({ reason: reasons[status] ?? (status < 500 ? 'malformed' : 'failed') });
  });
  await server.register(rateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: '1 minute',
    addHeadersOnExceeding: UNTOLD,
    addHeaders: { ...UNTOLD, 'retry-after': true },
  });
  await addApiPage(server);
  await server.register(async (routes) => addFileRoutes(routes, { ...options, nonces, uploads }));
  await server.register(async (routes) => addStateRoutes(routes, metrics, queue));
  const port = await listen(server, options);
  const resuming = uploads.resume().catch((error: unknown) => {
    options.log({ level: 'error', message: 'uploads not resumed', error: String(error) });
  });
  const [url = '', ...otherUrls] = callableHosts(options.host ?? '127.0.0.1', networkInterfaces()).map((host) =>
    httpUrl({ isTls: certificate !== null, host, port }),
  );
  return {
    url,
    port,
    fingerprint: certificate?.fingerprint ?? null,
    isPinned: certificate !== null && !certificate.isPublic,
    otherUrls,
    close: async () => {
      const cut = setTimeout(() => server.server.closeAllConnections(), CLOSE_MS);
      await server.close();
      clearTimeout(cut);
      await resuming;
      uploads.close();
      await queue.whenEmpty();
    },
  };
}

function makeServer(options: CollectOptions, limits: CollectLimits, certificate: Certificate | null): FastifyInstance {
  const shared = {
    logger: false,
    bodyLimit: 64 * 1024,
    connectionTimeout: limits.idleMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle' as const,
    trustProxy: options.isBehindProxy ?? false,
    http: { headersTimeout: Math.min(20_000, limits.requestMs) },
  };
  const server: FastifyInstance = certificate
    ? Fastify({ ...shared, https: { cert: certificate.cert, key: certificate.key } })
    : Fastify(shared);
  server.server.maxConnections = limits.connections;
  return server;
}

function addStateRoutes(routes: FastifyInstance, metrics: CollectMetrics, queue: ReceiveQueue): void {
  routes.get('/health', { schema: { summary: 'Is the office taking files?', tags: ['state'] } }, () => ({
    state: 'up',
    filesWaiting: queue.length,
  }));
  routes.get('/metrics', { schema: { summary: 'Figures for Prometheus', tags: ['state'] } }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}

async function listen(server: FastifyInstance, options: CollectOptions): Promise<number> {
  const port = options.port ?? USUAL_COLLECT_PORT;
  try {
    await server.listen({ host: options.host ?? '127.0.0.1', port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))
      throw new Problem('portTaken', { port });
    throw error;
  }
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('listening on no port');
  return address.port;
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 600 ? status : 500;
}
