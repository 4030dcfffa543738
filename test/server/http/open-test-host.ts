/** A browser host on a free port, on a real register, with one made-up page; stopped after the test. */
import { mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Log } from '../../../core/host/log.ts';
import { type BrowserHost, startBrowserHost } from '../../../server/http/browser-host.ts';
import { makeTestFolder, openTestRegister, type TestRegister } from '../../core/open-test-register.ts';

export interface TestHost extends TestRegister {
  host: BrowserHost;
  /** What the host has logged. */
  logged: Parameters<Log>[0][];
  /** Opening addresses that were told after the first. */
  nextUrls: string[];
}

export async function openTestHost(): Promise<TestHost> {
  const logged: Parameters<Log>[0][] = [];
  const nextUrls: string[] = [];
  const test = await openTestRegister();
  const host = await startBrowserHost({
    register: test.register,
    rendererDir: makeScreens(),
    port: 0,
    log: (line) => logged.push(line),
    onOpened: (url) => nextUrls.push(url),
  });
  onTestFinished(() => host.close());
  return { ...test, host, logged, nextUrls };
}

/** A folder that looks like the built screens. */
export function makeScreens(): string {
  const folder = makeTestFolder();
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Sổ</title>');
  writeFileSync(path.join(folder, 'assets', 'index-abc123.js'), 'export {};');
  return folder;
}

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** One request exactly as written, with any Host, Origin or path. */
export function request(
  port: number,
  { method = 'GET', path: target, headers = {}, body }: Partial<http.RequestOptions> & { path: string; body?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = http.request({ host: '127.0.0.1', port, method, path: target, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Opens a window with an opening address; returns its Cookie header. */
export async function openWindow(host: BrowserHost, url = host.openingUrl): Promise<string> {
  const { search } = new URL(url);
  const { headers } = await request(host.port, { path: `/${search}` });
  const cookie = headers['set-cookie']?.[0]?.split(';')[0];
  if (!cookie) throw new Error('the opening address gave no cookie');
  return cookie;
}
