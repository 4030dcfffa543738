/** The program comes up, in Vietnamese, ready for the keyboard. */
import { expect, test } from './app.ts';

test('shows the school whose register is open', async ({ page }) => {
  await expect(page.getByText('Chiềng Châu').first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
});

test.describe('before anybody is at the keyboard', () => {
  test.use({ start: 'unchosen' });

  test('takes the first name with Enter', async ({ page }) => {
    await expect(page.getByRole('heading', { name: 'Ai đang ngồi máy?' })).toBeVisible();
    await expect(page.getByRole('listitem').getByRole('button').first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Chiềng Châu').first()).toBeVisible();
  });
});

test.describe('before first start', () => {
  test.use({ start: 'empty' });

  test('asks what the register is for', async ({ page }) => {
    await expect(page.getByRole('heading').first()).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toBeVisible();
  });
});
