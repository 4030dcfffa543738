/** ID numbers of people, whole. Everything else shows them masked; asking here is remembered as an event of kind `id_number_viewed`. */
import { z } from 'zod';
import { recordId } from '../records/record-table.ts';
import { raises, write } from './procedure.ts';

const number = z.string().nullable();

/** The numbers on a pupil's page, by where they stand. */
export const studentNumbers = z.object({
  personalId: number,
  headPersonalId: number,
  guardians: z.array(z.object({ id: recordId, personalId: number })),
  receipts: z.array(z.object({ id: recordId, receiverPersonalId: number })),
});
export type StudentNumbers = z.output<typeof studentNumbers>;

/** What one version of a record in conflict says. */
export const conflictNumber = z.object({ version: recordId, number });
export type ConflictNumber = z.output<typeof conflictNumber>;

export const numbers = {
  ofStudent: write
    .errors(raises('personNotChosen'))
    .input(z.object({ student: recordId }))
    .output(studentNumbers),
  ofConflict: write
    .errors(raises('personNotChosen', 'conflictSettled'))
    .input(z.object({ id: z.string().max(200) }))
    .output(z.array(conflictNumber)),
};
