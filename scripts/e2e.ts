/**
 * `npm run e2e [-- Playwright's arguments] [--install-browser]`: the scenarios of test/e2e in a real browser against the built
 * program. HOST=electron runs them in the window instead, where its binary is there.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildTargets, root } from './build.ts';
import { findElectron } from './electron-binary.ts';
import { findBrowser, installBrowser, installCommand } from './find-browser.ts';

const host = process.env['HOST'] ?? 'browser';
const given = process.argv.slice(2);
const mayInstall = Boolean(process.env['CI']) || given.includes('--install-browser');

process.exitCode = await runScenarios();

async function runScenarios(): Promise<number> {
  if (host !== 'browser' && host !== 'electron') return fail(`HOST is browser or electron, not ${host}.`);
  if (host === 'electron' && !findElectron()) {
    process.stderr.write(
      'Skipped: Electron has not been fetched; npm start -- --host electron does it where the network allows.\n',
    );
    return 0;
  }
  const browser = mayInstall ? installBrowser() : findBrowser();
  if (host === 'browser' && !browser) {
    return fail(`No Chromium, Chrome or Edge found. Install one with: ${installCommand()}`);
  }
  // The scenarios use the command line as well, whatever shows the screens.
  await buildTargets(host === 'electron' ? ['renderer', 'server', 'electron'] : ['renderer', 'server']);
  // Marks of the registers that scenarios make are no concern of this user's own.
  const settings = mkdtempSync(path.join(tmpdir(), 'so-may-e2e-settings-'));
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      'test/e2e/playwright.config.ts',
      ...given.filter((argument) => argument !== '--install-browser'),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, HOST: host, SO_MAY_BROWSER: browser, SO_MAY_CONFIG_DIR: settings },
    },
  );
  rmSync(settings, { recursive: true, force: true });
  return status ?? 1;
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
