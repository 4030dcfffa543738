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
  backupCancelled: {
    vi: () => 'Đã dừng sao lưu. Sổ và các bản sao lưu trước giữ nguyên.',
    en: () => 'The backup was stopped. The register and earlier backups are as they were.',
  },
} as const satisfies SentenceTable;
