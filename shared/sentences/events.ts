/** Events in words: what was done that changed no record. */
import type { z } from 'zod';
import type { eventKind } from '../records/event.ts';
import type { Language } from './language.ts';

export type EventFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A kind without its facts, as a filter offers it. */
export const eventWords: Record<z.output<typeof eventKind>, Record<Language, string>> = {
  import: { vi: 'Nhập từ tệp', en: 'Import from a file' },
  undo: { vi: 'Hoàn tác', en: 'Undo' },
  print: { vi: 'In biểu mẫu', en: 'Form printed' },
  export: { vi: 'Xuất ra tệp', en: 'Export to a file' },
  sign_in: { vi: 'Ngồi vào máy', en: 'Took the seat' },
  sign_out: { vi: 'Rời máy', en: 'Left the seat' },
  sign_in_failed: { vi: 'Gõ sai mã khi ngồi vào máy', en: 'Wrong PIN or passphrase' },
  override: { vi: 'Cho nhận thêm máy', en: 'Second device allowed' },
  continued: { vi: 'Sổ được chép hoặc khôi phục', en: 'Register copied or restored' },
  account_changed: { vi: 'Đổi mã PIN hoặc mật khẩu', en: 'PIN or passphrase changed' },
  settings_changed: { vi: 'Đổi cài đặt của máy này', en: 'Settings of this computer changed' },
  id_number_viewed: { vi: 'Xem số định danh đầy đủ', en: 'Whole ID number viewed' },
  backup_made: { vi: 'Sao lưu', en: 'Backup made' },
  restored: { vi: 'Khôi phục từ bản sao lưu', en: 'Restored from a backup' },
  erased: { vi: 'Xoá dữ liệu theo yêu cầu', en: 'Data erased on request' },
};

/** The finer kinds of some events, by what their facts say in `what` or `form`. */
const finer: Record<string, Record<Language, string>> = {
  pinSet: { vi: 'Đặt mã PIN', en: 'PIN set' },
  pinChanged: { vi: 'Đổi mã PIN', en: 'PIN changed' },
  pinGiven: { vi: 'Cấp mã PIN dùng một lần', en: 'PIN for one use given' },
  audit: { vi: 'Xuất nhật ký ra tệp', en: 'Journal exported' },
  sync: { vi: 'Đổi cách gửi lên', en: 'Way of sending changed' },
  backupFailed: { vi: 'Sao lưu không xong', en: 'Backup not finished' },
  oldCopies: { vi: 'Xoá bản cũ còn giữ dữ liệu đã xoá', en: 'Old copies of what was erased removed' },
  backupPlaces: { vi: 'Đổi nơi sao lưu', en: 'Place of backups changed' },
  collector: { vi: 'Nối với cơ quan quản lý', en: 'Connected to an office' },
  collectorLeft: { vi: 'Thôi nối với cơ quan quản lý', en: 'Left an office' },
  memberInvited: { vi: 'Mời một trường', en: 'School invited' },
  forkSettled: { vi: 'Đã xem xong tệp trùng số', en: 'File with the numbers of another one dealt with' },
  forkReopened: { vi: 'Xem lại tệp trùng số', en: 'File with the numbers of another one opened again' },
  joined: { vi: 'Máy này vào sổ chung của đơn vị', en: 'This computer joined its side' },
  replicaInvited: { vi: 'Làm tệp cho máy thêm', en: 'File for a further computer made' },
  replicaRenamed: { vi: 'Đổi tên máy', en: 'Computer renamed' },
  'receipt-list': { vi: 'In danh sách ký nhận', en: 'Receipt list printed' },
  'handover-minutes': { vi: 'In biên bản bàn giao', en: 'Handover minutes printed' },
  'deletion-minutes': { vi: 'In biên bản xoá dữ liệu', en: 'Minutes of deletion printed' },
  'posting-list': { vi: 'In danh sách niêm yết', en: 'List for the notice board printed' },
  'consent-form': { vi: 'In phiếu đồng ý', en: 'Consent form printed' },
  'held-data': { vi: 'In bản cung cấp dữ liệu', en: 'Answer about held data printed' },
};

/** One event in words; how many rows it touched, where its facts say so. */
export function eventInWords(language: Language, kind: z.output<typeof eventKind>, facts: EventFacts): string {
  const name = facts['what'] ?? facts['form'];
  const known = typeof name === 'string' && Object.hasOwn(finer, name) ? finer[name] : undefined;
  const words = (known ?? eventWords[kind])[language];
  const { rows } = facts;
  if (typeof rows !== 'number') return words;
  return language === 'vi' ? `${words}, ${rows} dòng` : `${words}, ${rows} ${rows === 1 ? 'line' : 'lines'}`;
}
