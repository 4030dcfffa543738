/** Sentences for what comparing a file with the register finds, and for the import itself. */
import type { ProblemDetails } from '../problems.ts';
import type { SentenceTable } from './language.ts';

function who(details: ProblemDetails, unknown: string, classWord: string): string {
  if (!details['student']) return unknown;
  return details['className']
    ? `${details['student']} (${classWord} ${details['className']})`
    : String(details['student']);
}
const whoVi = (details: ProblemDetails): string => who(details, 'một em khác', 'lớp');
const whoEn = (details: ProblemDetails): string => who(details, 'another pupil', 'class');

export const importSentences = {
  importCancelled: {
    vi: () => 'Đã dừng việc nhập. Sổ giữ nguyên như trước.',
    en: () => 'The import was stopped. The register is as it was.',
  },
  stageNotFound: {
    vi: () => 'Tệp này không còn chờ nhập. Hãy chọn lại tệp.',
    en: () => 'This file is no longer waiting. Choose it again.',
  },
  rowStillHasProblems: {
    vi: () => 'Dòng này vẫn còn ô chưa đúng nên chưa ghi. Hãy sửa các ô được nêu.',
    en: () => 'This row still has values that are not right, so it was not saved. Mend those named.',
  },
  identifiersDisagree: {
    vi: (d) => `Mã học sinh là của một em, còn số định danh là của ${whoVi(d)}. Dòng này chưa ghi; hãy xem lại hai số.`,
    en: (d) =>
      `The pupil code belongs to one pupil, the personal ID to ${whoEn(d)}. The row was not saved; check both numbers.`,
  },
  identifiersDiffer: {
    vi: (d) =>
      `Trong sổ, ${whoVi(d)} có ${d['field'] === 'moetId' ? 'mã học sinh' : 'số định danh'} khác. Dòng này chưa ghi; hãy xem có đúng là em ấy không.`,
    en: (d) =>
      `In the register ${whoEn(d)} has another ${d['field'] === 'moetId' ? 'pupil code' : 'personal ID'}. The row was not saved; check whether it is the same child.`,
  },
  studentFitsSeveral: {
    vi: (d) =>
      `Trong sổ có nhiều em khớp với dòng này, như ${whoVi(d)}. Dòng này chưa ghi; hãy thêm mã học sinh hoặc số định danh.`,
    en: (d) =>
      `Several pupils of the register fit this row, such as ${whoEn(d)}. The row was not saved; add the pupil code or personal ID.`,
  },
  studentIsAnother: {
    vi: (d) =>
      `Mã này trong sổ là của ${whoVi(d)}; tệp ghi họ tên và ngày sinh khác. Nếu không phải cùng một em, hãy sửa mã trước khi ghi.`,
    en: (d) =>
      `In the register this number belongs to ${whoEn(d)}; the file has another name and birthday. If it is another child, mend the number first.`,
  },
  studentHasNamesake: {
    vi: () => 'Có em khác trùng họ tên và ngày sinh, khác lớp; sổ ghi là hai em.',
    en: () => 'Another pupil has the same name and birthday in another class; they are kept as two.',
  },
  householdContradicts: {
    vi: () => 'Ô này khác với dòng của anh chị em cùng hộ; sổ lấy theo dòng trước.',
    en: () => 'This differs from the row of a sibling of the same household; the earlier row is taken.',
  },
  statusNotLowered: {
    vi: () => 'Tệp hạ diện của hộ đang có giấy chứng nhận; chưa được đánh dấu cho hạ nên diện hộ giữ nguyên.',
    en: () => 'The file lowers a status that has a certificate; it was not ticked, so the status stays.',
  },
  imeiOfAnotherDevice: {
    vi: (d) =>
      `IMEI ${d['imei'] ?? ''} trong sổ là của máy ${d['serialNumber'] ?? 'khác'}. Dòng này chưa ghi; hãy so với máy.`,
    en: (d) =>
      `In the register IMEI ${d['imei'] ?? ''} belongs to the device ${d['serialNumber'] ?? ''}. The row was not saved; compare it with the device.`,
  },
  deviceAmbiguous: {
    vi: (d) => `Trong sổ có nhiều máy cùng số sê-ri ${d['serialNumber'] ?? ''}. Dòng này chưa ghi; hãy xem lại.`,
    en: (d) =>
      `Several devices of the register have the serial number ${d['serialNumber'] ?? ''}. The row was not saved; please check.`,
  },
  deviceIsHandedOver: {
    vi: (d) => `Máy ${d['serialNumber'] ?? ''} đã giao cho học sinh; các ô mới được ghi thêm, giấy đã ký giữ nguyên.`,
    en: (d) =>
      `The device ${d['serialNumber'] ?? ''} is with a pupil; what is new is added, the signed paper stays as it is.`,
  },
} as const satisfies SentenceTable;
