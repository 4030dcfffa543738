/** Requests to one office: TLS with a pinned certificate where it has no public name, bounded in size and time, counted. */
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { Problem } from '../../shared/problems.ts';
import { LARGEST_FILE_BYTES } from './file-limits.ts';

/** A connection on which nothing moves for this long is given up, in milliseconds. */
const IDLE_MS = 90_000;
/** A connection that is not used is closed before the office closes it (after 75 s): a request on its way would be lost. */
const UNUSED_MS = 60_000;

export interface OfficeAddress {
  url: string;
  /** SHA-256 of the certificate, hex; null: the office has a public name and certificate. */
  fingerprint: string | null;
}

export interface OfficeAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** Of an answer that was cut off: what had come of it. */
export interface PartOfAnswer {
  status: number;
  etag: string | null;
  chunks: Buffer[];
}

export interface OfficeRequest {
  answer: Promise<OfficeAnswer>;
  abort(): void;
}

export class OfficeConnection {
  readonly #agent: http.Agent;
  readonly #isSecure: boolean;
  requests = 0;
  sentBytes = 0;
  receivedBytes = 0;
  /** For the next signed request. */
  nonce: string | null = null;

  constructor({ url, fingerprint }: OfficeAddress) {
    this.#isSecure = new URL(url).protocol === 'https:';
    const options = { keepAlive: true, maxSockets: 1, timeout: UNUSED_MS };
    if (!this.#isSecure) this.#agent = new http.Agent(options);
    else this.#agent = fingerprint === null ? new https.Agent(options) : new PinnedAgent(options, fingerprint);
  }

  /** Sends one request; `part` is filled as the answer comes. The answer raises officeUnreachable, officeCertificateChanged, officeCertificateUnknown, officeAnswersOddly. */
  send(
    method: string,
    url: string,
    headers: Record<string, string>,
    body: Buffer | null,
    part: PartOfAnswer = newPart(),
  ): OfficeRequest {
    this.requests += 1;
    const make = this.#isSecure ? https.request : http.request;
    const request = make(url, {
      method,
      agent: this.#agent,
      headers: { ...headers, ...(body && { 'content-length': String(body.length) }) },
    });
    // A connection stays open anyway; on a narrow line the word costs more than it says.
    request.removeHeader('connection');
    request.setTimeout(IDLE_MS, () => request.destroy(Object.assign(new Error('idle'), { code: 'ETIMEDOUT' })));
    const answer = readAnswer(request, part).then(
      (read) => {
        this.receivedBytes += read.body.length;
        const { 'so-may-nonce': nonce } = read.headers;
        // Every answer of an office has one: what has none is a hotel's sign-in page or another program.
        if (typeof nonce !== 'string') throw withoutNonce(read.status);
        this.nonce = nonce;
        return read;
      },
      (error: unknown) => {
        throw toConnectionProblem(error);
      },
    );
    this.sentBytes += body?.length ?? 0;
    request.end(body ?? undefined);
    return { answer, abort: () => void request.destroy() };
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Hands a connection out only after the certificate has the expected fingerprint: nothing is sent to another. */
class PinnedAgent extends https.Agent {
  readonly #fingerprint: string;

  constructor(options: https.AgentOptions, fingerprint: string) {
    // A session taken up again shows no certificate.
    super({ ...options, maxCachedSessions: 0 });
    this.#fingerprint = fingerprint;
  }

  override createConnection(
    options: https.RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const { host, hostname, port } = options;
    const name = host ?? hostname ?? undefined;
    const socket = tls.connect({
      host: name,
      port: Number(port),
      ...(name !== undefined && !/^[\d.:[\]]+$/.test(name) && { servername: name }),
      // The fingerprint says more than any authority: checked below, before the first byte.
      rejectUnauthorized: false,
    });
    const fail = (error: Error): void => callback?.(error, socket);
    socket.setTimeout(IDLE_MS, () => socket.destroy(Object.assign(new Error('idle'), { code: 'ETIMEDOUT' })));
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      socket.off('error', fail);
      const found = socket.getPeerCertificate().fingerprint256?.replaceAll(':', '').toLowerCase();
      if (found === this.#fingerprint) return callback?.(null, socket);
      socket.destroy();
      return fail(new Problem('officeCertificateChanged', { expected: this.#fingerprint, found: found ?? null }));
    });
    return undefined;
  }
}

/** A proxy in front of an office that is off says so in its own words. */
function withoutNonce(status: number): Problem {
  return new Problem([502, 503, 504].includes(status) ? 'officeBusy' : 'officeAnswersOddly', { status });
}

export function newPart(): PartOfAnswer {
  return { status: 0, etag: null, chunks: [] };
}

function readAnswer(request: http.ClientRequest, part: PartOfAnswer): Promise<OfficeAnswer> {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      const chunks: Buffer[] = [];
      Object.assign(part, { status, etag: headers.etag ?? null, chunks });
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > LARGEST_FILE_BYTES) request.destroy(new Problem('officeAnswersOddly', { sizeBytes: size }));
        else chunks.push(chunk);
      });
      response.once('error', reject);
      response.once('end', () => resolve({ status, headers, body: Buffer.concat(chunks) }));
    });
  });
}

const CERTIFICATE_CODES = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_CERT|HOSTNAME_MISMATCH)/;
const NETWORK_CODES =
  /^(E(CONN|HOST|NET|AI_|PIPE|TIMEDOUT|PROTO|ADDRNOTAVAIL|NOTFOUND)|ENOTFOUND|ERR_(SSL|STREAM|SOCKET)|HPE_|UND_)/;

/** A line that is down is a Problem with a name, and so is a certificate that nobody vouches for. */
function toConnectionProblem(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (CERTIFICATE_CODES.test(code)) return new Problem('officeCertificateUnknown', { reason: code });
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return new Problem('officeAnswersOddly', { reason: code });
  return NETWORK_CODES.test(code) ? new Problem('officeUnreachable', { reason: code }) : error;
}
