/** Sentences for backups: the place that cannot be written, the copy that is not sound, the way back. */
import type { SentenceTable } from './language.ts';

export const backupSentences = {
  backupPlaceMissing: {
    vi: (d) =>
      `Không thấy nơi để bản sao lưu${d['place'] ? `: ${d['place']}` : ''}. Sổ giữ nguyên. Hãy cắm USB, nối ổ đĩa mạng, hoặc chọn thư mục khác rồi sao lưu lại.`,
    en: (d) =>
      `The place for backups is not there${d['place'] ? `: ${d['place']}` : ''}. The register is as it was. Put the stick in, connect the network drive, or choose another folder, then back up again.`,
  },
  backupPlaceFull: {
    vi: (d) =>
      `Nơi để bản sao lưu đã đầy${d['place'] ? `: ${d['place']}` : ''}. Sổ và các bản trước giữ nguyên. Hãy xoá bớt tệp khác ở đó, hoặc chọn nơi khác.`,
    en: (d) =>
      `The place for backups is full${d['place'] ? `: ${d['place']}` : ''}. The register and earlier backups are as they were. Free some space there, or choose another place.`,
  },
  backupPlaceReadOnly: {
    vi: (d) =>
      `Nơi để bản sao lưu không cho ghi${d['place'] ? `: ${d['place']}` : ''}. Sổ giữ nguyên. Hãy mở khoá ghi của USB, hoặc chọn thư mục khác.`,
    en: (d) =>
      `The place for backups cannot be written${d['place'] ? `: ${d['place']}` : ''}. The register is as it was. Unlock the stick, or choose another folder.`,
  },
  backupPlaceBusy: {
    vi: (d) =>
      `Chương trình khác, có thể là trình diệt vi-rút, đang giữ nơi để bản sao lưu${d['place'] ? `: ${d['place']}` : ''}. Sổ giữ nguyên; hãy thử lại sau ít phút.`,
    en: (d) =>
      `Another program, perhaps a virus scanner, holds the place for backups${d['place'] ? `: ${d['place']}` : ''}. The register is as it was; try again in a few minutes.`,
  },
  backupUnsound: {
    vi: () =>
      'Bản sao vừa ghi không khớp khi kiểm tra lại nên đã bỏ; các bản trước giữ nguyên. Hãy vào Cài đặt, mục Sổ, bấm “Kiểm tra sổ”, và báo người hỗ trợ.',
    en: () =>
      'The copy that was just written did not pass its check and was dropped; earlier backups are as they were. Open Settings, Register, “Check the register”, and tell whoever helps.',
  },
  backupNotFound: {
    vi: (d) => `Không thấy bản sao lưu nào ở ${d['folder'] ?? 'đó'}. Sổ giữ nguyên. Hãy xem danh sách các bản sao lưu.`,
    en: (d) =>
      `There is no backup at ${d['folder'] ?? 'that place'}. The register is as it was. Look at the list of backups.`,
  },
  backupNeededFirst: {
    vi: () =>
      'Chưa có bản sao lưu nào mới hơn lần xoá dữ liệu, nên chưa xoá bản cũ nào. Hãy bấm “Sao lưu ngay” rồi làm lại.',
    en: () =>
      'There is no backup newer than the erasure yet, so none of the old copies was removed. Press “Back up now”, then try again.',
  },
  backupDamaged: {
    vi: () => 'Bản sao lưu này hỏng hoặc đã bị sửa nên không dùng được. Sổ giữ nguyên. Hãy chọn bản khác.',
    en: () =>
      'This backup is damaged or was altered, so it cannot be used. The register is as it was. Choose another one.',
  },
  backupTooNew: {
    vi: () => 'Bản sao lưu này do bản chương trình mới hơn ghi. Sổ giữ nguyên; hãy cài bản mới rồi khôi phục lại.',
    en: () =>
      'A newer version of the program wrote this backup. The register is as it was; install it, then restore again.',
  },
  backupLocked: {
    vi: (d) =>
      d['opensBy'] === 'device'
        ? 'Khi lập bản sao lưu này sổ chưa có mật khẩu, nên chỉ máy đã lập nó mở được, bằng tệp khoá của máy ấy. Bản sao lưu giữ nguyên. Hãy khôi phục ở máy đó, hoặc chọn bản có mật khẩu.'
        : 'Bản sao lưu này khoá bằng mật khẩu khác. Sổ giữ nguyên. Hãy nhập mật khẩu của người dùng lúc đó, hoặc mã khôi phục đã in.',
    en: (d) =>
      d['opensBy'] === 'device'
        ? 'The register had no passphrase when this backup was made, so only the computer that made it opens it, by its own key file. The backup is as it was. Restore on that computer, or choose a backup with a passphrase.'
        : 'This backup is locked with another passphrase. The register is as it was. Enter the passphrase of that time, or the printed recovery code.',
  },
  nothingToRecover: {
    vi: (d) =>
      `Ngoài bản sao lưu, không còn gì đọc được để lấy lại sổ: không có gói nào mở được, tệp cũ cũng không cho đọc. Mọi thứ còn lại vẫn nằm nguyên ở ${d['folder'] ?? 'thư mục của sổ'}. Hãy tìm bản sao lưu trên USB hay máy khác; nơi nhận đã có dữ liệu thì gửi lại được khi trường kết nối lại.`,
    en: (d) =>
      `Apart from a backup, nothing is left that can be read: no package opens, and the former file yields nothing. What is left lies untouched in ${d['folder'] ?? 'the register’s folder'}. Look for a backup on a stick or another computer; an office that has the data sends it again once the school is connected anew.`,
  },
  backupOfAnother: {
    vi: () =>
      'Đây là bản sao lưu sổ của nơi khác. Sổ đang mở giữ nguyên. Muốn mở bản này, hãy dùng một máy chưa lập sổ, hoặc thư mục sổ khác.',
    en: () =>
      'This is a backup of another side’s register. The open register is as it was. To open it, use a PC without a register, or another folder.',
  },
  registerInUse: {
    vi: () =>
      'Một cửa sổ hay một lệnh khác đang mở sổ này nên chưa thay được. Sổ giữ nguyên. Hãy đóng nơi kia rồi làm lại.',
    en: () =>
      'Another window or command has this register open, so it was not replaced. The register is as it was. Close the other one, then try again.',
  },
  backupCancelled: {
    vi: () => 'Đã dừng sao lưu. Sổ và các bản sao lưu trước giữ nguyên.',
    en: () => 'The backup was stopped. The register and earlier backups are as they were.',
  },
} as const satisfies SentenceTable;
