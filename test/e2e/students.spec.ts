/** Pupils: finding, adding, correcting, taking out; all by keyboard. */
import type { Page } from '@playwright/test';
import { expect, fixtures, test } from './app.ts';
import { importClassList } from './class-list.ts';

// Keys are pressed at once: the frame has to stand first.
test.beforeEach(async ({ page }) => {
  await expect(page.getByRole('navigation', { name: 'Các trang' })).toBeVisible();
});

/** The rows of the table, header left out. */
function rows(page: Page) {
  return page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
}

test('an empty list teaches what to do', async ({ page }) => {
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('heading', { name: 'Sổ chưa có học sinh' })).toBeVisible();
  await page.getByRole('button', { name: 'Gõ em đầu tiên' }).press('Enter');
  await expect(page.getByLabel('Họ và tên').first()).toBeFocused();
});

test('adds a pupil with guardian and status by keyboard alone', async ({ page }) => {
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('textbox', { name: 'Họ và tên' }).first()).toBeFocused();
  await page.keyboard.type('Vàng  A Páo ');
  await page.keyboard.press('Tab');
  await page.keyboard.type('15/3/11');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Ngày sinh')).toHaveValue('15/03/2011');
  await page.getByRole('combobox', { name: 'Lớp' }).focus();
  await page.keyboard.type('9A');
  await page.getByRole('group', { name: 'Người thường ký nhận' }).getByLabel('Họ và tên').focus();
  await page.keyboard.type('Vàng A Chua');
  await page.getByLabel('Diện hộ').last().selectOption('Hộ nghèo');
  await page.getByLabel('Số giấy chứng nhận').fill('26/GCN-HN.HCN');
  await page.keyboard.press('Control+Enter');

  await expect(page.getByText('Đã thêm Vàng A Páo.')).toBeVisible();
  const panel = page.getByRole('complementary', { name: 'Hồ sơ học sinh' });
  await expect(panel.getByRole('heading', { name: 'Vàng A Páo' })).toBeVisible();
  await expect(panel.getByText('Vàng A Chua').first()).toBeVisible();
  await expect(panel.getByText('GCN số 26/GCN-HN.HCN')).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Nhật ký' }).getByText('Hà Thị Loan')).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
});

test('finds pupils without accents, by initials and by code', async ({ page, app }) => {
  await importClassList(app);
  await page.keyboard.press('Alt+2');
  await expect(rows(page)).toHaveCount(5);
  for (const [typed, found] of [
    ['thuan', 2],
    ['dinh duc', 1],
    ['vtm', 1],
    ['1778978118', 1],
    ['hòa', 1],
  ] as const) {
    await page.keyboard.press('Control+f');
    await page.keyboard.type(typed);
    await expect(rows(page)).toHaveCount(found);
  }
});

test('sorts the Vietnamese way and filters by class and status', async ({ page, app }) => {
  await importClassList(app);
  await page.keyboard.press('Alt+2');
  await expect(rows(page).first()).toContainText('Mỷ');
  await page.getByLabel('Xếp theo').selectOption('Theo tên');
  await expect(rows(page).first()).toContainText('Anh');
  await page.getByLabel('Diện').selectOption('Hộ cận nghèo');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Bỏ lọc' }).press('Enter');
  await expect(rows(page)).toHaveCount(5);
  await page.getByLabel('Lớp').selectOption('8A');
  await expect(page.getByText('2 học sinh · 1 hộ nghèo')).toBeVisible();
});

test('shows 20 whole rows at once', async ({ page, app }) => {
  await app.soMay('import', `${fixtures}/rosters/sheet-per-class.xls`);
  await page.keyboard.press('Alt+2');
  await expect(rows(page).first()).toBeVisible();
  const heights = await page.getByRole('grid').evaluate((grid) => {
    const { bottom } = grid.getBoundingClientRect();
    const boxes = [...grid.querySelectorAll('[role=row]')].map((row) => row.getBoundingClientRect());
    return boxes.slice(1).flatMap((box) => (box.bottom <= bottom ? [box.height] : []));
  });
  expect(heights.length).toBeGreaterThanOrEqual(20);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(28);
});

test('puts the name to sort by in the column of the given name', async ({ page }) => {
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+n');
  await page.keyboard.type("H'Hen Niê");
  await page.getByLabel('Tên để xếp').fill("H'Hen");
  await page.keyboard.press('Control+Enter');
  await expect(rows(page).getByRole('gridcell').nth(1)).toHaveText('Niê');
  await expect(rows(page).getByRole('gridcell').nth(2)).toHaveText("H'Hen");
});

test('opens the pupil beside the table and goes on with the arrows', async ({ page, app }) => {
  await importClassList(app);
  await page.keyboard.press('Alt+2');
  await page.keyboard.type('thuan');
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Hồ sơ học sinh' });
  await expect(panel.getByRole('heading', { name: 'Bùi Duy Thuận' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('heading', { name: 'Khà Hữu Thuận' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(page.getByRole('grid')).toBeFocused();
});

test('corrects a pupil, and the timeline says what it was before', async ({ page, app }) => {
  await importClassList(app);
  await page.keyboard.press('Alt+2');
  await page.keyboard.type('my');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.getByRole('complementary').getByRole('heading', { name: 'Vàng Thị Mỷ' }).waitFor();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Họ và tên' }).first()).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('03032015');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã lưu thay đổi của Vàng Thị Mỷ.')).toBeVisible();
  await expect(page.getByRole('grid')).toBeFocused();
  const change = page.getByRole('region', { name: 'Nhật ký' }).getByRole('listitem').filter({ hasText: 'Ngày sinh' });
  await expect(change.first()).toContainText('02/03/2015');
  await expect(change.first()).toContainText('03/03/2015');
});

test('says beside the field what is wrong, and saves nothing', async ({ page, app }) => {
  await importClassList(app);
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('Sùng A Lử');
  await page.keyboard.press('Tab');
  await page.keyboard.type('31/02/2012');
  const personalId = page.getByRole('group', { name: 'Học sinh' }).getByLabel('Số định danh cá nhân');
  await personalId.fill('17215549611');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Ngày sinh')).toBeFocused();
  await expect(page.getByLabel('Ngày sinh')).toHaveAccessibleDescription(/Lịch không có ngày này/);
  await expect(personalId).toHaveAccessibleDescription(/11 chữ số/);
  await page.getByLabel('Ngày sinh').fill('28/02/2012');
  await personalId.fill('');
  await page.getByLabel('Mã học sinh').fill('1778978114');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Mã học sinh')).toHaveAccessibleDescription(/Đinh Đức Anh/);
  await expect(page.getByLabel('Mã học sinh')).toBeFocused();
});

test('warns of the same child before and at saving', async ({ page, app }) => {
  await importClassList(app);
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('dinh duc anh');
  await page.keyboard.press('Tab');
  await page.keyboard.type('10052013');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('status', { name: 'Có thể em này đã có trong sổ' })).toContainText('Đinh Đức Anh');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('Chưa lưu');
  await page.getByRole('button', { name: 'Đây là một em khác, vẫn lưu' }).press('Enter');
  await expect(page.getByText(/^Đã thêm/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(6);
});

test('unsaved typing survives a closed page and is dropped after saving', async ({ page }) => {
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('Giàng Thị Dợ');
  await page.reload();
  await expect(page.getByText('Đã lấy lại phần gõ dở')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Họ và tên' }).first()).toHaveValue('Giàng Thị Dợ');
  await page.keyboard.press('Alt+1');
  await expect(page.getByText(/Đang gõ dở: học sinh mới/)).toBeVisible();
  await page.getByRole('link', { name: 'Gõ tiếp' }).press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã thêm Giàng Thị Dợ.')).toBeVisible();
  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('textbox', { name: 'Họ và tên' }).first()).toHaveValue('');
  await expect(page.getByText('Đã lấy lại phần gõ dở')).toHaveCount(0);
});

test('Escape asks only when something would be lost', async ({ page }) => {
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('textbox', { name: 'Họ và tên' }).first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Sổ chưa có học sinh' })).toBeVisible();
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('Hờ');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Phần đang gõ chưa lưu' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Họ và tên' }).first()).toHaveValue('Hờ');
});

test('types one pupil after another, keeping the class', async ({ page }) => {
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('Lý A Sì');
  await page.getByRole('combobox', { name: 'Lớp' }).fill('7B');
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByText('Đã thêm Lý A Sì.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Họ và tên' }).first()).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Lớp' })).toHaveValue('7B');
  await page.keyboard.type('Lý A Tủa');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã thêm Lý A Tủa.')).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
});

test('takes a pupil out with a reason, puts back, and undoes', async ({ page, app }) => {
  await importClassList(app);
  await page.keyboard.press('Alt+2');
  await page.keyboard.type('duc anh');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Hồ sơ học sinh' });
  await panel.getByRole('button', { name: 'Đưa ra khỏi sổ' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Lý do' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Lý do' })).toHaveAccessibleDescription(/không được để trống/);
  await page.keyboard.type('Chuyển trường');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã đưa Đinh Đức Anh ra khỏi sổ.')).toBeVisible();
  await expect(panel.getByText('Lý do: Chuyển trường')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Không có em nào khớp' })).toBeVisible();
  await page.getByLabel('Cả em đã ra khỏi sổ').check();
  await expect(rows(page)).toHaveCount(1);

  await panel.getByRole('button', { name: 'Đưa lại vào sổ' }).press('Enter');
  await expect(page.getByText('Đã đưa Đinh Đức Anh lại vào sổ.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác' }).press('Enter');
  await expect(panel.getByRole('button', { name: 'Đưa lại vào sổ' })).toBeVisible();
});

test('is complete in English', async ({ page, app }) => {
  await importClassList(app);
  await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
  await page.getByRole('link', { name: 'Hiển thị' }).press('Enter');
  await page.getByRole('radio', { name: 'English' }).check();
  await page.keyboard.press('Alt+2');
  await expect(page.getByText('5 pupils · 2 poor · 1 near-poor · 0 received a device')).toBeVisible();
  await page.keyboard.type('thuan');
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: 'The pupil' }).getByText('Poor').first().waitFor();
  await page.keyboard.press('F2');
  await page.getByLabel('Date of birth').fill('31/02/2012');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Date of birth')).toHaveAccessibleDescription(/no such day/);
});
