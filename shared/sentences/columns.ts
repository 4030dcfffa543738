/** What a column of a file can mean, in words: the fields of the records, and parts that only files have. */
import { fieldName } from './fields.ts';
import type { Language } from './language.ts';

const columnWords: Partial<Record<string, Record<Language, string>>> = {
  familyAndMiddleName: { vi: 'Họ và tên đệm', en: 'Family and middle name' },
  givenName: { vi: 'Tên', en: 'Given name' },
  birthDay: { vi: 'Ngày sinh: cột ngày', en: 'Date of birth: day' },
  birthMonth: { vi: 'Ngày sinh: cột tháng', en: 'Date of birth: month' },
  birthYear: { vi: 'Ngày sinh: cột năm', en: 'Date of birth: year' },
  maleBirthDate: { vi: 'Ngày sinh của em nam', en: 'Date of birth of boys' },
  femaleBirthDate: { vi: 'Ngày sinh của em nữ', en: 'Date of birth of girls' },
  female: { vi: 'Giới tính: đánh dấu nữ', en: 'Gender: mark for girls' },
  male: { vi: 'Giới tính: đánh dấu nam', en: 'Gender: mark for boys' },
  address: { vi: 'Địa chỉ (thôn, xã, tỉnh)', en: 'Address (village, commune, province)' },
  poorMark: { vi: 'Diện hộ: đánh dấu nghèo', en: 'Household status: mark for poor' },
  nearPoorMark: { vi: 'Diện hộ: đánh dấu cận nghèo', en: 'Household status: mark for near-poor' },
  guardianRelation: { vi: 'Quan hệ của người giám hộ', en: 'Relation of guardian' },
  guardianPhone: { vi: 'Điện thoại người giám hộ', en: 'Phone of guardian' },
  fatherPhone: { vi: 'Điện thoại cha', en: 'Phone of father' },
  fatherPersonalId: { vi: 'Số định danh cha', en: 'Personal ID of father' },
  motherPhone: { vi: 'Điện thoại mẹ', en: 'Phone of mother' },
  motherPersonalId: { vi: 'Số định danh mẹ', en: 'Personal ID of mother' },
  siteName: { vi: 'Điểm trường', en: 'Site' },
};

/** The name of what a column was understood as. */
export function columnName(language: Language, field: string): string {
  return columnWords[field]?.[language] ?? fieldName(language, field);
}
