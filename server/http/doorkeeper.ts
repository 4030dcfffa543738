/**
 * Who may speak with the browser host: only this machine's browser, only under the host's own name, and only a
 * window that was opened with the one-time token. Decides; knows no HTTP library.
 */
import { randomBytes } from 'node:crypto';
import type { Session } from '../../core/register.ts';

export interface Visit {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  /** Whole Cookie header. */
  cookie: string | undefined;
}

export type Refusal = 'wrongHost' | 'wrongOrigin' | 'noSession';

export class Doorkeeper {
  readonly #port: number;
  readonly #sessions = new Map<string, Session>();
  #token = randomSecret();

  constructor(port: number) {
    this.#port = port;
  }

  /** The address that opens one window; a new one follows each use. */
  get openingUrl(): string {
    return `http://127.0.0.1:${this.#port}/?token=${this.#token}`;
  }

  /**
   * The first refusal that applies, else undefined. A name other than this machine's means that another site's name
   * was pointed at it (DNS rebinding); a request that may change something must name its origin.
   */
  checkAddress({ method, host, origin }: Visit): Refusal | undefined {
    const hosts = [`127.0.0.1:${this.#port}`, `localhost:${this.#port}`];
    if (host === undefined || !hosts.includes(host)) return 'wrongHost';
    if (origin === undefined) return method === 'GET' || method === 'HEAD' ? undefined : 'wrongOrigin';
    return origin === `http://${host}` ? undefined : 'wrongOrigin';
  }

  /** The session of the window that sent these cookies. */
  findSession({ cookie }: Visit): Session | undefined {
    const pairs = (cookie ?? '').split(';').map((pair) => pair.trim().split('=', 2));
    const secret = pairs.find(([name]) => name === this.#cookieName)?.[1];
    return secret === undefined ? undefined : this.#sessions.get(secret);
  }

  /** Exchanges the one-time token for a Set-Cookie value; undefined when the token is not the one that is out. */
  exchange(token: string): string | undefined {
    if (token !== this.#token) return undefined;
    this.#token = randomSecret();
    const secret = randomSecret();
    this.#sessions.set(secret, { personId: null });
    return `${this.#cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Cookies know no ports: the name keeps two registers on one machine apart. */
  get #cookieName(): string {
    return `so-may-${this.#port}`;
  }
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}
