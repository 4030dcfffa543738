/** Dùng thử: from first start into a trial, and out of it to the real register. */
import { readdirSync } from 'node:fs';
import { expect, test } from './app.ts';

test.use({ start: 'empty' });

test('a clerk tries a register of invented pupils, then begins the real one', async ({ page, app }) => {
  await page.getByRole('button', { name: 'Dùng thử' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
  await expect(page.getByText('Sổ dùng thử: học sinh không có thật')).toBeVisible();
  await page.keyboard.press('Alt+2');
  await expect(page.getByText(/60 học sinh/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Bắt đầu sổ thật' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Bắt đầu sổ thật' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Lập sổ mới' })).toBeVisible();
  const [aside] = readdirSync(app.dataDir).filter((name) => name.startsWith('dung-thu-'));
  expect(readdirSync(`${app.dataDir}/${aside}`)).toContain('so-may.sqlite');
});
