/** Nhật ký: what was done, filtered, before and after, taken along. */
import { statSync } from 'node:fs';
import { en } from '../../renderer/language/english.ts';
import { vi } from '../../renderer/language/words.ts';
import { expect, fixtures, test } from './app.ts';

const languages = { vi, en };

test('who did what is found by kind and day, told before and after, and taken along as .xlsx', async ({
  page,
  app,
}) => {
  await app.soMay('import', `${fixtures}/rosters/sheet-per-class.xls`);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('trieu thi mai anh');
  await expect(page.getByRole('option', { name: 'Triệu Thị Mai Ánh' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Triệu Thị Mai Ánh' })).toBeVisible();
  await page.keyboard.press('F2');
  await page.getByLabel('Ghi chú').fill('Ở nội trú');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã lưu').first()).toBeVisible();

  await page.keyboard.press('Alt+8');
  const grid = page.getByRole('grid', { name: 'Việc đã làm' });
  await expect(grid.getByRole('row').nth(1)).toContainText('Ghi chú: (trống) → Ở nội trú');
  await expect(grid.getByRole('row').nth(1)).toContainText('Hà Thị Loan');
  await page.screenshot({ path: test.info().outputPath('journal.png') });

  // More than a page: what is older comes while scrolling.
  await expect(page.getByRole('status').filter({ hasText: 'cuộn xuống' })).toBeVisible();
  await grid.focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('status').filter({ hasText: '400 việc mới nhất' })).toBeVisible();

  await page.getByLabel('Loại việc').selectOption({ label: 'Ngồi vào máy' });
  await expect(page.getByText('1 việc', { exact: true })).toBeVisible();
  await page.getByLabel('Loại việc').selectOption({ label: 'Sửa trong sổ' });
  await page.getByLabel('Từ ngày').fill('31/02/2026');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Lịch không có ngày này/)).toBeVisible();
  await page.getByLabel('Từ ngày').fill('1/1/2090');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Không có việc nào như đã chọn.')).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ lọc' }).press('Enter');

  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const entry = page.getByRole('complementary', { name: 'Việc đang xem' });
  await expect(entry.getByRole('heading', { name: 'Triệu Thị Mai Ánh' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('entry.png') });
  await entry.getByRole('button', { name: 'Chỉ việc về em này' }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: /^\d việc$/ })).toBeVisible();

  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+Enter');
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^nhat-ky-.*\.xlsx$/);
  expect(statSync(await file.path()).size).toBeGreaterThan(2000);
  await page.getByRole('button', { name: 'Bỏ lọc' }).press('Enter');
  await expect(grid.getByRole('row').nth(1)).toContainText('Xuất nhật ký ra tệp');
});

test('speaks English as well', async ({ page }) => {
  await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
  await page.getByRole('link', { name: 'Hiển thị' }).press('Enter');
  await page.getByRole('radio', { name: 'English' }).check();
  await page.keyboard.press('Alt+8');
  await expect(page.getByRole('heading', { name: 'Journal' })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'What was done' }).getByRole('row').nth(1)).toContainText(
    'Took the seat',
  );
  await page.screenshot({ path: test.info().outputPath('english.png') });
});

for (const language of ['vi', 'en'] as const)
  test(`opens from a pupil and from a device on what concerns that one, by keyboard (${language})`, async ({
    page,
    app,
  }) => {
    const { journal, students, devices } = languages[language];
    await app.soMay('import', `${fixtures}/rosters/one-sheet-merged-header.xlsx`);
    await app.soMay('devices', 'import', `${fixtures}/devices/delivery-note.xlsx`);
    if (language === 'en') {
      await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
      await page.getByRole('link', { name: 'Hiển thị' }).press('Enter');
      await page.getByRole('radio', { name: 'English' }).check();
    }
    await page.keyboard.press('Control+K');
    await page.keyboard.type('bui huu anh');
    await expect(page.getByRole('option', { name: 'Bùi Hữu Anh' })).toBeVisible();
    await page.keyboard.press('Enter');
    const pupil = page.getByRole('complementary', { name: students.panel.label });
    await expect(pupil.getByRole('link', { name: journal.inJournal })).toBeVisible();
    await page.keyboard.press('Alt+j');
    await expect(page.getByRole('heading', { name: journal.title, exact: true })).toBeVisible();
    await expect(page).toHaveURL(/student=/);
    const rows = page.getByRole('grid', { name: journal.table }).getByRole('row');
    await expect(rows.filter({ hasText: 'Bùi Hữu Anh' }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: journal.clear })).toBeVisible();

    await page.keyboard.press('Control+K');
    await page.keyboard.type('R9WT2005152');
    await expect(page.getByRole('option', { name: 'R9WT2005152' })).toBeVisible();
    await page.keyboard.press('Enter');
    const device = page.getByRole('complementary', { name: devices.panel.label });
    await device.getByRole('link', { name: journal.inJournal }).press('Enter');
    await expect(page).toHaveURL(/device=/);
    await expect(rows.filter({ hasText: 'R9WT2005152' }).first()).toBeVisible();
    await expect(rows.filter({ hasText: 'Bùi Hữu Anh' })).toHaveCount(0);
  });
