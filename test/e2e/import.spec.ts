/** Nhập từ tệp: nothing is saved before it was looked at, nothing certified is lowered unseen, all can be undone. */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { vi } from '../../renderer/language/words.ts';
import { expect, test } from './app.ts';
import { chooseFile, csv } from './choose-file.ts';

const words = vi.imports;
const fixtures = path.resolve(import.meta.dirname, '../fixtures');
const header = 'STT,Mã học sinh,Họ và tên,Ngày sinh,Giới tính,Lớp,Diện hộ,Số GCN,Thôn,Cân nặng';
const first = csv('6A.csv', [
  header,
  '1,1744715537,Nguyễn Khánh Nga,08/12/2015,Nữ,6A,Hộ nghèo,28/GCN-HN.2025,Lầu,',
  '2,1749169111,Đinh Văn Quân,14/01/2015,Nam,6A,,,Vặn,',
]);

const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const detail = (page: Page) => page.getByRole('region', { name: words.detail.label });

async function write(page: Page, file: Parameters<typeof chooseFile>[2]): Promise<void> {
  await page.keyboard.press('Alt+6');
  await chooseFile(page, vi, file);
  await expect(tab(page, words.views.columns)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: words.result.again })).toBeVisible();
}

test('a second list: what is new, what changes from what, what has a problem and where', async ({ page }) => {
  await write(page, first);
  await page.keyboard.press('Escape');
  const second = csv('6A-moi.csv', [
    header,
    '1,1744715537,Nguyễn Khánh Nga,08/12/2015,Nữ,6B,Không,,Lầu,',
    '2,1749169111,Đinh Văn Quân,14/01/2015,Nam,6A,,,Vặn,',
    '3,,Hà Văn Mới,31/02/2015,Nam,6A,,,Lầu,',
    '4,,Hà Thị Thơm,12/02/2015,Nữ,6A,,,Lầu,',
  ]);
  await chooseFile(page, vi, second);
  await expect(page.getByText(words.dropped(2, 'STT, Cân nặng'))).toBeVisible();

  await page.keyboard.press('Alt+ArrowRight');
  await expect(tab(page, words.views.problem)).toHaveAttribute('aria-selected', 'true');
  await expect(detail(page)).toContainText('Cột D:');
  await expect(detail(page)).toContainText('Không có ngày 31/02/2015 trong lịch');

  await page.keyboard.press('Alt+ArrowRight');
  await expect(tab(page, words.views.lowered)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByRole('grid')).toContainText('Lớp: 6A → 6B');
  await expect(detail(page).getByRole('row', { name: /Lớp/ })).toContainText('6A');
  await expect(tab(page, words.views.new)).toContainText('1');
  await expect(tab(page, words.views.unchanged)).toContainText('1');

  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: words.result.title.roster(1, 1) })).toBeVisible();
  await expect(page.getByText('Trang 6A-moi, ô D4:')).toBeVisible();
  await expect(page.getByText('chưa được đánh dấu cho hạ')).toBeVisible();
});

test('a certified status is lowered only where it was ticked', async ({ page, app }) => {
  await write(page, first);
  await page.keyboard.press('Escape');
  const lower = csv('ha.csv', [header, '1,1744715537,Nguyễn Khánh Nga,08/12/2015,Nữ,6A,Không,,Lầu,']);
  await chooseFile(page, vi, lower);
  await expect(tab(page, words.views.lowered)).toBeVisible();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(tab(page, words.views.lowered)).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Space');
  await expect(detail(page).getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: words.result.title.roster(0, 1) })).toBeVisible();
  expect(await app.soMay('students')).toContainEqual(
    expect.objectContaining({ fullName: 'Nguyễn Khánh Nga', povertyStatus: 'none' }),
  );
});

test('the same file twice changes nothing and says so', async ({ page }) => {
  await write(page, first);
  await page.keyboard.press('Escape');
  await chooseFile(page, vi, first);
  await expect(page.getByText(/Chính tệp này đã được nhập lúc/)).toBeVisible();
  await expect(page.getByRole('button', { name: words.write })).toBeDisabled();
});

test('a column is dropped, chosen again, and the choice is kept for the next file', async ({ page }) => {
  await page.keyboard.press('Alt+6');
  await chooseFile(page, vi, first);
  const note = page.getByRole('combobox', { name: words.columns.fieldOf('J', 'Cân nặng') });
  await expect(note).toHaveValue('');
  await note.selectOption('Ghi chú');
  await expect(page.getByText(words.dropped(1, 'STT'))).toBeVisible();
  await page.keyboard.press('Escape');
  await chooseFile(page, vi, csv('6B.csv', [header, '1,,Hà Thị Thơm,12/02/2015,Nữ,6B,,,Lầu,35 kg']));
  await expect(note).toHaveValue('note');
});

test('an import is undone as a whole', async ({ page, app }) => {
  await write(page, first);
  expect(await app.soMay('students')).toHaveLength(2);
  await page.getByRole('main').getByRole('button', { name: vi.common.undo }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: vi.common.undo }).press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await app.soMay('students')).toHaveLength(0);
});

test('a row with a problem waits until it is mended', async ({ page, app }) => {
  await write(page, csv('sai.csv', [header, '1,,Hà Văn Mới,31/02/2015,Nam,6A,,,Lầu,']));
  await expect(page.getByRole('button', { name: words.result.mend(1) })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.rows.count(1))).toBeVisible();
  const day = page.getByLabel('Ngày sinh');
  await expect(day).toHaveValue('31/02/2015');
  await page.keyboard.press('Control+Enter');
  await expect(day).toBeFocused();
  await expect(day).toHaveAccessibleDescription(/Lịch không có ngày này/);
  await day.fill('28022015');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(words.rows.saved('Hà Văn Mới'))).toBeVisible();
  await expect(page.getByRole('heading', { name: words.rows.empty })).toBeVisible();
  expect(await app.soMay('students')).toEqual([
    expect.objectContaining({ fullName: 'Hà Văn Mới', birthDate: '2015-02-28', className: '6A' }),
  ]);
});

test('what is no list is refused in a sentence, and the next file is welcome', async ({ page }) => {
  await page.keyboard.press('Alt+6');
  await chooseFile(page, vi, csv('thu.csv', ['Kính gửi UBND xã', 'Nhà trường xin báo cáo']));
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Sổ giữ nguyên');
  await expect(alert).toBeFocused();
  await chooseFile(page, vi, path.join(fixtures, 'rosters/tcvn3-vntime.xlsx'));
  await expect(page.getByText(words.converted('tcvn3'))).toBeVisible();
});

test('a file is dropped; one that falls beside does not replace the program', async ({ page }) => {
  await page.keyboard.press('Alt+6');
  const zone = page.getByRole('heading', { name: words.choose.title.roster });
  await expect(zone).toBeVisible();
  const dropped = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    data.items.add(new File(['${header}\\n1,,Hà Thị Thơm,12/02/2015,Nữ,6B,,,Lầu,'], 'tha.csv', { type: 'text/csv' }));
    return data;
  })()`);
  await page.getByRole('navigation', { name: vi.frame.menu }).dispatchEvent('drop', { dataTransfer: dropped });
  await expect(zone).toBeVisible();
  await zone.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByText('tha.csv', { exact: true })).toBeVisible();
  await expect(tab(page, words.views.new)).toContainText('1');
});

test('a long file shows how far it is, can be stopped, and leaves the other pages usable', async ({ page, app }) => {
  const lines = Array.from(
    { length: 30_000 },
    (_, index) =>
      `${index},${3_000_000_000 + index},Lò Văn ${['Tới', 'An', 'Bình', 'Đức', 'Sơn'][index % 5]},${10 + (index % 18)}/${10 + (index % 3)}/${2010 + (index % 7)},Nam,6A,,,Lầu,`,
  );
  await page.keyboard.press('Alt+6');
  await chooseFile(page, vi, csv('dai.csv', [header, ...lines]));
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('heading', { name: vi.students.empty.title })).toBeVisible();
  await page.keyboard.press('Alt+6');
  await expect(tab(page, words.views.new)).toBeVisible({ timeout: 40_000 });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Đã dừng việc nhập. Sổ giữ nguyên như trước.')).toBeVisible();
  expect(await app.soMay('students')).toHaveLength(0);
});
