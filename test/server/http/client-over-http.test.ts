/** The screens' own client against the browser host: a call, a Problem, a file with its progress, a cancelled call. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../../../server/run-command.ts';
import { openTestHost, openWindow, type TestHost } from './open-test-host.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const roster = 'test/fixtures/rosters/semicolons-nfd-bad-rows.csv';

afterEach(() => vi.unstubAllGlobals());

/** What a page of the host has: an address, and requests that carry the window's cookie and origin. */
async function openClient(): Promise<TestHost & { page: Client }> {
  const test = await openTestHost();
  const origin = `http://127.0.0.1:${test.host.port}`;
  const cookie = await openWindow(test.host);
  const send = globalThis.fetch;
  vi.stubGlobal('location', new URL(origin));
  vi.stubGlobal('fetch', (request: Request, init?: RequestInit) => {
    request.headers.set('cookie', cookie);
    request.headers.set('origin', origin);
    return send(request, init);
  });
  const { createClient }: { createClient: () => Client } = await import(path.join(root, 'renderer/client.ts'));
  const page = createClient();
  const [person] = await page.people.list();
  if (!person) throw new Error('the test register has no person');
  await page.session.choosePerson({ person: person.id });
  return { ...test, page };
}

describe('the client over HTTP', () => {
  it('calls a procedure and gets what the core answered', async () => {
    const { page, client } = await openClient();
    expect(await page.register.status()).toEqual(await client.register.status());
  });

  it('gets a Problem with its code and details', async () => {
    const { page } = await openClient();
    await expect(page.students.resolve({ key: '0000000000' })).rejects.toMatchObject({
      code: 'studentNotFound',
      status: 422,
      defined: true,
    });
  });

  it('gets the field of a value that the contract refuses', async () => {
    const { page } = await openClient();
    await expect(page.people.save({ name: ' ', role: 'clerk' })).rejects.toMatchObject({
      code: 'valueRefused',
      data: { field: 'name' },
    });
  });

  it('sends a file and follows its reading', async () => {
    const { page } = await openClient();
    const file = new File([new Uint8Array(readFileSync(path.join(root, roster)))], 'lớp 6.csv');
    const events = await Array.fromAsync(await page.imports.read({ kind: 'roster', file }));
    const last = events.at(-1);
    if (last?.type !== 'ready') throw new Error('the file was read without an answer');
    expect(last.preview).toMatchObject({ fileName: 'lớp 6.csv', kind: 'roster' });
    expect(last.preview.counts.new).toBeGreaterThan(0);
    expect(events.slice(0, -1).every((event) => event.type === 'progress')).toBe(true);
  });

  it('gets a Problem that is raised in the middle of a stream', async () => {
    const { page, logged } = await openClient();
    const file = new File([new Uint8Array(0)], 'empty.csv');
    const reading = page.imports.read({ kind: 'roster', file }).then((events) => Array.fromAsync(events));
    await expect(reading).rejects.toMatchObject({ code: 'fileEmpty' });
    expect(logged).toEqual([]);
  });

  it('gets a file back', async () => {
    const { page } = await openClient();
    const workbook = await page.exports.write();
    expect(workbook.size).toBeGreaterThan(1000);
    expect(Buffer.from(await workbook.slice(0, 2).arrayBuffer()).toString()).toBe('PK');
  });
});
