/** Consent of a family, its requests with their clocks, and what was typed and not saved. */
import { z } from 'zod';
import { requestKind } from '../records/privacy.ts';
import { calendarDay, instant, recordId } from '../records/record-table.ts';
import { optionalText, raises, read, requiredText, write, written } from './procedure.ts';

const tick = z.union([z.literal(0), z.literal(1)]);

export const consentEntry = z.object({
  id: recordId,
  formVersion: z.string(),
  agreedOn: calendarDay,
  guardianName: z.string().nullable(),
  guardianAgrees: tick,
  childAgrees: tick.nullable(),
  withdrawnOn: calendarDay.nullable(),
  withdrawalReason: z.string().nullable(),
  isInForce: z.boolean(),
});
export type ConsentEntry = z.output<typeof consentEntry>;

export const consents = {
  /** The newest first. */
  list: read.input(z.object({ student: recordId })).output(z.array(consentEntry)),
  /** A signed form. `childAgrees` is needed from 7 years on. */
  save: write
    .errors(raises('personNotChosen', 'consentOfChildMissing', 'consentRefused', 'receivedOnInFuture'))
    .input(
      z.object({
        student: recordId,
        formVersion: requiredText.max(60),
        agreedOn: calendarDay,
        guardianName: optionalText,
        guardianAgrees: z.boolean(),
        childAgrees: z.boolean().nullable().default(null),
      }),
    )
    .output(written.extend({ id: recordId })),
  withdraw: write
    .errors(raises('personNotChosen', 'receivedOnInFuture'))
    .input(z.object({ id: recordId, withdrawnOn: calendarDay, reason: optionalText }))
    .output(written),
};

export const requestEntry = z.object({
  id: recordId,
  student: recordId,
  studentName: z.string(),
  className: z.string().nullable(),
  kind: requestKind,
  receivedOn: calendarDay,
  requesterName: z.string().nullable(),
  note: z.string().nullable(),
  answeredOn: calendarDay.nullable(),
  isExtended: z.boolean(),
  doneOn: calendarDay.nullable(),
  outcome: z.string().nullable(),
  answerDue: calendarDay,
  doneDue: calendarDay,
  late: z.array(z.enum(['answer', 'done'])),
});
export type RequestEntry = z.output<typeof requestEntry>;

export const requests = {
  /** Open ones first, the most urgent on top; then those that are done, the newest first. */
  list: read.output(z.array(requestEntry)),
  save: write
    .errors(raises('personNotChosen', 'receivedOnInFuture'))
    .input(
      z.object({
        id: recordId.optional(),
        student: recordId,
        kind: requestKind,
        receivedOn: calendarDay,
        requesterName: optionalText,
        note: optionalText,
        answeredOn: calendarDay.nullable().default(null),
        isExtended: z.boolean().default(false),
        doneOn: calendarDay.nullable().default(null),
        outcome: optionalText,
      }),
    )
    .output(written.extend({ id: recordId })),
};

/** What was typed and not saved; it lies in the register, encrypted, never in the browser. */
export const draft = z.object({
  key: z.string().min(1).max(200),
  /** What it is about, in words: a pupil's name. Empty for a new one. */
  label: z.string().max(200),
  at: instant,
  values: z.record(z.string().max(200), z.string().max(2000)),
});
export type Draft = z.output<typeof draft>;

export const drafts = {
  /** The newest first; older ones than 30 days are dropped. */
  list: read.output(z.array(draft)),
  save: write.input(draft.omit({ at: true })).output(z.object({})),
  drop: write.input(z.object({ key: z.string().max(200) })).output(z.object({})),
};
