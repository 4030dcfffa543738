/** Between the fields of a school or office on screen and what the contract takes. Pure. */
import type { z } from 'zod';
import type { officeInput, RegisterStatus, schoolInput } from '../../../shared/contract/register.ts';
import { officeLevel, schoolLevel } from '../../../shared/records/organisation.ts';
import type { FormValues } from '../../fields/drafts.ts';

type SchoolInput = z.input<typeof schoolInput>;
type OfficeInput = z.input<typeof officeInput>;

/** The school year that runs on a day: it begins in August, when class lists are made. */
export function schoolYearOf(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const begin = month >= 8 ? year : year - 1;
  return `${begin}-${begin + 1}`;
}

/** 2026–2027, 2026 - 2027 and 2026/2027 are all the same year; null when it is none, or not two that follow. */
export function readSchoolYear(text: string): string | null {
  const found = /^\s*(\d{4})\s*[-–—/]\s*(\d{4})\s*$/.exec(text);
  if (!found || Number(found[2]) !== Number(found[1]) + 1) return null;
  return `${found[1]}-${found[2]}`;
}

export function isSchoolCode(text: string): boolean {
  return /^[0-9A-Za-z.-]{1,20}$/.test(text);
}

/** The office that usually collects from a school of this level since July 2025. */
export function usualOfficeLevel(level: string): 'commune' | 'province' {
  return ['upper_secondary', 'lower_upper_secondary', 'continuing'].includes(level) ? 'province' : 'commune';
}

export function schoolToValues(school: NonNullable<RegisterStatus['school']>): FormValues {
  return Object.fromEntries(Object.entries(school).map(([name, value]) => [name, value ?? '']));
}

export function officeToValues(office: NonNullable<RegisterStatus['office']>): FormValues {
  return Object.fromEntries(Object.entries(office).map(([name, value]) => [name, value ?? '']));
}

export function valuesToSchool(values: FormValues): SchoolInput {
  return {
    code: values['code'] ?? '',
    name: values['name'] ?? '',
    level: schoolLevel.safeParse(values['level']).data ?? null,
    schoolYear: readSchoolYear(values['schoolYear'] ?? '') ?? '',
    province: values['province'] ?? null,
    commune: values['commune'] ?? null,
    principalName: values['principalName'] ?? null,
    principalTitle: values['principalTitle'] ?? null,
    officeLevel: officeLevel.safeParse(values['officeLevel']).data ?? null,
    officeName: values['officeName'] ?? null,
  };
}

export function valuesToOffice(values: FormValues): OfficeInput {
  return {
    code: values['code'] ?? null,
    name: values['name'] ?? '',
    level: officeLevel.safeParse(values['level']).data ?? 'commune',
    province: values['province'] ?? null,
    commune: values['commune'] ?? null,
  };
}
