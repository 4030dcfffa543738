/** Hôm nay, and what every page shares: finding, keys, undo. */
import { expect, test } from './app.ts';
import { importClassList } from './class-list.ts';

// Keys are pressed at once: the frame has to stand first.
test.beforeEach(async ({ page }) => {
  await expect(page.getByRole('navigation', { name: 'Các trang' })).toBeVisible();
});

test('bars open their lists', async ({ page, app }) => {
  await importClassList(app);
  await page.reload();
  await expect(page.getByRole('link', { name: 'Mở danh sách Hộ nghèo' })).toContainText('2 học sinh');
  await page.getByRole('link', { name: 'Mở danh sách: Hộ nghèo, 2 chưa có máy' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Học sinh' })).toBeVisible();
  await expect(page.getByText('2 học sinh · 2 hộ nghèo')).toBeVisible();
});

test('bars of one round open lists of that round, until the chip is taken off', async ({ page, app }) => {
  await importClassList(app);
  await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
  await page.getByRole('link', { name: 'Đợt' }).press('Enter');
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('Đợt 2');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã lưu Đợt 2.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Đợt' }).selectOption('Đợt 2');
  await page.keyboard.press('Alt+1');
  await page.getByRole('link', { name: 'Mở danh sách: Hộ nghèo, 2 chưa có máy' }).press('Enter');
  const chip = page.getByRole('button', { name: 'Máy của Đợt 2: bỏ điều kiện này' });
  await expect(chip).toBeVisible();
  await expect(page).toHaveURL(/round=/);
  await chip.press('Enter');
  await expect(chip).toHaveCount(0);
  await expect(page).not.toHaveURL(/round=/);
  await expect(page.getByText('2 học sinh · 2 hộ nghèo')).toBeVisible();
});

test('says the next step in one sentence, and Ctrl Enter does it', async ({ page, app }) => {
  await expect(page.getByText('Sổ chưa có học sinh. Hãy nhập danh sách lớp')).toBeVisible();
  await importClassList(app);
  await page.reload();
  await expect(page.getByText('Sổ có 5 học sinh, chưa có máy nào.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/imports\?kind=devices/);
});

test('undoes an import as a whole from the list of what was done last', async ({ page, app }) => {
  await importClassList(app);
  await page.reload();
  await page.getByRole('button', { name: /^Hoàn tác: Nhập từ tệp/ }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác' }).press('Enter');
  await expect(page.getByText(/^Đã hoàn tác: Nhập từ tệp/)).toBeVisible();
  await expect(page.getByText('Sổ chưa có học sinh. Hãy nhập danh sách lớp')).toBeVisible();
});

test('Ctrl K finds a pupil from anywhere and opens the page', async ({ page, app }) => {
  await importClassList(app);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Tìm trong sổ' })).toBeFocused();
  await page.keyboard.type('dinh duc');
  await expect(page.getByRole('option', { name: /Đinh Đức Anh/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('complementary', { name: 'Hồ sơ học sinh' }).getByRole('heading', { name: 'Đinh Đức Anh' }),
  ).toBeVisible();
});

test('? lists the keys of the page, and Escape gives the focus back', async ({ page }) => {
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Phím dùng được lúc này' });
  await expect(dialog.getByText('Mở trang Học sinh')).toBeVisible();
  await expect(dialog.getByText('Tìm học sinh hoặc thiết bị')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('Alt and a digit open the pages', async ({ page }) => {
  for (const [digit, path] of [
    ['2', 'students'],
    ['3', 'devices'],
    ['4', 'handover'],
    ['5', 'forms'],
    ['6', 'imports'],
  ] as const) {
    await page.keyboard.press(`Alt+${digit}`);
    await expect(page).toHaveURL(new RegExp(`#/${path}`));
  }
});
