/** Pupils: the long table, one pupil's page, search, the timeline from the journal. */
import { z } from 'zod';
import { gender, povertyLevel, povertyStandard, relation } from '../records/pupil.ts';
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
  textOrNull,
  wholeNumbers,
  write,
  written,
} from './procedure.ts';

export const studentFilter = z.object({
  owner: ownerFilter,
  text: z.string().max(200).default(''),
  class: recordId.nullable().default(null),
  povertyStatus: z.enum(['poor', 'near_poor', 'none', 'unknown']).nullable().default(null),
  /** `none`: no device; `assigned`: planned, not signed; `received`: holds one. */
  device: z.enum(['none', 'assigned', 'received']).nullable().default(null),
  /** With `device`: judged by devices of this round alone. Without: pupils who hold or shall get a device of it. */
  round: recordId.nullable().default(null),
  /** `missing`: no consent in force. */
  consent: z.enum(['missing']).nullable().default(null),
  includeVoided: z.boolean().default(false),
});
export type StudentFilter = z.output<typeof studentFilter>;

/** A row of the pupils' table. */
export const studentRow = z.object({
  id: recordId,
  ...ownedRow,
  className: z.string().nullable(),
  moetId: z.string().nullable(),
  fullName: z.string(),
  /** The tên where it is not the last word of the name. */
  sortName: z.string().nullable(),
  birthDate: calendarDay.nullable(),
  gender: gender.nullable(),
  povertyStatus: povertyLevel.nullable(),
  village: z.string().nullable(),
  commune: z.string().nullable(),
  /** Device that the pupil holds, else the one planned. */
  serialNumber: z.string().nullable(),
  device: z.enum(['none', 'assigned', 'received']),
  receivedOn: calendarDay.nullable(),
  isVoided: z.boolean(),
});
export type StudentRow = z.output<typeof studentRow>;

export const guardian = z.object({
  id: recordId.optional(),
  name: z.string(),
  relation: relation.nullable(),
  phone: z.string().nullable(),
  personalId: z.string().nullable(),
});
export const povertyStatusEntry = z.object({
  id: recordId,
  status: povertyLevel,
  reviewYear: z.number().int().nullable(),
  standard: povertyStandard.nullable(),
  certificateNo: z.string().nullable(),
  certificateDate: calendarDay.nullable(),
  certificateCommune: z.string().nullable(),
  validFrom: calendarDay,
  isVoided: z.boolean(),
});
export const receiptEntry = z.object({
  id: recordId,
  ...ownedRow,
  kind: z.enum(['handover', 'cancellation']),
  student: recordId,
  studentName: z.string(),
  className: z.string().nullable(),
  device: recordId,
  serialNumber: z.string(),
  deviceName: z.string().nullable(),
  model: z.string().nullable(),
  round: recordId,
  roundName: z.string(),
  mode: z.enum(['gift', 'loan']),
  receiverName: z.string().nullable(),
  receiverRelation: relation.nullable(),
  receiverPersonalId: z.string().nullable(),
  receivedOn: calendarDay,
  cancels: recordId.nullable(),
  /** The counter-document, when this receipt was cancelled. */
  cancelledBy: recordId.nullable(),
  reason: z.string().nullable(),
  overrideReason: z.string().nullable(),
});
export type ReceiptEntry = z.output<typeof receiptEntry>;

/** Everything a pupil's page shows. */
export const studentPage = z.object({
  id: recordId,
  ...ownedRow,
  moetId: z.string().nullable(),
  personalId: z.string().nullable(),
  fullName: z.string(),
  sortName: z.string().nullable(),
  birthDate: calendarDay.nullable(),
  gender: gender.nullable(),
  ethnicity: z.string().nullable(),
  class: recordId.nullable(),
  className: z.string().nullable(),
  note: z.string().nullable(),
  voidedAt: z.string().nullable(),
  voidReason: z.string().nullable(),
  household: z
    .object({
      id: recordId,
      headName: z.string().nullable(),
      headPersonalId: z.string().nullable(),
      province: z.string().nullable(),
      commune: z.string().nullable(),
      village: z.string().nullable(),
      /** Other pupils of the same household. */
      siblings: z.array(z.object({ id: recordId, fullName: z.string(), className: z.string().nullable() })),
    })
    .nullable(),
  /** Newest first. */
  povertyStatuses: z.array(povertyStatusEntry),
  guardians: z.array(guardian.extend({ id: recordId })),
  assignments: z.array(
    z.object({
      id: recordId,
      device: recordId,
      serialNumber: z.string(),
      deviceName: z.string().nullable(),
      model: z.string().nullable(),
      round: recordId,
      roundName: z.string(),
    }),
  ),
  receipts: z.array(receiptEntry),
});
export type StudentPage = z.output<typeof studentPage>;

/** What a clerk types on the pupil's form; the rules of shared/rules check it field by field. */
export const studentInput = z.object({
  id: recordId.optional(),
  fullName: z.string().trim().min(1).max(200),
  sortName: optionalText,
  moetId: optionalText,
  personalId: optionalText,
  birthDate: calendarDay.nullable().default(null),
  gender: gender.nullable().default(null),
  ethnicity: optionalText,
  /** Name of the class; created when the school has none of that name this year. */
  className: optionalText,
  note: optionalText,
  /** Left out: the household stays as it is. */
  household: z
    .object({
      headName: textOrNull,
      headPersonalId: textOrNull,
      province: textOrNull,
      commune: textOrNull,
      village: textOrNull,
    })
    .partial()
    .optional(),
  /** Left out: guardians stay as they are. The first is who normally signs. */
  guardian: z
    .object({ name: textOrNull, relation: relation.nullable(), phone: textOrNull, personalId: textOrNull })
    .partial()
    .optional(),
  /** A new entry of the dated history; left out: no new entry. */
  povertyStatus: z
    .object({
      status: povertyLevel,
      reviewYear: z.number().int().min(2000).max(2200).nullable().default(null),
      standard: povertyStandard.nullable().default(null),
      certificateNo: optionalText,
      certificateDate: calendarDay.nullable().default(null),
      certificateCommune: optionalText,
      validFrom: calendarDay.optional(),
    })
    .optional(),
  /** The clerk has seen that a like pupil exists and wants a second one all the same. */
  isKnownDouble: z.boolean().default(false),
});
export type StudentInput = z.output<typeof studentInput>;

export const timelineEntry = z.object({
  /** Id of the change. */
  change: z.string(),
  command: z.string(),
  at: z.string(),
  actorName: z.string(),
  table: z.string(),
  record: z.string(),
  isCreation: z.boolean(),
  fields: z.array(
    z.object({
      field: z.string(),
      before: z.union([z.string(), z.number(), z.null()]),
      after: z.union([z.string(), z.number(), z.null()]),
    }),
  ),
});
export type TimelineEntry = z.output<typeof timelineEntry>;

/** A hit of the search box: a pupil, or a device by its number. */
export const searchHit = z.object({
  kind: z.enum(['student', 'device']),
  id: recordId,
  /** Name of the pupil or serial number of the device. */
  label: z.string(),
  className: z.string().nullable(),
  birthDate: calendarDay.nullable(),
  /** The pupil that holds or shall get the device. */
  student: recordId.nullable(),
  schoolName: ownedRow.schoolName,
  detail: z.string().nullable(),
});
export type SearchHit = z.output<typeof searchHit>;

/** A pupil as a flat record: the keys of a class list, for the command line and the export. */
export const studentRecord = z.object({
  id: recordId,
  ...ownedRow,
  fullName: z.string(),
  birthDate: calendarDay.nullable(),
  gender: gender.nullable(),
  ethnicity: z.string().nullable(),
  className: z.string().nullable(),
  moetId: z.string().nullable(),
  personalId: z.string().nullable(),
  province: z.string().nullable(),
  commune: z.string().nullable(),
  village: z.string().nullable(),
  povertyStatus: povertyLevel.nullable(),
  certificateNo: z.string().nullable(),
  guardianName: z.string().nullable(),
  guardianRelation: relation.nullable(),
  guardianPhone: z.string().nullable(),
});
export type StudentRecord = z.output<typeof studentRecord>;

export const students = {
  /** Flat records in class and name order. */
  records: read
    .input(
      z.object({
        owner: ownerFilter,
        class: recordId.nullable().default(null),
        wholeNumbers,
        ...pageRequest,
      }),
    )
    .output(page(studentRecord)),
  /** The pupil whose ministry code, personal ID or record id this is. */
  resolve: read
    .errors(raises('studentNotFound', 'studentAmbiguous'))
    .input(z.object({ key: z.string().max(200) }))
    .output(z.object({ id: recordId, fullName: z.string() })),
  /** Sorted by class when `sort` is `class`, else by name the Vietnamese way. */
  list: read.input(studentFilter.extend({ sort: z.enum(['name', 'class']).default('class'), ...pageRequest })).output(
    page(studentRow).extend({
      counts: z.object({ poor: z.number().int(), nearPoor: z.number().int(), received: z.number().int() }),
    }),
  ),
  get: read.input(z.object({ id: recordId })).output(studentPage),
  save: write
    .errors(
      raises(
        'studentDouble',
        'moetIdTaken',
        'personalIdTaken',
        'birthDateImpossible',
        'personalIdInvalid',
        'moetIdInvalid',
        'phoneInvalid',
      ),
    )
    .input(studentInput)
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
    .errors(raises('studentHoldsDevice'))
    .input(z.object({ id: recordId, reason: requiredText }))
    .output(written),
  restore: write
    .errors(raises('moetIdTaken', 'personalIdTaken'))
    .input(z.object({ id: recordId }))
    .output(written),
  /** Pupils that may be the same child, while the form is being filled. */
  similar: read
    .input(z.object({ fullName: z.string(), birthDate: calendarDay.nullable(), except: recordId.optional() }))
    .output(z.array(studentRow)),
};

export const search = {
  find: read
    .input(z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(50).default(20) }))
    .output(z.array(searchHit)),
};

export const verifyReport = z.object({
  isSound: z.boolean(),
  changes: z.number().int(),
  records: z.number().int(),
  /** Changes after the last anchor (signed head in a package, acknowledgement, backup or printed form). */
  unanchored: z.number().int(),
  /** The same, chain by chain. */
  unanchoredRanges: z.array(z.object({ replica: z.string(), first: z.number().int(), last: z.number().int() })),
  /** The newest of them; null while nobody else holds anything of this register. */
  lastAnchor: z.object({ kind: z.enum(['package', 'acknowledgement', 'backup', 'form']), at: z.string() }).nullable(),
  faults: z.array(
    z.object({
      kind: z.enum([
        'altered',
        'removed',
        'reordered',
        'rewritten',
        'rowDiffers',
        'rowMissing',
        'rowUnknown',
        'secretMissing',
      ]),
      table: z.string().nullable(),
      record: z.string().nullable(),
      change: z.string().nullable(),
      /** Name of the field that differs, or the number in the chain. */
      detail: z.string(),
    }),
  ),
});
export type VerifyReport = z.output<typeof verifyReport>;

/** `at`: when the change was written that was the last one then. */
export const codeCheck = z.object({ isHere: z.boolean(), seq: z.number().int(), at: z.string().nullable() });
export type CodeCheck = z.output<typeof codeCheck>;

export const journal = {
  /** What happened to a pupil (with household, guardians, papers) or a device, newest first. */
  timeline: read
    .input(z.object({ table: z.enum(['students', 'devices']), id: recordId }))
    .output(z.array(timelineEntry)),
  /** Rebuilds every synced table from the journal, compares, and checks the chain. */
  verify: read.output(verifyReport),
  /** Whether a chain still holds the head whose code stands on a printed form. */
  checkCode: read
    .errors(raises('codeOnPaperUnreadable'))
    .input(z.object({ code: z.string().max(60) }))
    .output(codeCheck),
};
