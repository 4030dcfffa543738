/** Opens the file dialog of the import page by keyboard and chooses a file there. */
import type { Page } from '@playwright/test';
import type { Words } from '../../renderer/language/words.ts';
import { expect } from './app.ts';

/** A path, or a file that the scenario writes itself. */
export type ChosenFile = string | { name: string; mimeType: string; buffer: Buffer };

export async function chooseFile(page: Page, words: Words, file: ChosenFile): Promise<void> {
  await expect(page.getByRole('button', { name: words.imports.choose.browse })).toBeVisible();
  const dialog = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+Enter');
  await (await dialog).setFiles(file);
}

/** A list as it comes out of Excel's "Lưu dưới dạng CSV". */
export function csv(name: string, lines: readonly string[]): ChosenFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`) };
}
