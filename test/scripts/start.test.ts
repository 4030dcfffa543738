/** `npm start` where no window can be had: one line why, the browser host, a clean end. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { findElectron } from '../../scripts/electron-binary.ts';
import { makeTestFolder } from '../core/open-test-register.ts';

const root = path.resolve(import.meta.dirname, '../..');
const script = ['--import', './scripts/check-node.mjs', 'scripts/start.ts'];
const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['scripts/build.ts', 'renderer', 'server'], { cwd: root });
});

it.runIf(process.platform === 'linux')(
  'opens the browser host without a desktop, and stops cleanly on Ctrl-C',
  async () => {
    const args = [...script, '--no-browser', '--port', '0', '--data', makeTestFolder()];
    // A group of its own, so that the signal reaches start and host together, as Ctrl-C in a terminal does.
    const started = spawn(process.execPath, args, { cwd: root, env, detached: true });
    const signalGroup = (signal: NodeJS.Signals): boolean => process.kill(-(started.pid ?? Number.NaN), signal);
    onTestFinished(() => void (started.exitCode === null && signalGroup('SIGKILL')));
    let output = '';
    let complaint = '';
    started.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    const ended = new Promise<number | null>((resolve) => started.once('close', resolve));
    await new Promise<void>((resolve, reject) => {
      started.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('Ctrl-C')) resolve();
      });
      void ended.then((status) => reject(new Error(`ended with ${status}: ${complaint}`)));
    });
    expect(output).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\?token=/);
    expect(complaint.trim().split('\n')).toHaveLength(1);
    expect(complaint).toContain('sổ được mở trong trình duyệt');
    signalGroup('SIGINT');
    expect(await ended).toBe(0);
    expect(output).toContain('Đã dừng.');
  },
);

it('refuses a host that there is not, with status 2', async () => {
  const started = promisify(execFile)(process.execPath, [...script, '--host', 'window'], { cwd: root, env });
  await expect(started).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Cách dùng: npm start') });
});

it.runIf(process.platform === 'linux')('says why there is no window when one was asked for', async () => {
  const started = promisify(execFile)(process.execPath, [...script, '--host', 'electron'], { cwd: root, env });
  await expect(started).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Không mở được cửa sổ riêng'),
  });
});

it.skipIf(process.platform !== 'linux' || findElectron())('counts no connection within 10 s as cannot', async () => {
  // Takes the connection and never answers.
  const silent = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const started = promisify(execFile)(process.execPath, [...script, '--host', 'electron'], {
    cwd: root,
    env: { ...env, DISPLAY: ':99', ELECTRON_MIRROR: `http://127.0.0.1:${port}/`, HOME: makeTestFolder() },
  });
  await expect(started).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('không có mạng để tải') });
});
