/** Every procedure of the contract over HTTP, at /rpc. */
import { RPCHandler } from '@orpc/server/fastify';
import type { FastifyInstance } from 'fastify';
import { answerFailures } from '../../core/host/answer-failures.ts';
import type { Log } from '../../core/host/log.ts';
import type { Register, Session } from '../../core/register.ts';
import { router } from '../../core/router.ts';
import { answerRefusal } from './answer-refusal.ts';

/** A file of 64 MB with what a form wraps around it. */
const BODY_LIMIT_BYTES = 65 * 1024 * 1024;

/** Adds the route. The request's `session` decorator says who asks. */
export function addRpcRoute(server: FastifyInstance, register: Register, log: Log): void {
  const handler = new RPCHandler(router, { clientInterceptors: [answerFailures(log)] });
  // The handler reads bodies itself, files as streams; the length is bounded below.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
  server.post('/rpc/*', async (request, reply) => {
    const length = request.headers['content-length'];
    if (length === undefined) return answerRefusal(reply, 'lengthMissing');
    if (!(Number(length) <= BODY_LIMIT_BYTES)) return answerRefusal(reply, 'tooLarge');
    const session = request.getDecorator<Session>('session');
    const { matched } = await handler.handle(request, reply, { prefix: '/rpc', context: { register, session } });
    return matched ? reply : answerRefusal(reply, 'notFound');
  });
}
