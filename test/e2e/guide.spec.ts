/** docs/huong-dan/gui-len.md, walked in its order from two empty registers: enrolment, then the first stick in three tries. */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { vi } from '../../renderer/language/words.ts';
import { expect, test } from './app.ts';
import { setFirstPassphrase } from './protect.ts';
import { chooseBy, openScreen, openSection, saveBy, send } from './sync-screens.ts';

const OFFICE = 'UBND xã Mai Châu';
const SCHOOL = 'Trường TH&THCS Chiềng Châu';
const { connect, status } = vi.sync;

test.use({ start: 'empty' });

test('the guide takes a school and an office from empty registers through enrolment and the first stick', async ({
  page,
  app,
  browser,
}) => {
  // Two passphrases and two codes are stretched, slow on purpose.
  test.slow();
  const { page: office, close } = await openScreen(browser, app.officeDir);

  // co-quan-quan-ly.md: the office makes its register.
  await office.getByRole('radio', { name: vi.setUp.role.office }).check();
  await office.getByLabel(vi.settings.office.name).fill(OFFICE);
  await office.getByLabel(vi.setUp.yourName).fill('Lường Văn Tới');
  await office.getByRole('button', { name: vi.setUp.submit }).press('Enter');
  await setFirstPassphrase(office);
  await expect(office.getByText(vi.office.nothing.title)).toBeVisible();

  // gio-dau-tien.md: so does the school, and writes its first pupil.
  await page.getByLabel(vi.settings.school.name).fill(SCHOOL);
  await page.getByLabel(vi.settings.school.code).fill('17150501');
  await page.getByLabel(vi.setUp.yourName).fill('Hà Thị Loan');
  await page.keyboard.press('Control+Enter');
  await setFirstPassphrase(page);
  await expect(page.getByRole('heading', { name: vi.today.title })).toBeVisible();
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('Giàng Thị Sua');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(vi.students.form.savedNew('Giàng Thị Sua'))).toBeVisible();

  // Steps 1 to 3, at the office.
  await openSection(office, vi, 'connect');
  await office.getByRole('button', { name: connect.invite }).press('Enter');
  await office.getByLabel(connect.memberCode).fill('17150501');
  await office.getByRole('button', { name: connect.makeInvitation }).press('Enter');
  const invitation = await saveBy(office, connect.saveInvitation, app.makeFolder());
  await office.keyboard.press('Escape');

  // Steps 4 and 5, at the school.
  await openSection(page, vi, 'connect');
  await chooseBy(page, connect.chooseFile, invitation);
  await expect(page.getByRole('dialog', { name: connect.previewTitle(OFFICE) })).toBeVisible();
  await page.getByRole('button', { name: connect.accept }).press('Enter');
  await expect(page.getByText(connect.connectedTo(OFFICE))).toBeVisible();
  await openSection(page, vi, 'status');
  await expect(page.getByText(status.noCarriers)).toBeVisible();

  // School, office, school; the stick is in both at once.
  const stick = path.join(app.mediaDir, 'KINGSTON');
  mkdirSync(stick);
  await page.getByRole('button', { name: status.takeStickOf(stick) }).press('Enter');
  await expect(page.getByText(status.stickUsed(stick)).first()).toBeVisible();
  await send(page, vi);
  expect(existsSync(`${stick}/so-may`)).toBe(true);
  await openSection(office, vi, 'status');
  await send(office, vi);
  await send(page, vi);
  await expect(page.getByText(status.confirmed)).toBeVisible();

  await openSection(office, vi, 'connect');
  await expect(office.getByRole('row', { name: SCHOOL })).toContainText(connect.totals(1, 0, 0));
  await office.keyboard.press('Alt+1');
  await expect(office.getByRole('region', { name: vi.office.schools })).toContainText(SCHOOL);
  await close();
});
