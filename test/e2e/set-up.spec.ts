/** First start, and the settings that change it later. */
import { expect, test } from './app.ts';
import { setFirstPassphrase } from './protect.ts';

test.describe('first start', () => {
  test.use({ start: 'empty' });

  test('makes the register of a school, by keyboard alone', async ({ page }) => {
    await expect(page.getByLabel('Tên trường')).toBeFocused();
    await page.keyboard.type('Trường TH&THCS Chiềng Châu');
    await page.keyboard.press('Tab');
    await page.keyboard.type('17150501');
    await page.getByLabel('Tỉnh, thành phố').focus();
    await page.keyboard.type('Phú Thọ');
    await page.getByLabel('Họ và tên của bạn').focus();
    await page.keyboard.type('Hà  Thị Loan ');
    await expect(page.getByLabel('Vai trò').locator('option')).toHaveText([/Văn thư/, 'Hiệu trưởng']);
    await expect(page.getByLabel('Vai trò')).toHaveValue('principal');
    await page.keyboard.press('Control+Enter');
    await setFirstPassphrase(page);

    await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
    await expect(page.getByText('Hà Thị Loan').first()).toBeVisible();
    await expect(page.getByText('Sổ chưa có học sinh. Hãy nhập danh sách lớp')).toBeVisible();
  });

  test('says beside each field what is missing, and moves the focus to the first', async ({ page }) => {
    await expect(page.getByLabel('Tên trường')).toBeFocused();
    await page.getByLabel('Mã trường').fill('mã có dấu');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByLabel('Tên trường')).toBeFocused();
    await expect(page.getByLabel('Tên trường')).toHaveAccessibleDescription('Ô này không được để trống.');
    await expect(page.getByLabel('Mã trường')).toHaveAccessibleDescription(/chữ không dấu/);
    await page.keyboard.type('T');
    await expect(page.getByLabel('Tên trường')).not.toHaveAccessibleDescription('Ô này không được để trống.');
  });

  test('gives back what was typed when the page is opened again', async ({ page }) => {
    await page.getByLabel('Tên trường').fill('Trường PTDTBT Hang Kia');
    await page.getByLabel('Mã trường').focus();
    await page.reload();
    await expect(page.getByText('Đã lấy lại phần gõ dở')).toBeVisible();
    await expect(page.getByLabel('Tên trường')).toHaveValue('Trường PTDTBT Hang Kia');
  });

  test('an office enters its name and sees it', async ({ page }) => {
    await page.getByRole('radio', { name: 'Cơ quan quản lý' }).check();
    await page.getByLabel('Tên cơ quan').fill('UBND xã Mai Châu');
    await page.getByLabel('Họ và tên của bạn').fill('Lường Văn Tới');
    await expect(page.getByLabel('Vai trò')).toHaveValue('office');
    await page.keyboard.press('Control+Enter');
    await setFirstPassphrase(page);
    await expect(page.getByRole('heading', { name: 'UBND xã Mai Châu' })).toBeVisible();
    await expect(page.getByText('Chưa có gì từ các trường')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Bàn giao' })).toHaveCount(0);
  });

  test('speaks English when asked to', async ({ page }) => {
    await page.getByRole('button', { name: 'English' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'Make a new register' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.getByLabel('School name').fill('Chiềng Châu School');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByLabel('School code')).toHaveAccessibleDescription('This must not be empty.');
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Make a new register' })).toBeVisible();
  });
});

test.describe('who sits at the keyboard', () => {
  test.use({ start: 'unchosen' });

  test('may be new: enters the own name and begins, by keyboard alone', async ({ page }) => {
    await expect(page.getByRole('button', { name: 'Hà Thị Loan' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Thêm người' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Họ và tên')).toBeFocused();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Thêm người' }).press('Enter');
    await page.keyboard.type('Lò Thị Sen');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Hôm nay' })).toBeVisible();
    await expect(page.getByRole('button', { name: /Người đang ngồi máy: Lò Thị Sen/ })).toBeVisible();
  });
});

test.describe('settings', () => {
  test('change what was entered at first start, and can be undone', async ({ page }) => {
    await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
    await page.getByLabel('Hiệu trưởng').fill('Hà Văn Dũng');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Đã lưu cài đặt.')).toBeVisible();

    await page.getByRole('link', { name: 'Hôm nay' }).press('Enter');
    await expect(page.getByText('Cài đặt: Trường Trường TH&THCS Chiềng Châu')).toBeVisible();
    await page.keyboard.press('Control+z');
    await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác' }).press('Enter');
    await expect(page.getByText(/^Đã hoàn tác: Cài đặt/)).toBeVisible();
    await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
    await expect(page.getByLabel('Hiệu trưởng')).toHaveValue('Lò Văn Thuận');
  });

  test('add a class, and refuse the same name beside its field', async ({ page }) => {
    await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
    await page.getByRole('link', { name: 'Lớp' }).press('Enter');
    for (const attempt of [1, 2]) {
      await page.keyboard.press('Alt+n');
      await expect(page.getByLabel('Tên lớp')).toBeFocused();
      await page.keyboard.type('6A');
      await page.keyboard.press('Enter');
      if (attempt === 1) await expect(page.getByRole('cell', { name: '6A', exact: true })).toBeVisible();
    }
    await expect(page.getByLabel('Tên lớp')).toHaveAccessibleDescription(/đã có lớp/);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('another person sits down, and stands in what is done next', async ({ page }) => {
    await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
    await page.getByRole('link', { name: 'Người dùng' }).press('Enter');
    await page.keyboard.press('Alt+n');
    await page.keyboard.type('Lò Thị Sen');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Đã lưu Lò Thị Sen.')).toBeVisible();
    await page.getByRole('button', { name: /Người đang ngồi máy/ }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Lò Thị Sen' }).press('Enter');
    await expect(page.getByRole('button', { name: /Người đang ngồi máy: Lò Thị Sen/ })).toBeVisible();

    await page.getByRole('link', { name: 'Đợt' }).press('Enter');
    await page.keyboard.press('Alt+n');
    await page.keyboard.type('Đợt 2');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Đã lưu Đợt 2.')).toBeVisible();
    await page.keyboard.press('Alt+1');
    await expect(
      page
        .getByRole('listitem')
        .filter({ hasText: 'Đợt Đợt 2' })
        .getByText(/Lò Thị Sen/),
    ).toBeVisible();
  });

  test('tell that the register is whole', async ({ page }) => {
    await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
    await page.getByRole('link', { name: 'Về sổ này' }).press('Enter');
    await page.getByRole('button', { name: 'Kiểm tra sổ' }).press('Enter');
    await expect(page.getByText(/Sổ nguyên vẹn/)).toBeVisible();
  });

  test('keep language and dark for the next start', async ({ page }) => {
    await page.getByRole('link', { name: 'Sổ, cài đặt' }).press('Enter');
    await page.getByRole('link', { name: 'Hiển thị' }).press('Enter');
    await page.getByRole('radio', { name: 'Tối' }).check();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expect(page.getByRole('heading', { name: 'Register, settings' })).toBeVisible();
  });
});
