/** Who gets in, who does not, and how the host stops. */
import { describe, expect, it } from 'vitest';
import { startBrowserHost } from '../../../server/http/browser-host.ts';
import { makeTestFolder, openTestRegister } from '../../core/open-test-register.ts';
import { makeScreens, openTestHost, openWindow, request } from './open-test-host.ts';

const quiet = (): void => undefined;

describe('opening a window', () => {
  it('exchanges the token of the opening address for a cookie that scripts cannot read', async () => {
    const { host } = await openTestHost();
    const answer = await request(host.port, { path: `/${new URL(host.openingUrl).search}` });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict$/);
    const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
    const page = await request(host.port, { path: '/', headers: { cookie } });
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<title>Sổ</title>') });
  });

  it('takes a token once, and tells the address for the next window', async () => {
    const { host, nextUrls } = await openTestHost();
    await openWindow(host);
    expect((await request(host.port, { path: `/${new URL(host.openingUrl).search}` })).status).toBe(401);
    expect(nextUrls).toHaveLength(1);
    await openWindow(host, nextUrls[0]);
  });

  it('refuses a token that was guessed', async () => {
    const { host } = await openTestHost();
    const answer = await request(host.port, { path: '/?token=guessed' });
    expect(answer.status).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('keeps two windows with their own person at the keyboard', async () => {
    const { host, nextUrls, client } = await openTestHost();
    const [person] = await client.people.list();
    const first = await openWindow(host);
    const second = await openWindow(host, nextUrls[0]);
    const call = (cookie: string, procedure: string, input?: object) =>
      request(host.port, {
        method: 'POST',
        path: `/rpc/${procedure}`,
        headers: {
          cookie,
          origin: `http://127.0.0.1:${host.port}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(JSON.stringify({ json: input })),
        },
        body: JSON.stringify({ json: input }),
      });
    expect((await call(first, 'session/choosePerson', { person: person?.id })).status).toBe(200);
    expect((await call(first, 'session/get')).text).toContain('Hà Thị Loan');
    expect((await call(second, 'session/get')).text).toContain('"person":null');
  });
});

describe('at the door', () => {
  it.each(['register.example', 'register.example:80', '127.0.0.1', 'localhost:1'])(
    'refuses the name %s, as when another site points its name at this machine',
    async (name) => {
      const { host } = await openTestHost();
      const cookie = await openWindow(host);
      const answer = await request(host.port, { path: '/', headers: { host: name, cookie } });
      expect([400, 421]).toContain(answer.status);
      expect(answer.text).not.toContain('<title>');
    },
  );

  it.each(['http://register.example', 'null', 'http://127.0.0.1:1', undefined])(
    'refuses a call from the origin %s',
    async (origin) => {
      const { host } = await openTestHost();
      const cookie = await openWindow(host);
      const headers = { cookie, 'content-length': 2, ...(origin === undefined ? {} : { origin }) };
      const answer = await request(host.port, { method: 'POST', path: '/rpc/people/list', headers, body: '{}' });
      expect(answer.status).toBe(403);
      expect(answer.text).not.toContain('Hà Thị Loan');
    },
  );

  it('lets nobody in without the cookie, neither to pages nor to calls', async () => {
    const { host } = await openTestHost();
    const origin = `http://127.0.0.1:${host.port}`;
    expect((await request(host.port, { path: '/' })).status).toBe(401);
    expect((await request(host.port, { path: '/assets/index-abc123.js' })).status).toBe(401);
    const headers = { origin, 'content-length': 2 };
    const call = await request(host.port, { method: 'POST', path: '/rpc/people/list', headers, body: '{}' });
    expect(call.status).toBe(401);
    expect(JSON.parse(call.text)).toMatchObject({ json: { code: 'noSession', status: 401 } });
    expect((await request(host.port, { path: '/', headers: { cookie: `so-may-${host.port}=x` } })).status).toBe(401);
  });

  it('takes calls by POST only', async () => {
    const { host } = await openTestHost();
    const cookie = await openWindow(host);
    expect((await request(host.port, { path: '/rpc/people/list', headers: { cookie } })).status).toBe(404);
  });

  it('refuses what is longer than a 64 MB file, and what does not say its length', async () => {
    const { host } = await openTestHost();
    const headers = { cookie: await openWindow(host), origin: `http://127.0.0.1:${host.port}` };
    const path = '/rpc/people/list';
    const long = { ...headers, 'content-length': 66 * 1024 * 1024 };
    expect((await request(host.port, { method: 'POST', path, headers: long, body: '' })).status).toBe(413);
    const endless = { ...headers, 'transfer-encoding': 'chunked' };
    expect((await request(host.port, { method: 'POST', path, headers: endless, body: '{}' })).status).toBe(411);
  });
});

describe('answers', () => {
  it('carry a strict content policy, and pages and calls are never kept', async () => {
    const { host } = await openTestHost();
    const cookie = await openWindow(host);
    const page = await request(host.port, { path: '/', headers: { cookie } });
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    expect(page.headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(page.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(page.headers['cache-control']).toBe('no-cache');
    const origin = `http://127.0.0.1:${host.port}`;
    const headers = { cookie, origin, 'content-type': 'application/json', 'content-length': 2 };
    const call = await request(host.port, { method: 'POST', path: '/rpc/people/list', headers, body: '{}' });
    expect(call.headers['cache-control']).toBe('no-store');
    const asset = await request(host.port, { path: '/assets/index-abc123.js', headers: { cookie } });
    expect(asset.headers['cache-control']).toContain('immutable');
  });

  it.each(['/nowhere', '/rpc', '/../package.json', '/..%2f..%2fpackage.json', '/assets/..%5c..%5cpackage.json'])(
    'know nothing at %s',
    async (path) => {
      const { host } = await openTestHost();
      const answer = await request(host.port, { path, headers: { cookie: await openWindow(host) } });
      expect([400, 403, 404]).toContain(answer.status);
      expect(answer.text).not.toContain('so-may');
    },
  );
});

describe('starting and stopping', () => {
  it('says which port is taken', async () => {
    const { host, register } = await openTestHost();
    const again = startBrowserHost({ register, rendererDir: makeScreens(), port: host.port, log: quiet });
    await expect(again).rejects.toMatchObject({ code: 'portTaken', details: { port: host.port } });
  });

  it('says that the screens are missing', async () => {
    const { register } = await openTestRegister();
    const started = startBrowserHost({ register, rendererDir: makeTestFolder(), port: 0, log: quiet });
    await expect(started).rejects.toMatchObject({ code: 'screensMissing' });
  });

  it('frees the port and leaves the register open', async () => {
    const { host, client } = await openTestHost();
    await openWindow(host);
    await host.close();
    await expect(request(host.port, { path: '/' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect((await client.register.status()).isSetUp).toBe(true);
  });
});
