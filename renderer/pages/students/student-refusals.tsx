/** Records of a pupil of which something is not counted, each with the reason: at school by the office, at the office by itself. */
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { isKnownTable } from '../../../shared/records/record-tables.ts';
import { tableWords } from '../../../shared/sentences/fields.ts';
import { api } from '../../api.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './student-panel.module.css';

/** The most that one call is asked about. */
const MOST_RECORDS = 500;

/** The records that stand on a pupil's page, by id. */
export function recordsOf(student: StudentPage): string[] {
  const { povertyStatuses, guardians, assignments, receipts } = student;
  const rows = [povertyStatuses, guardians, assignments, receipts].flat();
  const household = student.household ? [student.household.id] : [];
  return [student.id, ...household, ...rows.map(({ id }) => id)].slice(0, MOST_RECORDS);
}

export function useRefusals(student: StudentPage, isAsked: boolean) {
  const input = { offset: 0, limit: MOST_RECORDS, records: recordsOf(student) };
  const { data } = useQuery(api.sync.refused.queryOptions({ input, enabled: isAsked }));
  return isAsked ? (data?.rows ?? []) : [];
}

export function Refusals({
  rows,
  say,
}: {
  rows: ReturnType<typeof useRefusals>;
  say: (what: string, why: string) => string;
}) {
  const { language, words } = useLanguage();
  return rows.map(({ record, recordTable, label, reason }) => (
    <p key={record} className={classes.refused}>
      <IconAlertTriangle size={17} aria-hidden />
      <span>
        {say(
          `${isKnownTable(recordTable) ? tableWords[recordTable][language] : recordTable} (${label})`,
          words.sync.reason[reason],
        )}
      </span>
    </p>
  ));
}

/** At an office: what it does not count of this pupil. Nothing where it counts all. */
export function RefusedHere({ student }: { student: StudentPage }) {
  const text = useLanguage().words.sync.record;
  const rows = useRefusals(student, true);
  if (rows.length === 0) return null;
  return (
    <section aria-label={text.title}>
      <Refusals rows={rows} say={text.refusedHere} />
    </section>
  );
}
