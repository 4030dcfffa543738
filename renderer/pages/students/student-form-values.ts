/** Between the fields of a pupil's form and what the contract takes. Field names are the contract's own paths. Pure. */
import type { z } from 'zod';
import type { studentInput, StudentPage } from '../../../shared/contract/students.ts';
import { gender, povertyLevel, povertyStandard, relation } from '../../../shared/records/pupil.ts';
import { readMoetId } from '../../../shared/rules/moet-id.ts';
import { readAdultPersonalId, readPersonalId } from '../../../shared/rules/personal-id.ts';
import { readPhone } from '../../../shared/rules/phone.ts';
import type { Fault, Reading } from '../../../shared/rules/reading.ts';
import { readDayText } from '../../fields/day-text.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { formatDay } from '../../language/format.ts';

type StudentInput = z.input<typeof studentInput>;

const householdFields = ['headName', 'headPersonalId', 'province', 'commune', 'village'] as const;
const guardianFields = ['name', 'relation', 'phone', 'personalId'] as const;

/** What the form of a pupil begins with; a new poverty entry is always empty. */
export function studentToValues(student: StudentPage | null): FormValues {
  if (student === null) return {};
  const [guardian] = student.guardians;
  return {
    fullName: student.fullName,
    sortName: student.sortName ?? '',
    moetId: student.moetId ?? '',
    personalId: student.personalId ?? '',
    birthDate: formatDay(student.birthDate),
    gender: student.gender ?? '',
    ethnicity: student.ethnicity ?? '',
    className: student.className ?? '',
    note: student.note ?? '',
    ...Object.fromEntries(householdFields.map((name) => [`household.${name}`, student.household?.[name] ?? ''])),
    ...Object.fromEntries(guardianFields.map((name) => [`guardian.${name}`, guardian?.[name] ?? ''])),
  };
}

export function valuesToStudent(student: StudentPage | null, values: FormValues, isKnownDouble: boolean): StudentInput {
  const before = studentToValues(student);
  const text = (name: string) => values[name] || null;
  /** Only what was changed: the rest of the household or guardian stays as it is. */
  const changed = <Name extends string>(group: string, names: readonly Name[]): Name[] =>
    names.filter((name) => (values[`${group}.${name}`] ?? '') !== (before[`${group}.${name}`] ?? ''));
  const household = changed('household', householdFields);
  const guardian = changed('guardian', guardianFields);
  const status = povertyLevel.safeParse(values['povertyStatus.status']).data;
  return {
    ...(student === null ? {} : { id: student.id }),
    fullName: values['fullName'] ?? '',
    sortName: text('sortName'),
    moetId: text('moetId'),
    personalId: text('personalId'),
    birthDate: readDayText(values['birthDate'] ?? '') ?? null,
    gender: gender.safeParse(values['gender']).data ?? null,
    ethnicity: text('ethnicity'),
    className: text('className'),
    note: text('note'),
    ...(household.length === 0
      ? {}
      : { household: Object.fromEntries(household.map((name) => [name, text(`household.${name}`)])) }),
    ...(guardian.length === 0
      ? {}
      : {
          guardian: {
            ...Object.fromEntries(
              guardian.filter((name) => name !== 'relation').map((name) => [name, text(`guardian.${name}`)]),
            ),
            ...(guardian.includes('relation')
              ? { relation: relation.safeParse(values['guardian.relation']).data ?? null }
              : {}),
          },
        }),
    ...(status === undefined ? {} : { povertyStatus: readPovertyEntry(status, values) }),
    isKnownDouble,
  };
}

function readPovertyEntry(
  status: z.output<typeof povertyLevel>,
  values: FormValues,
): NonNullable<StudentInput['povertyStatus']> {
  const text = (name: string) => values[`povertyStatus.${name}`] || null;
  const year = Number(text('reviewYear') ?? 'none');
  const reviewYear = Number.isInteger(year) ? year : null;
  return {
    status,
    reviewYear,
    standard: povertyStandard.safeParse(text('standard')).data ?? usualStandard(reviewYear),
    certificateNo: text('certificateNo'),
    certificateDate: readDayText(text('certificateDate') ?? '') ?? null,
    certificateCommune: text('certificateCommune'),
  };
}

/** The standard in force in the year of a review (Nghị định 351/2025/NĐ-CP). */
export function usualStandard(reviewYear: number | null): z.output<typeof povertyStandard> | null {
  if (reviewYear === null) return null;
  if (reviewYear >= 2022 && reviewYear <= 2026) return '2022-2025';
  return reviewYear >= 2027 && reviewYear <= 2030 ? '2027-2030' : null;
}

/** Numbers that are wrong and were not there before, by field; the same rules as in the core, told all at once. */
export function findFaults(student: StudentPage | null, values: FormValues): Record<string, Fault> {
  const before = studentToValues(student);
  const rules: Record<string, (text: string) => Reading<string>> = {
    moetId: readMoetId,
    personalId: readPersonalId,
    'guardian.phone': readPhone,
    'guardian.personalId': readAdultPersonalId,
    'household.headPersonalId': readAdultPersonalId,
  };
  const found: Record<string, Fault> = {};
  for (const [name, read] of Object.entries(rules)) {
    const value = values[name] ?? '';
    if (value === '' || value === before[name]) continue;
    const reading = read(value);
    const fault = reading.fault ?? reading.warning;
    if (fault) found[name] = fault;
  }
  return found;
}

/** The year of a review as four digits, or empty. */
export function isReviewYear(text: string): boolean {
  return text === '' || /^20\d{2}$/.test(text);
}
