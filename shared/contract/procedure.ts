/** The base of every procedure and the shapes that many of them share. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { ownerId } from '../records/office.ts';
import { LONGEST_PASSPHRASE } from '../rules/passphrase.ts';

/** Details of a Problem as they cross a transport. */
export const problemDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]).optional());

type ProblemMap<Code extends string> = Record<Code, { status: 422; data: typeof problemDetails }>;

/** Declares the Problems that a procedure can raise, by code. */
export function raises<const Code extends string>(...codes: Code[]): ProblemMap<Code> {
  return Object.fromEntries(codes.map((code) => [code, { status: 422, data: problemDetails }])) as ProblemMap<Code>;
}

/** Every procedure that writes may meet a disk that is full, read-only or held by another program. */
export const write = oc.errors(
  raises(
    'diskFull',
    'folderReadOnly',
    'driveUnreachable',
    'registerBusy',
    'registerNotSetUp',
    'registerLocked',
    'recordNotFound',
    'valueRefused',
    'writtenBySchool',
    'personNotChosen',
    'notPermitted',
  ),
);
export const read = oc.errors(
  raises('registerNotSetUp', 'registerLocked', 'driveUnreachable', 'recordNotFound', 'personNotChosen', 'notPermitted'),
);

export const requiredText = z.string().trim().min(1).max(500);
/** Trimmed text that may be left empty; empty is stored as null. */
export const textOrNull = z
  .string()
  .trim()
  .max(500)
  .transform((value) => value || null)
  .nullable();
/** {@link textOrNull} that may be left out as well. */
export const optionalText = textOrNull.default(null);

/** What was typed to open a register or to prove who sits there; never logged, never stored. */
export const passphrase = z
  .string()
  .min(1)
  .max(LONGEST_PASSPHRASE * 2);

/** The printed recovery code as typed, with or without spaces between its groups. */
export const recoveryCode = z.string().trim().min(1).max(100);

/** One page of a long list: `total` counts all rows that match. */
export function page<Row extends z.ZodType>(row: Row) {
  return z.object({ total: z.number().int(), rows: z.array(row) });
}
export const pageRequest = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(200),
};

/** Of one school; null: of all whose records the register holds. */
export const ownerFilter = ownerId.nullable().default(null);
/** Whose record a row is. A page shows the name where the register holds records of many schools. */
export const ownedRow = { owner: ownerId, schoolName: z.string().nullable() };

/** ID numbers of people whole instead of masked; asking for them is remembered as an event. */
export const wholeNumbers = z.boolean().default(false);

/** What a command answers: its id, by which it can be undone. `command` is null when nothing had to be written. */
export const written = z.object({ command: z.string().nullable() });
