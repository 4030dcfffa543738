/** Pupils, their guardians and households, and the poverty status of a household as dated history. */
import { z } from 'zod';
import { calendarDay, recordId, recordTable, text, voidFields, voidGroup } from './record-table.ts';

export const gender = z.enum(['male', 'female']);
/** Quan hệ with the pupil, of a guardian or of who received a device. */
export const relation = z.enum([
  'father',
  'mother',
  'grandfather',
  'grandmother',
  'sibling',
  'relative',
  'guardian',
  'self',
  'other',
]);
/** Hộ nghèo, hộ cận nghèo, or the file or review says: neither. */
export const povertyLevel = z.enum(['poor', 'near_poor', 'none']);
/**
 * Chuẩn nghèo that a review applied: Nghị định 07/2021 (kept for 2026 by Nghị định 351/2025), and
 * 2027–2030 by Nghị định 351/2025.
 */
export const povertyStandard = z.enum(['2022-2025', '2027-2030']);

/** Học sinh. */
export const students = recordTable({
  table: 'students',
  owner: 'school',
  fields: z.object({
    /** Mã định danh học sinh of the ministry, 10 digits as text. */
    moetId: z.string().max(20).nullable().default(null),
    /** Số định danh cá nhân, 12 digits as text. */
    personalId: z.string().max(20).nullable().default(null),
    fullName: z.string().min(1).max(200),
    /** Tên to sort by where the last word is not the given name (H'Hen Niê). */
    sortName: z.string().max(200).nullable().default(null),
    birthDate: calendarDay.nullable().default(null),
    gender: gender.nullable().default(null),
    ethnicity: text.nullable().default(null),
    class: recordId.nullable().default(null),
    household: recordId.nullable().default(null),
    /** Free note of the clerk. */
    note: text.nullable().default(null),
    ...voidFields,
  }),
  groups: voidGroup,
  subject: 'self',
  appendOnly: false,
});

/** Cha, mẹ, người giám hộ of one pupil. */
export const guardians = recordTable({
  table: 'guardians',
  owner: 'school',
  fields: z.object({
    student: recordId,
    /** Empty: a list gave only the phone. */
    name: z.string().max(200),
    relation: relation.nullable().default(null),
    phone: z.string().max(20).nullable().default(null),
    personalId: z.string().max(20).nullable().default(null),
    ...voidFields,
  }),
  groups: voidGroup,
  subject: 'student',
  appendOnly: false,
});

/** Hộ gia đình: its head and address. */
export const households = recordTable({
  table: 'households',
  owner: 'school',
  fields: z.object({
    headName: z.string().max(200).nullable().default(null),
    headPersonalId: z.string().max(20).nullable().default(null),
    province: text.nullable().default(null),
    commune: text.nullable().default(null),
    village: text.nullable().default(null),
    ...voidFields,
  }),
  groups: { ...voidGroup, address: ['province', 'commune', 'village'] },
  subject: 'self',
  appendOnly: false,
});

/** Kết quả rà soát hộ nghèo, hộ cận nghèo; the newest that is not voided is the status of the household. */
export const povertyStatuses = recordTable({
  table: 'poverty_statuses',
  owner: 'school',
  fields: z.object({
    household: recordId,
    status: povertyLevel,
    /** Năm rà soát. */
    reviewYear: z.number().int().min(2000).max(2200).nullable().default(null),
    standard: povertyStandard.nullable().default(null),
    /** Số giấy chứng nhận (Mẫu số 03, Quyết định 24/2021/QĐ-TTg), as printed on it. */
    certificateNo: z.string().max(60).nullable().default(null),
    certificateDate: calendarDay.nullable().default(null),
    certificateCommune: text.nullable().default(null),
    /** Day from which it counts here: of the certificate, else of entry. */
    validFrom: calendarDay,
    ...voidFields,
  }),
  groups: {
    ...voidGroup,
    status: ['status', 'reviewYear', 'standard', 'certificateNo', 'certificateDate', 'certificateCommune', 'validFrom'],
  },
  subject: 'household',
  appendOnly: false,
});
