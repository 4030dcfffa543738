/** `so-may serve` as it is built: for an office only, from the printed address to a clean end. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { buildSoMay, openDesk } from './so-may.ts';

const program = path.resolve(import.meta.dirname, '../../out/server/so-may.js');

beforeAll(() => buildSoMay());

it('listens, describes itself without a network, and ends with status 0', async () => {
  const desk = openDesk();
  await desk.get(
    'init',
    '--role',
    'office',
    '--name',
    'UBND xã Mai Châu',
    '--level',
    'commune',
    '--person',
    'Bùi Văn Hạnh',
  );
  const child = spawn(process.execPath, [program, '--data', desk.dataDir, '--json', 'serve', '--port', '0']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const { url } = z.object({ url: z.string() }).parse(JSON.parse(line));
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect((await fetch(`${url}/docs/static/swagger-ui-bundle.js`)).status).toBe(200);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

it('is refused in the register of a school', async () => {
  const desk = openDesk();
  await desk.get('init', '--code', '17150501', '--name', 'Trường Chiềng Châu', '--school-year', '2026-2027');
  expect(await desk.problem('serve', '--port', '0')).toMatchObject({ problem: 'notAnOffice' });
});
