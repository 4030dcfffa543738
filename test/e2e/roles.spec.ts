/** Several people at one PC: seats taken by PIN, wrong ones slowed, an auditor who looks only. */
import type { Page } from '@playwright/test';
import { expect, fixtures, test } from './app.ts';

/** On the page of people, a person is entered by keyboard. */
async function addPerson(page: Page, name: string, role: string): Promise<void> {
  await page.keyboard.press('Control+n');
  await page.getByLabel('Họ và tên').fill(name);
  await page.getByLabel('Vai trò').selectOption({ label: role });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
}

async function openPeople(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
  await page.getByRole('link', { name: 'Người dùng' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Sổ, cài đặt' })).toBeVisible();
}

async function leaveSeat(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Người đang ngồi máy: ${name}` }).press('Enter');
  await page.getByRole('button', { name: 'Rời máy' }).press('Enter');
  // The dialog has the same heading; the menu goes with the seat.
  await expect(page.getByRole('navigation', { name: 'Các trang' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Ai đang ngồi máy?' })).toBeVisible();
}

/** The principal is entered, sits down and sets a PIN; then stands on the page of people. */
async function makePrincipal(page: Page): Promise<void> {
  await openPeople(page);
  await addPerson(page, 'Lò Văn Thuận', 'Hiệu trưởng');
  await leaveSeat(page, 'Hà Thị Loan');
  await page.getByRole('button', { name: 'Lò Văn Thuận' }).press('Enter');
  await openPeople(page);
  await page.getByRole('button', { name: 'Đặt mã PIN của tôi' }).press('Enter');
  await page.getByLabel(/^Mã PIN mới/).fill('480213');
  await page.getByLabel('Gõ lại mã PIN mới').fill('480213');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã lưu mã PIN.')).toBeVisible();
}

async function givePin(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: `Cấp mã PIN cho ${name}` }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Cấp mã PIN' }).press('Enter');
  const pin = await page.getByRole('dialog').getByRole('status').textContent();
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).last().press('Enter');
  return (pin ?? '').replace(/\D/g, '');
}

test('a seat is taken by PIN: one for a single use first, wrong ones wait', async ({ page }) => {
  await makePrincipal(page);
  const pin = await givePin(page, 'Hà Thị Loan');
  expect(pin).toMatch(/^\d{6}$/);
  await leaveSeat(page, 'Lò Văn Thuận');
  await expect(page.getByText('Hãy nhờ hiệu trưởng')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('choose.png') });

  await page.getByRole('button', { name: 'Hà Thị Loan' }).press('Enter');
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await page.getByLabel(/^Mã PIN mới/).fill('905172');
  await page.getByLabel('Gõ lại mã PIN mới').fill('905173');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Hai lần gõ không giống nhau.')).toBeVisible();
  await page.getByLabel('Gõ lại mã PIN mới').fill('905172');
  await page.screenshot({ path: test.info().outputPath('own-pin.png') });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Các trang' })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();

  // She is no principal: people are his, and the page says so.
  await openPeople(page);
  await expect(page.getByText('Phần này do hiệu trưởng hoặc cán bộ cơ quan quản lý làm.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Thêm người' })).toBeHidden();
  await page.screenshot({ path: test.info().outputPath('people.png') });
  await leaveSeat(page, 'Hà Thị Loan');

  await page.getByRole('button', { name: 'Lò Văn Thuận' }).press('Enter');
  for (let times = 0; times < 3; times += 1) {
    await page.getByLabel('Mã PIN').fill(`11111${times + 2}`);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Mã PIN của Lò Văn Thuận chưa đúng.')).toBeVisible();
    // The sentence of the attempt before stays until this one is answered.
    await expect(page.getByRole('button', { name: 'Ngồi vào máy' })).toBeEnabled();
    // The wrong one does not stay in its field, and the next one is typed at once.
    await expect(page.getByLabel('Mã PIN')).toHaveValue('');
    await expect(page.getByLabel('Mã PIN')).toBeFocused();
  }
  await page.getByLabel('Mã PIN').fill('480213');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Hãy đợi 1\d giây rồi gõ lại/)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('slowed.png') });
});

test('an auditor sees everything and changes nothing; the page says why', async ({ page, app }) => {
  await app.soMay('import', `${fixtures}/rosters/sheet-per-class.xls`);
  await makePrincipal(page);
  await addPerson(page, 'Bùi Thị Mến', 'Người kiểm tra');
  const pin = await givePin(page, 'Bùi Thị Mến');
  await leaveSeat(page, 'Lò Văn Thuận');
  await page.getByRole('button', { name: 'Bùi Thị Mến' }).press('Enter');
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await page.getByLabel(/^Mã PIN mới/).fill('905172');
  await page.getByLabel('Gõ lại mã PIN mới').fill('905172');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Các trang' })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
  const menu = page.getByRole('navigation', { name: 'Các trang' });
  await expect(menu.getByRole('link', { name: 'Học sinh' })).toBeVisible();
  for (const name of ['Bàn giao', 'Biểu mẫu', 'Nhập từ tệp'])
    await expect(menu.getByRole('link', { name })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Hoàn tác/ })).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath('auditor-today.png') });

  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('trieu thi mai anh');
  await expect(page.getByRole('option', { name: 'Triệu Thị Mai Ánh' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Triệu Thị Mai Ánh' })).toBeVisible();
  await expect(page.getByText(/Phần này do văn thư/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sửa' })).toHaveCount(0);
  // Neither keys nor an address lead around it.
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('textbox', { name: 'Họ và tên' })).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath('auditor-pupil.png') });
  await page.goto(`${new URL(page.url()).origin}/#/imports`);
  await expect(page.getByText(/Phần này do văn thư/)).toBeVisible();
});
