/** The steps of a backup and of a restore, in order: how far the bar is. */
import type { BackupProgress } from '../../../shared/contract/backups.ts';

export const PHASES: readonly BackupProgress['phase'][] = ['copying', 'checking', 'chains', 'finishing', 'replaying'];

export function phaseNumber(phase: BackupProgress['phase']): number {
  return PHASES.indexOf(phase);
}
