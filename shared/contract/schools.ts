/** The schools of a register: at school its own, at an office all whose records have come. */
import { z } from 'zod';
import { ownerId } from '../records/office.ts';
import { read } from './procedure.ts';

export const school = z.object({ owner: ownerId, code: z.string(), name: z.string() });
export type School = z.output<typeof school>;

/** What one school has: pupils and devices in use, receipts that nothing cancels. */
export const schoolCounts = school.extend({
  students: z.number().int(),
  /** Of poor and near poor households. */
  poor: z.number().int(),
  nearPoor: z.number().int(),
  received: z.number().int(),
  devices: z.number().int(),
  inStock: z.number().int(),
  receipts: z.number().int(),
});
export type SchoolCounts = z.output<typeof schoolCounts>;

export const schools = {
  /** By name, the Vietnamese way. */
  list: read.output(z.array(school)),
  /** The same schools with what each has. */
  overview: read.output(z.array(schoolCounts)),
};
