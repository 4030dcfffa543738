/** The register itself: first start, settings, who sits at the keyboard, today's overview. */
import { z } from 'zod';
import { entitlement, handoverMode } from '../records/device.ts';
import { officeLevel, personRole, schoolLevel, schoolYear } from '../records/organisation.ts';
import { ownerId } from '../records/office.ts';
import { recordId } from '../records/record-table.ts';
import { damageReport } from './backups.ts';
import { optionalText, passphrase, ownerFilter, raises, read, requiredText, write, written } from './procedure.ts';

export const siteInput = z.object({
  id: recordId.optional(),
  name: requiredText,
  village: optionalText,
  isMain: z.boolean().default(false),
});

export const schoolInput = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z.-]{1,20}$/),
  name: requiredText,
  level: schoolLevel.nullable().default(null),
  schoolYear,
  province: optionalText,
  commune: optionalText,
  principalName: optionalText,
  principalTitle: optionalText,
  officeLevel: officeLevel.nullable().default(null),
  officeName: optionalText,
});
export const officeInput = z.object({
  code: optionalText,
  name: requiredText,
  level: officeLevel,
  province: optionalText,
  commune: optionalText,
});

export const setUpInput = z.discriminatedUnion('role', [
  z.object({
    role: z.literal('school'),
    school: schoolInput,
    sites: z.array(siteInput).default([]),
    personName: requiredText,
    personRole: personRole.default('clerk'),
  }),
  z.object({
    role: z.literal('office'),
    office: officeInput,
    personName: requiredText,
    personRole: personRole.default('office'),
  }),
]);
export type SetUpInput = z.output<typeof setUpInput>;

export const person = z.object({ id: recordId, name: z.string(), role: personRole, isVoided: z.boolean() });
export type Person = z.output<typeof person>;

export const round = z.object({
  id: recordId,
  name: z.string(),
  source: z.string().nullable(),
  mode: handoverMode,
  entitlement,
  isVoided: z.boolean(),
});
export type Round = z.output<typeof round>;

export const site = z.object({
  id: recordId,
  name: z.string(),
  village: z.string().nullable(),
  isMain: z.boolean(),
  isVoided: z.boolean(),
});
export const schoolClass = z.object({
  id: recordId,
  owner: ownerId,
  name: z.string(),
  schoolYear,
  site: recordId.nullable(),
  homeroomTeacher: z.string().nullable(),
  studentCount: z.number().int(),
});
export type SchoolClass = z.output<typeof schoolClass>;

export const registerStatus = z.object({
  /** True: nothing else is known until somebody opens it (vault.unlock). */
  isLocked: z.boolean(),
  isSetUp: z.boolean(),
  role: z.enum(['school', 'office']).nullable(),
  /** Where the register lies, for whoever helps. */
  folder: z.string(),
  /** `stick`: on a disk that is made to be taken out. */
  place: z.enum(['local', 'stick']),
  version: z.string(),
  school: schoolInput.nullable(),
  office: officeInput.nullable(),
  /** True for the invented pupils of "Dùng thử". */
  isTrial: z.boolean(),
  /** Before first start: a register was here and was found damaged or gone. */
  damage: damageReport.nullable(),
});
export type RegisterStatus = z.output<typeof registerStatus>;

/** One command that was done lately, in the words of its parts. */
export const recentCommand = z.object({
  command: z.string(),
  at: z.string(),
  actorName: z.string(),
  /** What it was: import, undo, student, device, assignment, receipt, settings … (closed list in shared/sentences). */
  kind: z.string(),
  /** How many records it wrote, and of which table most of them are. */
  recordCount: z.number().int(),
  table: z.string(),
  /** Whom or what it concerns when it is one: a pupil's name, a serial number, a file name. */
  label: z.string().nullable(),
  isUndone: z.boolean(),
  canUndo: z.boolean(),
});
export type RecentCommand = z.output<typeof recentCommand>;

/** What stayed when a command was undone, because it was edited since or stands on a signed paper. */
export const keptRecord = z.object({
  table: z.string(),
  record: z.string(),
  label: z.string(),
  reason: z.enum(['editedSince', 'usedSince', 'document']),
});
export const undoResult = z.object({
  command: z.string().nullable(),
  voided: z.number().int(),
  restored: z.number().int(),
  kept: z.array(keptRecord),
});
export type UndoResult = z.output<typeof undoResult>;

export const overview = z.object({
  /** Pupils by poverty status of their household; `unknown`: no record says. */
  groups: z.array(
    z.object({
      povertyStatus: z.enum(['poor', 'near_poor', 'none', 'unknown']),
      students: z.number().int(),
      assigned: z.number().int(),
      received: z.number().int(),
    }),
  ),
  devices: z.object({
    total: z.number().int(),
    inStock: z.number().int(),
    assigned: z.number().int(),
    handedOver: z.number().int(),
  }),
  openProblemRows: z.number().int(),
  recent: z.array(recentCommand),
});
export type Overview = z.output<typeof overview>;

export const register = {
  status: read.output(registerStatus),
  setUp: write.errors(raises('registerAlreadySetUp')).input(setUpInput).output(registerStatus),
  /** Makes and fills a register of an invented school, to try. */
  setUpTrial: write.errors(raises('registerAlreadySetUp')).output(registerStatus),
  /** Sets the files of a trial aside, in `folder`; the register is empty afterwards. */
  endTrial: write.errors(raises('registerIsNoTrial')).output(z.object({ folder: z.string() })),
  saveSchool: write.input(schoolInput).output(written),
  saveOffice: write.input(officeInput).output(written),
  overview: read.input(z.object({ round: recordId.nullable().default(null) })).output(overview),
};

/** Six digits, as typed; what they must be like says shared/rules/pin.ts. */
const pin = z.string().trim().max(20);
/** Who sits at the keyboard, and as whom that person counts in shared/permissions.ts. */
const seat = z.object({ person, countsAs: personRole });
export type Seat = z.output<typeof seat>;
const pinProblems = raises('pinInvalid', 'pinTooEasy', 'pinWrong', 'pinNeeded', 'pinMustChange', 'tooManyAttempts');

export const session = {
  /** Who sits at the keyboard; null until someone has been chosen. */
  get: read.output(z.object({ person: person.nullable(), countsAs: personRole.nullable() })),
  /** `pin` where that person has one; `newPin` replaces one that was given out for one use. */
  choosePerson: write
    .errors(pinProblems)
    .errors(raises('proofNeeded', 'passphraseNeeded', 'wrongPassphrase', 'attemptsSlowed'))
    .input(
      z.object({ person: recordId, pin: pin.optional(), newPin: pin.optional(), passphrase: passphrase.optional() }),
    )
    .output(seat),
  /** Enters who sits at the keyboard and is on no list yet; only while nobody answers for the register by a PIN or passphrase. */
  addPerson: write.input(z.object({ name: requiredText, role: personRole })).output(seat),
  /** Leaves the seat empty: the next one chooses a name. */
  leave: read.output(z.object({})),
  /** The own PIN, first or new; `pin` is the present one. */
  savePin: write
    .errors(pinProblems)
    .input(z.object({ pin: pin.optional(), newPin: pin }))
    .output(z.object({})),
};

export const people = {
  /** `hasPin`: a PIN is asked for when that person is chosen. */
  list: read.output(z.array(person.extend({ hasPin: z.boolean() }))),
  /** Makes a PIN for somebody else, to be used once and replaced then. Shown this once. */
  givePin: write.input(z.object({ id: recordId })).output(z.object({ pin: z.string() })),
  save: write
    .input(z.object({ id: recordId.optional(), name: requiredText, role: personRole }))
    .output(written.extend({ id: recordId })),
  void: write
    .errors(raises('personIsAtKeyboard'))
    .input(z.object({ id: recordId, reason: requiredText }))
    .output(written),
};

export const sites = {
  list: read.output(z.array(site)),
  save: write.input(siteInput).output(written.extend({ id: recordId })),
  void: write.input(z.object({ id: recordId, reason: requiredText })).output(written),
};

export const classes = {
  /** Classes of the current school year, 6A before 10A. */
  list: read.input(z.object({ owner: ownerFilter }).default({ owner: null })).output(z.array(schoolClass)),
  save: write
    .errors(raises('classNameTaken'))
    .input(
      z.object({
        id: recordId.optional(),
        name: requiredText,
        site: recordId.nullable().default(null),
        homeroomTeacher: optionalText,
      }),
    )
    .output(written.extend({ id: recordId })),
};

export const rounds = {
  /** Of one school; without one, those of this register itself. */
  list: read.input(z.object({ owner: ownerFilter }).default({ owner: null })).output(z.array(round)),
  save: write
    .errors(raises('roundNameTaken'))
    .input(
      z.object({ id: recordId.optional(), name: requiredText, source: optionalText, mode: handoverMode, entitlement }),
    )
    .output(written.extend({ id: recordId })),
};

export const commands = {
  recent: read.input(z.object({ limit: z.number().int().min(1).max(200).default(20) })).output(z.array(recentCommand)),
  /** Undoes a command as a whole, an import as much as a single edit. */
  undo: write
    .errors(raises('commandNotFound', 'commandAlreadyUndone', 'commandNotUndoable', 'personIsAtKeyboard'))
    .input(z.object({ command: z.string() }))
    .output(undoResult),
};
