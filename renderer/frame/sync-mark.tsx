/** Always in sight: how many changes or pictures wait for the office, or that it has all. Offline is a normal state, never red. */
import { IconCloudCheck, IconCloudUp, IconDeviceFloppy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api.ts';
import { useWords } from '../language/language.tsx';
import classes from './sync-mark.module.css';

const ASK_AGAIN_MS = 15_000;

export function SyncMark() {
  const { mark } = useWords().sync;
  const status = useQuery(api.sync.status.queryOptions({ refetchInterval: ASK_AGAIN_MS }));
  if (!status.data) return null;
  const { collector, changes, accepted, askedAttachments: pictures } = status.data;
  const waits = Math.max(0, changes - accepted);
  const hasAll = waits === 0 && pictures === 0;
  const Icon = collector === null ? IconDeviceFloppy : hasAll ? IconCloudCheck : IconCloudUp;
  const said = () => {
    if (collector === null) return mark.alone;
    if (hasAll) return mark.confirmed;
    return waits > 0 ? mark.waits(waits) : mark.pictures(pictures);
  };
  return (
    <Link to="/sync" search={{}} className={classes.mark}>
      <Icon size={18} stroke={1.7} aria-hidden />
      {said()}
    </Link>
  );
}
