/** The browser host: the screens and every procedure over HTTP, for a browser on this very machine. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { pageHeaders } from '../../core/host/page-headers.ts';
import type { Log } from '../../core/host/log.ts';
import type { Register, Session } from '../../core/register.ts';
import { Problem } from '../../shared/problems.ts';
import { answerRefusal } from './answer-refusal.ts';
import { Doorkeeper, type Visit } from './doorkeeper.ts';
import { addRpcRoute } from './rpc-route.ts';

/** Stays the same between starts, so that a browser keeps what it remembers for this address. */
const USUAL_PORT = 7345;

export interface BrowserHostOptions {
  register: Register;
  /** Folder of the built screens. */
  rendererDir: string;
  /** Left out: the usual port, or any free one when that is taken. 0: any free one. */
  port?: number;
  log: Log;
  /** Told the next opening address each time a window has used one. */
  onOpened?: (nextUrl: string) => void;
}

export interface BrowserHost {
  port: number;
  /** Opens one window. */
  openingUrl: string;
  /** Ends running calls and frees the port; the register stays open. */
  close(): Promise<void>;
}

/** Starts listening on the loopback address. Raises screensMissing { folder }, portTaken { port }. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  if (!existsSync(path.join(options.rendererDir, 'index.html'))) {
    throw new Problem('screensMissing', { folder: options.rendererDir });
  }
  const server = Fastify({ logger: false, forceCloseConnections: true });
  let doorkeeper: Doorkeeper | undefined;
  guard(server, () => doorkeeper, options.onOpened);
  addRpcRoute(server, options.register, options.log);
  await server.register(fastifyStatic, {
    root: options.rendererDir,
    cacheControl: false,
    setHeaders: (reply, file) => void reply.header('cache-control', cacheRule(file)),
  });
  server.setNotFoundHandler((_request, reply) => answerRefusal(reply, 'notFound'));
  server.setErrorHandler((error, _request, reply) => {
    // An address that cannot be one: the static files' own refusal.
    if (isClientError(error)) return answerRefusal(reply, 'notFound');
    options.log({ level: 'error', message: 'request failed', error: String(error) });
    return answerRefusal(reply, 'failed');
  });

  const port = await listen(server, options.port);
  doorkeeper = new Doorkeeper(port);
  return { port, openingUrl: doorkeeper.openingUrl, close: () => server.close() };
}

/** Lets nothing through that the doorkeeper does not know; every answer carries the page headers. */
function guard(
  server: FastifyInstance,
  getDoorkeeper: () => Doorkeeper | undefined,
  onOpened: BrowserHostOptions['onOpened'],
): void {
  server.decorateRequest('session');
  server.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    void reply.headers({ 'cache-control': 'no-store', ...pageHeaders });
    const doorkeeper = getDoorkeeper();
    if (!doorkeeper) return answerRefusal(reply, 'failed');
    const visit: Visit = {
      method: request.method,
      host: request.headers.host,
      origin: request.headers.origin,
      cookie: request.headers.cookie,
    };
    const refusal = doorkeeper.checkAddress(visit);
    if (refusal) return answerRefusal(reply, refusal);

    const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
    const token = searchParams.get('token');
    if (request.method === 'GET' && pathname === '/' && token !== null) {
      const cookie = doorkeeper.exchange(token);
      if (cookie) {
        onOpened?.(doorkeeper.openingUrl);
        return reply.header('set-cookie', cookie).redirect('/', 303);
      }
    }
    const session: Session | undefined = doorkeeper.findSession(visit);
    if (!session) return answerRefusal(reply, 'noSession');
    request.setDecorator('session', session);
    return undefined;
  });
}

/** Names of bundled files carry a hash of their content; the page itself is asked for anew each time. */
function cacheRule(file: string): string {
  return path.basename(path.dirname(file)) === 'assets' ? 'private, max-age=31536000, immutable' : 'no-cache';
}

async function listen(server: FastifyInstance, wanted: number | undefined): Promise<number> {
  const attempts = wanted === undefined ? [USUAL_PORT, 0] : [wanted];
  for (const port of attempts) {
    try {
      await server.listen({ host: '127.0.0.1', port });
      return boundPort(server);
    } catch (error) {
      if (!isPortTaken(error)) throw error;
    }
  }
  throw new Problem('portTaken', { port: wanted ?? USUAL_PORT });
}

function boundPort(server: FastifyInstance): number {
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('listening on no port');
  return address.port;
}

function isClientError(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
}
