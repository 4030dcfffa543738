/**
 * What a clerk typed on a pupil's form, checked by the same rules as a class list. A value that was stored before and
 * is not being changed is never refused: a file may have brought it with a warning, and the pupil must stay editable.
 */
import type { StudentInput } from '../contract/students.ts';
import { Problem, type ProblemDetails } from '../problems.ts';
import { readCalendarDay } from './calendar-day.ts';
import { readClassName } from './class-name.ts';
import { readEthnicity } from './ethnicity.ts';
import { readMoetId } from './moet-id.ts';
import { readPersonName } from './person-name.ts';
import { checkPersonalId, readAdultPersonalId, readPersonalId } from './personal-id.ts';
import { readPhone } from './phone.ts';
import type { Fault, Reading } from './reading.ts';

/** Something that a person should look at; it was saved all the same. */
export interface StudentWarning {
  field: string;
  problem: string;
  details: Record<string, string | number | null>;
}

/** Values that are stored already; null: none, or a new pupil. */
export interface StoredStudent {
  moetId: string | null;
  personalId: string | null;
  guardianPhone: string | null;
  guardianPersonalId: string | null;
  headPersonalId: string | null;
}

export interface CheckedStudent {
  input: StudentInput;
  warnings: StudentWarning[];
}

/** Nobody at school is older. */
const OLDEST_YEARS = 100;

/**
 * The input in its stored form, with warnings. `today` is an ISO day.
 *
 * Raises valueRefused { field }, birthDateImpossible { field, birthDate }, and moetIdInvalid, personalIdInvalid,
 * phoneInvalid { field, problem, … }: `problem` is the rule's own code for the finer reason, `candidate` a mended number.
 */
export function checkStudent(given: StudentInput, before: StoredStudent | null, today: string): CheckedStudent {
  const warnings: StudentWarning[] = [];
  const warn = (field: string, fault: Fault | null) => {
    if (fault) warnings.push({ field, problem: fault.problem, details: flat(fault.details) });
  };
  /** A refusal of the rule, or a warning about a value that was not there before, refuses the field. */
  const strictly = (field: string, code: string, reading: Reading<string>, stored: string | null | undefined) => {
    const written = valueAt(given, field);
    if (written !== null && written === stored) {
      warn(field, reading.warning);
      return stored;
    }
    const fault = reading.fault ?? reading.warning;
    if (fault) throw new Problem(code, { ...flat(fault.details), field, problem: fault.problem });
    return reading.value;
  };
  const leniently = (field: string, reading: Reading<string>) => {
    if (reading.fault) throw new Problem('valueRefused', { ...flat(reading.fault.details), field });
    warn(field, reading.warning);
    return reading.value;
  };

  const fullName = leniently('fullName', readPersonName(given.fullName));
  if (fullName === null) throw new Problem('valueRefused', { field: 'fullName' });
  checkBirthDate(given.birthDate, today);
  const personalId = strictly('personalId', 'personalIdInvalid', readPersonalId(given.personalId), before?.personalId);
  const checked: StudentInput = {
    ...given,
    fullName,
    sortName: given.sortName?.normalize('NFC') ?? null,
    moetId: strictly('moetId', 'moetIdInvalid', readMoetId(given.moetId), before?.moetId),
    personalId,
    ethnicity: leniently('ethnicity', readEthnicity(given.ethnicity)),
    className: leniently('className', readClassName(given.className)),
    guardian: given.guardian && {
      ...given.guardian,
      ...('phone' in given.guardian && {
        phone: strictly('guardian.phone', 'phoneInvalid', readPhone(given.guardian.phone), before?.guardianPhone),
      }),
      ...('personalId' in given.guardian && {
        personalId: strictly(
          'guardian.personalId',
          'personalIdInvalid',
          readAdultPersonalId(given.guardian.personalId),
          before?.guardianPersonalId,
        ),
      }),
    },
    household: given.household && {
      ...given.household,
      ...('headPersonalId' in given.household && {
        headPersonalId: strictly(
          'household.headPersonalId',
          'personalIdInvalid',
          readAdultPersonalId(given.household.headPersonalId),
          before?.headPersonalId,
        ),
      }),
    },
  };
  if (personalId !== null && /^\d{12}$/.test(personalId)) {
    for (const fault of checkPersonalId(personalId, given.gender, given.birthDate)) warn('personalId', fault);
  }
  return { input: checked, warnings };
}

function checkBirthDate(birthDate: string | null, today: string): void {
  if (birthDate === null) return;
  const earliest = `${Number(today.slice(0, 4)) - OLDEST_YEARS}${today.slice(4)}`;
  if (readCalendarDay(birthDate).day !== birthDate || birthDate > today || birthDate < earliest)
    throw new Problem('birthDateImpossible', { field: 'birthDate', birthDate });
}

function valueAt(input: StudentInput, path: string): string | null {
  const [first = '', second] = path.split('.');
  const outer = input[first as keyof StudentInput];
  const value =
    second === undefined
      ? outer
      : typeof outer === 'object' && outer !== null
        ? outer[second as keyof typeof outer]
        : null;
  return typeof value === 'string' ? value : null;
}

function flat(details: ProblemDetails): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? Number(value) : (value ?? null),
    ]),
  );
}
