/** Which backups stay: the newest of each of 7 days, 4 weeks and 12 months, and the last few that were made for a reason. */

const KEPT_DAYS = 7;
const KEPT_WEEKS = 4;
const KEPT_MONTHS = 12;
/** Of those before an import and before an update, each. */
const KEPT_PER_REASON = 5;
/** Of those that a person asked for. */
const KEPT_BY_PERSON = 10;

/** What rotation looks at. */
export interface Rotated {
  folder: string;
  /** ISO 8601 in UTC. */
  at: string;
  reason: string;
}

/** The folders that may be removed. The newest of all always stays. */
export function listSuperfluous(backups: readonly Rotated[]): string[] {
  const newestFirst = backups.toSorted((one, other) => other.at.localeCompare(one.at));
  const kept = new Set([
    ...newestOf(newestFirst, KEPT_DAYS, ({ at }) => at.slice(0, 10)),
    ...newestOf(newestFirst, KEPT_WEEKS, ({ at }) => String(weekOf(at))),
    ...newestOf(newestFirst, KEPT_MONTHS, ({ at }) => at.slice(0, 7)),
    ...['import', 'update'].flatMap((reason) =>
      newestFirst.filter((backup) => backup.reason === reason).slice(0, KEPT_PER_REASON),
    ),
    ...newestFirst.filter(({ reason }) => reason === 'person').slice(0, KEPT_BY_PERSON),
  ]);
  return newestFirst.filter((backup) => !kept.has(backup)).map(({ folder }) => folder);
}

/** The newest of each of the `count` newest periods in which there is one. */
function newestOf(newestFirst: readonly Rotated[], count: number, periodOf: (backup: Rotated) => string): Rotated[] {
  const found = new Map<string, Rotated>();
  for (const backup of newestFirst) {
    const period = periodOf(backup);
    if (!found.has(period)) found.set(period, backup);
  }
  return [...found.values()].slice(0, count);
}

/** Number of the week, from Monday; 1970-01-05 was one. */
function weekOf(at: string): number {
  return Math.floor((Date.parse(at.slice(0, 10)) / 86_400_000 - 4) / 7);
}
