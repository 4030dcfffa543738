/** Backups on the screen: made, gone back to with a preview, and found again on a PC without a register. */
import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, fixtures, test } from './app.ts';
import { PASSPHRASE } from './protect.ts';
import { runSoMay, startHost } from './program.ts';

const says = {
  vi: {
    section: 'Sao lưu',
    make: 'Sao lưu ngay',
    made: /Đã sao lưu và kiểm tra lại: 59 học sinh/,
    restore: /Khôi phục bản lúc/,
    later: /thêm 1, sửa 0/,
    keep: /Giữ cả những thay đổi về sau/,
    submit: 'Khôi phục',
    done: 'Đã khôi phục',
    open: 'Mở sổ',
    start: 'Lấy lại sổ từ bản sao lưu',
    folder: 'Thư mục của bản sao lưu',
    wrong: /Mật khẩu không đúng/,
    byCode: 'Dùng mã khôi phục',
    noBackup: 'Không có bản sao lưu…',
    recover: 'Lấy lại',
    pupils: /Sổ có 59 học sinh/,
    broken: 'Tệp sổ trên máy này bị hỏng',
    replayed: /Đã đọc lại \d gói/,
  },
  en: {
    section: 'Backups',
    make: 'Back up now',
    made: /Backed up and checked: 59 pupils/,
    restore: /Restore the backup of/,
    later: /1 added, 0 changed/,
    keep: /Keep what came later too/,
    submit: 'Restore',
    done: 'Restored',
    open: 'Open the register',
    start: 'Get the register back from a backup',
    folder: 'Folder of the backup',
    wrong: /The passphrase is wrong/,
    byCode: 'Use the recovery code',
    noBackup: 'There is no backup…',
    recover: 'Recover',
    pupils: /The register has 59 pupils/,
    broken: 'file on this PC is damaged',
    replayed: /Read \d packages?, /,
  },
};

for (const language of ['vi', 'en'] as const) {
  const say = says[language];
  test(`a clerk backs up, and goes back with a preview (${language})`, async ({ page, app }) => {
    await app.soMay('import', `${fixtures}/rosters/semicolons-nfd-bad-rows.csv`);
    await page.evaluate((chosen) => localStorage.setItem('so-may.language', chosen), language);
    await page.reload();
    await page.goto(`${page.url().split('#')[0]}#/settings?section=backups`);
    await expect(page.getByRole('heading', { name: say.section, exact: false }).first()).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('status').filter({ hasText: say.made })).toBeVisible();
    const before = await app.soMay('search', 'Hà Thị Khôi Phục');
    expect(before).toEqual([]);
    await app.soMay('devices', 'import', `${fixtures}/devices/delivery-note.xlsx`);

    await page.getByRole('button', { name: say.restore }).first().press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('checkbox', { name: say.keep })).toBeChecked();
    await page.screenshot({ path: `test-results/restore-${language}.png` });
    await dialog.getByRole('checkbox', { name: say.keep }).press('Space');
    await dialog.getByRole('button', { name: say.submit }).press('Enter');
    await expect(dialog.getByRole('status').filter({ hasText: say.done })).toBeVisible();
    expect(readdirSync(app.dataDir).filter((name) => name.startsWith('before-restore-'))).toHaveLength(1);
    await dialog.getByRole('button', { name: say.open }).press('Enter');
    await expect(page.getByRole('navigation').first()).toBeVisible();
    expect(await app.soMay('devices')).toEqual([]);
    expect(await app.soMay('verify')).toMatchObject({ isSound: true });
  });
}

test.describe('on a PC without a register', () => {
  test.use({ start: 'empty' });

  test('the register is got back from a backup, by keyboard', async ({ page, app }) => {
    const former = app.makeFolder();
    const to = app.makeFolder();
    for (const args of [
      ['init', '--code', '17150501', '--name', 'Trường', '--school-year', '2026-2027'],
      ['import', `${fixtures}/rosters/semicolons-nfd-bad-rows.csv`],
      ['backup', '--to', to],
    ])
      expect((await runSoMay([...args, '--data', former])).status).toBe(0);
    rmSync(former, { recursive: true });
    const [name = ''] = readdirSync(to).filter((each) => each.includes('-person-'));

    await page.getByRole('button', { name: 'Lấy lại sổ từ bản sao lưu' }).press('Enter');
    await page.getByLabel('Thư mục của bản sao lưu').focus();
    await page.keyboard.type(path.join(to, name));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('row', { name: /Trong bản sao lưu 59 0 0/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Mở sổ' }).press('Enter');
    await page.getByRole('button', { name: /Người ghi sổ/ }).press('Enter');
    await page.keyboard.press('Alt+2');
    await expect(page.getByText(/59 học sinh/).first()).toBeVisible();
  });
});

for (const language of ['vi', 'en'] as const) {
  const say = says[language];
  test.describe(`on a PC that was installed anew (${language})`, () => {
    test.use({ start: 'empty' });
    test.slow();

    test(`a backup opens with the printed code, by keyboard (${language})`, async ({ page, app }) => {
      const former = app.makeFolder();
      const to = app.makeFolder();
      const secrets = app.makeFolder();
      writeFileSync(path.join(secrets, 'p.txt'), PASSPHRASE);
      const run = async (...args: string[]) => {
        const { status, stdout } = await runSoMay([...args, '--data', former, '--json']);
        expect(status).toBe(0);
        return JSON.parse(stdout) as Record<string, unknown>;
      };
      const school = [
        '--code',
        '17150501',
        '--name',
        'Trường',
        '--school-year',
        '2026-2027',
        '--person',
        'Hà Thị Loan',
      ];
      const { code } = await run('init', ...school);
      expect(code).toBeNull();
      await run('import', `${fixtures}/rosters/semicolons-nfd-bad-rows.csv`);
      const protectedNow = await run('account', 'passphrase', '--passphrase-file', path.join(secrets, 'p.txt'));
      process.env['SO_MAY_PASSPHRASE_FILE'] = path.join(secrets, 'p.txt');
      await run('backup', '--to', to).finally(() => delete process.env['SO_MAY_PASSPHRASE_FILE']);
      rmSync(former, { recursive: true });
      const [name = ''] = readdirSync(to).filter((each) => each.includes('-person-'));

      if (language === 'en') await page.getByRole('button', { name: 'English' }).press('Enter');
      await page.getByRole('button', { name: say.start }).press('Enter');
      await page.getByLabel(say.folder).focus();
      await page.keyboard.type(path.join(to, name));
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await expect(dialog.locator('input[name="passphrase"]')).toBeFocused();
      await page.screenshot({ path: `test-results/restore-secret-${language}.png` });
      await page.keyboard.type('suối chảy qua bản');
      await page.keyboard.press('Enter');
      await expect(dialog.getByText(say.wrong)).toBeVisible({ timeout: 40_000 });
      await dialog.getByRole('button', { name: say.byCode }).press('Enter');
      await expect(dialog.locator('input[name="code"]')).toBeFocused();
      await page.keyboard.type(String(protectedNow['code']));
      await page.keyboard.press('Enter');
      await expect(dialog.getByRole('row', { name: / 59 0 0/ })).toBeVisible({ timeout: 40_000 });
      await page.keyboard.press('Enter');
      await dialog.getByRole('button', { name: say.open }).press('Enter', { timeout: 40_000 });
      // The code does not say who it is: the register is locked, and a passphrase opens it.
      await expect(page.locator('input[name="passphrase"]')).toBeFocused();
      await page.keyboard.type(PASSPHRASE);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('navigation').first()).toBeVisible({ timeout: 40_000 });
    });
  });
}

test.describe('a damaged register', () => {
  test.use({ start: 'empty' });

  for (const language of ['vi', 'en'] as const) {
    const say = says[language];
    test(`opens a calm page, and is recovered with counts, by keyboard (${language})`, async ({ app, browser }) => {
      const dataDir = app.makeFolder();
      const run = async (...args: string[]) => expect((await runSoMay([...args, '--data', dataDir])).status).toBe(0);
      await run('init', '--code', '17150501', '--name', 'Trường', '--school-year', '2026-2027');
      await run('import', `${fixtures}/rosters/semicolons-nfd-bad-rows.csv`);
      await run('backup');
      await run('devices', 'import', `${fixtures}/devices/delivery-note.xlsx`);
      truncateSync(path.join(dataDir, 'so-may.sqlite'), 5000);
      const host = await startHost(dataDir);
      const page = await browser.newPage();
      await page.goto(host.url);
      if (language === 'en') await page.getByRole('button', { name: 'English' }).press('Enter');
      await expect(page.getByRole('alert')).toContainText(say.broken);
      await page.screenshot({ path: `test-results/damaged-${language}.png` });
      await page.getByRole('button', { name: say.restore }).first().press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: say.submit }).press('Enter');
      await expect(dialog.getByText(say.done)).toBeVisible();
      await expect(dialog.getByText(say.replayed)).toBeVisible();
      await dialog.getByRole('button', { name: say.open }).press('Enter');
      await expect(page.getByRole('button', { name: /Người ghi sổ/ })).toBeVisible();
      await page.close();
      expect(await host.stop()).toBe(0);
      await run('verify');
    });
  }

  for (const language of ['vi', 'en'] as const) {
    const say = says[language];
    test(`is recovered from its packages where there is no backup, by keyboard (${language})`, async ({
      app,
      browser,
    }) => {
      const dataDir = app.makeFolder();
      const run = async (...args: string[]) => expect((await runSoMay([...args, '--data', dataDir])).status).toBe(0);
      await run('init', '--code', '17150501', '--name', 'Trường', '--school-year', '2026-2027');
      await run('import', `${fixtures}/rosters/semicolons-nfd-bad-rows.csv`);
      truncateSync(path.join(dataDir, 'so-may.sqlite'), 5000);
      const host = await startHost(dataDir);
      const page = await browser.newPage();
      await page.goto(host.url);
      if (language === 'en') await page.getByRole('button', { name: 'English' }).press('Enter');
      await page.getByRole('button', { name: say.noBackup }).press('Enter');
      const dialog = page.getByRole('dialog');
      await page.screenshot({ path: `test-results/leftovers-${language}.png` });
      await expect(dialog.getByRole('button', { name: say.recover, exact: true })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(dialog.getByText(say.pupils)).toBeVisible();
      await dialog.getByRole('button', { name: say.open }).press('Enter');
      await expect(page.getByRole('button', { name: /Người ghi sổ/ })).toBeVisible();
      await page.close();
      expect(await host.stop()).toBe(0);
      await run('verify');
    });
  }
});
