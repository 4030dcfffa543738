/** How a synced table is declared: who owns its rows, which fields version together, whose secret covers them. */
import { z } from 'zod';

/** `home`: the side the register belongs to (a school its pupils, an office its own list). `office`: only an office writes it. */
export type RecordOwner = 'home' | 'school' | 'office';

export interface RecordTable<Shape extends z.ZodRawShape = z.ZodRawShape> {
  /** Name of the table, plural snake_case. */
  readonly table: string;
  readonly owner: RecordOwner;
  /** The fields of a record, camelCase; columns are the same names in snake_case. */
  readonly fields: z.ZodObject<Shape>;
  /**
   * Fields that mean something only together and are versioned as one. A field that no group names
   * is a group of its own.
   */
  readonly groups: Readonly<Record<string, readonly (keyof Shape & string)[]>>;
  /**
   * Whose secret commits to the values: `self` (a pupil or a household), the name of the field that
   * holds the pupil's or household's id, or null for records of no person.
   */
  readonly subject: 'self' | (keyof Shape & string) | null;
  /** Documents that are never edited or voided, only answered by a counter-document. */
  readonly appendOnly: boolean;
}

/** Declares a synced table; exists so that the shape is inferred. */
export function recordTable<Shape extends z.ZodRawShape>(declaration: RecordTable<Shape>): RecordTable<Shape> {
  return declaration;
}

/** Id of a record: the id of the change that created it, `<replica>-<seq in base 36, 7 digits>`. */
export const recordId = z.string().regex(/^[0-9a-z]{16}-[0-9a-z]{7}$/);
/** Calendar day, ISO `YYYY-MM-DD`. */
export const calendarDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Instant, ISO 8601 in UTC. It is shown to people and decides nothing. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
/** Free text as a person wrote it, NFC, bounded. */
export const text = z.string().max(500);

/** Removal is a field, never an absence. */
export const voidFields = { voidedAt: instant.nullable().default(null), voidReason: text.nullable().default(null) };
export const voidGroup = { void: ['voidedAt', 'voidReason'] } as const;
