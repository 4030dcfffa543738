/**
 * `erased.json`: who was erased, by ids alone, and which pictures went with them, by the hash of what was inside. In the folder of a register, and
 * beside its backups, which are older than the erasures after them. It only grows; several PCs of a side may write the one beside their backups.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeFileSafely } from '../host/write-file-safely.ts';
import { ERASED_FILE } from '../register-files.ts';

const erasedList = z.object({
  version: z.literal(1),
  subjects: z.array(z.object({ owner: z.string(), subject: z.string(), at: z.string() })),
  pictures: z.array(z.string().regex(/^[0-9a-f]{64}$/)).default([]),
});
export type ErasedList = Omit<z.output<typeof erasedList>, 'version'>;

/** The list in a folder; empty where there is none or it is damaged: a register knows its own, and writes the list anew. */
export function readErasedList(folder: string): ErasedList {
  const file = path.join(folder, ERASED_FILE);
  if (!existsSync(file)) return { subjects: [], pictures: [] };
  try {
    return erasedList.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { subjects: [], pictures: [] };
  }
}

export function writeErasedList(folder: string, { subjects, pictures }: ErasedList): void {
  const text = JSON.stringify({ version: 1, subjects, pictures });
  writeFileSafely(path.join(folder, ERASED_FILE), Buffer.from(text));
}

/** Everything that either names, what `one` names as it says it. */
export function joinErasedLists(one: ErasedList, other: ErasedList): ErasedList {
  const subjects = new Map([...other.subjects, ...one.subjects].map((row) => [keyOf(row), row]));
  return { subjects: [...subjects.values()], pictures: [...new Set([...one.pictures, ...other.pictures])] };
}

/** True when `list` names all that `other` does. */
export function namesAllOf(list: ErasedList, other: ErasedList): boolean {
  const [subjects, pictures] = [new Set(list.subjects.map(keyOf)), new Set(list.pictures)];
  return (
    other.subjects.every((row) => subjects.has(keyOf(row))) && other.pictures.every((sha256) => pictures.has(sha256))
  );
}

function keyOf({ owner, subject }: ErasedList['subjects'][number]): string {
  return `${owner} ${subject}`;
}
