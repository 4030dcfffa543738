/** `so-may serve` as it is built: for an office only, from the printed address to a clean end. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { buildSoMay, openDesk } from './so-may.ts';

const program = path.resolve(import.meta.dirname, '../../out/server/so-may.js');

beforeAll(() => buildSoMay());

const office = [
  'init',
  '--role',
  'office',
  '--name',
  'UBND xã Mai Châu',
  '--level',
  'commune',
  '--person',
  'Bùi Văn Hạnh',
];

/** The first line of a `serve` that runs until `stop`. */
async function serve(
  dataDir: string,
  ...options: string[]
): Promise<{ said: unknown; stop: () => Promise<number | null> }> {
  const child = spawn(process.execPath, [program, '--data', dataDir, '--json', 'serve', '--port', '0', ...options]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    said: JSON.parse(line),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

it('listens, describes itself without a network, and ends with status 0', async () => {
  const desk = openDesk();
  await desk.get(...office);
  const { said, stop } = await serve(desk.dataDir);
  const { url } = z.object({ url: z.string() }).parse(said);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect((await fetch(`${url}/docs/static/swagger-ui-bundle.js`)).status).toBe(200);
  expect(await stop()).toBe(0);
});

it('hands out an address that schools can call and, of its own certificate, the fingerprint', async () => {
  const desk = openDesk();
  await desk.get(...office);
  const all = await serve(desk.dataDir, '--host', '0.0.0.0', '--tls', 'self');
  const { url, fingerprint } = z.object({ url: z.string(), fingerprint: z.string() }).parse(all.said);
  expect(new URL(url).hostname).not.toBe('0.0.0.0');
  expect(all.said).toMatchObject({ pinned: fingerprint });
  await all.stop();
  const behind = await serve(
    desk.dataDir,
    '--public-url',
    'https://mai-chau.example/',
    '--behind-proxy',
    '--tls',
    'self',
  );
  expect(behind.said).toMatchObject({ url: 'https://mai-chau.example', otherUrls: [], pinned: null });
  await behind.stop();
});

it.each([
  [['--tls-cert', 'a.pem'], '--tls-key'],
  [['--tls-key', 'a.pem'], '--tls-cert'],
  [['--tls', 'self', '--tls-cert', 'a.pem', '--tls-key', 'a.pem'], '--tls-cert'],
  [['--public-url', 'mai-chau.example'], 'https://'],
  [['--public-url', 'https://mai-chau.example/so-may'], 'https://'],
])('does not take half a certificate for none, nor half an address: %s', async (options, named) => {
  const desk = openDesk();
  await desk.get(...office);
  const ended = await desk.run('serve', '--port', '0', ...options);
  expect(ended).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(named) });
});

it('is refused in the register of a school', async () => {
  const desk = openDesk();
  await desk.get('init', '--code', '17150501', '--name', 'Trường Chiềng Châu', '--school-year', '2026-2027');
  expect(await desk.problem('serve', '--port', '0')).toMatchObject({ problem: 'notAnOffice' });
});
