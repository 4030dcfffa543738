/** Several people at one PC: seats taken by PIN, wrong ones slowed, an auditor who looks only. */
import type { Page } from '@playwright/test';
import { en } from '../../renderer/language/english.ts';
import { vi } from '../../renderer/language/words.ts';
import { expect, fixtures, test } from './app.ts';

const languages = { vi, en } as const;
type Language = keyof typeof languages;
const says = {
  vi: {
    principal: 'Hiệu trưởng',
    ask: 'Hãy nhờ hiệu trưởng',
    whyNot: /Phần này do hiệu trưởng/,
    wrong: 'Mã PIN của Lò Văn Thuận chưa đúng.',
    wait: /Hãy đợi 1\d giây rồi gõ lại/,
    close: 'Đóng',
  },
  en: {
    principal: 'Principal',
    ask: 'Ask the principal',
    whyNot: /This is done by: principal/,
    wrong: 'This is not the PIN of Lò Văn Thuận.',
    wait: /Wait 1\d seconds, then try again/,
    close: 'Close',
  },
};

/** On the page of people, a person is entered by keyboard. */
async function addPerson(page: Page, name: string, role: string, { people } = vi.settings): Promise<void> {
  await page.keyboard.press('Control+n');
  await page.getByLabel(people.name).fill(name);
  await page.getByLabel(people.role).selectOption({ label: role });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
}

async function openPeople(page: Page, { settings } = vi): Promise<void> {
  await page.getByRole('link', { name: settings.title }).press('Enter');
  await page.getByRole('link', { name: settings.sections.people }).press('Enter');
  await expect(page.getByRole('heading', { name: settings.title })).toBeVisible();
}

async function leaveSeat(page: Page, name: string, { frame, setUp } = vi): Promise<void> {
  await page.getByRole('button', { name: `${frame.person}: ${name}` }).press('Enter');
  await page.getByRole('button', { name: setUp.choose.leave }).press('Enter');
  // The dialog has the same heading; the menu goes with the seat.
  await expect(page.getByRole('navigation', { name: frame.menu })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: setUp.choose.title })).toBeVisible();
}

/** The principal is entered, sits down and sets a PIN; then stands on the page of people. */
async function makePrincipal(page: Page, language: Language = 'vi'): Promise<void> {
  const text = languages[language];
  const { people } = text.settings;
  await openPeople(page, text);
  await addPerson(page, 'Lò Văn Thuận', says[language].principal, text.settings);
  await leaveSeat(page, 'Hà Thị Loan', text);
  await page.getByRole('button', { name: 'Lò Văn Thuận' }).press('Enter');
  await openPeople(page, text);
  await page.getByRole('button', { name: people.setPin }).press('Enter');
  await page.getByRole('textbox', { name: people.newPin, exact: false }).first().fill('480213');
  await page.getByLabel(people.again).fill('480213');
  await page.keyboard.press('Enter');
  await expect(page.getByText(people.pinSaved)).toBeVisible();
}

async function givePin(page: Page, name: string, language: Language = 'vi'): Promise<string> {
  const { people } = languages[language].settings;
  await page.getByRole('button', { name: people.givePinTo(name) }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: people.givePin }).press('Enter');
  const pin = await page.getByRole('dialog').getByRole('status').textContent();
  await page.getByRole('dialog').getByRole('button', { name: says[language].close }).last().press('Enter');
  return (pin ?? '').replace(/\D/g, '');
}

for (const language of ['vi', 'en'] as const) {
  test(`a seat is taken by PIN: one for a single use first, wrong ones wait (${language})`, async ({ page }) => {
    const say = says[language];
    const text = languages[language];
    const { people } = text.settings;
    const { choose } = text.setUp;
    await page.evaluate((chosen) => localStorage.setItem('so-may.language', chosen), language);
    await page.reload();
    await makePrincipal(page, language);
    const pin = await givePin(page, 'Hà Thị Loan', language);
    expect(pin).toMatch(/^\d{6}$/);
    await leaveSeat(page, 'Lò Văn Thuận', text);
    await expect(page.getByText(say.ask)).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('choose.png') });

    await page.getByRole('button', { name: 'Hà Thị Loan' }).press('Enter');
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: people.newPin }).first().fill('905172');
    await page.getByLabel(people.again).fill('905173');
    await page.keyboard.press('Enter');
    await expect(page.getByText(people.pinDiffers)).toBeVisible();
    await page.getByLabel(people.again).fill('905172');
    await page.screenshot({ path: test.info().outputPath('own-pin.png') });
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: text.frame.menu })).toBeVisible();
    await page.keyboard.press('Alt+1');
    await expect(page.getByRole('heading', { name: text.frame.pages.today })).toBeVisible();

    // She is no principal: people are his, and the page says so.
    await openPeople(page, text);
    await expect(page.getByText(say.whyNot)).toBeVisible();
    await expect(page.getByRole('button', { name: people.add })).toBeHidden();
    await page.screenshot({ path: test.info().outputPath('people.png') });
    await leaveSeat(page, 'Hà Thị Loan', text);

    await page.getByRole('button', { name: 'Lò Văn Thuận' }).press('Enter');
    for (let times = 0; times < 3; times += 1) {
      await page.getByLabel(choose.pin).fill(`11111${times + 2}`);
      await page.keyboard.press('Enter');
      await expect(page.getByText(say.wrong)).toBeVisible();
      // The sentence of the attempt before stays until this one is answered.
      await expect(page.getByRole('button', { name: choose.sitDown })).toBeEnabled();
      // The wrong one does not stay in its field, and the next one is typed at once.
      await expect(page.getByLabel(choose.pin)).toHaveValue('');
      await expect(page.getByLabel(choose.pin)).toBeFocused();
    }
    await page.getByLabel(choose.pin).fill('480213');
    await page.keyboard.press('Enter');
    await expect(page.getByText(say.wait)).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('slowed.png') });
  });
}

test('an auditor sees everything and changes nothing; the page says why', async ({ page, app }) => {
  await app.soMay('import', `${fixtures}/rosters/sheet-per-class.xls`);
  await makePrincipal(page);
  await addPerson(page, 'Bùi Thị Mến', 'Người kiểm tra');
  const pin = await givePin(page, 'Bùi Thị Mến');
  await leaveSeat(page, 'Lò Văn Thuận');
  await page.getByRole('button', { name: 'Bùi Thị Mến' }).press('Enter');
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await page.getByLabel(/^Mã PIN mới/).fill('905172');
  await page.getByLabel('Gõ lại mã PIN mới').fill('905172');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Các trang' })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
  const menu = page.getByRole('navigation', { name: 'Các trang' });
  await expect(menu.getByRole('link', { name: 'Học sinh' })).toBeVisible();
  for (const name of ['Bàn giao', 'Biểu mẫu', 'Nhập từ tệp'])
    await expect(menu.getByRole('link', { name })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Hoàn tác/ })).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath('auditor-today.png') });

  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('trieu thi mai anh');
  await expect(page.getByRole('option', { name: 'Triệu Thị Mai Ánh' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Triệu Thị Mai Ánh' })).toBeVisible();
  await expect(page.getByText(/Phần này do văn thư/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sửa' })).toHaveCount(0);
  // Neither keys nor an address lead around it.
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('textbox', { name: 'Họ và tên' })).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath('auditor-pupil.png') });
  await page.goto(`${new URL(page.url()).origin}/#/imports`);
  await expect(page.getByText(/Phần này do văn thư/)).toBeVisible();
});
