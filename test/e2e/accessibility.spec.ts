/** Every page in both languages holds to WCAG 2.1 A and AA as far as axe-core can tell: nothing serious, nothing critical. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { en } from '../../renderer/language/english.ts';
import { vi, type Words } from '../../renderer/language/words.ts';
import { type App, expect, fixtures, test } from './app.ts';
import { importClassList } from './class-list.ts';

const LANGUAGES = [
  { language: 'vi', words: vi },
  { language: 'en', words: en },
] as const;

// Many pages in one scenario: each start of the program costs more than the check of a page.
test.describe.configure({ timeout: 240_000 });

for (const { language, words } of LANGUAGES) {
  test.describe(`accessibility (${language})`, () => {
    test(`pages, panels and dialogs (${language})`, async ({ page, app }) => {
      await fillRegister(app);
      await page.evaluate((chosen) => localStorage.setItem('so-may.language', chosen), language);
      await page.reload();
      await check(page, words, 'today');
      for (const name of ['students', 'devices', 'handover', 'forms', 'imports', 'sync', 'settings'] as const) {
        await page.getByRole('link', { name: words.frame.pages[name], exact: true }).press('Enter');
        await check(page, words, name);
        if (name === 'students' || name === 'devices') {
          await page.keyboard.press('Alt+n');
          await expect(page.getByRole('form').first()).toBeVisible();
          await checkNow(page, `${name}: a new one`);
          await page.keyboard.press('Escape');
        }
        if (name !== 'settings') continue;
        const { office: _office, ...sections } = words.settings.sections;
        for (const section of Object.values(sections)) {
          await page.getByRole('link', { name: section, exact: true }).press('Enter');
          await checkNow(page, `settings: ${section}`);
        }
      }
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog')).toBeVisible();
      await checkNow(page, 'search');
    });

    test.describe('first start', () => {
      test.use({ start: 'empty' });
      test(`first start, empty and refused (${language})`, async ({ page }) => {
        if (language === 'en') await page.getByRole('button', { name: 'English' }).press('Enter');
        await expect(page.getByRole('heading', { name: words.setUp.title })).toBeVisible();
        await checkNow(page, 'first start');
        await page.getByLabel(words.settings.school.name).focus();
        await page.keyboard.press('Control+Enter');
        await expect(page.getByText(words.common.requiredMissing).first()).toBeVisible();
        await checkNow(page, 'first start, refused');
      });
    });

    test.describe('who sits here', () => {
      test.use({ start: 'unchosen' });
      test(`who sits at the keyboard (${language})`, async ({ page }) => {
        if (language === 'en') await page.getByRole('button', { name: 'English' }).press('Enter');
        await expect(page.getByRole('heading', { name: words.setUp.choose.title })).toBeVisible();
        await checkNow(page, 'who sits here');
        await page.getByRole('button', { name: words.settings.people.add }).press('Enter');
        await checkNow(page, 'a new person');
      });
    });
  });
}

async function fillRegister(app: App): Promise<void> {
  await importClassList(app);
  await app.soMay('devices', 'import', `${fixtures}/devices/delivery-note.xlsx`);
}

async function check(page: Page, words: Words, name: keyof Words['frame']['pages']): Promise<void> {
  await expect(page.getByRole('heading', { name: words.frame.pages[name], exact: true }).first()).toBeVisible();
  await expect(page.getByText(words.common.loading, { exact: true })).toHaveCount(0);
  await checkNow(page, name);
}

async function checkNow(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const told = grave.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${where}: ${id} ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
  expect.soft(told).toEqual([]);
}
