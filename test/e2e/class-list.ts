/** A small class list, written as a file and imported by the command line. All pupils are invented. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { App } from './app.ts';

const header = 'STT;Họ và tên;Ngày sinh;Giới tính;Dân tộc;Lớp;Mã học sinh;Diện;Thôn';
const pupils = [
  '1;Đinh Đức Anh;10/05/2013;Nam;Mường;8A;1778978114;Hộ nghèo;Hang Kia',
  '2;Bùi Duy Thuận;09/05/2015;Nam;Mường;6A;1778978115;Hộ nghèo;Pà Khôm',
  '3;Khà Hữu Thuận;19/07/2015;Nam;Mông;6A;1778978116;Hộ cận nghèo;Xăm',
  '4;Vàng Thị Mỷ;02/03/2015;Nữ;Mông;6A;1778978117;;Hang Kia',
  '5;Ánh Hoà;01/02/2013;Nữ;Thái;8A;1778978118;;Vặn',
];

/** Five pupils in two classes: two poor, one near-poor, two neither. */
export async function importClassList(app: App): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-may-list-'));
  const file = path.join(folder, 'danh-sach.csv');
  writeFileSync(file, `\uFEFF${[header, ...pupils].join('\r\n')}\r\n`);
  await app.soMay('import', file);
  rmSync(folder, { recursive: true });
}
