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

/**
 * Written over one another in order, the winners are what stays; null where no version writes a field. A creation is a version of every field (docs/decisions/0003), also where its
 * counter is above that of what builds on it: of a fork, whose other side had another one.
 */
export function rebuildFields(
  names: readonly string[],
  versions: readonly (OrderedVersion & { base: string; values: FieldValues })[],
): FieldValues {
  const fields: FieldValues = {};
  for (const name of names) fields[name] = null;
  for (const { base, values } of inOrder(versions)) {
    for (const name of names) {
      const value: FieldValue | undefined = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value !== undefined) fields[name] = value;
      else if (base === '') fields[name] = null;
    }
  }
  return fields;
}
