/**
 * The fixture of every scenario. Write one like this, in test/e2e/NAME.spec.ts:
 *
 *     import { expect, fixtures, test } from './app.ts';
 *
 *     test('a clerk finds a pupil by typing', async ({ page, app }) => {
 *       await app.soMay('import', `${fixtures}/rosters/sheet-per-class.xls`); // the command line, same register
 *       await page.keyboard.press('Control+K');
 *       await page.keyboard.type('trieu thi mai anh');
 *       await expect(page.getByRole('option', { name: 'Triệu Thị Mai Ánh' })).toBeVisible();
 *     });
 *
 * `page` shows the built program at 1366x768 in Vietnamese, on a register of its own in a temporary folder that is removed
 * afterwards. The register is set up as a school, its clerk Hà Thị Loan sits at the keyboard; `test.use({ start: 'unchosen' })` starts
 * before she has chosen her name, `test.use({ start: 'empty' })` before first start.
 * HOST=browser (default) opens the browser host on a free port; HOST=electron opens the window. A scenario never asks which.
 * Keyboard only: use page.keyboard and focus, not click(), unless the mouse is what the scenario is about. Never wait for time; wait for
 * what a person would see. A page that logs an error, or asks for anything outside the program, fails its scenario.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { _electron, type Browser, type Page, test as base, type TestInfo } from '@playwright/test';
import { findElectron } from '../../scripts/electron-binary.ts';
import { root, runSoMay, startHost } from './program.ts';

export { expect } from '@playwright/test';

/** Folder of the made-up files: rosters/ and devices/, each with its truth beside it. */
export const fixtures = path.join(root, 'test/fixtures');

interface Options {
  /**
   * `school`: set up, the clerk at the keyboard; `unchosen`: nobody has chosen a name yet; `empty`: before first start;
   * `office`: the register of an office that two schools have sent theirs to, its clerk at the keyboard. `enrolled`: a school that
   * its office knows, without a way to send for days; `refused`: one whose office does not count something (past-days.ts).
   */
  start: 'school' | 'unchosen' | 'empty' | 'office' | 'enrolled' | 'refused';
}

export interface App extends Options {
  /** Folder of this scenario's register. */
  dataDir: string;
  /** Folder of the office's register, where the scenario starts with one. */
  officeDir: string;
  /** Its folders are the sticks that are in. */
  mediaDir: string;
  /** An empty folder of this scenario. */
  makeFolder(): string;
  /** Runs `so-may …` on the same register; fails the scenario unless it ends with status 0. Returns what `--json` printed. */
  soMay(...args: string[]): Promise<unknown>;
}

const school = ['--code', '17150501', '--name', 'Trường TH&THCS Chiềng Châu', '--school-year', '2026-2027'];
const place = ['--province', 'Phú Thọ', '--commune', 'Mai Châu', '--level', 'primary_lower_secondary'];
const persons = ['--person', 'Hà Thị Loan', '--principal', 'Lò Văn Thuận'];

export const test = base.extend<Options & { app: App }>({
  start: ['school', { option: true }],

  app: async ({ start }, use) => {
    const scenarioDir = mkdtempSync(path.join(tmpdir(), 'so-may-e2e-'));
    const dataDir = path.join(scenarioDir, 'register');
    const officeDir = path.join(scenarioDir, 'office');
    // Of programs that it starts: one scenario must not find the backups of another.
    process.env['SO_MAY_BACKUP_DIR'] = path.join(scenarioDir, 'backups');
    // No stick of this computer is a stick of the scenario.
    const mediaDir = path.join(scenarioDir, 'media');
    mkdirSync(mediaDir);
    process.env['SO_MAY_MEDIA_DIR'] = mediaDir;
    const makeFolder = () => mkdtempSync(path.join(scenarioDir, 'folder-'));
    const soMay: App['soMay'] = async (...args) => {
      const { status, stdout, stderr } = await runSoMay([...args, '--data', dataDir, '--json']);
      if (status !== 0) throw new Error(`so-may ${args.join(' ')} ended with ${status}: ${stderr}${stdout}`);
      return JSON.parse(stdout);
    };
    if (start === 'office') await makeOffice(dataDir);
    else if (start === 'enrolled' || start === 'refused') await runScript('past-days.ts', start, dataDir, officeDir);
    else if (start !== 'empty') await soMay('init', '--role', 'school', ...school, ...place, ...persons);
    await use({ start, dataDir, officeDir, mediaDir, makeFolder, soMay });
    rmSync(scenarioDir, { recursive: true, force: true });
  },

  page: process.env['HOST'] === 'electron' ? inWindow : inBrowser,
});

/** Two schools with class lists and devices; what they wrote is merged into an office's register. */
async function makeOffice(dataDir: string): Promise<void> {
  const schools = [
    { code: '17150501', name: 'Trường TH&THCS Chiềng Châu', roster: 'semicolons-nfd-bad-rows.csv' },
    { code: '17150602', name: 'Trường PTDTBT Hang Kia', roster: 'sheet-per-class.xls' },
  ];
  const folders: string[] = [];
  for (const { code, name, roster } of schools) {
    const folder = path.join(dataDir, code);
    const run = (...args: string[]) => runSoMay([...args, '--data', folder]);
    await run('init', '--code', code, '--name', name, '--school-year', '2026-2027');
    await run('import', `${fixtures}/rosters/${roster}`);
    if (code === '17150501') await run('devices', 'import', `${fixtures}/devices/delivery-note.xlsx`);
    folders.push(folder);
  }
  await runSoMay([
    'init',
    '--role',
    'office',
    '--name',
    'UBND xã Mai Châu',
    '--level',
    'commune',
    '--person',
    'Hà Thị Loan',
    '--data',
    dataDir,
  ]);
  await runScript('fill-office.ts', dataDir, ...folders);
}

/** A program of this folder that makes a starting state with the core. */
async function runScript(name: string, ...args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(root, 'test/e2e', name), ...args]);
}

type Use = (page: Page) => Promise<void>;

async function inBrowser({ app, browser }: { app: App; browser: Browser }, use: Use, info: TestInfo): Promise<void> {
  const host = await startHost(app.dataDir);
  const { viewport, locale, timezoneId, acceptDownloads } = info.project.use;
  const context = await browser.newContext({ viewport, locale, timezoneId, acceptDownloads });
  const page = await context.newPage();
  const complaints = listen(page);
  // Watched from the beginning: what starts to be watched together with the key that opens the dialog may come too late.
  page.on('filechooser', () => undefined);
  await page.goto(host.url);
  await sitDown(app, page);
  await use(page);
  await context.close();
  const status = await host.stop();
  if (status !== 0) complaints.push(`the browser host ended with status ${status}`);
  checkNone(complaints);
}

async function inWindow({ app }: { app: App }, use: Use): Promise<void> {
  const executablePath = findElectron();
  if (!executablePath) throw new Error('Electron has not been fetched');
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const program = await _electron.launch({ executablePath, args: [root, `--data=${app.dataDir}`, ...flags] });
  const page = await program.firstWindow();
  const complaints = listen(page);
  await sitDown(app, page);
  await use(page);
  await program.close();
  checkNone(complaints);
}

/** The clerk chooses her name, where the scenario starts after that. */
async function sitDown({ start }: App, page: Page): Promise<void> {
  if (start === 'empty' || start === 'unchosen') return;
  await page.getByRole('button', { name: 'Hà Thị Loan' }).press('Enter');
  // Keys work as soon as the frame stands.
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
}

/** Collects what goes wrong in a page without a person seeing it. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    // A Problem is an answer like any other; the browser notes its status all the same.
    if (message.type() === 'error' && !message.text().includes('status of 422')) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isOurs = hostname === '127.0.0.1' || hostname === 'so-may' || protocol === 'data:' || protocol === 'blob:';
    if (!isOurs) complaints.push(`asked for ${request.url()}`);
  });
  return complaints;
}

function checkNone(complaints: readonly string[]): void {
  if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join('\n')}`);
}
