/** What the scenarios of sync do on the page "Gửi lên", and a second screen beside the scenario's own. All by keyboard. */
import type { Browser, Download, Page } from '@playwright/test';
import { en } from '../../renderer/language/english.ts';
import { vi, type Words } from '../../renderer/language/words.ts';
import { expect } from './app.ts';
import { startHost } from './program.ts';

export type SpokenLanguage = 'vi' | 'en';

/** Both languages with their words. */
export const languages: [SpokenLanguage, Words][] = [
  ['vi', vi],
  ['en', en],
];

/** The screen of another register; who sits there is left to choose. */
export async function openScreen(
  browser: Browser,
  dataDir: string,
): Promise<{ page: Page; close: () => Promise<void> }> {
  const host = await startHost(dataDir);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(host.url);
  return {
    page,
    close: async () => {
      await context.close();
      expect(await host.stop()).toBe(0);
    },
  };
}

/** Someone sits down. */
export async function chooseName(screen: Page, name: string, words: Words = vi): Promise<void> {
  await screen.getByRole('button', { name }).press('Enter');
  await screen.getByRole('navigation', { name: words.frame.menu }).waitFor();
}

export async function speak(screen: Page, language: SpokenLanguage): Promise<void> {
  if (language === 'vi') return;
  await screen.evaluate(() => localStorage.setItem('so-may.language', 'en'));
  await screen.reload();
  await screen.getByRole('navigation', { name: en.frame.menu }).waitFor();
}

export async function openSection(screen: Page, words: Words, section: keyof Words['sync']['sections']): Promise<void> {
  await screen.keyboard.press('Alt+7');
  const list = screen.getByRole('navigation', { name: words.frame.pages.sync, exact: true });
  await list.getByRole('link', { name: words.sync.sections[section] }).press('Enter');
  await expect(screen.getByRole('heading', { name: words.sync.sections[section], level: 2 })).toBeVisible();
}

export async function chooseBy(screen: Page, button: string, file: string): Promise<void> {
  const dialog = screen.waitForEvent('filechooser');
  // The hidden field of the file is called a button as well.
  await screen.locator('button', { hasText: button }).press('Enter');
  await (await dialog).setFiles(file);
}

/** Presses a button that saves a file; returns where it lies. */
export async function saveBy(screen: Page, button: string, folder: string): Promise<string> {
  const saved: Promise<Download> = screen.waitForEvent('download');
  await screen.getByRole('button', { name: button }).press('Enter');
  const download = await saved;
  const file = `${folder}/${download.suggestedFilename()}`;
  await download.saveAs(file);
  return file;
}

export async function useFolder(screen: Page, words: Words, folder: string): Promise<void> {
  await openSection(screen, words, 'status');
  await screen.getByLabel(words.sync.status.folder).fill(folder);
  await screen.getByLabel(words.sync.status.folder).press('Enter');
  await expect(screen.getByText(words.sync.status.settingsSaved)).toBeVisible();
}

/** One try, to its end: the button that stops it came and went. */
export async function send(screen: Page, words: Words): Promise<void> {
  // In an object: a promise by itself would be waited for at once.
  const waiting = await screen.evaluateHandle(
    `(() => {
    const isRunning = () => [...document.querySelectorAll('button')].some((button) => button.textContent === STOP);
    let wasRunning = false;
    const ended = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        wasRunning ||= isRunning();
        if (!wasRunning || isRunning()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
    return { ended };
  })()`.replace('STOP', JSON.stringify(words.sync.status.stop)),
  );
  await screen.keyboard.press('Control+Enter');
  await waiting.evaluate(({ ended }: { ended: Promise<void> }) => ended);
}
