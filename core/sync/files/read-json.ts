/** JSON from outside into a typed value. */
import type { z } from 'zod';
import { FileRefused } from './file-refused.ts';

/** Throws FileRefused('malformed') when the bytes are no such value. */
export function readJson<Schema extends z.ZodType>(schema: Schema, bytes: Uint8Array): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new FileRefused('malformed');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new FileRefused('malformed');
  return parsed.data;
}
