/** Scenarios: a clerk's jobs, on the built program, in a real browser or in the window. Run by scripts/e2e.ts. */
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

// The program is started a few hundred times: it is compiled once.
process.env['NODE_COMPILE_CACHE'] ??= path.join(tmpdir(), 'so-may-test-compiled');

/** As root there is no sandbox; nothing is fetched from anywhere. */
const browserFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  // A second try on a busy machine is told as `flaky`, never as passed in silence.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    acceptDownloads: true,
    screenshot: 'only-on-failure',
    trace: 'on-first-retry',
    launchOptions: { executablePath: process.env['SO_MAY_BROWSER'], args: browserFlags },
  },
});
