/** A Chromium, Chrome or Edge for the browser tests: the one that is there, or how to get one. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** A font with all Vietnamese letters, as wide as Times New Roman and Arial. */
const DEBIAN_FONTS = '/usr/share/fonts/truetype/liberation2';

/** The whole path of a browser: the one named by SO_MAY_BROWSER, Playwright's own, or the system's. */
export function findBrowser(): string | undefined {
  const named = process.env['SO_MAY_BROWSER'];
  return [...(named ? [named] : []), chromium.executablePath(), ...systemBrowsers()].find((file) => existsSync(file));
}

function systemBrowsers(): string[] {
  switch (process.platform) {
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
        .flatMap((name) => process.env[name] ?? [])
        .flatMap((folder) => [
          path.join(folder, 'Google/Chrome/Application/chrome.exe'),
          path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
          path.join(folder, 'Chromium/Application/chrome.exe'),
        ]);
    case 'darwin':
      return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    default:
      return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].flatMap(
        (name) => (process.env['PATH'] ?? '').split(':').map((folder) => path.join(folder, name)),
      );
  }
}

/** The one command that installs a browser on this machine. */
export function installCommand(): string {
  return canUseDebianPackages()
    ? 'apt-get install -y --no-install-recommends chromium fonts-liberation2'
    : 'npx playwright install chromium';
}

/** Installs what is missing: Debian's packages as root, else Playwright's installer. Returns the browser, if there is one now. */
export function installBrowser(): string | undefined {
  if (canUseDebianPackages()) {
    const missing = [
      ...(findBrowser() ? [] : ['chromium']),
      ...(existsSync(DEBIAN_FONTS) ? [] : ['fonts-liberation2']),
    ];
    if (missing.length > 0) {
      run('apt-get', ['update', '-qq']);
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing]);
    }
  } else if (!findBrowser()) {
    run(process.execPath, [
      path.join(import.meta.dirname, '../node_modules/@playwright/test/cli.js'),
      'install',
      'chromium',
    ]);
  }
  return findBrowser();
}

function canUseDebianPackages(): boolean {
  const release = '/etc/os-release';
  return process.getuid?.() === 0 && existsSync(release) && /^ID=debian$/m.test(readFileSync(release, 'utf8'));
}

function run(program: string, args: string[]): void {
  spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
