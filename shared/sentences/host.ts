/** Sentences for the Problems of the hosts: the command line, the browser host, the window. */
import type { SentenceTable } from './language.ts';

export const hostSentences = {
  portTaken: {
    vi: (d) => `Cổng ${d['port']} trên máy này đang có chương trình khác dùng. Hãy chọn cổng khác bằng --port.`,
    en: (d) => `Another program uses port ${d['port']} on this machine. Choose another with --port.`,
  },
  screensMissing: {
    vi: () => 'Chưa có các màn hình của chương trình. Hãy chạy "npm run build" rồi mở lại.',
    en: () => 'The screens have not been built yet. Run "npm run build", then open again.',
  },
  fileNotFound: {
    vi: (d) => `Không thấy tệp ${d['file']}. Hãy xem lại tên tệp.`,
    en: (d) => `There is no file ${d['file']}. Check its name.`,
  },
  fileNotReadable: {
    vi: (d) => `Không đọc được tệp ${d['file']}. Có thể Excel đang mở tệp, hoặc tệp không cho đọc.`,
    en: (d) => `The file ${d['file']} cannot be read. Excel may hold it open, or it does not allow reading.`,
  },
  fileNotWritable: {
    vi: (d) => `Không ghi được tệp ${d['file']}. Có thể Excel đang mở tệp, hoặc thư mục không có hay không cho ghi.`,
    en: (d) =>
      `The file ${d['file']} cannot be written. Excel may hold it open, or its folder is missing or read-only.`,
  },
  personNotFound: {
    vi: (d) => `Trong sổ không có người tên ${d['name'] ?? 'này'}.`,
    en: (d) => `The register has no person named ${d['name'] ?? 'so'}.`,
  },
  actorNotProven: {
    vi: (d) =>
      `Sổ được mở bằng mật khẩu của ${d['owner'] ?? 'người khác'}, nên lệnh không đứng tên ${d['name'] ?? 'người khác'} được. Chưa làm gì. Hãy bỏ --actor, hoặc dùng mật khẩu của người đó.`,
    en: (d) =>
      `The register was opened with the passphrase of ${d['owner'] ?? 'somebody else'}, so the command cannot stand under ${d['name'] ?? 'another name'}. Nothing was done. Leave --actor out, or use that person’s passphrase.`,
  },
  schoolNotFound: {
    vi: (d) => `Sổ không có trường nào mang mã ${d['code'] ?? 'này'}. Xem mã trường trong danh sách trường.`,
    en: (d) => `The register has no school with the code ${d['code'] ?? 'given'}. See the list of schools.`,
  },
  schoolAmbiguous: {
    vi: (d) =>
      `Có ${d['count'] ?? 'nhiều'} trường mang mã ${d['code'] ?? 'này'}. Hãy ghi mã sổ của trường thay cho mã trường.`,
    en: (d) =>
      `${d['count'] ?? 'Several'} schools have the code ${d['code'] ?? 'given'}. Give the id of the school's register instead.`,
  },
  schoolNotChosen: {
    vi: () => 'Lớp và đợt là của từng trường. Hãy thêm --school với mã trường.',
    en: () => 'Classes and rounds belong to one school. Add --school with its code.',
  },
  classNotFound: {
    vi: (d) => `Năm học này không có lớp ${d['name'] ?? 'này'}.`,
    en: (d) => `There is no class ${d['name'] ?? 'like this'} this school year.`,
  },
  roundNotChosen: {
    vi: (d) => `Sổ có nhiều đợt: ${d['names']}. Hãy chọn một đợt bằng --round.`,
    en: (d) => `The register has several rounds: ${d['names']}. Choose one with --round.`,
  },
  programFailed: {
    vi: (d) =>
      `Chương trình gặp lỗi và dừng việc này; phần đã lưu vẫn còn trong sổ. Mã lỗi để báo người hỗ trợ: ${d['id'] ?? '–'}`,
    en: (d) =>
      `The program failed and stopped this; what was saved is safe. Tell whoever helps this number: ${d['id'] ?? '–'}`,
  },
} as const satisfies SentenceTable;
