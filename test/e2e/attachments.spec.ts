/** A picture of the signed paper, kept beside its receipt. */
import { readFileSync } from 'node:fs';
import { expect, fixtures, test } from './app.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const signed = ['--receiver', 'Hà Thị Loan', '--relation', 'mẹ', '--on', '2026-09-05'];

test('a clerk attaches the picture of a signed paper, opens it, and takes a wrong one away', async ({ page, app }) => {
  await app.soMay('import', `${fixtures}/rosters/semicolons-nfd-bad-rows.csv`);
  await app.soMay('devices', 'import', `${fixtures}/devices/delivery-note.xlsx`);
  await app.soMay('hand-over', '--student', '1715870222', '--serial', 'R9LT0890798', ...signed);
  await page.reload();
  await expect(page.getByText('Ký nhận: Hà Thị Kim Uyên')).toBeVisible();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('1715870222');
  await expect(page.getByRole('option', { name: 'Hà Thị Kim Uyên' })).toBeVisible();
  await page.keyboard.press('Enter');
  const add = page.getByRole('button', { name: 'Thêm bản chụp giấy đã ký' });
  await expect(add).toBeVisible();

  const chooser = page.waitForEvent('filechooser');
  await add.focus();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') });
  await expect(page.getByText('không phải ảnh JPEG, PNG hay tệp PDF')).toBeVisible();

  const again = page.waitForEvent('filechooser');
  await add.focus();
  await page.keyboard.press('Enter');
  await (await again).setFiles({ name: 'giay-ky.png', mimeType: 'image/png', buffer: PNG });
  const picture = page.getByRole('button', { name: 'giay-ky.png', exact: true });
  await expect(picture).toBeVisible();
  const saved = page.waitForEvent('download');
  await picture.press('Enter');
  expect(readFileSync(await (await saved).path())).toEqual(PNG);

  await page.getByRole('button', { name: 'Bỏ bản chụp giay-ky.png' }).press('Enter');
  await page.getByRole('button', { name: 'Chụp nhầm giấy' }).press('Enter');
  await page.getByRole('button', { name: 'Bỏ bản chụp', exact: true }).press('Enter');
  await expect(picture).toBeHidden();
});
