/** Đồng ý và yêu cầu: what a family agreed to, and what it asked for (Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP). */
import { z } from 'zod';
import { calendarDay, recordId, recordTable, text, voidFields, voidGroup } from './record-table.ts';

const tick = z.union([z.literal(0), z.literal(1)]);

/** One signed form of consent. The child's own tick is needed from 7 years on (Điều 24); null: younger. */
export const consents = recordTable({
  table: 'consents',
  owner: 'school',
  fields: z.object({
    student: recordId,
    /** Mẫu phiếu that was signed, as printed on it. */
    formVersion: z.string().min(1).max(60),
    agreedOn: calendarDay,
    guardianName: z.string().max(200).nullable().default(null),
    guardianAgrees: tick,
    childAgrees: tick.nullable().default(null),
    withdrawnOn: calendarDay.nullable().default(null),
    withdrawalReason: text.nullable().default(null),
    ...voidFields,
  }),
  groups: {
    ...voidGroup,
    agreement: ['formVersion', 'agreedOn', 'guardianName', 'guardianAgrees', 'childAgrees'],
    withdrawal: ['withdrawnOn', 'withdrawalReason'],
  },
  subject: 'student',
  appendOnly: false,
});

/** What may be asked for: xem, sửa, xoá, rút đồng ý, hạn chế, phản đối, khiếu nại. */
export const requestKind = z.enum(['access', 'correct', 'erase', 'withdraw', 'restrict', 'object', 'complain']);

/** Sổ yêu cầu: a family asked for something about its child's data. */
export const requests = recordTable({
  table: 'requests',
  owner: 'school',
  fields: z.object({
    student: recordId,
    kind: requestKind,
    receivedOn: calendarDay,
    requesterName: z.string().max(200).nullable().default(null),
    note: text.nullable().default(null),
    /** Day on which the family was told that and how it is dealt with. */
    answeredOn: calendarDay.nullable().default(null),
    /** Once, by at most 15 days, said to the family. */
    isExtended: tick.default(0),
    doneOn: calendarDay.nullable().default(null),
    outcome: text.nullable().default(null),
    ...voidFields,
  }),
  groups: { ...voidGroup, end: ['doneOn', 'outcome'] },
  subject: 'student',
  appendOnly: false,
});
