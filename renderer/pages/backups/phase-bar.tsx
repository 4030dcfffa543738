/** How far a backup, a restore or a recovery is. */
import type { BackupProgress } from '../../../shared/contract/backups.ts';
import { useWords } from '../../language/language.tsx';
import { ProgressBar } from '../../progress/progress-bar.tsx';

/** In the order in which they come; a backup has no `replaying`. */
const PHASES: readonly BackupProgress['phase'][] = ['copying', 'checking', 'chains', 'replaying', 'finishing'];

export function PhaseBar({ phase }: { phase: BackupProgress['phase'] }) {
  const text = useWords().backups;
  return (
    <ProgressBar label={text.phase[phase]} counts="" done={PHASES.indexOf(phase)} total={PHASES.length} elapsedMs={0} />
  );
}
