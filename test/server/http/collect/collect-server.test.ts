/** Files over real HTTP: what arrives, in how few requests, and what the office does with senders that are slow, wrong or ill-meaning. */
import { randomBytes } from 'node:crypto';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { requestItems } from '../../../../core/carriers/signed-request.ts';
import { writeNetstrings } from '../../../../core/sync/files/netstrings.ts';
import { frameFile, OFFICE, SCHOOL } from '../../../core/carriers/stand-in-exchange.ts';
import { makeTestFolder } from '../../../core/open-test-register.ts';
import { enrol, never, openTestOffice, openTestSchool, quiet } from './open-test-office.ts';

const tus = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' };

function post(url: string, bytes: Buffer, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/v1/files`, {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(bytes.length), ...headers },
    body: new Uint8Array(bytes),
  });
}

/** Files that an office has and has not read. */
async function readWaiting(url: string): Promise<number> {
  return z.object({ filesWaiting: z.number() }).parse(await (await fetch(`${url}/health`)).json()).filesWaiting;
}

describe('a school and its office', () => {
  it('exchange one changed pupil in one request, acknowledgement included', async () => {
    const office = await openTestOffice();
    const school = await openTestSchool(office.server);
    enrol(office, school);
    const sent = school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    expect(await school.run()).toMatchObject({ sentFiles: 1, sentBytes: sent.length, requests: 1, refusedFiles: 0 });
    expect([...office.exchange.received.values()]).toEqual([sent]);
    expect(await school.exchange.outgoing(OFFICE)).toEqual([]);
    expect(school.states.list()).toMatchObject([
      { carrier: 'http', place: office.server.url, state: 'idle', problem: null },
    ]);
  });

  it('ask one small question when nothing changed', async () => {
    const office = await openTestOffice();
    const school = await openTestSchool(office.server);
    enrol(office, school);
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    await school.run();
    expect(await school.run()).toMatchObject({ sentFiles: 0, receivedFiles: 0, requests: 1 });
    expect(await school.run()).toMatchObject({ sentFiles: 0, receivedFiles: 0, requests: 1 });
  });

  it('hand over what the office has for the school, once', async () => {
    const office = await openTestOffice();
    const school = await openTestSchool(office.server);
    enrol(office, school);
    const down = office.exchange.add(SCHOOL, 'office-pc1-1-3.somay', randomBytes(600_000));
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    expect(await school.run()).toMatchObject({ sentFiles: 1, receivedFiles: 1, requests: 3 });
    expect([...school.exchange.received.values()]).toContainEqual(down);
    expect(await school.run()).toMatchObject({ receivedFiles: 0, requests: 1 });
  });

  it('send a large file in pieces', async () => {
    const office = await openTestOffice();
    const school = await openTestSchool(office.server);
    enrol(office, school);
    const sent = school.exchange.add(OFFICE, 'a.somay', randomBytes(900_000));
    // One begins the upload with nothing in it: what a cut line had passed of a piece counts from there.
    expect(await school.run()).toMatchObject({ sentFiles: 1, requests: 5 });
    expect([...office.exchange.received.values()]).toEqual([sent]);
    expect(readdirSync(path.join(office.dataDir, 'uploads'))).toEqual([]);
  });

  it('send smaller pieces where bandwidth is low', async () => {
    const office = await openTestOffice();
    const school = await openTestSchool(office.server);
    enrol(office, school);
    school.settings.isLowBandwidth = true;
    school.exchange.add(OFFICE, 'a.somay', randomBytes(300_000));
    expect(await school.run()).toMatchObject({ sentFiles: 1, requests: 6 });
  });

  it('wait for each other without words of failure: an office that is off is a normal state', async () => {
    const office = await openTestOffice();
    const school = await openTestSchool(office.server);
    enrol(office, school);
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    await office.server.close();
    expect(await school.run()).toMatchObject({ sentFiles: 0 });
    const [status] = school.states.list();
    expect(status).toMatchObject({ state: 'unreachable', problem: 'officeUnreachable' });
    expect(Date.parse(status?.nextTryAt ?? '')).toBeGreaterThan(Date.now());
  });

  it('send nothing while paused', async () => {
    const office = await openTestOffice();
    const school = await openTestSchool(office.server);
    school.settings.isPaused = true;
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    expect(await school.run()).toMatchObject({ sentFiles: 0, requests: 0 });
    expect(school.states.list()).toMatchObject([{ state: 'paused' }]);
    school.settings.isPaused = false;
    expect(await school.run()).toMatchObject({ sentFiles: 1 });
  });

  it('stop in the middle when asked to', async () => {
    const office = await openTestOffice();
    const school = await openTestSchool(office.server);
    school.exchange.add(OFFICE, 'a.somay', randomBytes(900_000));
    const stop = new AbortController();
    const moved = await school.carrier.run(() => stop.abort(), stop.signal);
    expect(moved).toMatchObject({ sentFiles: 0 });
    expect(school.states.list()).toMatchObject([{ state: 'idle', problem: null }]);
  });

  it('finish a file although the office was restarted in the middle', async () => {
    const dataDir = makeTestFolder();
    const first = await openTestOffice({ dataDir });
    const school = await openTestSchool(first.server, { retryDelaysMs: [] });
    const sent = school.exchange.add(OFFICE, 'a.somay', randomBytes(1_500_000));
    let closing: Promise<void> | undefined;
    first.exchange.receive = async () => Promise.reject(new Error('never reached'));
    const { port } = first.server;
    const uploads = path.join(dataDir, 'uploads');
    const running = school.run();
    while (
      !readdirSync(uploads).some((name) => !name.endsWith('.json') && statSync(path.join(uploads, name)).size > 300_000)
    )
      await setTimeout(1);
    closing = first.server.close();
    await running;
    await closing;
    expect(school.states.list()).toMatchObject([{ state: 'unreachable' }]);
    const second = await openTestOffice({ dataDir, port });
    enrol(second, school);
    const before = await school.run();
    expect(before.sentFiles).toBe(1);
    expect(before.requests).toBeLessThan(7);
    expect([...second.exchange.received.values()]).toEqual([sent]);
  });
});

describe('a connection with TLS', () => {
  it('is made to the office whose certificate is known by its fingerprint', async () => {
    const office = await openTestOffice({ tls: 'self' });
    const { server, dataDir } = office;
    expect(server.url).toMatch(/^https:/);
    expect(server.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(path.join(dataDir, 'tls-key.pem')).mode & 0o777).toBe(0o600);
    const school = await openTestSchool(server);
    enrol(office, school);
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    expect(await school.run()).toMatchObject({ sentFiles: 1, requests: 1 });
    const again = await openTestOffice({ tls: 'self', dataDir });
    expect(again.server.fingerprint).toBe(server.fingerprint);
  });

  it('is refused, before a byte is sent, when the certificate is another', async () => {
    const office = await openTestOffice({ tls: 'self' });
    const school = await openTestSchool({ url: office.server.url, fingerprint: 'ab'.repeat(32) });
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    expect(await school.run()).toMatchObject({ sentFiles: 0 });
    expect(school.states.list()).toMatchObject([
      { state: 'failed', problem: 'officeCertificateChanged', details: { found: office.server.fingerprint } },
    ]);
    expect(office.exchange.received.size).toBe(0);
    expect(readdirSync(path.join(office.dataDir, 'uploads'))).toEqual([]);
  });

  it('is refused when nobody vouches for the certificate and none was agreed', async () => {
    const office = await openTestOffice({ tls: 'self' });
    const school = await openTestSchool({ url: office.server.url });
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    await school.run();
    expect(school.states.list()).toMatchObject([{ state: 'failed', problem: 'officeCertificateUnknown' }]);
  });
});

describe('what the office refuses', () => {
  it('names why a file was not taken, and goes on', async () => {
    const office = await openTestOffice();
    const whole = frameFile({}, randomBytes(500));
    const torn = await post(office.server.url, whole.subarray(0, -1));
    expect(torn.status).toBe(422);
    expect(await torn.json()).toEqual({ reason: 'malformed' });
    expect((await post(office.server.url, Buffer.from('no file of ours'))).status).toBe(422);
    expect((await post(office.server.url, whole)).status).toBe(201);
    expect(readdirSync(path.join(office.dataDir, 'uploads'))).toEqual([]);
  });

  it.each([
    ['an oversized file', { 'upload-length': String(34 * 1024 * 1024) }, 413],
    ['a length that is no number', { 'upload-length': 'ten' }, 400],
    ['a negative length', { 'upload-length': '-5' }, 400],
    ['an empty file', { 'upload-length': '0' }, 400],
    ['more bytes than were announced', { 'upload-length': '3' }, 413],
    ['no tus version', { 'tus-resumable': '' }, 412],
  ])('%s', async (_what, headers, status) => {
    const office = await openTestOffice();
    const answer = await post(office.server.url, frameFile({}, randomBytes(100)), headers);
    expect(answer.status).toBe(status);
    expect(office.exchange.received.size).toBe(0);
    expect((await post(office.server.url, frameFile({}, randomBytes(100)))).status).toBe(201);
  });

  it('a body shorter than announced waits for the rest and is never handed over', async () => {
    const office = await openTestOffice();
    const bytes = frameFile({}, randomBytes(1000));
    const answer = await post(office.server.url, bytes.subarray(0, 400), { 'upload-length': String(bytes.length) });
    expect(answer.status).toBe(201);
    expect(office.exchange.received.size).toBe(0);
    const location = new URL(answer.headers.get('location') ?? '', `${office.server.url}/v1/files`);
    const wrong = await fetch(location, {
      method: 'PATCH',
      headers: { ...tus, 'upload-offset': '500' },
      body: new Uint8Array(bytes.subarray(500)),
    });
    expect(wrong.status).toBe(409);
    const rest = await fetch(location, {
      method: 'PATCH',
      headers: { ...tus, 'upload-offset': '400' },
      body: new Uint8Array(bytes.subarray(400)),
    });
    expect(rest.status).toBe(200);
    expect(rest.headers.get('content-type')).toBe('application/vnd.so-may');
    expect([...office.exchange.received.values()]).toEqual([bytes]);
  });

  it('cuts off a sender that stops in the middle, and serves the others meanwhile', async () => {
    const office = await openTestOffice({ limits: { idleMs: 200 } });
    const slow = net.connect(office.server.port, '127.0.0.1');
    slow.write('POST /v1/files HTTP/1.1\r\nhost: office\r\ntus-resumable: 1.0.0\r\nupload-length: 1000\r\n');
    slow.write('content-type: application/offset+octet-stream\r\ncontent-length: 1000\r\n\r\nso-may 1\n');
    slow.resume();
    const isClosed = new Promise<void>((resolve) => slow.once('close', () => resolve()));
    expect((await post(office.server.url, frameFile({}, randomBytes(100)))).status).toBe(201);
    await isClosed;
    expect(office.exchange.received.size).toBe(1);
  });

  it('bounds how often one address may ask', async () => {
    const office = await openTestOffice({ limits: { requestsPerMinute: 5 } });
    const statuses: number[] = [];
    for (let at = 0; at < 7; at += 1) statuses.push((await fetch(`${office.server.url}/health`)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const school = await openTestSchool(office.server);
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    await school.run();
    expect(school.states.list()).toMatchObject([{ state: 'unreachable', problem: 'officeBusy' }]);
  });

  it('answers without reading when the queue is long, and the school fetches its acknowledgement later', async () => {
    const office = await openTestOffice({ limits: { answerWithinMs: 1 } });
    const school = await openTestSchool(office.server);
    enrol(office, school);
    const receive = office.exchange.receive.bind(office.exchange);
    let release = quiet;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    office.exchange.receive = async (bytes) => held.then(() => receive(bytes));
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    expect(await school.run()).toMatchObject({ sentFiles: 1, refusedFiles: 0 });
    expect(await school.run()).toMatchObject({ sentFiles: 0 });
    release();
    while (office.exchange.received.size === 0) await setTimeout(1);
    office.exchange.waiting.set(SCHOOL, new Map([['ack.somay', await office.exchange.acknowledgementFor(SCHOOL)]]));
    await school.run();
    expect(await school.exchange.outgoing(OFFICE)).toEqual([]);
  });

  it('says when to ask where much came before or comes meanwhile, and writes no acknowledgement that nobody waits for', async () => {
    const office = await openTestOffice({ limits: { longestQueueMs: 0, answerWithinMs: 20_000 } });
    const school = await openTestSchool(office.server, { longestWaitMs: 0, random: () => 0 });
    const receive = office.exchange.receive.bind(office.exchange);
    let release = quiet;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    office.exchange.receive = async (bytes) => held.then(() => receive(bytes));
    let written = 0;
    const acknowledgementFor = office.exchange.acknowledgementFor.bind(office.exchange);
    office.exchange.acknowledgementFor = async (peer) => {
      written += 1;
      return acknowledgementFor(peer);
    };
    const first = post(office.server.url, frameFile({}, randomBytes(500)));
    while ((await readWaiting(office.server.url)) === 0) await setTimeout(1);
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    // One request: the office is not asked before it has read what is here.
    expect(await school.run()).toMatchObject({ sentFiles: 1, requests: 1 });
    const [status] = school.states.list();
    expect(status).toMatchObject({ state: 'idle', problem: null });
    const inMs = Date.parse(status?.nextTryAt ?? '') - Date.parse(status?.triedAt ?? '');
    expect(inMs).toBeGreaterThanOrEqual(1000);
    // Its answer to the invitation may be among what is not read: no stranger yet.
    expect(await school.run()).toMatchObject({ sentFiles: 0, requests: 1 });
    expect(school.states.list()).toMatchObject([{ state: 'unreachable', problem: 'officeBusy' }]);
    // Who came when the queue was short waits no longer than while it is.
    const answer = await first;
    expect(answer.status).toBe(201);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    release();
    while (office.exchange.received.size < 2) await setTimeout(1);
    while ((await readWaiting(office.server.url)) > 0) await setTimeout(1);
    expect(written).toBe(0);
    expect(await school.run()).toMatchObject({ requests: 1 });
    expect(school.states.list()).toMatchObject([{ state: 'failed', problem: 'officeDoesNotKnowUs' }]);
  });

  it('waits for an office that needs little time, and fetches the acknowledgement in the same run', async () => {
    const office = await openTestOffice({ limits: { answerWithinMs: 1 } });
    const school = await openTestSchool(office.server);
    enrol(office, school);
    const receive = office.exchange.receive.bind(office.exchange);
    office.exchange.receive = async (bytes) => {
      await setTimeout(50);
      const received = await receive(bytes);
      office.exchange.waiting.set(SCHOOL, new Map([['ack.somay', await office.exchange.acknowledgementFor(SCHOOL)]]));
      return received;
    };
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    expect(await school.run()).toMatchObject({ sentFiles: 1, receivedFiles: 1 });
    expect(await school.exchange.outgoing(OFFICE)).toEqual([]);
  });

  it('reads after a restart what had arrived whole and was not read', async () => {
    const dataDir = makeTestFolder();
    const first = await openTestOffice({ dataDir, limits: { answerWithinMs: 1 } });
    let release = quiet;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    first.exchange.receive = async () => held.then(() => Promise.reject(new Error('the program ended')));
    const bytes = frameFile({}, randomBytes(300));
    expect((await post(first.server.url, bytes)).status).toBe(201);
    const second = await openTestOffice({ dataDir });
    while (second.exchange.received.size === 0) await setTimeout(1);
    expect([...second.exchange.received.values()]).toEqual([bytes]);
    release();
  });
});

describe('an upload that nobody goes on with', () => {
  it('takes no more room than the office allows all of them, whatever sizes strangers state', async () => {
    const office = await openTestOffice({ limits: { uploadBytes: 10_000, expireEveryMs: 5 } });
    const begin = (size: number) =>
      post(office.server.url, frameFile({}, randomBytes(100)), { 'upload-length': String(size) });
    expect((await begin(6000)).status).toBe(201);
    expect((await begin(6000)).status).toBe(503);
    expect((await begin(3000)).status).toBe(201);
    const folder = path.join(office.dataDir, 'uploads');
    const yesterday = new Date(Date.now() - 25 * 3600 * 1000);
    for (const name of readdirSync(folder)) utimesSync(path.join(folder, name), yesterday, yesterday);
    while (readdirSync(folder).length > 0) await setTimeout(1);
    expect((await begin(6000)).status).toBe(201);
  });

  it('is forgotten a day after its last byte, while the office goes on running, and a younger one is not', async () => {
    const office = await openTestOffice({ limits: { expireEveryMs: 5 } });
    const bytes = frameFile({}, randomBytes(1000));
    const begin = async (): Promise<string> => {
      const answer = await post(office.server.url, bytes.subarray(0, 400), { 'upload-length': String(bytes.length) });
      return path.basename(answer.headers.get('location') ?? '');
    };
    const [old, young] = [await begin(), await begin()];
    const folder = path.join(office.dataDir, 'uploads');
    const yesterday = new Date(Date.now() - 25 * 3600 * 1000);
    utimesSync(path.join(folder, old), yesterday, yesterday);
    while (readdirSync(folder).some((name) => name.startsWith(old))) await setTimeout(1);
    expect(readdirSync(folder).sort()).toEqual([young, `${young}.json`]);
    expect(office.lines).toContainEqual(
      expect.objectContaining({ message: 'unfinished upload forgotten', upload: old }),
    );
    const gone = await fetch(`${office.server.url}/v1/files/${old}`, { method: 'HEAD', headers: tus });
    expect(gone.status).toBe(404);
  });
});

describe('who may ask what waits', () => {
  async function freshNonce(url: string): Promise<string> {
    return (await fetch(`${url}/health`)).headers.get('so-may-nonce') ?? '';
  }

  it('refuses a stranger, a signature over another address and a nonce used before', async () => {
    const office = await openTestOffice();
    const school = await openTestSchool(office.server);
    const { url } = office.server;
    const ask = async (signedPath: string, nonce: string) => {
      const { replica, signature } = await school.exchange.signRequest('GET', signedPath, nonce);
      const headers = { 'so-may-replica': replica, 'so-may-nonce': nonce, 'so-may-signature': signature };
      return (await fetch(`${url}/v1/files`, { headers })).status;
    };
    expect((await fetch(`${url}/v1/files`)).status).toBe(401);
    expect(await ask('/v1/files', await freshNonce(url))).toBe(403);
    enrol(office, school);
    const nonce = await freshNonce(url);
    expect(await ask('/v1/files?after=x', nonce)).toBe(403);
    expect(await ask('/v1/files', nonce)).toBe(200);
    expect(await ask('/v1/files', nonce)).toBe(401);
    expect(await ask('/v1/files', 'invented')).toBe(401);
  });

  it('lets a replica that was revoked ask nothing', async () => {
    const office = await openTestOffice();
    const school = await openTestSchool(office.server);
    await school.run();
    expect(school.states.list()).toMatchObject([{ state: 'failed', problem: 'officeDoesNotKnowUs' }]);
  });

  it('signs the netstrings that docs/sync.md names', () => {
    expect(writeNetstrings(requestItems('GET', '/v1/files', 'abc')).toString()).toBe(
      '16:so-may/request/1,3:GET,9:/v1/files,3:abc,',
    );
  });
});

describe('for whoever runs it', () => {
  it('tells health, figures and the description of its interface, without a network', async () => {
    const office = await openTestOffice();
    const { url } = office.server;
    await post(url, frameFile({}, randomBytes(100)));
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ state: 'up', filesWaiting: 0 });
    const figures = await (await fetch(`${url}/metrics`)).text();
    expect(figures).toContain('so_may_files_total{kind="package",outcome="taken"} 1');
    const description = z.object({ paths: z.looseObject({}) }).parse(await (await fetch(`${url}/openapi.json`)).json());
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining(['/v1/files', '/v1/files/{name}', '/health']),
    );
    const answer = await fetch(`${url}/docs/`);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const page = await answer.text();
    expect(page).toContain('swagger-ui');
    expect(page).not.toMatch(/(src|href)="https?:/);
  });

  it('logs what came by id and count, and stops when asked', async () => {
    const office = await openTestOffice();
    await post(office.server.url, frameFile({}, randomBytes(100)));
    expect(office.lines).toMatchObject([{ level: 'info', message: 'file received', owner: SCHOOL, outcome: 'taken' }]);
    await office.server.close();
    await expect(fetch(`${office.server.url}/health`)).rejects.toThrow();
  });

  it('names the port that another program has', async () => {
    const office = await openTestOffice();
    await expect(openTestOffice({ port: office.server.port })).rejects.toMatchObject({ code: 'portTaken' });
  });

  it('is no hotel page: an answer of another program is told apart', async () => {
    const other = http.createServer((_request, response) => response.end('<html>sign in</html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const school = await openTestSchool({ url: `http://127.0.0.1:${port}` });
    school.exchange.add(OFFICE, 'a.somay', randomBytes(800));
    await school.carrier.run(quiet, never);
    expect(school.states.list()).toMatchObject([{ state: 'failed', problem: 'officeAnswersOddly' }]);
    other.closeAllConnections();
    other.close();
  });
});
