/** How a pupil's records stand on their way up; what the office does not count is told with its reason, to be mended here. */
import { IconAlertTriangle, IconCloudCheck, IconCloudUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { isKnownTable } from '../../../shared/records/record-tables.ts';
import { tableWords } from '../../../shared/sentences/fields.ts';
import { api } from '../../api.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './student-panel.module.css';

const MOST_REFUSALS = 100;
/** The most that one call is asked about. */
const MOST_RECORDS = 500;

export function StudentSyncState({ student }: { student: StudentPage }) {
  const { language, words } = useLanguage();
  const text = words.sync.record;
  const status = useQuery(api.sync.status.queryOptions());
  const hasCollector = status.data !== undefined && status.data.collector !== null;
  const hasRefusals = hasCollector && status.data.refusedRecords > 0;
  const records = [
    student.id,
    ...(student.household ? [student.household.id] : []),
    ...[student.povertyStatuses, student.guardians, student.assignments, student.receipts].flatMap((rows) =>
      rows.map(({ id }) => id),
    ),
  ].slice(0, MOST_RECORDS);
  const states = useQuery(api.sync.states.queryOptions({ input: { records }, enabled: hasCollector }));
  const refused = useQuery(
    api.sync.refused.queryOptions({ input: { offset: 0, limit: MOST_REFUSALS }, enabled: hasRefusals }),
  );
  if (!hasCollector || !states.data) return null;
  const mine = (hasRefusals ? (refused.data?.rows ?? []) : []).filter(({ record }) => records.includes(record));
  const known = new Set(states.data.map(({ state }) => state));
  // The least advanced one decides.
  const state = (['waiting', 'packed', 'received', 'accepted'] as const).find((each) => known.has(each));
  const Icon = state === 'accepted' ? IconCloudCheck : IconCloudUp;
  return (
    <section aria-label={text.title}>
      {mine.map(({ record, recordTable, label, reason }) => (
        <p key={record} className={classes.refused}>
          <IconAlertTriangle size={17} aria-hidden />
          <span>
            {text.refused(
              `${isKnownTable(recordTable) ? tableWords[recordTable][language] : recordTable} (${label})`,
              words.sync.reason[reason],
            )}
          </span>
        </p>
      ))}
      {state && !(mine.length > 0 && state === 'accepted') && (
        <p className={classes.syncState}>
          <Icon size={17} aria-hidden />
          {text[state]}
        </p>
      )}
    </section>
  );
}
