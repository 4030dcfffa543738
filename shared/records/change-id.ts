/** Ids of changes, which are also the ids of the records that they create (docs/journal.md). */

/** `<replica>-<seq in base 36, 7 digits>`; ids of one replica sort as text in the order of writing. */
export function changeId(replica: string, seq: number): string {
  return `${replica}-${seq.toString(36).padStart(7, '0')}`;
}

/** The parts of a change id; undefined for any other text. */
export function parseChangeId(id: string): { replica: string; seq: number } | undefined {
  const match = /^([0-9a-z]{16})-([0-9a-z]{7})$/.exec(id);
  return match ? { replica: match[1]!, seq: Number.parseInt(match[2]!, 36) } : undefined;
}
