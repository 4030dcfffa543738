/** Files opened from outside the page: given by the window's program, or dropped on the page. */
import { readFileSync } from 'node:fs';
import { FILES_MESSAGE } from '../../shared/connect-message.ts';
import { expect, test } from './app.ts';
import { runSoMay } from './program.ts';
import { languages, speak } from './sync-screens.ts';

const OFFICE = 'UBND xã Mai Châu';

/** What the window's program does (electron/given-files.ts), as a script before the page: it hands over these files when asked. */
function answerAsProgram(files: { name: string; base64: string | null }[]): string {
  return `window.addEventListener('message', ({ data, ports: [port] }) => {
    if (data !== ${JSON.stringify(FILES_MESSAGE)} || !port) return;
    const toBytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    for (const { name, base64 } of ${JSON.stringify(files)})
      port.postMessage({ name, bytes: base64 === null ? null : toBytes(base64) });
  });`;
}

for (const [language, words] of languages) {
  test(`an invitation that was opened by a double click is shown and accepted, and one that is gone is named (${language})`, async ({
    page,
    app,
  }) => {
    const atOffice = async (...args: string[]) => {
      const ended = await runSoMay([...args, '--data', app.officeDir]);
      expect(ended.status, ended.stderr).toBe(0);
    };
    await atOffice('init', '--role', 'office', '--name', OFFICE, '--person', 'Lê Minh Đức');
    const invitation = `${app.makeFolder()}/thu-moi.somay`;
    await atOffice('enrol', '--out', invitation, '--code', '17150501');
    await speak(page, language);
    const given = [
      { name: 'thu-moi.somay', base64: readFileSync(invitation).toString('base64') },
      { name: 'khong-con.somay', base64: null },
    ];
    await page.addInitScript(answerAsProgram(given));
    await page.reload();

    const preview = page.getByRole('dialog', { name: words.sync.connect.previewTitle(OFFICE) });
    await expect(preview.getByRole('button', { name: words.sync.connect.accept })).toBeFocused();
    await expect(page.getByText('khong-con.somay')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByText(words.sync.connect.connectedTo(OFFICE))).toBeVisible();
    await expect(page.getByText(words.sync.connect.stillConnected(OFFICE))).toHaveCount(0);

    // Opened again, as a register that is connected already: said, not refused without a word.
    await page.reload();
    await expect(page.getByText(words.sync.connect.stillConnected(OFFICE))).toBeVisible();
  });
}
