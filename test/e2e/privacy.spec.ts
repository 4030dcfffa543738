/** Privacy: ID numbers masked and shown; what is kept of nobody else. All by keyboard. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

test.beforeEach(async ({ page }) => {
  await expect(page.getByRole('navigation', { name: 'Các trang' })).toBeVisible();
});

const NUMBER = '017311012345';

async function addPupil(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+n');
  await page.getByRole('textbox', { name: 'Họ và tên' }).first().fill('Vàng Thị Páo');
  await page.getByLabel('Ngày sinh').fill('15/03/2011');
  await page.getByRole('group', { name: 'Học sinh' }).getByLabel('Số định danh cá nhân').fill(NUMBER);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã thêm Vàng Thị Páo.')).toBeVisible();
}

test('an ID number is masked until one key shows it, and stays masked in the form', async ({ page, app }) => {
  await addPupil(page);
  const panel = page.getByRole('complementary', { name: 'Hồ sơ học sinh' });
  await expect(panel.getByText('0173••••••45').first()).toBeVisible();
  await expect(page.getByText('017 311 012 345')).toHaveCount(0);

  await page.keyboard.press('Alt+i');
  await expect(panel.getByText('017 311 012 345').first()).toBeVisible();
  await page.keyboard.press('Alt+i');
  await expect(page.getByText('017 311 012 345')).toHaveCount(0);

  await page.keyboard.press('F2');
  const field = page.getByRole('group', { name: 'Học sinh' }).getByLabel('Số định danh cá nhân');
  await expect(field).toHaveValue('0173••••••45');
  await page.getByLabel('Dân tộc').fill('Mông');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã lưu thay đổi của Vàng Thị Páo.')).toBeVisible();
  expect(await app.soMay('students')).toMatchObject([{ personalId: NUMBER, ethnicity: 'Mông' }]);
  expect(await app.soMay('students', '--masked')).toMatchObject([{ personalId: '0173••••••45' }]);
});
