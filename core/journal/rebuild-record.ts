/** The values of a record from its versions: the winner of each field is the version with the highest (counter, replica). */
import type { FieldValue, FieldValues } from '../../shared/rules/check-change.ts';

export interface OrderedVersion {
  replica: string;
  counter: number;
}

/** Oldest first: by counter, then by replica as text. */
export function inOrder<Version extends OrderedVersion>(versions: readonly Version[]): readonly Version[] {
  if (versions.length < 2) return versions;
  return [...versions].sort((a, b) => a.counter - b.counter || (a.replica < b.replica ? -1 : 1));
}

/** Written over one another in order, the winners are what stays; null where no version writes a field. */
export function rebuildFields(
  names: readonly string[],
  versions: readonly (OrderedVersion & { values: FieldValues })[],
): FieldValues {
  const fields: FieldValues = {};
  for (const name of names) fields[name] = null;
  for (const { values } of inOrder(versions)) {
    for (const name of names) {
      const value: FieldValue | undefined = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value !== undefined) fields[name] = value;
    }
  }
  return fields;
}
