/** Privacy: ID numbers masked and shown; what is kept of nobody else. All by keyboard. */
import type { Page } from '@playwright/test';
import { en } from '../../renderer/language/english.ts';
import { formatDay, localDay } from '../../renderer/language/format.ts';
import { vi } from '../../renderer/language/words.ts';
import { answerDue, doneDue } from '../../shared/rules/request-clock.ts';
import { recordFieldWords } from '../../shared/sentences/fields.ts';
import { sentence } from '../../shared/sentences/sentences.ts';
import { valueWords } from '../../shared/sentences/values.ts';
import { expect, test } from './app.ts';

const languages = { vi, en };
type Language = keyof typeof languages;

test.beforeEach(async ({ page }) => {
  await expect(page.getByRole('navigation', { name: 'Các trang' })).toBeVisible();
});

const NUMBER = '017311012345';

/** By keyboard, as everything here. */
async function addPupil(page: Page, language: Language = 'vi'): Promise<void> {
  const { students } = recordFieldWords;
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+n');
  await page.getByRole('textbox', { name: students.fullName[language] }).first().fill('Vàng Thị Páo');
  await page.getByLabel(students.birthDate[language]).fill('15/03/2011');
  await page.getByLabel(students.class[language], { exact: true }).first().fill('6A');
  await page
    .getByRole('group', { name: language === 'vi' ? 'Học sinh' : 'Pupil' })
    .getByLabel(students.personalId[language])
    .fill(NUMBER);
  await page.keyboard.press('Control+Enter');
  await expect(panelOf(page, language)).toBeVisible();
  await expect(panelOf(page, language).getByRole('heading', { name: 'Vàng Thị Páo' })).toBeVisible();
}

function panelOf(page: Page, language: Language) {
  return page.getByRole('complementary', { name: languages[language].students.panel.label });
}

async function speak(page: Page, language: Language): Promise<void> {
  if (language === 'vi') return;
  await page.getByRole('link', { name: vi.settings.title }).press('Enter');
  await page.getByRole('link', { name: vi.settings.sections.display }).press('Enter');
  await page.getByRole('radio', { name: 'English' }).check();
  await expect(page.getByRole('heading', { name: en.settings.title })).toBeVisible();
}

async function openSection(page: Page, language: Language): Promise<void> {
  const { settings } = languages[language];
  await page.getByRole('link', { name: settings.title }).press('Enter');
  await page.getByRole('link', { name: settings.sections.privacy }).press('Enter');
}

function daysAgo(days: number): string {
  return localDay(new Date(Date.now() - days * 24 * 60 * 60 * 1000));
}

test('an ID number is masked until one key shows it, and stays masked in the form', async ({ page, app }) => {
  await addPupil(page);
  const panel = page.getByRole('complementary', { name: 'Hồ sơ học sinh' });
  await expect(panel.getByText('0173••••••45').first()).toBeVisible();
  await expect(page.getByText('017 311 012 345')).toHaveCount(0);

  await page.keyboard.press('Alt+i');
  await expect(panel.getByText('017 311 012 345').first()).toBeVisible();
  await page.keyboard.press('Alt+i');
  await expect(page.getByText('017 311 012 345')).toHaveCount(0);

  await page.keyboard.press('F2');
  const field = page.getByRole('group', { name: 'Học sinh' }).getByLabel('Số định danh cá nhân');
  await expect(field).toHaveValue('0173••••••45');
  await page.getByLabel('Dân tộc').fill('Mông');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã lưu thay đổi của Vàng Thị Páo.')).toBeVisible();
  expect(await app.soMay('students')).toMatchObject([{ personalId: NUMBER, ethnicity: 'Mông' }]);
  expect(await app.soMay('students', '--masked')).toMatchObject([{ personalId: '0173••••••45' }]);
});

test('a consent form begins unticked, and is entered by keyboard', async ({ page }) => {
  await addPupil(page);
  const panel = page.getByRole('complementary', { name: 'Hồ sơ học sinh' });
  await panel.getByRole('button', { name: 'Ghi phiếu đồng ý' }).press('Enter');
  const dialog = page.getByRole('dialog');
  for (const tick of await dialog.getByRole('checkbox').all()) await expect(tick).not.toBeChecked();
  await dialog.getByLabel(/Mẫu phiếu/).fill('PĐY-01');
  await dialog.getByRole('checkbox', { name: /Cha mẹ/ }).press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText(/đã đủ 7 tuổi/)).toBeVisible();
  await dialog.getByRole('checkbox', { name: /từ 7 tuổi/ }).press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã ghi phiếu đồng ý của Vàng Thị Páo.')).toBeVisible();
  await expect(panel.getByText(/Đã đồng ý ngày/)).toBeVisible();
  await page.getByLabel('Chỉ em chưa có phiếu đồng ý').press('Space');
  await expect(page.getByRole('grid').getByText('Páo')).toHaveCount(0);
});

test('a pupil is erased for good after the name was typed, by keyboard', async ({ page, app }) => {
  await addPupil(page);
  const panel = page.getByRole('complementary', { name: 'Hồ sơ học sinh' });
  await panel.getByRole('button', { name: 'Xoá hẳn dữ liệu…' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/Không hoàn tác được/)).toBeVisible();
  await dialog.getByLabel(/Gõ lại họ tên/).fill('Vàng');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText(/Chưa xoá gì/)).toBeVisible();
  await page.screenshot({ path: 'test-results/privacy-erase.png' });
  await dialog.getByLabel(/Gõ lại họ tên/).fill('vang thi pao');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã xoá hẳn dữ liệu của 1 em.')).toBeVisible();
  expect(await app.soMay('students')).toEqual([]);
  expect(await app.soMay('verify')).toMatchObject({ isSound: true });
  await page.goto(`${new URL(page.url()).origin}/#/settings?section=privacy`);
  await expect(page.getByRole('cell', { name: 'Theo yêu cầu của gia đình' })).toBeVisible();
  await page.screenshot({ path: 'test-results/privacy-section.png' });
});

test('in English: a number shown and hidden, a consent form entered and printed, a pupil erased and the minutes printed', async ({
  page,
  app,
}) => {
  const { privacy, forms } = en;
  await speak(page, 'en');
  await addPupil(page, 'en');
  const panel = panelOf(page, 'en');
  await expect(panel.getByText('0173••••••45').first()).toBeVisible();
  await page.keyboard.press('Alt+i');
  await expect(panel.getByText('017 311 012 345').first()).toBeVisible();
  await page.keyboard.press('Alt+i');
  await expect(page.getByText('017 311 012 345')).toHaveCount(0);

  await panel.getByRole('button', { name: privacy.consent.add }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(privacy.consent.formVersion)).toHaveValue('PĐY-01/2026');
  for (const tick of await dialog.getByRole('checkbox').all()) await expect(tick).not.toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText(sentence('en', 'consentRefused'))).toBeVisible();
  await dialog.getByRole('checkbox', { name: privacy.consent.guardianAgrees }).press('Space');
  await dialog.getByRole('checkbox', { name: privacy.consent.childAgrees }).press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(privacy.consent.saved('Vàng Thị Páo'))).toBeVisible();

  await panel.getByRole('link', { name: privacy.consent.print }).press('Enter');
  const paper = page.getByRole('region', { name: forms.paper });
  await expect(paper).toContainText('PHIẾU ĐỒNG Ý');
  await expect(paper).toContainText('Vàng Thị Páo');
  await expect(page.getByText(forms.summary['consent-form'](1))).toBeVisible();
  await page.goBack();

  await panel.getByRole('link', { name: privacy.printHeld }).press('Enter');
  await expect(paper).toContainText('BẢN CUNG CẤP DỮ LIỆU CÁ NHÂN');
  await expect(paper).toContainText('0173••••••45');
  await page.getByLabel(forms.allNumbers).press('Space');
  await expect(paper).toContainText(NUMBER);
  await page.goBack();

  await panel.getByRole('button', { name: privacy.erase.button }).press('Enter');
  await expect(dialog.getByText(privacy.erase.text)).toBeVisible();
  await dialog.getByLabel(privacy.erase.typeName('Vàng Thị Páo')).fill('vang thi pao');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(privacy.erase.done(1))).toBeVisible();
  await expect(page.getByRole('heading', { name: forms.title })).toBeVisible();
  await expect(paper).toContainText('Xoá dữ liệu cá nhân của học sinh');
  await expect(paper).not.toContainText('Páo');
  expect(await app.soMay('students')).toEqual([]);
  expect(await app.soMay('audit', '--kind', 'id_number_viewed')).not.toEqual([]);
  await openSection(page, 'en');
  await page.getByRole('link', { name: privacy.section.printMinutes }).press('Enter');
  await expect(paper).toContainText('BIÊN BẢN');
});

for (const language of ['vi', 'en'] as const) {
  const { privacy, settings, today, forms } = languages[language];
  const w = privacy.section;

  test(`a request is entered, runs late, is answered, extended and done, by keyboard (${language})`, async ({
    page,
  }) => {
    const receivedOn = daysAgo(40);
    await speak(page, language);
    await addPupil(page, language);
    await panelOf(page, language).getByRole('button', { name: w.addRequest }).press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel(w.kind, { exact: true })).toBeFocused();
    await dialog.getByLabel(w.receivedOn).fill(formatDay(receivedOn));
    await dialog.getByLabel(w.requester, { exact: true }).fill('Vàng A Chua');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(w.savedRequest('Vàng Thị Páo'))).toBeVisible();

    await page.keyboard.press('Alt+1');
    await expect(page.getByRole('heading', { name: today.title })).toBeVisible();
    await expect(page.getByText(privacy.lateRequests(1))).toBeVisible();
    await openSection(page, language);
    const row = page.getByRole('row').filter({ hasText: 'Vàng Thị Páo' });
    await expect(row).toContainText(valueWords.requestKind.access[language]);
    await expect(row).toContainText(w.answerBy(formatDay(answerDue(receivedOn))));
    await expect(row).toContainText(w.late);

    const edit = async (change: () => Promise<void>) => {
      await row.getByRole('button', { name: settings.editOf('Vàng Thị Páo') }).press('Enter');
      await change();
      await page.keyboard.press('Control+Enter');
      await expect(dialog).toHaveCount(0);
    };
    await edit(() => dialog.getByLabel(w.answeredOn).fill(formatDay(daysAgo(39))));
    await expect(row).toContainText(w.doneBy(formatDay(doneDue(receivedOn, false))));
    await edit(() => dialog.getByRole('checkbox', { name: w.isExtended }).press('Space'));
    await expect(row).toContainText(w.doneBy(formatDay(doneDue(receivedOn, true))));
    await row.getByRole('link', { name: w.printAnswerTo('Vàng Thị Páo') }).press('Enter');
    await expect(page.getByRole('region', { name: forms.paper })).toContainText('Kính gửi: Vàng A Chua');
    await page.goBack();
    await edit(() => dialog.getByLabel(w.doneOn).fill(formatDay(daysAgo(1))));
    await expect(row).toContainText(w.done(formatDay(daysAgo(1))));
    await page.keyboard.press('Alt+1');
    await expect(page.getByText(privacy.lateRequests(1))).toHaveCount(0);
  });

  test(`copies from before an erasure are told beside its minutes, and removed, by keyboard (${language})`, async ({
    page,
    app,
  }) => {
    const { backups } = languages[language];
    await speak(page, language);
    await addPupil(page, language);
    // The page of a pupil who is gone says so, and takes the focus to say it.
    await page.keyboard.press('Alt+1');
    await expect(page.getByRole('heading', { name: today.title })).toBeVisible();
    await app.soMay('backup');
    await app.soMay('erase', '--student', NUMBER, '--reason', 'request', '--basis', 'Đơn số 3', '--yes');
    await openSection(page, language);
    await expect(page.getByText(backups.old.link(1))).toBeVisible();
    await page.getByRole('link', { name: backups.old.show }).press('Enter');
    const copies = page.getByRole('region', { name: backups.old.title });
    await expect(copies.getByRole('row')).toHaveCount(2);
    await expect(copies.getByText(backups.old.first)).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await copies.getByRole('button', { name: backups.old.forget(1) }).press('Enter');
    await page.screenshot({ path: `test-results/old-copies-${language}.png` });
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(backups.old.warning)).toBeVisible();
    await expect(dialog.getByRole('button', { name: backups.old.yes })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText(backups.old.done(1))).toBeVisible();
    await expect(copies).toHaveCount(0);
    expect(await app.soMay('backup', 'old')).toMatchObject({ copies: [] });
  });

  test(`who was kept long enough is found and erased in one go, by keyboard (${language})`, async ({ page, app }) => {
    await speak(page, language);
    await page.getByRole('link', { name: settings.title }).press('Enter');
    await page.getByRole('link', { name: settings.sections.school, exact: true }).press('Enter');
    await page.getByLabel(settings.school.schoolYear).fill('2015-2016');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(settings.saved).first()).toBeVisible();
    await addPupil(page, language);

    await openSection(page, language);
    await page.getByLabel(w.years).fill('20');
    await page.keyboard.press('Enter');
    await expect(page.getByText(w.retentionText(20))).toBeVisible();
    await expect(page.getByText(w.due0)).toBeVisible();
    await page.getByLabel(w.years).fill('3');
    await page.keyboard.press('Enter');
    await expect(page.getByText(w.dueCount(1))).toBeVisible();
    await page.getByRole('button', { name: w.eraseDue }).press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel(privacy.erase.reason)).toHaveValue('retention');
    await dialog.getByLabel(privacy.erase.typeName('Vàng Thị Páo')).fill('Vàng Thị Páo');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(privacy.erase.done(1))).toBeVisible();
    await expect(page.getByRole('region', { name: forms.paper })).toContainText('Hết thời hạn lưu');
    expect(await app.soMay('students')).toEqual([]);
    await openSection(page, language);
    await expect(page.getByText(w.due0)).toBeVisible();
  });
}
