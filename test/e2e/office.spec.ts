/** An office looks at what its schools have sent: by school, across schools, and nothing to edit. */
import { readFileSync } from 'node:fs';
import { expect, test } from './app.ts';

test.use({ start: 'office' });
// Two registers are made and merged before each.
test.slow();

test('sees its schools, chooses one by typing, and opens a pupil that it cannot edit', async ({ page }) => {
  const schools = page.getByRole('region', { name: 'Các trường' });
  await expect(schools.getByRole('row')).toHaveCount(4);
  await expect(schools.getByRole('row', { name: /17150501/ })).toContainText('59');

  await page.keyboard.press('Alt+2');
  const table = page.getByRole('grid', { name: 'Danh sách học sinh' });
  await expect(table).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Lớp' })).toBeDisabled();
  await page.getByRole('combobox', { name: 'Trường' }).focus();
  await page.keyboard.type('chieng chau');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '59 học sinh' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Lớp' })).toBeEnabled();
  await expect(page.getByRole('button', { name: 'Thêm học sinh' })).toHaveCount(0);

  await table.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Hồ sơ học sinh' });
  await expect(panel).toContainText('Trường TH&THCS Chiềng Châu');
  await expect(panel).toContainText('Chỉ xem: hồ sơ do trường ghi.');
  await expect(panel.getByRole('button', { name: 'Sửa' })).toHaveCount(0);
  await page.keyboard.press('F2');
  await expect(panel).toContainText('Chỉ xem');
});

test('finds across schools by Ctrl K, looks at devices and receipts, and exports', async ({ page }) => {
  await page.keyboard.press('Control+K');
  await page.keyboard.type('kim uyen');
  await expect(page.getByRole('option', { name: /Hà Thị Kim Uyên/ })).toContainText('Trường TH&THCS Chiềng Châu');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('grid', { name: 'Danh sách thiết bị' })).toContainText('Trường TH&THCS Chiềng Châu');
  await page.keyboard.press('Alt+4');
  await expect(page.getByText('Chưa có gì từ các trường')).toBeVisible();

  await page.keyboard.press('Alt+5');
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Control+Enter');
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^so-may-tinh-\d{4}-\d{2}-\d{2}\.xlsx$/);
  expect(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});

test('says of a page that only a school has whose it is', async ({ page }) => {
  await page.evaluate("window.location.hash = '#/imports'");
  await expect(page.getByRole('heading', { name: 'Trang này dành cho sổ của trường' })).toBeVisible();
});
