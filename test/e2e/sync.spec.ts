/** Gửi lên: a school and an office on one machine, each with its own screen, over a folder, in both languages. */
import { expect, test } from './app.ts';
import { importClassList } from './class-list.ts';
import { runSoMay } from './program.ts';
import {
  chooseBy,
  chooseName,
  languages,
  openScreen,
  openSection,
  saveBy,
  send,
  speak,
  useFolder,
} from './sync-screens.ts';

const OFFICE = 'Phòng Văn hoá - Xã hội xã Mai Châu';

for (const [language, words] of languages) {
  test(`a school takes an office’s invitation and sends its pupils over a folder (${language})`, async ({
    page,
    app,
    browser,
  }) => {
    const folder = app.makeFolder();
    const kind = ['--role', 'office', '--code', 'VHXH-MC', '--name', OFFICE, '--level', 'commune'];
    const made = await runSoMay(['init', ...kind, '--person', 'Lê Minh Đức', '--data', app.officeDir, '--json']);
    expect(made.status, made.stderr).toBe(0);
    await importClassList(app);
    const { page: office, close } = await openScreen(browser, app.officeDir);
    await chooseName(office, 'Lê Minh Đức');
    for (const screen of [page, office]) await speak(screen, language);

    // The office invites: a file, digits and their QR code.
    await openSection(office, words, 'connect');
    await expect(office.getByText(words.sync.connect.membersEmpty)).toBeVisible();
    await office.keyboard.press('Alt+n');
    await office.getByLabel(words.sync.connect.memberCode).press('Enter');
    await expect(office.getByRole('img', { name: words.sync.connect.qr })).toBeVisible();
    const invitation = await saveBy(office, words.sync.connect.saveInvitation, folder);
    await office.keyboard.press('Escape');

    // The school sees who invites before anything is taken.
    await openSection(page, words, 'connect');
    await chooseBy(page, words.sync.connect.chooseFile, invitation);
    await expect(page.getByRole('dialog', { name: words.sync.connect.previewTitle(OFFICE) })).toBeVisible();
    await page.getByRole('button', { name: words.sync.connect.accept }).press('Enter');
    await expect(page.getByText(words.sync.connect.connectedTo(OFFICE))).toBeVisible();

    for (const screen of [page, office]) await useFolder(screen, words, folder);
    await expect(page.getByText(words.sync.status.notConfirmed(OFFICE))).toBeVisible();
    await send(page, words);
    await send(office, words);
    await send(page, words);
    await send(office, words);
    await send(page, words);
    await expect(page.getByText(words.sync.status.confirmed)).toBeVisible();
    await expect(page.getByRole('link', { name: words.sync.mark.confirmed })).toBeVisible();

    // So says the pupil's page.
    await page.keyboard.press('Alt+2');
    await page.getByRole('grid').getByRole('gridcell').nth(1).click();
    await expect(page.getByText(words.sync.record.accepted, { exact: true })).toBeVisible();

    // The office has the five pupils, and the file stands in its inbox.
    await openSection(office, words, 'connect');
    await expect(office.getByText(words.sync.connect.totals(5, 0, 0))).toBeVisible();
    await openSection(office, words, 'files');
    await expect(office.getByRole('gridcell', { name: words.sync.files.states.merged }).first()).toBeVisible();

    await close();
  });
}
