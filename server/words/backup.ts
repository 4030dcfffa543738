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
  old: 'in các bản cũ còn giữ dữ liệu đã xoá hẳn; --yes để xoá chúng',
  oldNone: 'Không có bản cũ nào còn giữ dữ liệu đã xoá.',
  oldKinds: { backup: 'bản sao lưu', setAside: 'sổ để riêng' } as Record<'backup' | 'setAside', string>,
  oldWould: (count: number) => `Thêm --yes để xoá ${count} bản này. Không lấy lại được.`,
  oldFirst: 'Chạy so-may backup trước: cần một bản sao lưu mới hơn lần xoá dữ liệu.',
  oldGone: (count: number) => `Đã xoá ${count} bản cũ.`,
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
  restore: 'lấy lại sổ từ một bản sao lưu; sổ đang có được để riêng, không mất',
  which:
    'thư mục của bản sao lưu, hoặc newest: bản mới nhất, hoặc packages: không có bản nào, lấy lại từ các gói và tệp hỏng',
  leaveLater: 'không đọc lại các gói ghi sau bản sao lưu; chúng vẫn nằm ở sổ để riêng',
  codeFile:
    'tệp có mã khôi phục đã in ở dòng đầu, cho bản sao lưu mà máy này không tự mở (hoặc mật khẩu: SO_MAY_PASSPHRASE_FILE)',
  askSecret: 'Mật khẩu lúc sao lưu, hoặc mã khôi phục đã in: ',
  ofMoment: (at: string, computer: string) => `Bản sao lưu lúc ${at}, máy ${computer}:`,
  atPresent: 'Sổ đang có:',
  later: (changes: number, from: string) => `Sổ có ${changes} thay đổi mà bản sao lưu không có, từ ${from}:`,
  laterPupils: (added: number, changed: number, receipts: number) =>
    `  thêm ${added} học sinh, sửa ${changed} học sinh, thêm ${receipts} giấy ký nhận`,
  laterPacked: (packed: number) => `  ${packed} thay đổi trong đó đã đóng gói: khôi phục xong sẽ đọc lại.`,
  nothingLater: 'Sổ không có gì mới hơn bản sao lưu.',
  restored: (folder: string) => `Đã khôi phục. Sổ trước đó để ở: ${folder}`,
  replayed: (files: number, changes: number) => `Đã đọc lại ${files} gói ghi sau đó: ${changes} thay đổi.`,
  waiting: (files: number) => `${files} gói còn chờ gói trước đó, nay không thấy; nơi nhận đã có thì gửi lại.`,
  salvaged: (changes: number, beyond: number) =>
    `Lấy lại từ nhật ký của sổ trước: ${changes} thay đổi; không đọc được nữa: ${beyond}.`,
};

export type BackupWords = typeof vi;

const en: BackupWords = {
  make: 'back the register up now; it counts when the copy has been checked',
  list: 'print the backups, newest first',
  old: 'print old copies that still hold what was erased; --yes removes them',
  oldNone: 'No old copy holds what was erased.',
  oldKinds: { backup: 'backup', setAside: 'set aside' },
  oldWould: (count) => `Add --yes to remove ${count === 1 ? 'it' : `these ${count}`}. Nothing brings them back.`,
  oldFirst: 'Run so-may backup first: there has to be a backup newer than the erasure.',
  oldGone: (count) => `Removed ${count === 1 ? '1 old copy' : `${count} old copies`}.`,
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
  restore: 'go back to a backup; the present register is set aside, not lost',
  which: 'folder of the backup, or newest, or packages: there is none, recover from packages and the damaged file',
  leaveLater: 'do not read packages of the time since; they stay in the register that is set aside',
  codeFile:
    'file with the printed recovery code in its first line, for a backup that this computer does not open by itself (or a passphrase: SO_MAY_PASSPHRASE_FILE)',
  askSecret: 'Passphrase of that time, or the printed recovery code: ',
  ofMoment: (at, computer) => `Backup of ${at}, computer ${computer}:`,
  atPresent: 'The register as it is:',
  later: (changes, from) => `The register has ${changes} changes that the backup has not, from ${from}:`,
  laterPupils: (added, changed, receipts) =>
    `  ${added} pupils added, ${changed} pupils changed, ${receipts} receipts added`,
  laterPacked: (packed) => `  ${packed} of them lie in packages and are read again after going back.`,
  nothingLater: 'The register has nothing newer than the backup.',
  restored: (folder) => `Restored. The register as it was lies in: ${folder}`,
  replayed: (files, changes) => `Read ${files} packages of the time since: ${changes} changes.`,
  waiting: (files) =>
    `${files} packages wait for an earlier one that lies nowhere here; a reader that has it sends it again.`,
  salvaged: (changes, beyond) => `From the former journal: ${changes} changes; beyond reading: ${beyond}.`,
};

export const backupWords = { vi, en };
