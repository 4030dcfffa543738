/** The versions of one record as a graph: per group its heads, and which of them stand against one another. */
import { getFieldGroup, getRecordTable, type RecordTableName } from '../../shared/records/record-tables.ts';
import type { FieldValues } from '../../shared/rules/check-change.ts';

/** A version of a record; `values` is null when it counts in no record (refused, parked, withheld). */
export interface GraphVersion {
  id: string;
  base: string;
  values: FieldValues | null;
}

export type CountedVersion<Version extends GraphVersion> = Version & { values: FieldValues };

/** The names of a table's groups, each with its fields. */
export function groupsOf(table: RecordTableName): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const field of Object.keys(getRecordTable(table).fields.shape)) {
    const group = getFieldGroup(table, field);
    groups.set(group, [...(groups.get(group) ?? []), field]);
  }
  return groups;
}

/**
 * The groups in conflict, each with its heads: two or more heads with different values, all that they build on known.
 * What counts in no record replaces nothing itself, but what builds on it builds on what it built on.
 */
export function listConflicts<Version extends GraphVersion>(
  table: RecordTableName,
  versions: readonly Version[],
): Map<string, CountedVersion<Version>[]> {
  const conflicts = new Map<string, CountedVersion<Version>[]>();
  if (versions.length < 3) return conflicts;
  const byId = new Map(versions.map((version) => [version.id, version]));
  const isComplete = completeness(byId);
  const counted = versions.filter((version): version is CountedVersion<Version> => version.values !== null);
  const replaced = new Map(counted.map((version) => [version.id, effectiveBase(byId, version)]));
  for (const [group, fields] of groupsOf(table)) {
    const written = counted.filter(
      (version) => version.base === '' || fields.some((field) => Object.hasOwn(version.values, field)),
    );
    const named = new Set(written.flatMap((version) => replaced.get(version.id) ?? []));
    const heads = written.filter((version) => !named.has(version.id) && isComplete(version.id));
    const values = new Set(heads.map(({ values }) => JSON.stringify(fields.map((field) => values[field]))));
    if (values.size > 1) conflicts.set(group, heads);
  }
  return conflicts;
}

/** The counted versions that this one replaces: through those that count in no record down to what they replaced. */
function effectiveBase(byId: ReadonlyMap<string, GraphVersion>, version: GraphVersion): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting = split(version.base);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const base = byId.get(id);
    if (!base) continue;
    if (base.values) found.add(id);
    else waiting.push(...split(base.base));
  }
  return [...found];
}

/** Whether everything that a version builds on, however far back, is known. */
function completeness(byId: ReadonlyMap<string, GraphVersion>): (id: string) => boolean {
  const incomplete = new Set<string>();
  const builtOnBy = new Map<string, string[]>();
  const waiting: string[] = [];
  for (const { id, base } of byId.values()) {
    for (const entry of split(base)) {
      if (!byId.has(entry)) waiting.push(id);
      else builtOnBy.set(entry, [...(builtOnBy.get(entry) ?? []), id]);
    }
  }
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (incomplete.has(id)) continue;
    incomplete.add(id);
    waiting.push(...(builtOnBy.get(id) ?? []));
  }
  return (id) => !incomplete.has(id);
}

function split(base: string): string[] {
  return base === '' ? [] : base.split(' ');
}
