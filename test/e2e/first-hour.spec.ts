/** The first hour of a school, from an empty register to signed papers, by keyboard alone, in both languages. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { en } from '../../renderer/language/english.ts';
import { vi } from '../../renderer/language/words.ts';
import { expect, test } from './app.ts';
import { chooseFile } from './choose-file.ts';
import { setFirstPassphrase } from './protect.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures');
const classList = path.join(fixtures, 'rosters/one-sheet-merged-header.xlsx');
const deliveryNote = path.join(fixtures, 'devices/delivery-note.xlsx');

test.use({ start: 'empty' });
// Two languages, each the work of an hour.
test.describe.configure({ timeout: 120_000 });

for (const { language, words } of [
  { language: 'vi', words: vi },
  { language: 'en', words: en },
] as const) {
  test(`the first hour of a school (${language})`, async ({ page }) => {
    await test.step('first start', async () => {
      if (language === 'en') await page.getByRole('button', { name: 'English' }).press('Enter');
      await page.getByLabel(words.settings.school.name).focus();
      await page.keyboard.type('Trường TH&THCS Chiềng Châu');
      await page.keyboard.press('Tab');
      await page.keyboard.type('17150501');
      await page.getByLabel(words.setUp.yourName).focus();
      await page.keyboard.type('Hà Thị Loan');
      await page.keyboard.press('Control+Enter');
      await setFirstPassphrase(page);
      await expect(page.getByRole('heading', { name: words.today.title })).toBeVisible();
    });

    await test.step('the class list comes from its Excel file', async () => {
      await page.keyboard.press('Alt+6');
      await chooseFile(page, words, classList);
      await expect(page.getByRole('tab', { name: words.imports.views.columns })).toBeVisible();
      await expect(page.getByText(words.imports.dropped(1, 'STT'))).toBeVisible();
      await page.keyboard.press('Alt+ArrowRight');
      await expect(page.getByRole('tab', { name: words.imports.views.new })).toHaveAttribute('aria-selected', 'true');
      await expect(page.getByRole('region', { name: words.imports.detail.label })).toContainText('Nguyễn Khánh Nga');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('heading', { name: words.imports.result.title.roster(199, 0) })).toBeVisible();
    });

    await test.step('the delivery note, with its number and day', async () => {
      await page.getByRole('link', { name: words.imports.tabs.devices }).press('Enter');
      await chooseFile(page, words, deliveryNote);
      await expect(page.getByLabel(words.imports.delivery.documentNumber)).toHaveValue('07/BB-UBND');
      await expect(page.getByRole('tab', { name: words.imports.views.problem })).toContainText('3');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('heading', { name: words.imports.result.title.devices(117, 0) })).toBeVisible();
      await expect(page.getByRole('button', { name: words.imports.result.mend(3) })).toBeFocused();
    });

    await test.step('devices are planned for class 6A in stock order', async () => {
      await page.keyboard.press('Alt+4');
      await expect(page.getByText(words.handover.state(0, 0, 31, 117))).toBeVisible();
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('dialog', { name: words.handover.assignTitle('6A') })).toBeVisible();
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText(words.handover.assigned(18, '6A', 0, 0))).toBeVisible();
      await expect(page.getByText(words.handover.state(0, 18, 13, 99))).toBeVisible();
    });

    await test.step('the list to sign is printed and taken as .xlsx', async () => {
      // What the printer would be asked for.
      await page.evaluate("window.print = () => document.body.setAttribute('data-printed', document.title)");
      await page.keyboard.press('Control+p');
      const paper = page.getByRole('region', { name: words.forms.paper });
      await expect(paper).toContainText('DANH SÁCH HỌC SINH KÝ NHẬN MÁY TÍNH BẢNG');
      await expect(paper).toContainText('R9OT2786087');
      await page.keyboard.press('Control+p');
      await expect(page.locator('body')).toHaveAttribute('data-printed', /^danh-sach-ky-nhan-6a-/);
      await expect(page.getByText(words.forms.printed(words.forms.names['receipt-list'], 18))).toBeVisible();
      const download = page.waitForEvent('download');
      await page.keyboard.press('Control+s');
      const file = await download;
      expect(file.suggestedFilename()).toMatch(/^danh-sach-ky-nhan-6a-.*\.xlsx$/);
      expect(statSync(await file.path()).size).toBeGreaterThan(5000);
    });

    await test.step('the class signs, one pupil is absent', async () => {
      await page.keyboard.press('Alt+4');
      await page.getByRole('checkbox', { name: words.handover.presentOf('Đặng Phương An') }).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText(words.handover.saved(17, '6A', 0))).toBeVisible();
      await expect(page.getByText(words.handover.state(17, 1, 13, 99))).toBeVisible();
      // A second Ctrl Enter does not sign for who was absent.
      await expect(page.getByRole('checkbox', { name: words.handover.presentOf('Đặng Phương An') })).not.toBeChecked();
    });

    await test.step('a mistaken receipt is cancelled by a counter-document', async () => {
      await page.getByRole('link', { name: 'Bùi Hữu Anh' }).press('Enter');
      await page.getByRole('button', { name: words.handover.receipt.cancel }).press('Enter');
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.keyboard.type('Ghi nhầm em');
      await page.keyboard.press('Enter');
      await expect(page.getByText(words.handover.cancel.done('Bùi Hữu Anh', 'R9WT2005152'))).toBeVisible();
    });

    await test.step('both papers stand on the page of the pupil', async () => {
      await page.getByRole('link', { name: words.handover.pupil.profile }).press('Enter');
      const panel = page.getByRole('complementary', { name: words.students.panel.label });
      const papers = panel.getByRole('region', { name: words.students.panel.devices });
      await expect(papers.getByText(words.students.panel.cancellation, { exact: true })).toBeVisible();
      await expect(papers.getByText(words.students.panel.handover.gift, { exact: true })).toBeVisible();
      await expect(papers.getByText(words.students.panel.cancelled)).toBeVisible();
    });

    await test.step('undo: the receipts of the class are answered, the plans are back', async () => {
      await page.keyboard.press('Control+z');
      const question = page.getByRole('dialog', { name: words.frame.undoTitle });
      await expect(question).toBeVisible();
      await question.getByRole('button', { name: words.common.undo }).press('Enter');
      await expect(question).toHaveCount(0);
      await page.keyboard.press('Alt+4');
      await expect(page.getByText(words.handover.state(0, 18, 13, 99))).toBeVisible();
    });
  });
}
