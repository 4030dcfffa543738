/** Bàn giao: one pupil by search or scan; what is refused, and what the principal may lift. */
import type { Page } from '@playwright/test';
import { vi } from '../../renderer/language/words.ts';
import { expect, test, type App } from './app.ts';
import { importClassList } from './class-list.ts';

const words = vi.handover;

const deviceField = (page: Page) => page.getByRole('textbox', { name: words.pupil.device });

/** Adds devices by hand, as a clerk without a delivery note. */
async function addDevices(page: Page, ...numbers: string[]): Promise<void> {
  await page.keyboard.press('Alt+3');
  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('textbox', { name: 'Số sê-ri' })).toBeFocused();
  for (const number of numbers) {
    await page.keyboard.type(number);
    await page.keyboard.press('Enter');
    await expect(page.getByText(vi.devices.scan.added(number)).first()).toBeVisible();
  }
}

async function begin(page: Page, app: App, ...numbers: string[]): Promise<void> {
  await importClassList(app);
  await addDevices(page, ...numbers);
  await page.keyboard.press('Alt+4');
  await expect(page.getByRole('combobox', { name: words.find.label })).toBeFocused();
}

test('without classes the page says what comes first', async ({ page }) => {
  await page.keyboard.press('Alt+4');
  await expect(page.getByRole('heading', { name: words.empty.title })).toBeVisible();
});

test('scan a device, find its pupil, sign, scan the next', async ({ page, app }) => {
  await begin(page, app, 'R9WT0001', 'R9WT0002');
  await page.keyboard.type('R9WT0001');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.find.waiting('R9WT0001'))).toBeVisible();
  await page.keyboard.type('dinh duc anh');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Đinh Đức Anh' })).toBeVisible();
  await expect(deviceField(page)).toHaveValue('R9WT0001');
  await page.getByLabel(words.pupil.receiver, { exact: true }).fill('Đinh Văn Giang');
  await page.getByLabel(words.pupil.relation).selectOption('Cha');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(words.pupil.signedSaid('Đinh Đức Anh', 'R9WT0001'))).toBeVisible();
  await expect(page.getByText('Đinh Văn Giang (Cha)')).toBeVisible();
  const find = page.getByRole('combobox', { name: words.find.label });
  await expect(find).toBeFocused();

  // The device that was handed over leads back to its pupil.
  await page.keyboard.press('Escape');
  await find.focus();
  await page.keyboard.type('r9wt0001');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.pupil.holds('R9WT0001'))).toBeVisible();
});

test('refuses a device twice, beside its field, with the name of who holds it', async ({ page, app }) => {
  await begin(page, app, 'R9WT0001');
  await page.keyboard.type('dinh duc anh');
  await page.keyboard.press('Enter');
  const device = deviceField(page);
  await expect(device).toBeFocused();
  await page.keyboard.type('KHONGCO99');
  await page.getByLabel(words.pupil.receiver, { exact: true }).fill('Đinh Văn Giang');
  await page.keyboard.press('Control+Enter');
  await expect(device).toHaveAccessibleDescription(/Không thấy máy có số KHONGCO99/);
  await device.fill('R9WT0001');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(words.pupil.signedSaid('Đinh Đức Anh', 'R9WT0001'))).toBeVisible();

  await page.getByRole('combobox', { name: words.find.label }).fill('vang thi my');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Vàng Thị Mỷ' })).toBeVisible();
  await device.fill('R9WT0001');
  await page.getByLabel(words.pupil.receiver, { exact: true }).fill('Vàng A Chua');
  await page.keyboard.press('Control+Enter');
  await expect(device).toHaveAccessibleDescription(/đã giao cho Đinh Đức Anh/);
  await expect(device).toBeFocused();
});

test('only plans a device, and takes the plan back', async ({ page, app }) => {
  await begin(page, app, 'R9WT0001');
  await page.keyboard.type('dinh duc anh');
  await page.keyboard.press('Enter');
  await expect(deviceField(page)).toBeFocused();
  await page.keyboard.type('R9WT0001');
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByText(words.pupil.plannedSaid('Đinh Đức Anh', 'R9WT0001'))).toBeVisible();
  await page.getByRole('button', { name: words.pupil.takeBack }).press('Enter');
  await page.keyboard.type('Phân nhầm');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.takeBackQuestion.done(1, 'Đinh Đức Anh'))).toBeVisible();
});

test('a second device needs the principal and a reason', async ({ page, app }) => {
  await begin(page, app, 'R9WT0001', 'R9WT0002');
  await page.keyboard.type('R9WT0001');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.find.waiting('R9WT0001'))).toBeVisible();
  await page.keyboard.type('dinh duc anh');
  await page.keyboard.press('Enter');
  await page.getByLabel(words.pupil.receiver, { exact: true }).fill('Đinh Văn Giang');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(words.pupil.holds('R9WT0001'))).toBeVisible();
  await expect(page.getByRole('button', { name: words.pupil.second })).toHaveCount(0);

  // The principal sits down.
  await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
  await page.getByRole('link', { name: 'Người dùng' }).press('Enter');
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('Lò Văn Thuận');
  await page.getByRole('dialog').getByLabel('Vai trò').selectOption('Hiệu trưởng');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã lưu Lò Văn Thuận.')).toBeVisible();
  await page.getByRole('button', { name: /Người đang ngồi máy/ }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Lò Văn Thuận' }).press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('Alt+4');
  await expect(page.getByRole('combobox', { name: words.find.label })).toBeFocused();
  await page.keyboard.type('R9WT0001');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: words.pupil.second }).press('Enter');
  await deviceField(page).fill('R9WT0002');
  await page.getByLabel(words.pupil.receiver, { exact: true }).fill('Đinh Văn Giang');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel(words.pupil.overrideReason)).toHaveAccessibleDescription(/không được để trống/);
  await page.getByLabel(words.pupil.overrideReason).fill('Máy cũ hỏng, chờ thu hồi');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(words.pupil.signedSaid('Đinh Đức Anh', 'R9WT0002'))).toBeVisible();
  await expect(page.getByText(words.receipt.override('Máy cũ hỏng, chờ thu hồi'))).toBeVisible();
});

test('typed receivers survive a closed page', async ({ page, app }) => {
  await begin(page, app, 'R9WT0001', 'R9WT0002', 'R9WT0003', 'R9WT0004', 'R9WT0005');
  await expect(page.getByRole('button', { name: words.assign })).toBeEnabled();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('button', { name: words.assign })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const receiver = page.getByRole('textbox', { name: new RegExp(`^${words.columns.receiver}, `) }).first();
  await receiver.fill('Bà ngoại');
  await page.reload();
  await expect(page.getByText('Đã lấy lại phần gõ dở')).toBeVisible();
  await expect(receiver).toHaveValue('Bà ngoại');
});
