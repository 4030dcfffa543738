/** Sends one file to an office by tus: a small one in one request, a large one in pieces that go on where a cut line stopped. */
import { type HttpRequest, type HttpResponse, type HttpStack, DetailedError, Upload } from 'tus-js-client';
import { isProblem } from '../../shared/problems.ts';
import type { OfficeAnswer, OfficeConnection, OfficeRequest } from './office-connection.ts';

/**
 * As much as goes with the request that begins an upload. A line that is cut before its answer has come loses all of it; what is sent
 * later stays at the office as far as it came.
 */
const MOST_AT_ONCE_BYTES = 64 * 1024;

/** Tries within one run, in milliseconds between; then the scheduler tries again later. */
const RETRY_DELAYS_MS = [500, 2000, 5000];

export interface UploadChoices {
  connection: OfficeConnection;
  endpoint: string;
  chunkBytes: number;
  /** Where the upload stands, when an earlier try began it. */
  uploadUrl: string | null;
  onUrl: (url: string) => void;
  onSent: (bytes: number) => void;
  signal: AbortSignal;
  retryDelaysMs?: number[];
}

/** The office's answer to the last piece; an answer that refuses is returned, too. Raises what the connection raises. */
export async function uploadFile(bytes: Buffer, choices: UploadChoices): Promise<OfficeAnswer> {
  choices.signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: choices.endpoint,
      uploadUrl: choices.uploadUrl,
      chunkSize: choices.chunkBytes,
      uploadDataDuringCreation: bytes.length <= MOST_AT_ONCE_BYTES,
      storeFingerprintForResuming: false,
      retryDelays: choices.retryDelaysMs ?? RETRY_DELAYS_MS,
      httpStack: new OfficeStack(choices.connection),
      onShouldRetry: isWorthRetrying,
      onUploadUrlAvailable: () => {
        if (upload.url !== null) choices.onUrl(upload.url);
      },
      onProgress: (sent) => choices.onSent(sent),
      onSuccess: ({ lastResponse }) => resolve(answerOf(lastResponse)),
      onError: (error) => {
        const response = error instanceof DetailedError ? error.originalResponse : null;
        if (response) resolve(answerOf(response));
        else reject(error instanceof DetailedError && error.causingError ? error.causingError : error);
      },
    });
    choices.signal.addEventListener(
      'abort',
      () => {
        void upload.abort();
        reject(choices.signal.reason);
      },
      { once: true },
    );
    upload.start();
  });
}

/** A cut line, an office that starts again, a piece that another connection still holds: not what is refused for good. */
function isWorthRetrying({ causingError, originalResponse }: DetailedError): boolean {
  if (originalResponse) return originalResponse.getStatus() >= 500 || [409, 423].includes(originalResponse.getStatus());
  return isProblem(causingError) && causingError.code === 'officeUnreachable';
}

function answerOf(response: HttpResponse): OfficeAnswer {
  const answer: unknown = response.getUnderlyingObject();
  if (!(response instanceof StackResponse)) throw new Error(`answer of another stack: ${String(answer)}`);
  return response.answer;
}

class StackResponse implements HttpResponse {
  readonly answer: OfficeAnswer;

  constructor(answer: OfficeAnswer) {
    this.answer = answer;
  }

  getStatus(): number {
    return this.answer.status;
  }

  getHeader(header: string): string | undefined {
    const value = this.answer.headers[header.toLowerCase()];
    return typeof value === 'string' ? value : undefined;
  }

  getBody(): string {
    return this.answer.body.toString('utf8');
  }

  getUnderlyingObject(): unknown {
    return this.answer;
  }
}

class StackRequest implements HttpRequest {
  readonly #connection: OfficeConnection;
  readonly #method: string;
  readonly #url: string;
  readonly #headers: Record<string, string> = {};
  #request: OfficeRequest | undefined;
  #onSent: (bytes: number) => void = () => undefined;

  constructor(connection: OfficeConnection, method: string, url: string) {
    this.#connection = connection;
    this.#method = method;
    this.#url = url;
  }

  getMethod(): string {
    return this.#method;
  }

  getURL(): string {
    return this.#url;
  }

  setHeader(header: string, value: string): void {
    this.#headers[header] = value;
  }

  getHeader(header: string): string | undefined {
    return this.#headers[header];
  }

  setProgressHandler(handler: (bytesSent: number) => void): void {
    this.#onSent = handler;
  }

  async send(body: unknown): Promise<HttpResponse> {
    const bytes = body instanceof Uint8Array ? Buffer.from(body) : null;
    this.#request = this.#connection.send(this.#method, this.#url, this.#headers, bytes);
    const answer = await this.#request.answer;
    this.#onSent(bytes?.length ?? 0);
    return new StackResponse(answer);
  }

  async abort(): Promise<void> {
    this.#request?.abort();
  }

  getUnderlyingObject(): unknown {
    return this.#request;
  }
}

class OfficeStack implements HttpStack {
  readonly #connection: OfficeConnection;

  constructor(connection: OfficeConnection) {
    this.#connection = connection;
  }

  createRequest(method: string, url: string): HttpRequest {
    return new StackRequest(this.#connection, method, url);
  }

  getName(): string {
    return 'OfficeStack';
  }
}
