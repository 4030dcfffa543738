/** Sentences for what stands between two registers: a line that is down, a stick that is full. Nothing is lost in any of them. */
import type { SentenceTable } from './language.ts';

export const carrierSentences = {
  officeUnreachable: {
    vi: () => 'Chưa nối được với máy của nơi nhận. Các thay đổi vẫn nằm trong sổ và sẽ tự gửi khi có mạng.',
    en: () =>
      'The office cannot be reached. The changes are safe in the register and go by themselves when there is a network.',
  },
  officeBusy: {
    vi: () => 'Máy của nơi nhận đang bận. Các thay đổi vẫn nằm trong sổ; chương trình sẽ tự gửi lại sau ít phút.',
    en: () =>
      'The office is busy. The changes are safe in the register; the program tries again by itself in a few minutes.',
  },
  officeCertificateChanged: {
    vi: () =>
      'Máy trả lời không phải máy của nơi nhận đã mời trường, hoặc nơi nhận đã đổi chứng thư. Chưa gửi gì cả; hãy hỏi nơi nhận và xin thư mời mới.',
    en: () =>
      'What answers is not the office that invited this side, or the office changed its certificate. Nothing was sent; ask the office for a new invitation.',
  },
  officeCertificateUnknown: {
    vi: () =>
      'Chứng thư của máy nơi nhận không được ai xác nhận, nên chưa gửi gì. Hãy xem lại ngày giờ của máy này, rồi hỏi nơi nhận.',
    en: () =>
      'Nobody vouches for the office’s certificate, so nothing was sent. Check this computer’s date and time, then ask the office.',
  },
  officeLockedUsOut: {
    vi: () =>
      'Máy này đã bị khoá: nơi nhận không gửi gì cho máy này nữa. Dữ liệu vẫn nằm trong sổ; hãy hỏi người đứng đầu hoặc nơi nhận.',
    en: () =>
      'This computer is locked out: whoever receives sends nothing to it any more. The data is safe in the register; ask who answers for it, or the office.',
  },
  officeDoesNotKnowUs: {
    vi: () =>
      'Nơi nhận chưa xác nhận máy này, hoặc đã ngừng nhận từ máy này. Dữ liệu vẫn nằm trong sổ; hãy hỏi nơi nhận.',
    en: () =>
      'The office has not confirmed this computer yet, or takes no more from it. The data is safe; ask the office.',
  },
  officeAnswersOddly: {
    vi: () =>
      'Địa chỉ của nơi nhận trả lời, nhưng không phải chương trình này. Có thể mạng đang đòi đăng nhập, hoặc địa chỉ đã đổi. Chưa gửi gì cả.',
    en: () =>
      'The office’s address answers, but not with this program. The network may ask for a sign-in, or the address has changed. Nothing was sent.',
  },
  officeTakesNoLargeFile: {
    vi: () => 'Nơi nhận không nhận tệp lớn như vậy qua mạng. Hãy gửi bằng thẻ nhớ USB và báo người hỗ trợ.',
    en: () => 'The office takes no file this large over the network. Use a USB stick, and tell whoever helps.',
  },
  serverTooOld: {
    vi: () => 'Chương trình ở nơi nhận cũ hơn chương trình này nên chưa đọc được. Hãy nhờ nơi nhận cài bản mới.',
    en: () =>
      'The office’s program is older than this one and cannot read what was sent. Ask the office to install the new version.',
  },
  folderGone: {
    vi: () =>
      'Không thấy thư mục hay thẻ nhớ này; có thể đã rút ra hoặc mất mạng. Chương trình sẽ tự thử lại khi thấy.',
    en: () =>
      'This folder or stick is not there; it may have been pulled out, or the network is down. It is tried again when it is back.',
  },
  folderFull: {
    vi: () =>
      'Thẻ nhớ hoặc thư mục này đã đầy nên chưa chép hết. Dữ liệu vẫn nằm trong sổ; hãy xoá bớt tệp khác hoặc dùng thẻ khác.',
    en: () =>
      'This stick or folder is full, so not everything was copied. The data is safe; free some space or use another stick.',
  },
  folderWriteProtected: {
    vi: () =>
      'Thẻ nhớ hoặc thư mục này không cho ghi. Đã đọc những gì có trên đó; hãy gạt khoá ghi hoặc dùng thẻ khác.',
    en: () => 'This stick or folder does not allow writing. What is on it was read; unlock it or use another stick.',
  },
  folderFileHeld: {
    vi: () =>
      'Một chương trình khác (thường là chương trình diệt virus) đang giữ tệp trên thẻ nhớ. Chương trình sẽ tự thử lại.',
    en: () => 'Another program, usually an antivirus, holds a file on the stick. It is tried again by itself.',
  },
  folderCrowded: {
    vi: (d) =>
      `Nơi này có nhiều hơn ${String(d['files'])} tệp nên chưa xem hết. Hãy chuyển các tệp không phải của sổ sang chỗ khác rồi gửi lại.`,
    en: (d) =>
      `This place holds more than ${String(d['files'])} files, so not all were looked at. Move those that are not the register’s elsewhere and send again.`,
  },
  folderFakeCapacity: {
    vi: () =>
      'Thẻ nhớ này trả về dữ liệu khác với dữ liệu đã ghi: thẻ hỏng hoặc là hàng giả. Đừng dùng thẻ này nữa; dữ liệu vẫn nằm trong sổ.',
    en: () =>
      'This stick gives back other data than was written: it is broken or counterfeit. Do not use it again; the data is safe in the register.',
  },
  certificateUnusable: {
    vi: (d) => `Tệp ${d['file'] ?? ''} không phải là chứng thư dùng được. Hãy chọn tệp khác bằng --tls-cert.`,
    en: (d) => `The file ${d['file'] ?? ''} is no certificate that can be used. Choose another with --tls-cert.`,
  },
} as const satisfies SentenceTable;
