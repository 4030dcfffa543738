/** Further computers of a school: one more joins, both edit the same field, one is lost and replaced, a folder is copied. */
import { cpSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Words } from '../../renderer/language/words.ts';
import { type App, expect, test } from './app.ts';
import { importClassList } from './class-list.ts';
import { readInstallMark, writeInstallMark } from '../../core/host/install-mark.ts';
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
import { PASSPHRASE, setFirstPassphrase } from './protect.ts';

const SECOND = 'Máy thư viện';
const SCHOOL = 'Trường TH&THCS Chiềng Châu';

/** A second computer that has joined and holds the register; the command line does what other scenarios do on screen. */
async function addSecond(app: App, folder: string): Promise<{ dataDir: string; soMay: App['soMay'] }> {
  const dataDir = app.makeFolder();
  const soMay: App['soMay'] = async (...args) => {
    const ended = await runSoMay([...args, '--data', dataDir, '--json']);
    if (ended.status !== 0) throw new Error(`so-may ${args.join(' ')}: ${ended.stderr}${ended.stdout}`);
    return JSON.parse(ended.stdout);
  };
  const file = path.join(folder, 'may-thu-hai.somay');
  const { digits } = (await app.soMay('replicas', '--invite', file)) as { digits: string };
  await soMay('join', file, '--digits', digits, '--name', SECOND);
  await app.soMay('package', 'write', '--to', folder);
  await soMay('package', 'read', folder);
  return { dataDir, soMay };
}

async function openPupil(screen: Page, words: Words, typed: string): Promise<void> {
  await screen.keyboard.press('Control+k');
  await expect(screen.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await screen.keyboard.type(typed);
  await screen.getByRole('dialog').getByRole('option').first().waitFor();
  await screen.keyboard.press('Enter');
  await expect(screen.getByRole('complementary', { name: words.students.panel.label })).toBeVisible();
}

/** Writes another day of birth on the pupil's page. */
async function writeBirthDate(screen: Page, words: Words, day: string, language: 'vi' | 'en'): Promise<void> {
  await openPupil(screen, words, 'vang thi my');
  await screen.keyboard.press('F2');
  await screen.getByLabel(language === 'vi' ? 'Ngày sinh' : 'Date of birth').fill(day);
  await screen.keyboard.press('Control+Enter');
  await expect(screen.getByText(words.students.form.savedEdit('Vàng Thị Mỷ'))).toBeVisible();
}

for (const [language, words] of languages) {
  test(`what two computers of a school wrote differently is settled with one number key (${language})`, async ({
    page,
    app,
    browser,
  }) => {
    await importClassList(app);
    const folder = app.makeFolder();
    const second = await addSecond(app, folder);
    const other = await openScreen(browser, second.dataDir);
    await chooseName(other.page, 'Hà Thị Loan');
    for (const screen of [page, other.page]) await speak(screen, language);
    await writeBirthDate(page, words, '02/03/2014', language);
    await writeBirthDate(other.page, words, '20/03/2015', language);
    await other.close();
    await second.soMay('package', 'write', '--to', folder);
    await useFolder(page, words, folder);
    await send(page, words);

    await openSection(page, words, 'conflicts');
    await expect(page.getByRole('status').filter({ hasText: words.sync.conflicts.count(1) })).toBeVisible();
    const conflict = page.getByRole('article', { name: 'Vàng Thị Mỷ' });
    await expect(conflict).toContainText('02/03/2014');
    await expect(conflict).toContainText('20/03/2015');
    await expect(conflict).toContainText(SECOND);
    await expect(conflict.getByText(words.sync.conflicts.shown)).toHaveCount(1);
    // The later one is shown; the second key takes the other.
    const values = conflict.getByRole('listitem');
    const wanted = (await values.nth(1).innerText()).includes('02/03/2014') ? '02/03/2014' : '20/03/2015';
    await page.keyboard.press('2');
    await expect(page.getByText(words.sync.conflicts.settled('Vàng Thị Mỷ'))).toBeVisible();
    await expect(page.getByText(words.sync.conflicts.empty)).toBeVisible();
    await openPupil(page, words, 'vang thi my');
    await expect(page.getByRole('complementary')).toContainText(wanted);

    // The other computer hears of it and asks nobody.
    await app.soMay('package', 'write', '--to', folder);
    await second.soMay('package', 'read', folder);
    expect(await second.soMay('conflicts')).toMatchObject([]);
    const [, month, year] = wanted.split('/');
    expect(JSON.stringify(await second.soMay('students'))).toContain(`${year}-${month}-`);
  });
}

for (const [language, words] of languages) {
  test(`a lost computer is locked out, what it wrote later waits for a person, and a new one gets the whole register (${language})`, async ({
    page,
    app,
    browser,
  }) => {
    // Three computers, and a passphrase, which is slow on purpose.
    test.slow();
    await importClassList(app);
    const folder = app.makeFolder();
    const lost = await addSecond(app, folder);
    await speak(page, language);
    await lost.soMay('package', 'write', '--to', folder);
    await useFolder(page, words, folder);
    await send(page, words);

    await openSection(page, words, 'computers');
    await page.getByRole('button', { name: words.sync.computers.revokeOf(SECOND) }).press('Enter');
    const question = page.getByRole('dialog', { name: words.sync.computers.revokeTitle(SECOND) });
    await question.getByRole('button', { name: words.sync.computers.revokeReasons[0] }).press('Enter');
    await page.keyboard.press('Enter');
    await expect(page.getByText(words.sync.computers.revoked(SECOND))).toBeVisible();
    await expect(page.getByRole('row', { name: SECOND })).toContainText(
      words.sync.computers.locked(0).replace(/\s*0.*$/, ''),
    );

    // The lost one turns up and writes on: its file is kept aside until a person takes it.
    const list = path.join(app.makeFolder(), 'mot-em.csv');
    await writeList(list, '1;Lý A Sùng;10/05/2013;9B');
    await lost.soMay('import', list);
    await lost.soMay('package', 'write', '--to', folder);
    await openSection(page, words, 'status');
    await send(page, words);
    await lost.soMay('package', 'read', folder);
    const finder = await openScreen(browser, lost.dataDir);
    await chooseName(finder.page, 'Hà Thị Loan');
    await speak(finder.page, language);
    await finder.page.keyboard.press('Alt+1');
    await finder.page.getByRole('link', { name: words.sync.today.lockedOutButton }).press('Enter');
    const alert = finder.page
      .getByRole('alert')
      .filter({ hasText: words.sync.status.lockedOut(0).split(':')[0] ?? '' });
    await expect(alert).toBeVisible();
    const kept = finder.page.getByRole('list', { name: words.sync.notTaken.title });
    await expect(kept).toContainText(words.sync.reason.revoked);
    await finder.close();
    await openSection(page, words, 'files');
    await page.getByLabel(words.sync.files.state).selectOption(words.sync.files.states.quarantined);
    const files = page.getByRole('grid', { name: words.sync.sections.files });
    const waiting = files.getByRole('gridcell', { name: words.sync.reason.revoked });
    await expect(waiting.first()).toBeVisible();
    expect(await app.soMay('students')).toHaveLength(5);
    // A backup before an import packs what was written until then: the lost one may have brought two files.
    for (let left = await waiting.count(); left > 0; left -= 1) {
      await files.focus();
      await page.keyboard.press('Enter');
      const release = page.getByRole('dialog', { name: words.sync.files.releaseTitle });
      await release.getByRole('button', { name: words.sync.files.release }).press('Enter');
      await expect(page.getByText(words.sync.files.released(SCHOOL)).first()).toBeVisible();
      await expect(waiting).toHaveCount(left - 1);
    }
    expect(await app.soMay('students')).toHaveLength(6);

    // A new computer: a file and digits from here, typed at its first start.
    await openSection(page, words, 'computers');
    await page.keyboard.press('Alt+n');
    const invite = page.getByRole('dialog', { name: words.sync.computers.inviteTitle });
    await invite.getByRole('button', { name: words.sync.computers.invite }).press('Enter');
    const digits = /(\d{4} ){4}\d{4}/.exec(await invite.getByText(/^(\d{4} ){4}\d{4}$/).innerText())?.[0] ?? '';
    const file = await saveBy(page, words.sync.computers.saveFile, folder);
    await page.keyboard.press('Escape');
    await openSection(page, words, 'status');
    await send(page, words);

    const newDir = app.makeFolder();
    const { page: fresh, close } = await openScreen(browser, newDir);
    await fresh.evaluate((chosen) => localStorage.setItem('so-may.language', chosen), language);
    await fresh.reload();
    await fresh.getByRole('button', { name: words.sync.join.start }).press('Enter');
    await chooseBy(fresh, words.sync.join.file, file);
    await fresh.getByLabel(words.sync.join.digits).fill(digits);
    await fresh.getByLabel(words.sync.join.name).fill('Máy mới');
    await fresh.keyboard.press('Enter');
    await expect(fresh.getByRole('heading', { name: words.sync.join.fetchTitle })).toBeVisible();
    await fresh.getByLabel(words.sync.status.folder).fill(folder);
    await fresh.keyboard.press('Enter');
    await expect(fresh.getByText(words.sync.status.settingsSaved)).toBeVisible();
    await fresh.keyboard.press('Control+Enter');
    await fresh.getByRole('button', { name: 'Hà Thị Loan' }).press('Enter');
    await setFirstPassphrase(fresh);
    await fresh.keyboard.press('Alt+2');
    await expect(fresh.getByText(words.students.totals(6, 0, 0, 0).split(' · ')[0] ?? '')).toBeVisible();
    await close();
    const passphraseFile = path.join(app.makeFolder(), 'mat-khau.txt');
    await writeFile(passphraseFile, PASSPHRASE);
    process.env['SO_MAY_PASSPHRASE_FILE'] = passphraseFile;
    const verified = await runSoMay(['verify', '--data', newDir, '--json']);
    delete process.env['SO_MAY_PASSPHRASE_FILE'];
    expect(JSON.parse(verified.stdout)).toMatchObject({ isSound: true });
  });

  test(`a copied data folder goes on as a computer of its own, and says so (${language})`, async ({
    page,
    app,
    browser,
  }) => {
    await importClassList(app);
    await speak(page, language);
    await openSection(page, words, 'computers');
    await expect(page.getByText(words.sync.computers.continuedHere)).toHaveCount(0);
    await app.soMay('package', 'write', '--to', app.makeFolder());
    const copy = path.join(app.makeFolder(), 'copy');
    cpSync(app.dataDir, copy, { recursive: true });

    const { page: other, close } = await openScreen(browser, copy);
    await chooseName(other, 'Hà Thị Loan');
    await speak(other, language);
    await openSection(other, words, 'computers');
    await expect(other.getByText(words.sync.computers.continuedHere)).toBeVisible();
    const computers = other.getByRole('table', { name: words.sync.sections.computers });
    await expect(computers.getByText(words.sync.computers.continues)).toBeVisible();
    await expect(computers.getByRole('row')).toHaveCount(3);
    await close();
  });
}

async function writeList(file: string, line: string): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  await writeFile(file, `\uFEFFSTT;Họ và tên;Ngày sinh;Lớp\r\n${line}\r\n`);
}

for (const [language, words] of languages) {
  test(`a file with the numbers of another one is explained, dealt with, and waits for nobody then (${language})`, async ({
    page,
    app,
  }) => {
    await importClassList(app);
    const [first, second] = [app.makeFolder(), app.makeFolder()];
    const { dataDir, soMay } = await addSecond(app, app.makeFolder());
    const copy = path.join(app.makeFolder(), 'copy');
    const mark = readInstallMark(dataDir);
    cpSync(dataDir, copy, { recursive: true });
    const list = path.join(app.makeFolder(), 'mot-em.csv');
    await writeList(list, '1;Lý A Sùng;10/05/2013;9B');
    await soMay('import', list);
    await soMay('package', 'write', '--to', first);
    // Put back as a snapshot of the whole computer would: what it remembers outside of its folder, too.
    rmSync(dataDir, { recursive: true });
    cpSync(copy, dataDir, { recursive: true });
    if (mark) writeInstallMark(dataDir, mark);
    await writeList(list, '1;Giàng Thị Dở;11/06/2013;9B');
    await soMay('import', list);
    await soMay('package', 'write', '--to', second);
    for (const folder of [first, second]) await app.soMay('package', 'read', folder);
    await speak(page, language);
    await page.keyboard.press('Alt+1');
    await page.getByRole('link', { name: words.sync.today.forkedButton }).press('Enter');
    await page.getByLabel(words.sync.files.state).selectOption(words.sync.files.states.forked);
    const files = page.getByRole('grid', { name: words.sync.sections.files });
    await expect(files.getByRole('gridcell', { name: words.sync.reason.forked })).toHaveCount(1);
    await files.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: words.sync.files.forkTitle });
    await expect(dialog).toContainText(words.sync.files.forkToDo);
    await dialog.getByRole('button', { name: words.sync.files.settle }).press('Enter');
    await expect(page.getByText(words.sync.files.settledFile(SCHOOL)).first()).toBeVisible();
    await expect(files.getByRole('gridcell', { name: words.sync.files.settled })).toHaveCount(1);
    await page.keyboard.press('Alt+1');
    await expect(page.getByRole('region', { name: words.today.person })).toBeVisible();
    await expect(page.getByRole('link', { name: words.sync.today.forkedButton })).toHaveCount(0);
  });
}
