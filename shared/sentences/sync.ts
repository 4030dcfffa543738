/** Sentences for the Problems of sync, enrolment and further PCs. */
import type { ProblemDetails } from '../problems.ts';
import type { SentenceTable } from './language.ts';

const refusedVi: Record<string, string> = {
  notOwner: 'tệp không phải của đơn vị nào mà sổ này biết, hoặc không gửi cho sổ này',
  malformed: 'tệp không phải tệp của chương trình này, hoặc chép chưa hết',
  tooNew: 'tệp do bản chương trình mới hơn ghi; hãy cập nhật chương trình trên máy này',
  revoked: 'máy đã ghi tệp này đã bị khoá',
  altered: 'nội dung tệp đã bị sửa sau khi ký',
  forked: 'một máy khác đã ghi thay đổi mang cùng số nhưng khác nội dung',
};
const refusedEn: Record<string, string> = {
  notOwner: 'it comes from a side that this register does not know, or is not meant for it',
  malformed: 'it is no file of this program, or was copied only in part',
  tooNew: 'a newer version of the program wrote it; update the program on this computer',
  revoked: 'the computer that wrote it has been locked out',
  altered: 'its content was changed after it was signed',
  forked: 'another computer wrote changes with the same numbers but other content',
};
const reasonOf = (d: ProblemDetails, words: Record<string, string>): string =>
  words[String(d['reason'] ?? '')] ?? words['malformed'] ?? '';

export const syncSentences = {
  attachmentKind: {
    vi: (d) =>
      `Tệp “${d['name'] ?? ''}” không phải ảnh JPEG, PNG hay tệp PDF nên chưa đính kèm. Hãy chụp lại hoặc lưu thành một trong ba loại đó.`,
    en: (d) =>
      `“${d['name'] ?? ''}” is no JPEG, PNG or PDF and was not attached. Save it as one of these and try again.`,
  },
  attachmentTooLarge: {
    vi: () => 'Tệp lớn hơn 8 MB nên chưa đính kèm. Hãy chụp với cỡ nhỏ hơn.',
    en: () => 'The file is larger than 8 MB and was not attached. Take a smaller picture.',
  },
  attachmentTwice: {
    vi: (d) => `Giấy này đã có đúng bản chụp ấy rồi: “${d['name'] ?? ''}”.`,
    en: (d) => `This receipt already has that very picture: “${d['name'] ?? ''}”.`,
  },
  attachmentMissing: {
    vi: () => 'Bản chụp chưa tới máy này, hoặc tệp đã hỏng. Chương trình sẽ xin lại ở lần gửi nhận tới.',
    en: () =>
      'The picture has not come to this computer yet, or its file is damaged. It is asked for again at the next exchange.',
  },
  fileRefused: {
    vi: (d) => `Chưa nhận tệp này: ${reasonOf(d, refusedVi)}. Sổ giữ nguyên như trước.`,
    en: (d) => `This file was not taken: ${reasonOf(d, refusedEn)}. The register is as it was.`,
  },
  fileNotQuarantined: {
    vi: () => 'Tệp này không ở diện tạm giữ nên không cần nhận lại. Hãy tải lại danh sách tệp.',
    en: () => 'This file is not in quarantine, so there is nothing to release. Load the list of files again.',
  },
  fileNotForked: {
    vi: () => 'Tệp này không trùng số với tệp khác, hoặc danh sách đã cũ. Hãy tải lại danh sách tệp.',
    en: () => 'This file does not have the numbers of another one, or the list is old. Load the list of files again.',
  },
  codeExpired: {
    vi: () => 'Mã mời đã hết hạn. Sổ giữ nguyên; hãy xin một mã mới.',
    en: () => 'The invitation has expired. The register is as it was; ask for a new one.',
  },
  codeWrong: {
    vi: () => 'Dãy số không đúng, có thể gõ thiếu hoặc nhầm một số. Hãy xem lại rồi nhập lại.',
    en: () => 'The digits are not right; one may be missing or mistyped. Look again and enter them once more.',
  },
  alreadyEnrolled: {
    vi: (d) =>
      `Sổ này đang gửi lên ${d['name'] ?? 'một cơ quan khác'}. Hãy thôi kết nối với cơ quan đó trước, rồi nhận lời mời mới.`,
    en: (d) =>
      `This register already reports to ${d['name'] ?? 'another office'}. Leave that office first, then accept the new invitation.`,
  },
  trialStaysHere: {
    vi: () => 'Đây là sổ dùng thử, học sinh không có thật, nên không gửi đi đâu. Hãy bấm Bắt đầu sổ thật trước.',
    en: () => 'This is a trial with invented pupils, so nothing of it is sent anywhere. Begin the real register first.',
  },
  notAnOffice: {
    vi: () => 'Chỉ sổ của cơ quan quản lý mới mời được trường. Đây là sổ của trường.',
    en: () => 'Only the register of an office can invite schools. This is a school’s register.',
  },
  folderMissing: {
    vi: (d) => `Không thấy thư mục ${d['folder'] ?? ''}. Hãy xem lại đường dẫn, hoặc nối lại ổ mạng rồi lưu lại.`,
    en: (d) =>
      `There is no folder ${d['folder'] ?? ''}. Check its path or reconnect the network drive, then save again.`,
  },
  syncPaused: {
    vi: () => 'Việc gửi và nhận đang tạm dừng. Hãy bấm tiếp tục rồi thử lại.',
    en: () => 'Sending and receiving are paused. Resume them, then try again.',
  },
  replicaIsThisOne: {
    vi: () => 'Đây chính là máy đang dùng nên không khoá được ở đây. Hãy khoá nó từ một máy khác của đơn vị.',
    en: () => 'This is the computer in use, so it cannot be locked out from here. Do it from another one of this side.',
  },
  keysMissing: {
    vi: () =>
      'Thư mục của sổ thiếu tệp khoá keys.json, hoặc tệp không hợp với sổ, nên chưa gửi nhận được. Sổ vẫn dùng bình thường; hãy mở lại chương trình.',
    en: () =>
      'The register’s folder has no key file keys.json that fits, so nothing can be sent or read. The register itself works; open the program again.',
  },
} as const satisfies SentenceTable;
