/** What sync leaves to a person: a lock-out, refusals, conflicts, findings, files kept aside or not taken; each with the section that shows it. */
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import type { Words } from '../../language/words.ts';
import type { SyncSection } from '../sync/sections.ts';

type Counts = Pick<
  SyncStatus,
  'refusedRecords' | 'conflicts' | 'findings' | 'quarantinedFiles' | 'forks' | 'notTaken' | 'lockedOutAfter'
>;

/** How many things wait; 0 while nothing is known. */
export function countSyncWaits(status: Counts | undefined): number {
  if (!status) return 0;
  const { refusedRecords, conflicts, findings, quarantinedFiles, forks } = status;
  return (
    refusedRecords + conflicts + findings + quarantinedFiles + forks + countNotTaken(status) + countLockedOut(status)
  );
}

function countNotTaken({ notTaken }: Counts): number {
  return notTaken.reduce((sum, { files }) => sum + files, 0);
}

function countLockedOut({ lockedOutAfter }: Counts): number {
  return lockedOutAfter === null ? 0 : 1;
}

/** A line for each kind of which there is something. */
export function listSyncWaits(
  status: Counts,
  w: Words['sync']['today'],
): { text: string; button: string; section: SyncSection }[] {
  const lines = [
    { count: countLockedOut(status), text: () => w.lockedOut, button: w.lockedOutButton, section: 'status' },
    { count: status.refusedRecords, text: w.refused, button: w.refusedButton, section: 'refused' },
    { count: countNotTaken(status), text: w.notTaken, button: w.notTakenButton, section: 'refused' },
    { count: status.conflicts, text: w.conflicts, button: w.conflictsButton, section: 'conflicts' },
    { count: status.findings, text: w.findings, button: w.findingsButton, section: 'conflicts' },
    { count: status.quarantinedFiles, text: w.quarantined, button: w.quarantinedButton, section: 'files' },
    { count: status.forks, text: w.forked, button: w.forkedButton, section: 'files' },
  ] as const;
  return lines
    .filter(({ count }) => count > 0)
    .map(({ count, text, button, section }) => ({ text: text(count), button, section }));
}
