/** Nhật ký: everything that was done in the register, by whom and when, each field before and after. */
import { z } from 'zod';
import { eventKind } from '../records/event.ts';
import { calendarDay, recordId } from '../records/record-table.ts';
import { ownerFilter, raises, read, write } from './procedure.ts';
import { timelineEntry } from './students.ts';

/** `change`: something in a record; else a kind of event. */
export const auditKind = z.enum(['change', ...eventKind.options]);
export type AuditKind = z.output<typeof auditKind>;

export const auditFilter = z.object({
  /** Left out: of this register itself. */
  owner: ownerFilter,
  person: recordId.nullable().default(null),
  /** Days of this PC's calendar, both inclusive. */
  from: calendarDay.nullable().default(null),
  until: calendarDay.nullable().default(null),
  kind: auditKind.nullable().default(null),
  /** Name of a synced table. */
  table: z.string().max(60).nullable().default(null),
  /** With everything that belongs to that pupil, and who looked at the numbers. */
  student: recordId.nullable().default(null),
  device: recordId.nullable().default(null),
});
export type AuditFilter = z.output<typeof auditFilter>;

export const auditEntry = timelineEntry.extend({
  /** Id of the person; of no known one where nobody sat at the keyboard. */
  actor: z.string(),
  /** Null: a change of a record. */
  kind: eventKind.nullable(),
  /** Named facts of an event. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Whom or what it concerns: a name, a serial number; empty when nothing is known of it. */
  label: z.string(),
  student: recordId.nullable(),
});
export type AuditEntry = z.output<typeof auditEntry>;

export const audit = {
  /** Newest first. `cursor` of the answer goes on where it ended; null: that was all. */
  list: read
    .input(
      auditFilter.extend({
        cursor: z.string().max(20_000).nullable().default(null),
        limit: z.number().int().min(1).max(500).default(200),
      }),
    )
    .output(z.object({ entries: z.array(auditEntry), cursor: z.string().nullable() })),
  /** The same as .xlsx; remembered as an event of kind `export`. */
  write: write.errors(raises('auditEmpty')).input(auditFilter).output(z.file()),
};
