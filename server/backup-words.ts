/** What the command line says of backups. */

const reasons = {
  daily: 'hằng ngày',
  import: 'trước khi nhập danh sách',
  update: 'trước khi cập nhật',
  stick: 'vào USB',
  person: 'theo yêu cầu',
} as Record<'daily' | 'import' | 'update' | 'stick' | 'person', string>;

const vi = {
  make: 'sao lưu sổ ngay; kiểm tra lại bản sao rồi mới coi là xong',
  list: 'in các bản sao lưu, mới nhất trước',
  to: 'thư mục hay USB khác nơi thường để',
  reasons,
  health: {
    sound: 'nguyên vẹn',
    damaged: 'hỏng',
    unfinished: 'dở dang',
  } as Record<'sound' | 'damaged' | 'unfinished', string>,
  made: (folder: string) => `Đã sao lưu và kiểm tra lại: ${folder}`,
  counted: (students: number, devices: number, receipts: number, changes: number) =>
    `  ${students} học sinh, ${devices} thiết bị, ${receipts} giấy ký nhận, ${changes} thay đổi`,
  none: 'Chưa có bản sao lưu nào.',
};

export type BackupWords = typeof vi;

const en: BackupWords = {
  make: 'back the register up now; it counts when the copy has been checked',
  list: 'print the backups, newest first',
  to: 'a folder or stick other than the usual place',
  reasons: {
    daily: 'daily',
    import: 'before an import',
    update: 'before an update',
    stick: 'onto the stick',
    person: 'asked for',
  },
  health: { sound: 'sound', damaged: 'damaged', unfinished: 'unfinished' },
  made: (folder) => `Backed up and checked: ${folder}`,
  counted: (students, devices, receipts, changes) =>
    `  ${students} pupils, ${devices} devices, ${receipts} receipts, ${changes} changes`,
  none: 'There is no backup yet.',
};

export const backupWords = { vi, en };
