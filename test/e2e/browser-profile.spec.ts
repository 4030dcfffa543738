/** What a browser keeps on the disk of a clerk's work: nothing that names a pupil. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { expect, test } from './app.ts';
import { startHost } from './program.ts';

const WORDS = ['Vàng Thị Páo', '017311012345', 'Giàng A Dế', 'Khà Thị Nhính'];

/** Files of the folder that hold one of the words, as UTF-8 or as UTF-16. */
function filesWith(folder: string, words: readonly string[]): string[] {
  // An address has it encoded.
  const needles = words.flatMap((word) => [
    Buffer.from(word, 'utf8'),
    Buffer.from(word, 'utf16le'),
    Buffer.from(encodeURIComponent(word)),
    Buffer.from(encodeURIComponent(word).replaceAll('%20', '+')),
  ]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    });
}

test('no name or number of a pupil lies in the browser’s own files, while it runs, after it was closed, and after a kill', async ({
  app,
}, info) => {
  test.skip(process.env['HOST'] === 'electron', 'the window has a profile of its own, in memory');
  const profile = mkdtempSync(path.join(tmpdir(), 'so-may-profile-'));
  const host = await startHost(app.dataDir);
  const { viewport, locale, launchOptions } = info.project.use;
  const context = await chromium.launchPersistentContext(profile, { ...launchOptions, viewport, locale });
  const page = await context.newPage();
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Hà Thị Loan' }).press('Enter');
  await expect(page.getByRole('navigation', { name: 'Các trang' })).toBeVisible();
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+n');
  await page.getByRole('textbox', { name: 'Họ và tên' }).first().fill('Vàng Thị Páo');
  await page.getByRole('group', { name: 'Học sinh' }).getByLabel('Số định danh cá nhân').fill('017311012345');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã thêm Vàng Thị Páo.')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('vang thi pao');
  await expect(page.getByRole('option', { name: /Vàng Thị Páo/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option', { name: /Vàng Thị Páo/ })).toHaveCount(0);
  // Looked for in the list: the address does not tell it, though the list is short now, and Back finds it again.
  const search = page.getByRole('search').getByLabel('Tìm trong danh sách');
  await search.fill('Khà Thị Nhính');
  await expect(page).toHaveURL(/text=/);
  expect(decodeURIComponent(page.url())).not.toContain('Nhính');
  await page.getByRole('link', { name: 'Hôm nay' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
  await page.goBack();
  await expect(search).toHaveValue('Khà Thị Nhính');
  await search.fill('');
  // Typed and left: the draft is in the register, and comes back.
  await page.keyboard.press('Alt+n');
  const name = page.getByRole('textbox', { name: 'Họ và tên' }).first();
  await name.fill('Giàng A Dế');
  const kept = () => page.evaluate(async () => (await fetch('/rpc/drafts/list', { method: 'POST' })).text());
  await expect.poll(kept).toContain('Giàng A Dế');
  expect(filesWith(profile, WORDS)).toEqual([]);

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Họ và tên' }).first()).toHaveValue('Giàng A Dế');
  await context.close();
  expect(filesWith(profile, WORDS)).toEqual([]);
  expect(readdirSync(profile).length).toBeGreaterThan(0);
  await host.stop();

  // And once more, until the browser is killed.
  const again = await startHost(app.dataDir);
  const killed = await chromium.launchPersistentContext(profile, { ...launchOptions, viewport, locale });
  const window = await killed.newPage();
  await window.goto(again.url);
  await window.getByRole('button', { name: 'Hà Thị Loan' }).press('Enter');
  await expect(window.getByRole('navigation', { name: 'Các trang' })).toBeVisible();
  await window.keyboard.press('Alt+2');
  await expect(window.getByRole('row', { name: /Vàng Thị Páo/ }).first()).toBeVisible();
  const pid = await findBrowserPid(killed);
  const closed = new Promise((resolve) => killed.once('close', resolve));
  process.kill(pid, 'SIGKILL');
  await closed;
  expect(filesWith(profile, WORDS)).toEqual([]);
  await again.stop();
  rmSync(profile, { recursive: true, force: true });
});

/** Number of the process of the browser itself, above those of its pages. */
async function findBrowserPid(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const browser = processInfo.find(({ type }) => type === 'browser');
  if (!browser) throw new Error('the browser does not tell its process');
  return browser.id;
}
