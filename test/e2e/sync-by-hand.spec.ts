/** Gửi lên by hand after days without a line: one file to the office, its answer back; and a refused record mended. */
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fieldName } from '../../shared/sentences/fields.ts';
import { expect, test } from './app.ts';
import { runSoMay } from './program.ts';
import { chooseBy, chooseName, languages, openScreen, openSection, saveBy, speak } from './sync-screens.ts';

const SCHOOL = 'Trường TH&THCS Chiềng Châu';

test.describe('after days offline', () => {
  test.use({ start: 'enrolled' });
  for (const [language, words] of languages) {
    test(`a school offline for days sends one file by hand and opens the answer (${language})`, async ({
      page,
      app,
      browser,
    }) => {
      const folder = app.makeFolder();
      const other = await openScreen(browser, app.officeDir);
      const office = other.page;
      await chooseName(office, 'Lê Minh Đức');
      for (const screen of [page, office]) await speak(screen, language);

      // Three pupils and who sat down just now wait; the oldest since the fourth day.
      await openSection(page, words, 'status');
      const since = new Date(Date.now() - 4 * 24 * 60 * 60 * 1000).toLocaleDateString('vi-VN', {
        day: '2-digit',
        month: '2-digit',
        timeZone: 'Asia/Ho_Chi_Minh',
      });
      const waits = page.getByRole('status').filter({ hasText: since.replace('-', '/') });
      await expect(waits).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
      await openSection(office, words, 'connect');
      const row = office.getByRole('row', { name: SCHOOL });
      await expect(row).toContainText(words.sync.connect.silent(6, 0));
      await expect(row).toContainText(words.sync.connect.totals(1, 0, 0));

      await expect(page.getByLabel(words.sync.status.saveFor)).toHaveValue(/.+/);
      const sent = await saveBy(page, words.sync.status.save, folder);
      await openSection(office, words, 'status');
      await chooseBy(office, words.sync.status.open, sent);
      await expect(office.getByRole('status').filter({ hasText: SCHOOL })).toBeVisible();
      await openSection(office, words, 'connect');
      await expect(row).toContainText(words.sync.connect.silent(0, 0));
      await expect(row).toContainText(words.sync.connect.totals(4, 0, 0));

      await openSection(office, words, 'status');
      await office.getByLabel(words.sync.status.saveFor).selectOption(SCHOOL);
      const answer = await saveBy(office, words.sync.status.save, folder);
      await chooseBy(page, words.sync.status.open, answer);
      await expect(page.getByText(words.sync.status.confirmed)).toBeVisible();
      await expect(page.getByRole('link', { name: words.sync.mark.confirmed })).toBeVisible();

      // The same file once more changes nothing and says so.
      await chooseBy(office, words.sync.status.open, sent);
      await expect(office.getByText(words.sync.status.outcome.known(SCHOOL)).first()).toBeVisible();
      await other.close();
    });
  }
});

test.describe('a stick', () => {
  test.use({ start: 'enrolled' });
  for (const [language, words] of languages) {
    test(`that is put in is taken by one button, and the files lie on it (${language})`, async ({ page, app }) => {
      await speak(page, language);
      await openSection(page, words, 'status');
      const stick = path.join(app.mediaDir, 'KINGSTON');
      mkdirSync(stick);
      await page.getByRole('button', { name: words.sync.status.takeStickOf(stick) }).press('Enter');
      await expect(page.getByText(words.sync.status.stickUsed(stick)).first()).toBeVisible();
      await expect(page.getByRole('region', { name: words.sync.status.freeSticks })).toHaveCount(0);
      await page.keyboard.press('Control+Enter');
      const row = page.getByRole('row', { name: stick });
      await expect(row).toContainText(words.sync.status.carrierState.idle);
      await expect
        .poll(() => readdirSync(stick, { recursive: true }).filter((name) => String(name).endsWith('.somay')).length)
        .toBeGreaterThan(0);
    });
  }
});

test.describe('a refusal', () => {
  test.use({ start: 'refused' });
  for (const [language, words] of languages) {
    test(`what the office refused is shown with its reason, opened, mended and counted (${language})`, async ({
      page,
      app,
      browser,
    }) => {
      const folder = app.makeFolder();
      const { page: office, close } = await openScreen(browser, app.officeDir);
      await chooseName(office, 'Lê Minh Đức');
      await speak(office, language);
      await openSection(office, words, 'refused');
      const below = office.getByRole('grid', { name: words.sync.sections.refused });
      await expect(below.getByRole('gridcell', { name: SCHOOL })).toBeVisible();
      await expect(below.getByRole('gridcell', { name: 'Vàng A Chua' })).toBeVisible();
      await below.focus();
      await office.keyboard.press('Enter');
      const marked = office.getByRole('complementary', { name: words.students.panel.label });
      await expect(marked).toContainText('Vàng A Páo');
      await expect(marked.getByRole('region', { name: words.sync.record.title })).toContainText(
        words.sync.reason.malformed,
      );
      await close();
      const atOffice = async (...args: string[]) =>
        expect((await runSoMay([...args, '--data', app.officeDir])).status).toBe(0);
      await speak(page, language);
      await page.keyboard.press('Alt+1');
      const person = page.getByRole('region', { name: words.today.person });
      await expect(person.getByText(words.sync.today.refused(1))).toBeVisible();
      await person.getByRole('link', { name: words.sync.today.refusedButton }).press('Enter');

      const refused = page.getByRole('grid', { name: words.sync.sections.refused });
      await expect(refused.getByRole('gridcell', { name: 'Vàng A Chua' })).toBeVisible();
      await expect(refused.getByRole('gridcell', { name: words.sync.reason.malformed })).toBeVisible();
      await refused.focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('complementary', { name: words.students.panel.label });
      await expect(panel.getByRole('region', { name: words.sync.record.title })).toContainText(
        words.sync.reason.malformed,
      );

      await page.keyboard.press('F2');
      const guardian = page.getByRole('group', { name: words.students.form.guardian });
      await guardian.getByLabel(fieldName(language, 'phone', 'guardians')).fill('0987654321');
      await page.keyboard.press('Control+Enter');
      await expect(panel.getByText('0987654321').first()).toBeVisible();
      // A save is packed by itself after a while: on a slow computer the first word may be gone before it is read.
      await expect(
        panel.getByText(words.sync.record.waiting).or(panel.getByText(words.sync.record.packed)),
      ).toBeVisible();
      await expect(panel).not.toContainText(words.sync.reason.malformed);

      await app.soMay('package', 'write', '--to', folder);
      await atOffice('package', 'read', folder);
      await atOffice('package', 'write', '--to', folder);
      await app.soMay('package', 'read', folder);
      await openSection(page, words, 'refused');
      await expect(page.getByText(words.sync.refused.empty)).toBeVisible();
      await expect(page.getByRole('link', { name: words.sync.mark.confirmed })).toBeVisible({ timeout: 20_000 });
      const counted = await runSoMay(['students', '--data', app.officeDir, '--json']);
      expect(counted.stdout).toContain('0987654321');
    });
  }
});
