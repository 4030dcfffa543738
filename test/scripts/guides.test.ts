/** The guides of docs/huong-dan call what is on the screen by the name it has there. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../e2e/program.ts';

const GUIDES = 'docs/huong-dan';
/** A paper to be printed and signed: its bold words are the paper's own. */
const PAPERS = new Set(['phieu-xu-ly-du-lieu.md']);

/** Bold for its weight, or the heading of an item; on no screen. Everything else in bold is a button, a page, a field or a sentence. */
const SPOKEN = new Set([
  'Dùng cho mọi mẫu',
  'Bốn mẫu về dữ liệu cá nhân',
  'Số định danh được che',
  'Yêu cầu của gia đình',
  'Niêm yết',
  'Chương trình không với tới',
  'Mất điện, máy treo',
  'Đĩa đầy, thư mục chỉ đọc',
  'Nghi sổ bị sửa',
  'Gửi sổ lên cấp trên',
  'Ở cấp trên',
  'Ở trường',
  'mật khẩu',
  'mã khôi phục',
  'Quên hết mật khẩu mà mất cả tờ này thì không ai mở được sổ',
  'Ctrl L',
  'Mỗi ngày',
  'trước mỗi lần nhập danh sách',
  'trước khi cập nhật chương trình',
  'khi cắm USB dành cho sao lưu',
  '72 giờ',
  'Ghi giờ phát hiện',
  'Chặn',
  'Đừng xoá gì.',
  'Xem ai đã xem và xuất gì',
  'Báo',
  'Kính gửi:',
  'không',
]);

/** Every string of these sources; what a template fills in stands as “…”. */
function spokenBy(...folders: string[]): Set<string> {
  const found = new Set<string>();
  for (const folder of folders) {
    for (const file of readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.ts'))) {
      const source = readFileSync(path.join(root, folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      for (const [, quoted, template] of source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`([^`]*)`/g))
        found.add((quoted ?? template ?? '').replaceAll(/\$\{[^}]*\}/g, '…'));
    }
  }
  return found;
}

/** `**Gửi lên → Kết nối**` names two. */
function boldNames(guide: string): string[] {
  const text = readFileSync(path.join(root, GUIDES, guide), 'utf8');
  return [...text.matchAll(/\*\*([^*]+)\*\*/g)].flatMap(([, bold]) => (bold ?? '').replace(/\s+/g, ' ').split(' → '));
}

it('what a guide prints in bold is on a screen under that name', () => {
  const onScreen = spokenBy('renderer/language/vi', 'shared/sentences');
  expect(onScreen.size).toBeGreaterThan(1000);
  const guides = readdirSync(path.join(root, GUIDES)).filter((name) => name.endsWith('.md') && !PAPERS.has(name));
  const names = guides.flatMap((guide) => boldNames(guide).map((name) => ({ guide, name })));
  expect(names.length).toBeGreaterThan(80);
  expect(names.filter(({ name }) => !onScreen.has(name) && !SPOKEN.has(name))).toEqual([]);
});
