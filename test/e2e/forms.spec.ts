/** Biểu mẫu: the paper as it will be printed, for a class or one pupil; the export. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { vi } from '../../renderer/language/words.ts';
import { type App, expect, test } from './app.ts';

const words = vi.forms;
const fixtures = path.resolve(import.meta.dirname, '../fixtures');

async function begin(app: App): Promise<void> {
  await app.soMay('import', path.join(fixtures, 'rosters/one-sheet-merged-header.xlsx'));
  await app.soMay('devices', 'import', path.join(fixtures, 'devices/delivery-note.xlsx'));
  await app.soMay('assign', '--class', '6A');
}

const paper = (page: Page) => page.getByRole('region', { name: words.paper });

test('a form without lines says what has to be done first', async ({ page }) => {
  await page.keyboard.press('Alt+5');
  await expect(page.getByRole('heading', { name: words.nothing.plannedTitle })).toBeVisible();
  await expect(page.getByRole('button', { name: words.xlsx })).toBeDisabled();
});

test('number and day typed above stand on the paper at once', async ({ page, app }) => {
  await begin(app);
  await page.keyboard.press('Alt+5');
  await expect(page.getByLabel(words.class, { exact: true })).toBeFocused();
  await page.getByLabel(words.class, { exact: true }).selectOption('6A');
  await expect(paper(page)).toContainText('Lớp 6A');
  await page.getByLabel(words.documentNumber).fill('12/DS-CC');
  await page.getByLabel(words.documentDate).fill('5/9/2026');
  await page.keyboard.press('Enter');
  await expect(paper(page)).toContainText('12/DS-CC');
  await expect(paper(page)).toContainText('ngày 05 tháng 9 năm 2026');
});

test('the minutes of one pupil are reached from the pupil, and printed', async ({ page, app }) => {
  await begin(app);
  await page.evaluate("window.print = () => document.body.setAttribute('data-printed', document.title)");
  await page.keyboard.press('Alt+4');
  await expect(page.getByRole('combobox', { name: vi.handover.find.label })).toBeFocused();
  await page.keyboard.type('bui huu anh');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Bùi Hữu Anh' })).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect(paper(page)).toContainText('BIÊN BẢN BÀN GIAO');
  await expect(paper(page)).toContainText('Bùi Hữu Anh');
  await expect(page.getByText(words.summary['handover-minutes'](1))).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect(page.locator('body')).toHaveAttribute('data-printed', /^bien-ban-ban-giao/);
});

test('only the paper is printed', async ({ page, app }) => {
  await begin(app);
  await page.keyboard.press('Alt+5');
  await expect(paper(page)).toContainText('DANH SÁCH HỌC SINH KÝ NHẬN');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('DANH SÁCH HỌC SINH KÝ NHẬN').first()).toBeVisible();
  await expect(page.getByRole('navigation', { name: vi.frame.menu })).toBeHidden();
  await expect(page.getByRole('button', { name: words.print })).toBeHidden();
});

test('the whole register goes into one workbook', async ({ page, app }) => {
  await begin(app);
  await page.keyboard.press('Alt+5');
  await page.getByRole('link', { name: words.names.export }).press('Enter');
  await expect(page.getByRole('button', { name: words.export.download })).toBeFocused();
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
  expect(statSync(await file.path()).size).toBeGreaterThan(20_000);
  await expect(page.getByText(words.export.saved(file.suggestedFilename()))).toBeVisible();
});

test('the code at the foot of a printed form is typed back, and one that the journal does not hold is told', async ({
  page,
  app,
}) => {
  await begin(app);
  await page.evaluate("window.print = () => document.body.setAttribute('data-printed', '1')");
  await page.keyboard.press('Alt+5');
  const foot = paper(page)
    .getByText(/^Mã sổ: [0-9a-f]{10}-\d+$/)
    .first();
  const code = ((await foot.textContent()) ?? '').replace('Mã sổ: ', '');
  await page.keyboard.press('Control+p');
  await expect(page.getByText(/Đã gửi in/)).toBeVisible();
  const { register } = vi.settings;
  await page.getByRole('link', { name: vi.settings.title }).press('Enter');
  await page.getByRole('link', { name: vi.settings.sections.register }).press('Enter');
  await page.getByLabel(register.paperCode).fill(code.toUpperCase());
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Đúng: nhật ký vẫn giữ/)).toBeVisible();
  await page.getByLabel(register.paperCode).fill('0123456789-3');
  await page.keyboard.press('Enter');
  await expect(page.getByText(register.paperGone(3))).toBeVisible();
  await page.getByLabel(register.paperCode).fill('ngày mai');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Mã sổ trên giấy có 10 chữ số/)).toBeVisible();
  expect(await app.soMay('verify', '--code', code)).toMatchObject({
    isSound: true,
    onPaper: { isHere: true },
    lastAnchor: { kind: 'form' },
  });
});
