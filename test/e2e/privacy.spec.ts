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

test('a consent form begins unticked, and is entered by keyboard', async ({ page }) => {
  await addPupil(page);
  const panel = page.getByRole('complementary', { name: 'Hồ sơ học sinh' });
  await panel.getByRole('button', { name: 'Ghi phiếu đồng ý' }).press('Enter');
  const dialog = page.getByRole('dialog');
  for (const tick of await dialog.getByRole('checkbox').all()) await expect(tick).not.toBeChecked();
  await dialog.getByLabel(/Mẫu phiếu/).fill('PĐY-01');
  await dialog.getByRole('checkbox', { name: /Cha mẹ/ }).press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText(/đã đủ 7 tuổi/)).toBeVisible();
  await dialog.getByRole('checkbox', { name: /từ 7 tuổi/ }).press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã ghi phiếu đồng ý của Vàng Thị Páo.')).toBeVisible();
  await expect(panel.getByText(/Đã đồng ý ngày/)).toBeVisible();
  await page.getByLabel('Chỉ em chưa có phiếu đồng ý').press('Space');
  await expect(page.getByRole('grid').getByText('Páo')).toHaveCount(0);
});

test('a pupil is erased for good after the name was typed, by keyboard', async ({ page, app }) => {
  await addPupil(page);
  const panel = page.getByRole('complementary', { name: 'Hồ sơ học sinh' });
  await panel.getByRole('button', { name: 'Xoá hẳn dữ liệu…' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/Không hoàn tác được/)).toBeVisible();
  await dialog.getByLabel(/Gõ lại họ tên/).fill('Vàng');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText(/Chưa xoá gì/)).toBeVisible();
  await page.screenshot({ path: 'test-results/privacy-erase.png' });
  await dialog.getByLabel(/Gõ lại họ tên/).fill('vang thi pao');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã xoá hẳn dữ liệu của 1 em.')).toBeVisible();
  expect(await app.soMay('students')).toEqual([]);
  expect(await app.soMay('verify')).toMatchObject({ isSound: true });
  await page.goto(`${new URL(page.url()).origin}/#/settings?section=privacy`);
  await expect(page.getByRole('cell', { name: 'Theo yêu cầu của gia đình' })).toBeVisible();
  await page.screenshot({ path: 'test-results/privacy-section.png' });
});
