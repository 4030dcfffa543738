/** How a pupil's records stand on their way up; what the office does not count is told with its reason, to be mended here. */
import { IconCloudCheck, IconCloudUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import classes from './student-panel.module.css';
import { recordsOf, Refusals, useRefusals } from './student-refusals.tsx';

export function StudentSyncState({ student }: { student: StudentPage }) {
  const text = useWords().sync.record;
  const status = useQuery(api.sync.status.queryOptions());
  const hasCollector = status.data !== undefined && status.data.collector !== null;
  const records = recordsOf(student);
  const states = useQuery(api.sync.states.queryOptions({ input: { records }, enabled: hasCollector }));
  const refused = useRefusals(student, hasCollector && status.data.refusedRecords > 0);
  if (!hasCollector || !states.data) return null;
  const known = new Set(states.data.map(({ state }) => state));
  // The least advanced one decides.
  const state = (['waiting', 'packed', 'received', 'accepted'] as const).find((each) => known.has(each));
  const Icon = state === 'accepted' ? IconCloudCheck : IconCloudUp;
  return (
    <section aria-label={text.title}>
      <Refusals rows={refused} say={text.refused} />
      {state && !(refused.length > 0 && state === 'accepted') && (
        <p className={classes.syncState}>
          <Icon size={17} aria-hidden />
          {text[state]}
        </p>
      )}
    </section>
  );
}
