/** Gửi lên over the network: `so-may serve` with a certificate of its own, found by the invitation, off for a while. */
import { expect, test } from './app.ts';
import { importClassList } from './class-list.ts';
import { runSoMay, startOffice } from './program.ts';
import { chooseBy, languages, openSection, send, speak } from './sync-screens.ts';

const OFFICE = 'UBND xã Mai Châu';

for (const [language, words] of languages) {
  test(`a school finds its office by the invitation’s ${language === 'vi' ? 'file' : 'digits'} and sends over the network (${language})`, async ({
    page,
    app,
  }) => {
    const atOffice = async (...args: string[]): Promise<unknown> => {
      const ended = await runSoMay([...args, '--data', app.officeDir, '--json']);
      expect(ended.status, ended.stderr).toBe(0);
      return JSON.parse(ended.stdout);
    };
    await atOffice('init', '--role', 'office', '--name', OFFICE, '--person', 'Lê Minh Đức');
    await importClassList(app);
    const serving = await startOffice(app.officeDir);
    expect(serving.url).toMatch(/^https:/);
    const invitation = `${app.makeFolder()}/thu-moi.somay`;
    const { digits } = (await atOffice('enrol', '--out', invitation, '--code', '17150501')) as { digits: string };
    await speak(page, language);

    await openSection(page, words, 'connect');
    if (language === 'vi') await chooseBy(page, words.sync.connect.chooseFile, invitation);
    else {
      await page.getByLabel(words.sync.connect.digits).fill(digits);
      await page.keyboard.press('Enter');
    }
    const preview = page.getByRole('dialog', { name: words.sync.connect.previewTitle(OFFICE) });
    await expect(preview).toContainText(serving.url);
    await expect(preview.getByRole('button', { name: words.sync.connect.accept })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText(words.sync.connect.connectedTo(OFFICE))).toBeVisible();

    await openSection(page, words, 'status');
    await send(page, words);
    await expect(page.getByText(words.sync.status.confirmed)).toBeVisible();
    const ways = page.getByRole('table', { name: words.sync.status.carriers });
    await expect(ways.getByRole('row', { name: serving.url })).toContainText(words.sync.status.carrierState.idle);
    expect(await atOffice('students')).toHaveLength(5);

    // The office is off: what is written waits, and nothing on the page calls it a failure.
    expect(await serving.stop()).toBe(0);
    await page.keyboard.press('Alt+2');
    await page.keyboard.press('Alt+n');
    await page.keyboard.type('Giàng Thị Sua');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(words.students.form.savedNew('Giàng Thị Sua'))).toBeVisible();
    await openSection(page, words, 'status');
    await send(page, words);
    await expect(ways.getByRole('row', { name: serving.url })).toContainText(
      words.sync.status.carrierState.unreachable,
    );
    await expect(page.getByRole('link', { name: words.sync.mark.waits(1) })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);

    const again = await startOffice(app.officeDir, Number(new URL(serving.url).port));
    await send(page, words);
    await expect(page.getByText(words.sync.status.confirmed)).toBeVisible();
    expect(await again.stop()).toBe(0);
    expect(await atOffice('students')).toHaveLength(6);
  });
}
