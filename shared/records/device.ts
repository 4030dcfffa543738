/** Rounds, deliveries, devices, and the documents of their way: assignment, receipt, movement. */
import { z } from 'zod';
import { calendarDay, recordId, recordTable, text, voidFields, voidGroup } from './record-table.ts';
import { relation } from './pupil.ts';

/** Tặng (ownership passes) or cho mượn (school property, to be returned). */
export const handoverMode = z.enum(['gift', 'loan']);
/** One device per pupil (the ministry's branch) or per household (Thông tư 09/2022/TT-BTTTT). */
export const entitlement = z.enum(['per_student', 'per_household']);

/** Đợt: one distribution with its source and rules. */
export const rounds = recordTable({
  table: 'rounds',
  owner: 'home',
  fields: z.object({
    name: z.string().min(1).max(100),
    source: text.nullable().default(null),
    mode: handoverMode,
    entitlement,
    ...voidFields,
  }),
  groups: { ...voidGroup, terms: ['mode', 'entitlement'] },
  subject: null,
  appendOnly: false,
});

/** Lần nhận máy from the office or a donor, with its delivery note. */
export const deliveries = recordTable({
  table: 'deliveries',
  owner: 'school',
  fields: z.object({
    round: recordId,
    documentNumber: z.string().max(60).nullable().default(null),
    documentDate: calendarDay.nullable().default(null),
    giver: text.nullable().default(null),
    receivedOn: calendarDay,
    ...voidFields,
  }),
  groups: { ...voidGroup, document: ['documentNumber', 'documentDate'] },
  subject: null,
  appendOnly: false,
});

/** Thiết bị. */
export const devices = recordTable({
  table: 'devices',
  owner: 'school',
  fields: z.object({
    delivery: recordId.nullable().default(null),
    round: recordId,
    /** Tên thiết bị: Máy tính bảng. */
    name: text.nullable().default(null),
    brand: text.nullable().default(null),
    model: text.nullable().default(null),
    serialNumber: z.string().min(1).max(60),
    imei: z.string().max(20).nullable().default(null),
    imei2: z.string().max(20).nullable().default(null),
    simNumber: z.string().max(20).nullable().default(null),
    iccid: z.string().max(30).nullable().default(null),
    accessories: text.nullable().default(null),
    /** Giá trị in đồng. */
    price: z.number().int().min(0).nullable().default(null),
    condition: text.nullable().default(null),
    note: text.nullable().default(null),
    ...voidFields,
  }),
  groups: voidGroup,
  subject: null,
  appendOnly: false,
});

/** Phân máy: the device that is meant for a pupil, before anyone has signed. */
export const assignments = recordTable({
  table: 'assignments',
  owner: 'school',
  fields: z.object({ student: recordId, device: recordId, round: recordId, ...voidFields }),
  groups: voidGroup,
  subject: 'student',
  appendOnly: false,
});

/**
 * Giấy ký nhận: a device changed hands. Never edited; a mistaken one is answered by a receipt of kind
 * `cancellation` that names it in `cancels` and says why.
 */
export const receipts = recordTable({
  table: 'receipts',
  owner: 'school',
  fields: z.object({
    kind: z.enum(['handover', 'cancellation']),
    student: recordId,
    device: recordId,
    round: recordId,
    mode: handoverMode,
    /** Who signed; null on a cancellation. */
    receiverName: z.string().max(200).nullable().default(null),
    receiverRelation: relation.nullable().default(null),
    receiverPersonalId: z.string().max(20).nullable().default(null),
    /** Day on the paper. */
    receivedOn: calendarDay,
    cancels: recordId.nullable().default(null),
    reason: text.nullable().default(null),
    /** Why the principal let a second device through. */
    overrideReason: text.nullable().default(null),
  }),
  groups: {},
  subject: 'student',
  appendOnly: true,
});

/** Nhập, xuất, nhập lại: one line of the stock ledger. */
export const movements = recordTable({
  table: 'movements',
  owner: 'school',
  fields: z.object({
    device: recordId,
    kind: z.enum(['received', 'handed_over', 'returned']),
    movedOn: calendarDay,
    receipt: recordId.nullable().default(null),
    delivery: recordId.nullable().default(null),
    reason: text.nullable().default(null),
  }),
  groups: {},
  subject: null,
  appendOnly: true,
});
