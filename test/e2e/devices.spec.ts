/** Thiết bị: typed or scanned one after the other, found, corrected, taken out; the stock by model. */
import path from 'node:path';
import { vi } from '../../renderer/language/words.ts';
import { expect, test } from './app.ts';

const words = vi.devices;
const deliveryNote = path.resolve(import.meta.dirname, '../fixtures/devices/delivery-note.xlsx');

test('an empty stock teaches what to do', async ({ page }) => {
  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('heading', { name: words.empty.title })).toBeVisible();
});

test('a scanner adds device after device, with the kind of the last', async ({ page, app }) => {
  await page.keyboard.press('Alt+3');
  await page.keyboard.press('Alt+n');
  const serial = page.getByRole('textbox', { name: 'Số sê-ri' });
  await expect(serial).toBeFocused();
  await page.getByLabel('Kiểu máy').fill('SM-T225');
  await serial.focus();
  for (const number of ['r9wt2005152', 'R9DT8543288', 'R9YT2235750']) {
    await page.keyboard.type(number);
    await page.keyboard.press('Enter');
    await expect(page.getByText(words.scan.added(number.toUpperCase())).first()).toBeVisible();
    await expect(serial).toBeFocused();
    await expect(serial).toHaveValue('');
  }
  await expect(page.getByText(words.totals(3))).toBeVisible();
  expect(await app.soMay('devices')).toContainEqual(
    expect.objectContaining({ serialNumber: 'R9WT2005152', model: 'SM-T225', state: 'in_stock' }),
  );
});

test('a number that an input method has changed is refused with the way out', async ({ page, app }) => {
  await page.keyboard.press('Alt+3');
  await page.keyboard.press('Alt+n');
  const serial = page.getByRole('textbox', { name: 'Số sê-ri' });
  await expect(serial).toBeFocused();
  await page.keyboard.insertText('R9ƯT2005152');
  await page.keyboard.press('Enter');
  await expect(serial).toHaveAccessibleDescription(/tắt bộ gõ/);
  // The next scan replaces it.
  await page.keyboard.type('R9WT2005152');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.scan.added('R9WT2005152')).first()).toBeVisible();
  await page.keyboard.type('R9WT2005152');
  await page.keyboard.press('Enter');
  await expect(serial).toHaveAccessibleDescription(/Trong sổ đã có máy số sê-ri R9WT2005152/);
  await expect(serial).toBeFocused();
  expect(await app.soMay('devices')).toHaveLength(1);
});

test('finds a device by the end of its number, corrects it, and the timeline tells', async ({ page, app }) => {
  await app.soMay('devices', 'import', deliveryNote);
  await page.keyboard.press('Alt+3');
  const stock = page.getByRole('region', { name: words.stock.title });
  await expect(stock.getByRole('row', { name: /Samsung SM-T225/ })).toContainText('77');
  await page.keyboard.type('R9WT2005152');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: words.panel.label });
  await expect(panel.getByRole('heading', { name: 'R9WT2005152' })).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Số sê-ri' })).toBeFocused();
  await page.getByLabel('Tình trạng', { exact: true }).last().fill('Xước màn hình');
  await page.getByLabel('IMEI', { exact: true }).fill('356112121144540 ');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(words.form.saved('R9WT2005152'))).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Nhật ký' }).getByText('Xước màn hình')).toBeVisible();
});

test('a device is taken out with a reason, and back by undo', async ({ page, app }) => {
  await app.soMay('devices', 'import', deliveryNote);
  await page.keyboard.press('Alt+3');
  await page.keyboard.type('R9WT2005152');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: words.panel.label });
  await panel.getByRole('button', { name: vi.common.remove }).press('Enter');
  await expect(page.getByRole('dialog', { name: words.panel.voidTitle('R9WT2005152') })).toBeVisible();
  await page.keyboard.type('Trả lại bên giao');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.panel.voided('R9WT2005152'))).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('main').focus();
  await page.keyboard.press('Control+z');
  await page.getByRole('dialog').getByRole('button', { name: vi.common.undo }).press('Enter');
  await expect(page.getByText(/^Đã hoàn tác/)).toBeVisible();
});
