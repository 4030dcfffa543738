/** What follows first start on the screens: the passphrase, then the code, which is typed back in part. */
import { expect as expectSoon, type Page } from '@playwright/test';

/** Takes every test through; four words, as the hint says. */
export const PASSPHRASE = 'trâu ngồi đếm sao';

// Passphrase and code are stretched: slow on purpose, and slower on a busy machine.
const expect = expectSoon.configure({ timeout: 40_000 });

/** From "Đặt mật khẩu mở sổ" to the open register, by keyboard; returns the code. */
export async function setFirstPassphrase(page: Page, passphrase = PASSPHRASE): Promise<string> {
  await expect(page.locator('input[name="newPassphrase"]')).toBeFocused();
  await page.keyboard.type(passphrase);
  await page.locator('input[name="again"]').focus();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  return keepCode(page);
}

/** Reads the code off the sheet and types the two groups that are asked for. */
export async function keepCode(page: Page): Promise<string> {
  const sheet = page.getByRole('region', { name: /Mã khôi phục của sổ|Recovery code of the register/ });
  const groups = sheet.getByRole('listitem').locator('span:last-child');
  await expect(groups).toHaveCount(6);
  const digits = await groups.allTextContents();
  const asked = page.locator('input[name^="group"]');
  await expect(asked).toHaveCount(2);
  for (const field of await asked.all()) {
    const index = Number((await field.getAttribute('name'))?.slice('group'.length));
    await field.focus();
    await page.keyboard.type(digits[index] ?? '');
  }
  await page.keyboard.press('Enter');
  return digits.join('');
}
