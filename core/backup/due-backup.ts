/** When a backup is due, and how loud its absence is told. Values in, values out. */
import type { BackupReason, BackupStatus } from '../../shared/contract/backups.ts';
import type { BackupManifest } from './manifest.ts';

const DAY_MS = 86_400_000;
const REMIND_DAYS = 7;
const WARN_DAYS = 14;
const ALARM_DAYS = 30;

export interface DueFacts {
  kind: 'folder' | 'stick';
  /** Newest sound one at the place. */
  newest: Pick<BackupManifest, 'at' | 'program'> | undefined;
  hasChanged: boolean;
  /** Version of this program. */
  program: string;
  now: Date;
}

/** Why one is to be made now; null: none is due. Once a day when something changed, at once on a stick that appears, at once with a new program. */
export function findDueReason({ kind, newest, hasChanged, program, now }: DueFacts): BackupReason | null {
  if (!newest) return kind === 'stick' ? 'stick' : 'daily';
  if (newest.program !== program) return 'update';
  // A clock that was set back must not put the next backup off for years.
  const age = Math.abs(now.getTime() - Date.parse(newest.at));
  const isAnotherDay = newest.at.slice(0, 10) !== now.toISOString().slice(0, 10);
  if (!hasChanged || (!isAnotherDay && age < DAY_MS)) return null;
  return kind === 'stick' ? 'stick' : 'daily';
}

/** Whole days; null: there is none. */
export function ageInDays(newestAt: string | null, now: Date): number | null {
  return newestAt === null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(newestAt)) / DAY_MS));
}

/** The notice grows with the age of the newest backup, as long as there is something it lacks; `oldestDays`: age of the register itself. */
export function findUrgency(ageDays: number | null, hasChanged: boolean, oldestDays: number): BackupStatus['urgency'] {
  if (!hasChanged) return 'none';
  const days = ageDays ?? oldestDays;
  if (days >= ALARM_DAYS) return 'alarm';
  if (days >= WARN_DAYS) return 'warn';
  return days >= REMIND_DAYS ? 'remind' : 'none';
}
