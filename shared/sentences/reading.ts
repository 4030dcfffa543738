/**
 * Sentences for what the readers of class lists and delivery notes find: problems of a file, of a row, of a value.
 * The caller prints sheet, row and column in front.
 */
import type { ProblemDetails } from '../problems.ts';
import type { SentenceTable } from './language.ts';

function text(details: ProblemDetails, name = 'text'): string {
  return String(details[name] ?? '');
}

/** "dòng 24", with the sheet when the details name one. */
function otherRow(details: ProblemDetails): string {
  return details['otherSheet']
    ? `dòng ${text(details, 'otherRow')}, trang “${text(details, 'otherSheet')}”`
    : `dòng ${text(details, 'otherRow')}`;
}
function otherRowInEnglish(details: ProblemDetails): string {
  return details['otherSheet']
    ? `row ${text(details, 'otherRow')} of sheet “${text(details, 'otherSheet')}”`
    : `row ${text(details, 'otherRow')}`;
}

const genderWords = { vi: { male: 'Nam', female: 'Nữ' }, en: { male: 'male', female: 'female' } } as const;

function genderWord(language: 'vi' | 'en', details: ProblemDetails, name: string): string {
  return genderWords[language][details[name] === 'female' ? 'female' : 'male'];
}

function limitOf(details: ProblemDetails): string {
  return String(details['limitMegabytes'] ?? details['limit'] ?? '');
}

export const readingSentences = {
  fileEmpty: {
    vi: () => 'Tệp này trống, không có dòng nào. Sổ giữ nguyên. Hãy chọn lại tệp danh sách.',
    en: () => 'This file is empty. The register is as it was. Choose the list again.',
  },
  fileNotATable: {
    vi: () =>
      'Tệp này không phải bảng tính. Sổ giữ nguyên. Hãy chọn tệp Excel (.xlsx, .xls), .ods, .csv, .tsv hoặc trang HTML lưu thành .xls.',
    en: () =>
      'This file is no spreadsheet. The register is as it was. Choose an Excel file (.xlsx, .xls), .ods, .csv, .tsv, or HTML saved as .xls.',
  },
  filePasswordProtected: {
    vi: () => 'Tệp này đặt mật khẩu nên chưa đọc được. Hãy mở tệp trong Excel, bỏ mật khẩu, lưu lại rồi chọn lại.',
    en: () =>
      'This file is protected by a password. Open it in Excel, remove the password, save it, and choose it again.',
  },
  fileDamaged: {
    vi: () =>
      'Tệp này bị hỏng hoặc chép chưa hết nên không đọc được. Sổ giữ nguyên. Hãy chép lại tệp, hoặc mở bằng Excel rồi lưu thành tệp mới.',
    en: () =>
      'This file is damaged or was not copied whole. The register is as it was. Copy it again, or open it in Excel and save it as a new file.',
  },
  fileTooLarge: {
    vi: (d) =>
      `Tệp này quá lớn${limitOf(d) ? ` (nhận đến ${limitOf(d)} MB)` : ''}. Sổ giữ nguyên. Hãy tách thành nhiều tệp nhỏ hơn.`,
    en: (d) =>
      `This file is too large${limitOf(d) ? ` (the limit is ${limitOf(d)} MB)` : ''}. The register is as it was. Split it into smaller files.`,
  },
  fileTooManyRows: {
    vi: (d) =>
      `Tệp này có quá nhiều dòng${d['limit'] ? ` (nhận đến ${text(d, 'limit')} dòng)` : ''}. Sổ giữ nguyên. Hãy tách thành nhiều tệp.`,
    en: (d) =>
      `This file has too many rows${d['limit'] ? ` (the limit is ${text(d, 'limit')})` : ''}. The register is as it was. Split it into several files.`,
  },
  fileTookTooLong: {
    vi: () => 'Đọc tệp này lâu quá nên đã dừng. Sổ giữ nguyên. Hãy xoá các dòng, cột thừa trong tệp rồi thử lại.',
    en: () =>
      'Reading this file took too long and was stopped. The register is as it was. Delete superfluous rows and columns, then try again.',
  },
  fileHasNoHeader: {
    vi: () =>
      'Không tìm thấy dòng tiêu đề (họ tên, ngày sinh, lớp…, hoặc số sê-ri) trong tệp này. Sổ giữ nguyên. Hãy xem lại có đúng tệp danh sách không.',
    en: () =>
      'No header row (name, date of birth, class, …, or serial number) was found in this file. The register is as it was. Check that this is the list.',
  },

  headerRepeated: {
    vi: (d) =>
      `Cột này trùng ý với cột ${text(d, 'otherColumn')} (“${text(d, 'header')}”) nên được bỏ qua. Nếu cần dùng cột này, hãy chọn lại.`,
    en: (d) =>
      `This column says the same as column ${text(d, 'otherColumn')} (“${text(d, 'header')}”) and is left out. Choose it if it is the one you need.`,
  },
  columnDropped: {
    vi: (d) => `Cột “${text(d, 'header')}” không dùng trong sổ nên được bỏ qua.`,
    en: (d) => `The register has no use for the column “${text(d, 'header')}”; it is left out.`,
  },
  classNamesDisagree: {
    vi: (d) =>
      `Tên trang ghi lớp ${text(d, 'sheetClass')} nhưng tiêu đề ghi lớp ${text(d, 'titleClass')}. Đang lấy lớp ${text(d, 'sheetClass')}; hãy xem lại.`,
    en: (d) =>
      `The sheet is named for class ${text(d, 'sheetClass')}, its title says ${text(d, 'titleClass')}. Class ${text(d, 'sheetClass')} was taken; please check.`,
  },
  listHasNoRows: {
    vi: () => 'Có dòng tiêu đề nhưng dưới đó chưa có dòng nào.',
    en: () => 'There is a header, but no row below it.',
  },

  cellTooLong: {
    vi: (d) => `Ô này dài ${text(d, 'length')} ký tự, quá ${text(d, 'limit')} ký tự. Hãy viết ngắn lại.`,
    en: (d) => `This cell has ${text(d, 'length')} characters; at most ${text(d, 'limit')} are allowed.`,
  },
  cellIsFormula: {
    vi: (d) => `Ô này là công thức hoặc lỗi công thức (${text(d)}), không phải giá trị. Hãy gõ giá trị vào ô.`,
    en: (d) => `This cell is a formula or its error (${text(d)}), not a value. Type the value itself.`,
  },
  digitsLost: {
    vi: (d) => `Số ở ô này bị Excel rút gọn thành ${text(d)} nên mất chữ số. Ô này được bỏ trống; hãy gõ lại đủ số.`,
    en: (d) =>
      `Excel shortened this number to ${text(d)} and its digits are lost. The field is left empty; type the whole number.`,
  },
  fullNameMissing: {
    vi: () => 'Dòng này chưa có họ tên.',
    en: () => 'The name is missing.',
  },
  nameHasNoLetters: {
    vi: (d) => `“${text(d)}” không phải họ tên.`,
    en: (d) => `“${text(d)}” is no name.`,
  },
  nameHasDigits: {
    vi: (d) => `Họ tên “${text(d)}” có chữ số. Hãy xem lại.`,
    en: (d) => `The name “${text(d)}” contains digits. Please check.`,
  },
  birthDateImpossible: {
    vi: (d) => `Không có ngày ${text(d)} trong lịch. Hãy xem lại giấy khai sinh.`,
    en: (d) => `There is no such date as ${text(d)}. Check the birth certificate.`,
  },
  birthDateNotUnderstood: {
    vi: (d) => `“${text(d)}” không phải là ngày sinh đầy đủ. Hãy ghi ngày/tháng/năm, như 15/03/2011.`,
    en: (d) => `“${text(d)}” is no full date of birth. Write day/month/year, as 15/03/2011.`,
  },
  certificateDateNotUnderstood: {
    vi: (d) => `“${text(d)}” không phải ngày cấp giấy nên ô này được bỏ trống.`,
    en: (d) => `“${text(d)}” is no date of issue; the field is left empty.`,
  },
  genderNotUnderstood: {
    vi: (d) => `Không rõ giới tính “${text(d)}”. Hãy ghi Nam hoặc Nữ.`,
    en: (d) => `The gender “${text(d)}” is not clear. Write Nam or Nữ.`,
  },
  genderBothMarked: {
    vi: () => 'Cả cột Nam và cột Nữ đều đánh dấu. Hãy để lại một.',
    en: () => 'Both male and female are marked. Leave one.',
  },
  ethnicityUnknown: {
    vi: (d) => `“${text(d)}” không có trong 54 dân tộc; vẫn ghi như trong tệp. Hãy xem lại.`,
    en: (d) => `“${text(d)}” is not among the 54 ethnic groups; it is kept as written. Please check.`,
  },
  ethnicityIsNumber: {
    vi: (d) => `Dân tộc ghi bằng số (${text(d)}) nên được bỏ trống. Hãy ghi tên dân tộc.`,
    en: (d) => `The ethnic group is a number (${text(d)}) and is left empty. Write its name.`,
  },
  classNameBecameDate: {
    vi: () => 'Tên lớp đã bị Excel đổi thành ngày tháng. Hãy định dạng ô là Văn bản rồi gõ lại tên lớp.',
    en: () => 'Excel turned the class into a date. Format the cell as text and type the class again.',
  },
  moetIdLostDigits: {
    vi: (d) => `Mã học sinh bị Excel rút gọn thành ${text(d)} nên mất chữ số. Hãy gõ lại đủ mã.`,
    en: (d) => `Excel shortened the pupil code to ${text(d)} and its digits are lost. Type the whole code.`,
  },
  moetIdTooLong: {
    vi: (d) => `“${text(d)}” dài quá, không phải mã học sinh.`,
    en: (d) => `“${text(d)}” is too long for a pupil code.`,
  },
  moetIdUnusual: {
    vi: (d) => `Mã học sinh ${text(d)} không đủ 10 chữ số như mã của Bộ; vẫn ghi như trong tệp. Hãy xem lại.`,
    en: (d) => `The pupil code ${text(d)} does not have the ministry’s 10 digits; it is kept as written. Please check.`,
  },
  personalIdElevenDigits: {
    vi: (d) =>
      `Số định danh ${text(d)} chỉ có 11 chữ số thay vì 12, có thể mất số 0 ở đầu${d['candidate'] ? ` (${text(d, 'candidate')}?)` : ''}. Hãy xem lại giấy tờ.`,
    en: (d) =>
      `The personal ID ${text(d)} has 11 digits instead of 12; a leading 0 may be lost${d['candidate'] ? ` (${text(d, 'candidate')}?)` : ''}. Check the papers.`,
  },
  personalIdWrongLength: {
    vi: (d) => `Số định danh ${text(d)} có ${text(d, 'digits')} chữ số; phải đủ 12 chữ số.`,
    en: (d) => `The personal ID ${text(d)} has ${text(d, 'digits')} digits; it must have 12.`,
  },
  personalIdLostDigits: {
    vi: (d) => `Số định danh bị Excel rút gọn thành ${text(d)} nên mất chữ số. Hãy gõ lại đủ 12 số.`,
    en: (d) => `Excel shortened the personal ID to ${text(d)} and its digits are lost. Type all 12 digits.`,
  },
  personalIdNotDigits: {
    vi: (d) => `“${text(d)}” không phải số định danh: phải là 12 chữ số.`,
    en: (d) => `“${text(d)}” is no personal ID: it must be 12 digits.`,
  },
  personalIdGenderMismatch: {
    vi: (d) =>
      `Số định danh cho thấy giới tính ${genderWord('vi', d, 'says')} nhưng danh sách ghi ${genderWord('vi', d, 'gender')}. Vẫn ghi như trong tệp; hãy xem lại.`,
    en: (d) =>
      `The personal ID says ${genderWord('en', d, 'says')}, the list says ${genderWord('en', d, 'gender')}. It is kept as written; please check.`,
  },
  personalIdYearMismatch: {
    vi: (d) =>
      `Số định danh cho thấy sinh năm ${text(d, 'says')} nhưng danh sách ghi ${text(d, 'year')}. Vẫn ghi như trong tệp; hãy xem lại.`,
    en: (d) =>
      `The personal ID says born in ${text(d, 'says')}, the list says ${text(d, 'year')}. It is kept as written; please check.`,
  },
  personalIdProvinceUnknown: {
    vi: (d) =>
      `Số định danh bắt đầu bằng ${text(d, 'province')}, không phải mã tỉnh nào đã biết. Vẫn ghi như trong tệp; hãy xem lại.`,
    en: (d) =>
      `The personal ID starts with ${text(d, 'province')}, the code of no known province. It is kept as written; please check.`,
  },
  povertyStatusNotUnderstood: {
    vi: (d) => `Không rõ “${text(d)}” là hộ nghèo, cận nghèo hay không. Hãy ghi rõ.`,
    en: (d) => `It is not clear whether “${text(d)}” means poor, near-poor or neither. Please say which.`,
  },
  povertyMarkAmbiguous: {
    vi: (d) => `Dấu “${text(d)}” ở cột này không nói rõ nghèo hay cận nghèo. Hãy ghi rõ.`,
    en: (d) => `The mark “${text(d)}” does not say poor or near-poor. Please say which.`,
  },
  povertyBothMarked: {
    vi: () => 'Cả cột Nghèo và cột Cận nghèo đều đánh dấu. Hãy để lại một.',
    en: () => 'Both poor and near-poor are marked. Leave one.',
  },
  reviewYearNotUnderstood: {
    vi: (d) => `“${text(d)}” không phải năm rà soát nên ô này được bỏ trống.`,
    en: (d) => `“${text(d)}” is no year of review; the field is left empty.`,
  },
  phoneUnusual: {
    vi: (d) => `“${text(d)}” không giống số điện thoại 10 chữ số. Hãy xem lại.`,
    en: (d) => `“${text(d)}” does not look like a 10-digit phone number. Please check.`,
  },
  phoneSeveral: {
    vi: (d) => `Ô này có nhiều số điện thoại (${text(d)}); sổ lấy số đầu là ${text(d, 'kept')}.`,
    en: (d) => `This cell has several phone numbers (${text(d)}); the first, ${text(d, 'kept')}, is taken.`,
  },
  pupilRepeated: {
    vi: (d) => `Học sinh này đã có ở ${otherRow(d)} nên dòng này không nhập.`,
    en: (d) => `This pupil already stands in ${otherRowInEnglish(d)}; this row is not imported.`,
  },
  pupilMaybeRepeated: {
    vi: (d) => `Trùng họ tên, ngày sinh và lớp với ${otherRow(d)}. Hãy xem có phải cùng một em không.`,
    en: (d) => `Same name, date of birth and class as ${otherRowInEnglish(d)}. Check whether it is the same child.`,
  },

  serialNumberMissing: {
    vi: () => 'Máy này chưa có số sê-ri (S/N).',
    en: () => 'The serial number is missing.',
  },
  serialNumberLostDigits: {
    vi: (d) => `Số sê-ri bị Excel rút gọn thành ${text(d)} nên mất chữ số. Hãy gõ lại như trên máy.`,
    en: (d) =>
      `Excel shortened the serial number to ${text(d)} and its digits are lost. Type it as it stands on the device.`,
  },
  serialNumberRepeated: {
    vi: (d) => `Số sê-ri ${text(d, 'serialNumber')} đã có ở ${otherRow(d)} nên dòng này không nhập.`,
    en: (d) =>
      `The serial number ${text(d, 'serialNumber')} already stands in ${otherRowInEnglish(d)}; this row is not imported.`,
  },
  imeiRepeated: {
    vi: (d) => `IMEI ${text(d, 'imei')} đã có ở ${otherRow(d)} nên dòng này không nhập.`,
    en: (d) => `The IMEI ${text(d, 'imei')} already stands in ${otherRowInEnglish(d)}; this row is not imported.`,
  },
  imeiCheckDigit: {
    vi: (d) => `IMEI ${text(d, 'imei')} sai số kiểm tra, có thể gõ nhầm một chữ số. Vẫn nhập; hãy so với máy.`,
    en: (d) =>
      `The check digit of IMEI ${text(d, 'imei')} is wrong; a digit may be mistyped. It is taken; compare it with the device.`,
  },
  imeiWrongLength: {
    vi: (d) => `IMEI ${text(d, 'imei')} có ${text(d, 'digits')} chữ số thay vì 15. Vẫn nhập; hãy so với máy.`,
    en: (d) =>
      `The IMEI ${text(d, 'imei')} has ${text(d, 'digits')} digits instead of 15. It is taken; compare it with the device.`,
  },
  imeiNotDigits: {
    vi: (d) => `“${text(d)}” không phải IMEI: phải là 15 chữ số.`,
    en: (d) => `“${text(d)}” is no IMEI: it must be 15 digits.`,
  },
  imeiLostDigits: {
    vi: (d) => `IMEI bị Excel rút gọn thành ${text(d)} nên mất chữ số. Hãy gõ lại đủ 15 số.`,
    en: (d) => `Excel shortened the IMEI to ${text(d)} and its digits are lost. Type all 15 digits.`,
  },
  priceNotUnderstood: {
    vi: (d) => `“${text(d)}” không phải số tiền nên ô này được bỏ trống.`,
    en: (d) => `“${text(d)}” is no amount of money; the field is left empty.`,
  },
} as const satisfies SentenceTable;

export type ReadingCode = keyof typeof readingSentences;
