/**
 * Xoá dữ liệu: the one exception to "never deletes". A school erases what it keeps of a pupil or of a household; every
 * register that this reaches forgets secret and values (docs/decisions/0011). No name stands here.
 */
import { z } from 'zod';
import { calendarDay, recordId, recordTable, text } from './record-table.ts';
import { schoolYear } from './organisation.ts';

/** request: yêu cầu của người có dữ liệu (Luật 91/2025/QH15); retention: hết thời hạn lưu; mistake: ghi nhầm. */
export const erasureReason = z.enum(['request', 'retention', 'mistake']);
export type ErasureReason = z.output<typeof erasureReason>;

const count = z.number().int().min(0);

/** Biên bản xoá: what one action erased, in numbers that tell of nobody. They stay as statistics. */
export const deletions = recordTable({
  table: 'deletions',
  owner: 'school',
  fields: z.object({
    reason: erasureReason,
    /** Căn cứ: number of the request or decision; no names. */
    basis: text.nullable().default(null),
    erasedOn: calendarDay,
    /** School year of the pupils' last class; null: several, or none. */
    schoolYear: schoolYear.nullable().default(null),
    pupils: count,
    /** By status of the household when it was erased. */
    poor: count,
    nearPoor: count,
    none: count,
    unknown: count,
    /** Pupils who held a device. */
    received: count,
    households: count,
    receipts: count,
    attachments: count,
    /** Changes of the journal whose values are gone. */
    changes: count,
  }),
  groups: {},
  subject: null,
  appendOnly: true,
});

/** One pupil or household whose values are gone: applied by every reader, whatever comes before or after it. */
export const erasures = recordTable({
  table: 'erasures',
  owner: 'school',
  fields: z.object({ subject: recordId, deletion: recordId }),
  groups: {},
  subject: null,
  appendOnly: true,
});
