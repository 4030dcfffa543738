/** Gửi lên: a school and an office on one machine, each with its own screen, over a folder, in both languages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { en } from '../../renderer/language/english.ts';
import { vi } from '../../renderer/language/words.ts';
import { expect, test } from './app.ts';
import { importClassList } from './class-list.ts';
import { runSoMay, startHost } from './program.ts';

const OFFICE = 'Phòng Văn hoá - Xã hội xã Mai Châu';

for (const [language, words] of [
  ['vi', vi],
  ['en', en],
] as const) {
  test(`a school takes an office’s invitation and sends its pupils over a folder (${language})`, async ({
    page,
    app,
    browser,
  }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'so-may-shared-'));
    const officeDir = mkdtempSync(path.join(tmpdir(), 'so-may-office-'));
    const kind = ['--role', 'office', '--code', 'VHXH-MC', '--name', OFFICE, '--level', 'commune'];
    const made = await runSoMay(['init', ...kind, '--person', 'Lê Minh Đức', '--data', officeDir, '--json']);
    expect(made.status, made.stderr).toBe(0);
    await importClassList(app);
    const host = await startHost(officeDir);
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true });
    const office = await context.newPage();
    await office.goto(host.url);
    await office.getByRole('button', { name: 'Lê Minh Đức' }).press('Enter');
    await office.getByRole('navigation', { name: 'Các trang' }).waitFor();
    for (const screen of [page, office]) await speak(screen, language);

    // The office invites: a file, digits and their QR code.
    await openSection(office, words, 'connect');
    await expect(office.getByText(words.sync.connect.membersEmpty)).toBeVisible();
    await office.keyboard.press('Alt+n');
    await office.getByLabel(words.sync.connect.memberCode).press('Enter');
    await expect(office.getByRole('img', { name: words.sync.connect.qr })).toBeVisible();
    const download = office.waitForEvent('download');
    await office.getByRole('button', { name: words.sync.connect.saveInvitation }).press('Enter');
    const invitation = path.join(folder, 'invitation.somay');
    await (await download).saveAs(invitation);
    await office.keyboard.press('Escape');

    // The school sees who invites before anything is taken.
    await openSection(page, words, 'connect');
    await chooseBy(page, words.sync.connect.chooseFile, invitation);
    await expect(page.getByRole('dialog', { name: words.sync.connect.previewTitle(OFFICE) })).toBeVisible();
    await page.getByRole('button', { name: words.sync.connect.accept }).press('Enter');
    await expect(page.getByText(words.sync.connect.connectedTo(OFFICE))).toBeVisible();

    for (const screen of [page, office]) {
      await openSection(screen, words, 'status');
      await screen.getByLabel(words.sync.status.folder).fill(folder);
      await screen.getByLabel(words.sync.status.folder).press('Enter');
      await expect(screen.getByText(words.sync.status.settingsSaved)).toBeVisible();
    }
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
    await expect(page.getByText(words.students.panel.syncState.accepted)).toBeVisible();

    // The office has the five pupils, and the file stands in its inbox.
    await openSection(office, words, 'connect');
    await expect(office.getByText(words.sync.connect.totals(5, 0, 0))).toBeVisible();
    await openSection(office, words, 'files');
    await expect(office.getByRole('gridcell', { name: words.sync.files.states.merged }).first()).toBeVisible();

    await context.close();
    expect(await host.stop()).toBe(0);
    for (const made of [folder, officeDir]) rmSync(made, { recursive: true, force: true });
  });
}

type Screens = typeof vi;

async function speak(screen: Page, language: 'vi' | 'en'): Promise<void> {
  if (language === 'vi') return;
  await screen.evaluate(() => localStorage.setItem('so-may.language', 'en'));
  await screen.reload();
  await screen.getByRole('navigation', { name: 'Pages' }).waitFor();
}

async function openSection(screen: Page, words: Screens, section: keyof Screens['sync']['sections']): Promise<void> {
  await screen.keyboard.press('Alt+7');
  const list = screen.getByRole('navigation', { name: words.frame.pages.sync, exact: true });
  await list.getByRole('link', { name: words.sync.sections[section] }).press('Enter');
  await expect(screen.getByRole('heading', { name: words.sync.sections[section], level: 2 })).toBeVisible();
}

async function chooseBy(screen: Page, button: string, file: string): Promise<void> {
  const dialog = screen.waitForEvent('filechooser');
  await screen.getByRole('button', { name: button }).press('Enter');
  await (await dialog).setFiles(file);
}

/** One try, to its end: the button is there again. */
async function send(screen: Page, words: Screens): Promise<void> {
  await screen.keyboard.press('Control+Enter');
  await expect(screen.getByRole('button', { name: words.sync.status.run })).toBeVisible();
  await expect(screen.getByRole('button', { name: words.sync.status.stop })).toHaveCount(0);
}
