/** The school or office that a register belongs to, its sites, classes and the people at its keyboard. */
import { z } from 'zod';
import { recordId, recordTable, text, voidFields, voidGroup } from './record-table.ts';

/** Cấp học. */
export const schoolLevel = z.enum([
  'primary',
  'lower_secondary',
  'primary_lower_secondary',
  'upper_secondary',
  'lower_upper_secondary',
  'continuing',
]);
/** Level of the office that collects: commune (since 1 July 2025), province (upper secondary), district (history). */
export const officeLevel = z.enum(['commune', 'province', 'district']);
/** School year as written, `2026-2027`. */
export const schoolYear = z.string().regex(/^\d{4}-\d{4}$/);

/** Trường; one per register. */
export const schools = recordTable({
  table: 'schools',
  owner: 'school',
  fields: z.object({
    code: z.string().max(20),
    name: text,
    level: schoolLevel.nullable().default(null),
    schoolYear,
    province: text.nullable().default(null),
    commune: text.nullable().default(null),
    principalName: text.nullable().default(null),
    /** Chức vụ of who signs, printed as written: HIỆU TRƯỞNG. */
    principalTitle: text.nullable().default(null),
    officeLevel: officeLevel.nullable().default(null),
    officeName: text.nullable().default(null),
  }),
  groups: {
    location: ['province', 'commune'],
    principal: ['principalName', 'principalTitle'],
    office: ['officeLevel', 'officeName'],
  },
  subject: null,
  appendOnly: false,
});

/** Cơ quan quản lý that collects from its schools. */
export const offices = recordTable({
  table: 'offices',
  owner: 'office',
  fields: z.object({
    code: z.string().max(20).nullable().default(null),
    name: text,
    level: officeLevel,
    province: text.nullable().default(null),
    commune: text.nullable().default(null),
  }),
  groups: { location: ['province', 'commune'] },
  subject: null,
  appendOnly: false,
});

/** Điểm trường: a place where a school teaches. */
export const sites = recordTable({
  table: 'sites',
  owner: 'school',
  fields: z.object({
    name: text,
    village: text.nullable().default(null),
    isMain: z.union([z.literal(0), z.literal(1)]).default(0),
    ...voidFields,
  }),
  groups: voidGroup,
  subject: null,
  appendOnly: false,
});

/** Lớp in one school year. */
export const classes = recordTable({
  table: 'classes',
  owner: 'school',
  fields: z.object({
    name: z.string().max(40),
    schoolYear,
    site: recordId.nullable().default(null),
    homeroomTeacher: text.nullable().default(null),
    ...voidFields,
  }),
  groups: voidGroup,
  subject: null,
  appendOnly: false,
});

export const personRole = z.enum(['clerk', 'principal', 'office', 'auditor']);

/** A person at the keyboard; every change names one. */
export const people = recordTable({
  table: 'people',
  owner: 'home',
  fields: z.object({ name: text, role: personRole, ...voidFields }),
  groups: voidGroup,
  subject: null,
  appendOnly: false,
});
