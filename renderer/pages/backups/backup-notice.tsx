/** The notice that grows as the newest backup ages: a line on Hôm nay, and a mark at the foot of every page. */
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, linkOptions } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { Waiting } from '../today/waiting.tsx';
import classes from './backups.module.css';

const target = linkOptions({ to: '/settings', search: { section: 'backups' } });
const ASK_AGAIN_MS = 10 * 60_000;

/** True when the newest backup is so old that a person should know. */
export function useOldBackup(): boolean {
  const { data } = useQuery(api.backups.status.queryOptions({ refetchInterval: ASK_AGAIN_MS }));
  return data !== undefined && (data.urgency !== 'none' || data.damagedAt !== null);
}

export function BackupWaits() {
  const text = useWords().backups.today;
  const { data } = useQuery(api.backups.status.queryOptions());
  if (data?.damagedAt) return <Waiting text={text.damaged} button={text.button} target={target} />;
  if (!data || data.urgency === 'none') return null;
  const days = data.ageDays;
  return <Waiting text={days === null ? text.never : text[data.urgency](days)} button={text.button} target={target} />;
}

/** From the second step on: also where nobody looks at Hôm nay. */
export function BackupMark() {
  const text = useWords().backups.today;
  const { data } = useQuery(api.backups.status.queryOptions());
  if (!data || data.urgency === 'none' || data.urgency === 'remind') return null;
  return (
    <Link {...target} className={classes.mark} data-urgency={data.urgency}>
      <IconAlertTriangle size={17} aria-hidden />
      {data.ageDays === null ? text.markNever : text.mark(data.ageDays)}
    </Link>
  );
}
