/** What no program can decide: what sync leaves open, rows of a file that were refused, pupils without a status, typing that was left. */
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { linkOptions } from '@tanstack/react-router';
import { useState } from 'react';
import type { Overview } from '../../../shared/contract/register.ts';
import { api } from '../../api.ts';
import { listDrafts } from '../../fields/drafts.ts';
import { formatRecent } from '../../language/format.ts';
import { useWords } from '../../language/language.tsx';
import { BackupWaits, useOldBackup } from '../backups/backup-notice.tsx';
import { countSyncWaits } from './sync-wait-lines.ts';
import { SyncWaits } from './sync-waits.tsx';
import classes from './today.module.css';
import { Waiting } from './waiting.tsx';

export function WaitingForPerson({ overview }: { overview: Overview }) {
  const words = useWords();
  const w = words.today;
  const [drafts] = useState(listDrafts);
  const pupilDrafts = drafts.filter((draft) => draft.key.startsWith('student.'));
  const total = overview.groups.reduce((sum, group) => sum + group.students, 0);
  const unknown = overview.groups.find((group) => group.povertyStatus === 'unknown')?.students ?? 0;
  const sync = useQuery(api.sync.status.queryOptions());
  const isBackupOld = useOldBackup();
  const requests = useQuery(api.requests.list.queryOptions());
  const late = requests.data?.filter((entry) => entry.late.length > 0).length ?? 0;
  const isCalm =
    !isBackupOld &&
    late === 0 &&
    countSyncWaits(sync.data) === 0 &&
    overview.openProblemRows === 0 &&
    unknown === 0 &&
    pupilDrafts.length === 0;
  return (
    <section className={classes.card} aria-label={w.person}>
      <h2>{w.person}</h2>
      {isCalm && (
        <p className={classes.calm}>
          {total > 0 && <IconCheck size={18} aria-hidden />}
          {w.nothingWaits}
        </p>
      )}
      <ul className={classes.waiting}>
        <BackupWaits />
        <SyncWaits />
        {late > 0 && (
          <Waiting
            text={words.privacy.lateRequests(late)}
            button={words.privacy.lateButton}
            target={linkOptions({ to: '/settings', search: { section: 'privacy' } })}
          />
        )}
        {overview.openProblemRows > 0 && (
          <Waiting
            text={w.problemRows(overview.openProblemRows)}
            button={w.problemRowsButton}
            target={linkOptions({ to: '/imports', search: { show: 'problems' } })}
          />
        )}
        {unknown > 0 && (
          <Waiting
            text={w.unknownStatus(unknown)}
            button={w.unknownStatusButton}
            target={linkOptions({ to: '/students', search: { poverty: 'unknown' } })}
          />
        )}
        {pupilDrafts.map((draft) => (
          <Waiting
            key={draft.key}
            text={w.draft(draft.label || w.draftNew, formatRecent(draft.at))}
            button={w.draftButton}
            target={linkOptions({ to: '/students', search: draftSearch(draft.key) })}
          />
        ))}
      </ul>
    </section>
  );
}

function draftSearch(key: string): { form: 'new' | 'edit'; pupil?: string } {
  const pupil = key.slice('student.'.length);
  return pupil === 'new' ? { form: 'new' } : { form: 'edit', pupil };
}
