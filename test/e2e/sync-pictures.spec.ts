/** Pictures of signed papers that have not come: the office sees whose they are, the school that they are asked for. */
import { expect, fixtures, test } from './app.ts';
import { importClassList } from './class-list.ts';
import { runSoMay } from './program.ts';
import { chooseName, languages, openScreen, openSection, speak } from './sync-screens.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const ONE_PICTURE = { missingAttachments: 1, refusedChanges: 0, quarantinedFiles: 0 };
const signed = ['--receiver', 'Đinh Thị Loan', '--relation', 'mẹ', '--on', '2026-09-05'];

for (const [language, words] of languages) {
  test(`a picture that has not come is told at the office and at the school until it is there (${language})`, async ({
    page,
    app,
    browser,
  }) => {
    const folder = app.makeFolder();
    const atOffice = async (...args: string[]): Promise<void> => {
      const ended = await runSoMay([...args, '--data', app.officeDir, '--json']);
      expect(ended.status, ended.stderr).toBe(0);
    };
    const toOffice = async (): Promise<void> => {
      await app.soMay('package', 'write', '--to', folder);
      await atOffice('package', 'read', folder);
    };
    const toSchool = async (): Promise<void> => {
      await atOffice('package', 'write', '--to', folder);
      await app.soMay('package', 'read', folder);
    };
    await atOffice('init', '--role', 'office', '--name', 'UBND xã Mai Châu', '--person', 'Lê Minh Đức');
    await atOffice('enrol', '--out', `${folder}/thu-moi.somay`);
    await importClassList(app);
    await app.soMay('devices', 'import', `${fixtures}/devices/delivery-note.xlsx`);
    await app.soMay('hand-over', '--student', '1778978114', '--serial', 'R9LT0890798', ...signed);
    await app.soMay('enrol', `${folder}/thu-moi.somay`);
    await page.reload();
    await speak(page, language);
    await page.getByRole('navigation', { name: words.frame.menu }).waitFor();
    await page.keyboard.press('Control+K');
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
    await page.keyboard.type('1778978114');
    await expect(page.getByRole('option', { name: 'Đinh Đức Anh' })).toBeVisible();
    await page.keyboard.press('Enter');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: words.students.attachments.add }).press('Enter');
    await (await chooser).setFiles({ name: 'giay-ky.png', mimeType: 'image/png', buffer: PNG });
    await expect(page.getByRole('button', { name: 'giay-ky.png', exact: true })).toBeVisible();

    await toOffice();
    const { page: office, close } = await openScreen(browser, app.officeDir);
    await chooseName(office, 'Lê Minh Đức');
    await speak(office, language);
    await openSection(office, words, 'connect');
    const members = office.getByRole('table', { name: words.sync.connect.members });
    await expect(members).toContainText(words.sync.connect.lacks(ONE_PICTURE));
    await office.screenshot({ path: `test-results/pictures-office-${language}.png` });

    await toSchool();
    await page.reload();
    await expect(page.getByRole('link', { name: words.sync.mark.pictures(1) })).toBeVisible();
    await openSection(page, words, 'status');
    await expect(page.getByText(words.sync.status.asks(1))).toBeVisible();
    await page.screenshot({ path: `test-results/pictures-school-${language}.png` });

    await toOffice();
    await toSchool();
    await page.reload();
    await expect(page.getByRole('link', { name: words.sync.mark.confirmed })).toBeVisible();
    await openSection(page, words, 'status');
    await expect(page.getByText(words.sync.status.confirmed)).toBeVisible();
    await expect(page.getByText(words.sync.status.asks(1))).toHaveCount(0);
    await office.reload();
    await openSection(office, words, 'connect');
    await expect(members).toContainText(words.sync.connect.totals(5, 50, 1).split(',')[0] ?? '');
    await expect(members).not.toContainText(words.sync.connect.lacks(ONE_PICTURE));
    await close();
  });
}
