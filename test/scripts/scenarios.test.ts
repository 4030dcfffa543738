/** `npm run e2e` before it starts a browser: what it says where there is none, and that either host has the same scenarios. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findElectron } from '../../scripts/electron-binary.ts';
import { installCommand } from '../../scripts/find-browser.ts';
import { makeTestFolder } from '../core/open-test-register.ts';
import { root } from '../e2e/program.ts';

const { CI: _ci, SO_MAY_BROWSER: _browser, ...env } = process.env;

function run(args: string[], more: Record<string, string>): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...env, ...more } });
}

it.runIf(process.platform === 'linux')('prints the one command that installs a browser where there is none', () => {
  const nowhere = makeTestFolder();
  const { status, stdout, stderr } = run(['scripts/e2e.ts'], { PATH: nowhere, PLAYWRIGHT_BROWSERS_PATH: nowhere });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(`No Chromium, Chrome or Edge found. Install one with: ${installCommand()}\n`);
});

it('HOST=electron has the same scenarios, or says in one line that there is no binary', () => {
  const list = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'test/e2e/playwright.config.ts', '--list'];
  const [browser, electron] = ['browser', 'electron'].map((HOST) => run(list.map(toPath), { HOST }));
  expect(electron?.status).toBe(0);
  expect(electron?.stdout).toBe(browser?.stdout);
  if (findElectron()) return;
  expect(run(['scripts/e2e.ts'], { HOST: 'electron' })).toMatchObject({
    status: 0,
    stdout: '',
    stderr: expect.stringMatching(/^Skipped: [^\n]+\n$/),
  });
});

function toPath(argument: string): string {
  return argument.replaceAll('/', path.sep);
}
