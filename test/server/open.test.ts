/** `so-may open`: from the printed address to a clean end. */
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { type RunningHost, startHost } from '../e2e/program.ts';
import { request } from './http/open-test-host.ts';
import { buildSoMay, openDesk } from './so-may.ts';

beforeAll(() => buildSoMay({ withScreens: true }));

async function open(dataDir: string): Promise<RunningHost> {
  const host = await startHost(dataDir);
  onTestFinished(() => void host.process.kill('SIGKILL'));
  return host;
}

it('serves the built screens at the printed address, and ends with status 0 on Ctrl-C', async () => {
  const desk = openDesk();
  const host = await open(desk.dataDir);
  const url = new URL(host.url);
  const opened = await request(Number(url.port), { path: `/${url.search}` });
  const cookie = opened.headers['set-cookie']?.[0]?.split(';')[0];
  const page = await request(Number(url.port), { path: '/', headers: { cookie } });
  expect(page.text).toContain('<div id="root">');
  expect(await host.stop()).toBe(0);
});

it('lets the command line work on the same register meanwhile', async () => {
  const desk = openDesk();
  const host = await open(desk.dataDir);
  await desk.get('init', '--code', '17150501', '--name', 'Trường Chiềng Châu', '--school-year', '2026-2027');
  expect(await desk.list('students')).toEqual([]);
  expect(await host.stop()).toBe(0);
});

it('says which port is taken', async () => {
  const desk = openDesk();
  const host = await open(desk.dataDir);
  const { port } = new URL(host.url);
  const problem = await desk.problem('open', '--no-browser', '--port', port);
  expect(problem).toMatchObject({ problem: 'portTaken', details: { port: Number(port) } });
  expect(await host.stop()).toBe(0);
});
