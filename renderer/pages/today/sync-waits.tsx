/** What sync leaves to a person: refusals, conflicts, findings, files in quarantine; each with the section that settles it. */
import { useQuery } from '@tanstack/react-query';
import { linkOptions } from '@tanstack/react-router';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { Waiting } from './waiting.tsx';

type Counts = Pick<SyncStatus, 'refusedRecords' | 'conflicts' | 'findings' | 'quarantinedFiles'>;

/** How many things wait; 0 while nothing is known. */
export function countSyncWaits(status: Counts | undefined): number {
  if (!status) return 0;
  return status.refusedRecords + status.conflicts + status.findings + status.quarantinedFiles;
}

export function SyncWaits() {
  const w = useWords().sync.today;
  const { data } = useQuery(api.sync.status.queryOptions());
  if (!data) return null;
  const lines = [
    { count: data.refusedRecords, text: w.refused, button: w.refusedButton, section: 'refused' },
    { count: data.conflicts, text: w.conflicts, button: w.conflictsButton, section: 'conflicts' },
    { count: data.findings, text: w.findings, button: w.findingsButton, section: 'conflicts' },
    { count: data.quarantinedFiles, text: w.quarantined, button: w.quarantinedButton, section: 'files' },
  ] as const;
  return lines.map(
    ({ count, text, button, section }) =>
      count > 0 && (
        <Waiting
          key={button}
          text={text(count)}
          button={button}
          target={linkOptions({ to: '/sync', search: { section } })}
        />
      ),
  );
}
