/** The routes by which files come and go. */
import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FileExchange } from '../../../core/carriers/file-exchange.ts';
import { LARGEST_FILE_BYTES } from '../../../core/carriers/file-limits.ts';
import type { Nonces } from './nonces.ts';
import { findCaller } from './signed-caller.ts';
import { type Uploads, UPLOAD_PATH } from './uploads.ts';
import { listWaitingFiles } from './waiting-files.ts';

/** Media type of every file of docs/sync.md. */
export const FILE_TYPE = 'application/vnd.so-may';

interface Surroundings {
  exchange: FileExchange;
  nonces: Nonces;
  uploads: Uploads;
}

const signedHeaders = {
  type: 'object',
  properties: {
    'so-may-replica': { type: 'string' },
    'so-may-nonce': { type: 'string', description: 'From the so-may-nonce header of any answer; one use' },
    'so-may-signature': { type: 'string', description: 'Ed25519 by the replica, base64url' },
  },
};
/** Of the upload protocol's answer: the length is set anew, and pages of other sites are not answered. */
const UNTOLD = new Set(['content-length', 'access-control-expose-headers']);
const refusal = { type: 'object', properties: { reason: { type: 'string' } } };

export function addFileRoutes(routes: FastifyInstance, surroundings: Surroundings): void {
  const { uploads } = surroundings;
  // The body of an upload goes to the disk as it comes.
  routes.addContentTypeParser(
    'application/offset+octet-stream',
    { bodyLimit: LARGEST_FILE_BYTES },
    (_request, body, done) => done(null, body),
  );
  const tags = ['files'];
  const upload = (summary: string) => ({ schema: { summary, tags } });
  const handle = (request: FastifyRequest, reply: FastifyReply) => answerUpload(uploads, request, reply);
  routes.post(UPLOAD_PATH, upload('Begins an upload (tus 1.0, creation with upload); a small file whole'), handle);
  routes.patch(`${UPLOAD_PATH}/:upload`, upload('Goes on with an upload (tus 1.0)'), handle);
  routes.head(`${UPLOAD_PATH}/:upload`, upload('How much of an upload is here (tus 1.0)'), handle);
  routes.options(UPLOAD_PATH, upload('What the upload protocol can do (tus 1.0)'), handle);

  routes.get(
    UPLOAD_PATH,
    {
      schema: {
        summary: 'What this side has for the caller',
        tags,
        headers: signedHeaders,
        querystring: { type: 'object', properties: { after: { type: 'string', maxLength: 100 } } },
        response: {
          200: {
            type: 'object',
            properties: {
              cursor: { type: 'string' },
              files: {
                type: 'array',
                items: { type: 'object', properties: { name: { type: 'string' }, sizeBytes: { type: 'integer' } } },
              },
            },
          },
          401: refusal,
          403: refusal,
          503: refusal,
        },
      },
    },
    (request, reply) => answerList(surroundings, request, reply),
  );
  routes.get(
    `${UPLOAD_PATH}/:name`,
    { exposeHeadRoute: false, schema: { summary: 'One file; ranges allowed', tags, headers: signedHeaders } },
    (request, reply) => answerFile(surroundings, request, reply),
  );
}

async function answerUpload(uploads: Uploads, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { body } = request;
  const { response, body: answer } = await uploads.handle(
    new Request(new URL(request.url, 'http://office'), {
      method: request.method,
      headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' ? [[name, value]] : [],
      ),
      ...(body instanceof Readable && { body: Readable.toWeb(body), duplex: 'half' }),
    }),
  );
  for (const [name, value] of response.headers) if (!UNTOLD.has(name)) void reply.header(name, value);
  if (answer)
    return reply
      .code(response.status === 201 ? 201 : 200)
      .type(FILE_TYPE)
      .send(answer);
  void reply.code(response.status);
  const text = await response.text();
  return text === '' ? reply.send() : reply.type(text.startsWith('{') ? 'application/json' : 'text/plain').send(text);
}

async function answerList(surroundings: Surroundings, request: FastifyRequest, reply: FastifyReply) {
  const owner = await checkCaller(surroundings, request, reply);
  if (owner === undefined) return reply;
  const { files, cursor } = await listWaitingFiles(surroundings.exchange, owner);
  const isNews = readText(request.query, 'after') !== cursor;
  return reply.send({ cursor, files: isNews ? files.map(({ name, sizeBytes }) => ({ name, sizeBytes })) : [] });
}

async function answerFile(surroundings: Surroundings, request: FastifyRequest, reply: FastifyReply) {
  const owner = await checkCaller(surroundings, request, reply);
  if (owner === undefined) return reply;
  const name = readText(request.params, 'name');
  const file = (await surroundings.exchange.outgoing(owner)).find((each) => each.name === name);
  if (!file) return reply.code(404).send({ reason: 'notFound' });
  const bytes = await file.read();
  const etag = `"${hash('sha256', bytes, 'hex')}"`;
  void reply.type(FILE_TYPE).header('accept-ranges', 'bytes').header('etag', etag);
  // A file that was written anew since is sent from its beginning (RFC 9110, 13.1.5).
  const { 'if-range': ifRange = etag } = request.headers;
  if (ifRange !== etag) return reply.send(bytes);
  const from = /^bytes=(\d{1,12})-$/.exec(request.headers.range ?? '')?.[1];
  if (from === undefined) return reply.send(bytes);
  const start = Number(from);
  if (start >= bytes.length) return reply.code(416).header('content-range', `bytes */${bytes.length}`).send();
  void reply.code(206).header('content-range', `bytes ${start}-${bytes.length - 1}/${bytes.length}`);
  return reply.send(bytes.subarray(start));
}

/** The owner who asks; undefined when the refusal has been answered. */
async function checkCaller(
  { exchange, nonces, uploads }: Surroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string | undefined> {
  const caller = await findCaller(exchange, nonces, {
    method: request.method,
    pathWithQuery: request.url,
    replica: request.headers['so-may-replica'],
    nonce: request.headers['so-may-nonce'],
    signature: request.headers['so-may-signature'],
  });
  if ('owner' in caller) return caller.owner;
  if (caller.refusal === 'notTrusted' && uploads.areUnread) {
    // Its answer to the invitation may be among what has not been read yet.
    await reply.code(503).header('retry-after', String(uploads.askAgainSeconds)).send({ reason: 'busy' });
    return undefined;
  }
  await reply.code(caller.refusal === 'notSigned' ? 401 : 403).send({ reason: caller.refusal });
  return undefined;
}

function readText(values: unknown, name: string): string | undefined {
  const value: unknown = typeof values === 'object' && values !== null ? Reflect.get(values, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}
