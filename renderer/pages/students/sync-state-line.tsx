/** How far a pupil, with household, statuses, guardians and papers, is on the way to the office: the same words whatever carries it. */
import { IconAlertCircle, IconCheck, IconCloudUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { leastAdvanced } from './least-advanced.ts';
import classes from './student-panel.module.css';

/** The most that one call is asked about. */
const MOST_RECORDS = 500;

export function SyncStateLine({ student }: { student: StudentPage }) {
  const text = useWords().students.panel.syncState;
  const status = useQuery(api.sync.status.queryOptions());
  const records = recordsOf(student).slice(0, MOST_RECORDS);
  const hasCollector = (status.data?.collector ?? null) !== null;
  const states = useQuery(api.sync.states.queryOptions({ input: { records }, enabled: hasCollector }));
  const state = hasCollector && states.data ? leastAdvanced(states.data.map((each) => each.state)) : undefined;
  if (state === undefined) return null;
  const Icon = state === 'accepted' ? IconCheck : state === 'refused' ? IconAlertCircle : IconCloudUp;
  return (
    <p className={classes.syncState} data-state={state}>
      <Icon size={15} aria-hidden />
      {text[state]}
      {state === 'refused' && (
        <Link to="/sync" search={{ section: 'refused' }}>
          {text.why}
        </Link>
      )}
    </p>
  );
}

function recordsOf(student: StudentPage): string[] {
  const { household, povertyStatuses, guardians, assignments, receipts } = student;
  const parts = [...povertyStatuses, ...guardians, ...assignments, ...receipts].map(({ id }) => id);
  return [student.id, ...(household === null ? [] : [household.id]), ...parts];
}
