/**
 * The window's program as it is built, without the binary: main and preload bundles with a stand-in for `electron`.
 * What the real binary adds is seen by HOST=electron npm run e2e where it can be had.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeTestFolder } from '../core/open-test-register.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');

beforeAll(async () => {
  await run(process.execPath, ['scripts/build.ts', 'renderer', 'electron'], { cwd: root });
});

async function runBundles(): Promise<Record<string, unknown>> {
  const script = path.join(import.meta.dirname, 'run-bundles.ts');
  const roster = path.join(root, 'test/fixtures/rosters/semicolons-nfd-bad-rows.csv');
  const folder = makeTestFolder();
  for (const name of ['thu-nhat.somay', 'thu-hai.SOMAY']) writeFileSync(path.join(folder, name), name);
  const opened = path.join(folder, 'thu-nhat.somay');
  const { stdout } = await run(process.execPath, [script, '--data', makeTestFolder(), opened, roster]);
  return z.record(z.string(), z.unknown()).parse(JSON.parse(stdout));
}

describe('the built window', () => {
  it('answers calls through the port, with a file, a stream, a file back and a Problem', async () => {
    const result = await runBundles();
    expect(result).toMatchObject({
      isSetUpBefore: false,
      schoolName: 'Trường Chiềng Châu',
      person: 'Hà Thị Loan',
      lastEvent: 'ready',
      problem: 'studentNotFound',
      errorBoxes: [],
    });
    expect(result['workbookBytes']).toBeGreaterThan(1000);
  });

  it('closes every way out of the page', async () => {
    const result = await runBundles();
    expect(result).toMatchObject({
      isSandboxed: true,
      newWindows: 'deny',
      prevented: ['will-navigate', 'will-redirect', 'will-attach-webview'],
      permissions: [false, false, false],
      isStrangerAnswered: false,
      page: { status: 200, policy: expect.stringContaining("script-src 'self'") },
      outside: [404, 404, 404],
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
    });
  });
});

describe('a file opened from outside', () => {
  it('is handed to the page, whether it started the program, came by a second start or is gone', async () => {
    expect(await runBundles()).toMatchObject({
      given: [
        { name: 'thu-nhat.somay', text: 'thu-nhat.somay' },
        { name: 'thu-hai.SOMAY', text: 'thu-hai.SOMAY' },
        { name: 'khong-co.somay', text: null },
      ],
      focused: 1,
      isPrevented: true,
    });
  });

  it('is ours by its ending, for the user who installed the program', () => {
    const text = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
    expect(text).toMatch(/^fileAssociations:\n {2}- ext: somay\n/m);
    // The installer of one user writes what opens a file under that user's own keys.
    const template = 'node_modules/app-builder-lib/templates/nsis/include/FileAssociation.nsh';
    expect(readFileSync(path.join(root, template), 'utf8')).toContain('WriteRegStr SHELL_CONTEXT');
  });
});

describe('the packaged window', () => {
  it('has its fuses flipped: no Node beside the window, nothing loaded but the sealed archive', () => {
    const text = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
    const fuses = Object.fromEntries(
      [...text.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true']),
    );
    expect(fuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(text).toMatch(/^asar: true$/m);
  });
});
