/** Devices and their way to a pupil: stock, assignment, receipt, counter-document. */
import { z } from 'zod';
import { handoverMode } from '../records/device.ts';
import { relation } from '../records/pupil.ts';
import { calendarDay, recordId } from '../records/record-table.ts';
import {
  optionalText,
  ownedRow,
  ownerFilter,
  page,
  pageRequest,
  raises,
  read,
  requiredText,
  wholeNumbers,
  write,
  written,
} from './procedure.ts';
import { receiptEntry } from './students.ts';

export const deviceState = z.enum(['in_stock', 'assigned', 'handed_over', 'voided']);

export const deviceRow = z.object({
  id: recordId,
  ...ownedRow,
  round: recordId,
  roundName: z.string(),
  name: z.string().nullable(),
  brand: z.string().nullable(),
  model: z.string().nullable(),
  serialNumber: z.string(),
  imei: z.string().nullable(),
  imei2: z.string().nullable(),
  simNumber: z.string().nullable(),
  iccid: z.string().nullable(),
  accessories: z.string().nullable(),
  price: z.number().int().nullable(),
  condition: z.string().nullable(),
  note: z.string().nullable(),
  documentNumber: z.string().nullable(),
  state: deviceState,
  /** The pupil that holds it, else the one it is planned for. */
  student: recordId.nullable(),
  studentName: z.string().nullable(),
  className: z.string().nullable(),
});
export type DeviceRow = z.output<typeof deviceRow>;

export const deviceInput = z.object({
  id: recordId.optional(),
  round: recordId,
  name: optionalText,
  brand: optionalText,
  model: optionalText,
  serialNumber: requiredText.max(60),
  imei: optionalText,
  imei2: optionalText,
  simNumber: optionalText,
  iccid: optionalText,
  accessories: optionalText,
  price: z.number().int().min(0).nullable().default(null),
  condition: optionalText,
  note: optionalText,
});
export type DeviceInput = z.output<typeof deviceInput>;

export const stockLine = z.object({
  round: recordId,
  roundName: z.string(),
  brand: z.string().nullable(),
  model: z.string().nullable(),
  total: z.number().int(),
  inStock: z.number().int(),
  assigned: z.number().int(),
  handedOver: z.number().int(),
});
export type StockLine = z.output<typeof stockLine>;

export const devices = {
  list: read
    .input(
      z.object({
        text: z.string().max(100).default(''),
        owner: ownerFilter,
        round: recordId.nullable().default(null),
        model: z.string().nullable().default(null),
        /** Null: every device that is not voided. */
        state: deviceState.nullable().default(null),
        ...pageRequest,
      }),
    )
    .output(page(deviceRow)),
  get: read.input(z.object({ id: recordId })).output(deviceRow.extend({ receipts: z.array(receiptEntry) })),
  /** By serial number, IMEI, SIM number or ICCID exactly as scanned. */
  findByNumber: read
    .input(z.object({ number: z.string().max(100) }))
    .output(z.object({ device: deviceRow.nullable() })),
  save: write
    .errors(
      raises(
        'serialNumberTaken',
        'serialNumberInvalid',
        'imeiTaken',
        'imeiTwice',
        'imeiInvalid',
        'roundNotFound',
        'deviceHandedOver',
        'deviceAssigned',
      ),
    )
    .input(deviceInput)
    .output(
      written.extend({
        id: recordId,
        warnings: z.array(
          z.object({
            field: z.string(),
            problem: z.string(),
            details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
          }),
        ),
      }),
    ),
  void: write
    .errors(raises('deviceHandedOver', 'deviceAssigned'))
    .input(z.object({ id: recordId, reason: requiredText }))
    .output(written),
  stock: read
    .input(z.object({ owner: ownerFilter, round: recordId.nullable().default(null) }))
    .output(z.array(stockLine)),
};

/** A pupil on the handover sheet of a class. */
export const handoverRow = z.object({
  student: recordId,
  fullName: z.string(),
  birthDate: calendarDay.nullable(),
  className: z.string().nullable(),
  povertyStatus: z.enum(['poor', 'near_poor', 'none']).nullable(),
  guardianName: z.string().nullable(),
  guardianRelation: relation.nullable(),
  /** Planned device. */
  assignment: recordId.nullable(),
  device: recordId.nullable(),
  serialNumber: z.string().nullable(),
  model: z.string().nullable(),
  /** The open receipt, when the pupil holds one of this round. */
  receipt: receiptEntry.nullable(),
  /** Why a device may not be given: the pupil, or another of the household, holds one. Null when it may. */
  obstacle: z
    .object({ problem: z.string(), details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) })
    .nullable(),
});
export type HandoverRow = z.output<typeof handoverRow>;

/** A line that could not be done, among lines that were. */
const refusedLine = z.object({
  student: recordId.nullable(),
  label: z.string(),
  problem: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type RefusedLine = z.output<typeof refusedLine>;

const entitlementProblems = raises(
  'deviceNotFound',
  'deviceVoided',
  'deviceOfOtherRound',
  'studentNotFound',
  'studentAmbiguous',
  'roundNotFound',
  'deviceAlreadyHandedOver',
  'deviceAssignedToOther',
  'studentHoldsDevice',
  'householdHoldsDevice',
  'studentHasAssignment',
  'householdHasAssignment',
  'studentHasNoAssignment',
  'studentVoided',
  'overrideNotAllowed',
  'receivedOnInFuture',
);

export const assignments = {
  save: write
    .errors(entitlementProblems)
    .input(z.object({ student: recordId, device: recordId, overrideReason: optionalText }))
    .output(written.extend({ id: recordId })),
  /** Gives devices of the round in stock order to the pupils of a class who have none; those who may not are named. */
  saveClass: write
    .errors(entitlementProblems)
    .errors(raises('stockTooSmall'))
    .input(
      z.object({
        class: recordId,
        round: recordId,
        /** Only pupils of these statuses; empty: all. */
        povertyStatuses: z.array(z.enum(['poor', 'near_poor', 'none', 'unknown'])).default([]),
        model: z.string().nullable().default(null),
      }),
    )
    .output(written.extend({ assigned: z.number().int(), refused: z.array(refusedLine), missing: z.number().int() })),
  void: write
    .errors(raises('assignmentFulfilled'))
    .input(z.object({ ids: z.array(recordId).min(1), reason: requiredText }))
    .output(written),
};

const receiver = {
  receiverName: requiredText.max(200),
  receiverRelation: relation.nullable().default(null),
  receiverPersonalId: z
    .string()
    .trim()
    .max(20)
    .transform((value) => value || null)
    .nullable()
    .default(null),
};

export const receipts = {
  /** Pupils of a class with what is planned and what was signed. */
  sheet: read.input(z.object({ class: recordId.nullable(), round: recordId })).output(z.array(handoverRow)),
  list: read
    .input(
      z.object({
        owner: ownerFilter,
        class: recordId.nullable().default(null),
        student: recordId.nullable().default(null),
        round: recordId.nullable().default(null),
        wholeNumbers,
        ...pageRequest,
      }),
    )
    .output(page(receiptEntry)),
  /** One pupil signs for one device. The device may be left out when one is planned. */
  save: write
    .errors(entitlementProblems)
    .input(
      z.object({
        student: recordId,
        device: recordId.optional(),
        mode: handoverMode.optional(),
        ...receiver,
        receivedOn: calendarDay,
        overrideReason: optionalText,
      }),
    )
    .output(written.extend({ id: recordId })),
  /** The whole class in one action: every ticked pupil signs for the planned device; refusals are named line by line. */
  saveClass: write
    .errors(entitlementProblems)
    .input(
      z.object({
        round: recordId,
        receivedOn: calendarDay,
        mode: handoverMode.optional(),
        lines: z
          .array(z.object({ student: recordId, device: recordId, ...receiver }))
          .min(1)
          .max(2000),
      }),
    )
    .output(written.extend({ saved: z.number().int(), refused: z.array(refusedLine) })),
  /** Answers a mistaken receipt by a counter-document: the device is back in stock, both stay visible. */
  cancel: write
    .errors(
      raises(
        'receiptNotFound',
        'receiptAlreadyCancelled',
        'receiptIsCancellation',
        'receivedOnInFuture',
        'cancelledBeforeReceived',
      ),
    )
    .input(z.object({ id: recordId, reason: requiredText, cancelledOn: calendarDay.optional() }))
    .output(written.extend({ id: recordId })),
};
