/** Closed lists in words: for screens, timeline, papers and messages. */
import type { z } from 'zod';
import type { entitlement, handoverMode } from '../records/device.ts';
import type { officeLevel, personRole, schoolLevel } from '../records/organisation.ts';
import type { requestKind } from '../records/privacy.ts';
import type { ErasureReason } from '../records/erasure.ts';
import type { gender, povertyLevel, povertyStandard, relation } from '../records/pupil.ts';
import type { Language } from './language.ts';

type Words<Value extends string> = Record<Value, Record<Language, string>>;

const povertyLevels: Words<z.output<typeof povertyLevel>> = {
  poor: { vi: 'Hộ nghèo', en: 'Poor household' },
  near_poor: { vi: 'Hộ cận nghèo', en: 'Near-poor household' },
  none: { vi: 'Không thuộc diện', en: 'Neither' },
};
const genders: Words<z.output<typeof gender>> = {
  male: { vi: 'Nam', en: 'Male' },
  female: { vi: 'Nữ', en: 'Female' },
};
const relations: Words<z.output<typeof relation>> = {
  father: { vi: 'Cha', en: 'Father' },
  mother: { vi: 'Mẹ', en: 'Mother' },
  grandfather: { vi: 'Ông', en: 'Grandfather' },
  grandmother: { vi: 'Bà', en: 'Grandmother' },
  sibling: { vi: 'Anh, chị, em', en: 'Sibling' },
  relative: { vi: 'Người thân', en: 'Relative' },
  guardian: { vi: 'Người giám hộ', en: 'Guardian' },
  self: { vi: 'Chính học sinh', en: 'The pupil' },
  other: { vi: 'Khác', en: 'Other' },
};
const povertyStandards: Words<z.output<typeof povertyStandard>> = {
  '2022-2025': { vi: 'Chuẩn 2022–2025 (dùng đến hết 2026)', en: 'Standard 2022–2025 (kept for 2026)' },
  '2027-2030': { vi: 'Chuẩn 2027–2030', en: 'Standard 2027–2030' },
};
const schoolLevels: Words<z.output<typeof schoolLevel>> = {
  primary: { vi: 'Tiểu học', en: 'Primary' },
  lower_secondary: { vi: 'THCS', en: 'Lower secondary' },
  primary_lower_secondary: { vi: 'TH&THCS', en: 'Primary and lower secondary' },
  upper_secondary: { vi: 'THPT', en: 'Upper secondary' },
  lower_upper_secondary: { vi: 'THCS&THPT', en: 'Lower and upper secondary' },
  continuing: { vi: 'Giáo dục thường xuyên', en: 'Continuing education' },
};
const officeLevels: Words<z.output<typeof officeLevel>> = {
  commune: { vi: 'Xã, phường, đặc khu', en: 'Commune' },
  province: { vi: 'Tỉnh, thành phố (Sở)', en: 'Province' },
  district: { vi: 'Huyện (Phòng, trước 7/2025)', en: 'District (before July 2025)' },
};
const personRoles: Words<z.output<typeof personRole>> = {
  clerk: { vi: 'Văn thư, giáo viên', en: 'Clerk, teacher' },
  principal: { vi: 'Hiệu trưởng', en: 'Principal' },
  office: { vi: 'Cán bộ cơ quan quản lý', en: 'Office staff' },
  auditor: { vi: 'Người kiểm tra', en: 'Auditor' },
};
const handoverModes: Words<z.output<typeof handoverMode>> = {
  gift: { vi: 'Tặng', en: 'Given' },
  loan: { vi: 'Cho mượn', en: 'Lent' },
};
const entitlements: Words<z.output<typeof entitlement>> = {
  per_student: { vi: 'Mỗi học sinh một máy', en: 'One device per pupil' },
  per_household: { vi: 'Mỗi hộ một máy', en: 'One device per household' },
};
const receiptKinds: Words<'handover' | 'cancellation'> = {
  handover: { vi: 'Giấy ký nhận', en: 'Receipt' },
  cancellation: { vi: 'Giấy huỷ', en: 'Cancellation' },
};
const movementKinds: Words<'received' | 'handed_over' | 'returned'> = {
  received: { vi: 'Nhập kho', en: 'Into stock' },
  handed_over: { vi: 'Giao cho học sinh', en: 'Handed over' },
  returned: { vi: 'Nhập lại kho', en: 'Back in stock' },
};
const deviceStates: Words<'in_stock' | 'assigned' | 'handed_over' | 'voided'> = {
  in_stock: { vi: 'Trong kho', en: 'In stock' },
  assigned: { vi: 'Đã phân, chờ ký', en: 'Planned, not signed' },
  handed_over: { vi: 'Đã giao', en: 'Handed over' },
  voided: { vi: 'Đã ra khỏi sổ', en: 'Taken out' },
};

const erasureReasons: Words<ErasureReason> = {
  request: { vi: 'Theo yêu cầu của gia đình', en: 'The family asked for it' },
  retention: { vi: 'Hết thời hạn lưu', en: 'Kept long enough' },
  mistake: { vi: 'Ghi nhầm', en: 'Entered by mistake' },
};

const requestKinds: Words<z.output<typeof requestKind>> = {
  access: { vi: 'Xem dữ liệu đang giữ', en: 'See what is kept' },
  correct: { vi: 'Sửa cho đúng', en: 'Correct it' },
  erase: { vi: 'Xoá', en: 'Erase it' },
  withdraw: { vi: 'Rút đồng ý', en: 'Withdraw consent' },
  restrict: { vi: 'Hạn chế dùng', en: 'Restrict its use' },
  object: { vi: 'Phản đối', en: 'Object' },
  complain: { vi: 'Khiếu nại', en: 'Complain' },
};

export const valueWords = {
  requestKind: requestKinds,
  erasureReason: erasureReasons,
  povertyLevel: povertyLevels,
  gender: genders,
  relation: relations,
  povertyStandard: povertyStandards,
  schoolLevel: schoolLevels,
  officeLevel: officeLevels,
  personRole: personRoles,
  handoverMode: handoverModes,
  entitlement: entitlements,
  receiptKind: receiptKinds,
  movementKind: movementKinds,
  deviceState: deviceStates,
} as const;

export type ValueList = keyof typeof valueWords;

/** A value of a closed list in words; a value that no list names stays as it is. */
export function valueInWords(language: Language, list: ValueList, value: string | null | undefined): string {
  if (value === null || value === undefined) return '';
  const words: Partial<Record<string, Record<Language, string>>> = valueWords[list];
  return words[value]?.[language] ?? value;
}

/** The values of a list with their words, in order, for a field to choose from. */
export function listChoices(language: Language, list: ValueList): { value: string; label: string }[] {
  return Object.entries(valueWords[list]).map(([value, words]) => ({ value, label: words[language] }));
}
