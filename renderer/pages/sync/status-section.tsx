/** What waits, since when, what the office has; the ways to send; sending now; files by hand. */
import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { api } from '../../api.ts';
import { May } from '../../frame/may.tsx';
import { useIsOffice } from '../../frame/register-state.tsx';
import { formatRecent } from '../../language/format.ts';
import { useLanguage, useWords } from '../../language/language.tsx';
import { CarrierTable } from './carrier-table.tsx';
import { FilesNotTaken } from './files-not-taken.tsx';
import { FreeSticks } from './free-sticks.tsx';
import { HandFiles } from './hand-files.tsx';
import { SendNow } from './send-now.tsx';
import { SendSettings } from './send-settings.tsx';
import classes from './sync.module.css';

/** A stick that has just been put in is offered soon. */
const ASK_AGAIN_MS = 5000;

const STEPS = ['changes', 'packed', 'received', 'accepted'] as const;

export function StatusSection() {
  const status = useQuery(api.sync.status.queryOptions({ refetchInterval: ASK_AGAIN_MS }));
  if (!status.data) return null;
  return (
    <>
      <Summary status={status.data} />
      <May procedure="sync.run">
        <SendNow settings={status.data.settings} />
      </May>
      <CarrierTable carriers={status.data.carriers} />
      <May procedure="sync.saveSettings" isSilent>
        <FreeSticks sticks={status.data.freeSticks} />
        <HandFiles />
        <SendSettings key={JSON.stringify(status.data.settings)} settings={status.data.settings} />
      </May>
    </>
  );
}

function Summary({ status }: { status: SyncStatus }) {
  const { number } = useLanguage();
  const text = useWords().sync.status;
  const noCollector = useIsOffice() ? text.noCollectorOffice : text.noCollector;
  const { collector } = status;
  const waits = Math.max(0, status.changes - status.accepted);
  const isDone =
    waits === 0 && status.askedAttachments === 0 && status.notTaken.length === 0 && status.lockedOutAfter === null;
  const Icon = collector !== null && isDone ? IconCheck : IconClock;
  // Nobody receives yet: nothing arrives and nothing is accepted.
  const steps = collector === null ? (['changes', 'packed'] as const) : STEPS;
  const since = status.waitingSince === null ? '' : formatRecent(status.waitingSince);
  return (
    <div className={classes.card}>
      <p className={classes.lead} role="status">
        <Icon size={20} aria-hidden />
        {collector === null ? noCollector : waits === 0 ? text.confirmed : text.waits(waits, since)}
      </p>
      {collector && (
        <p>
          {collector.enrolledAt === null
            ? text.notConfirmed(collector.name)
            : text.office(collector.name, collector.heardAt === null ? '' : formatRecent(collector.heardAt))}
        </p>
      )}
      {status.lockedOutAfter !== null && (
        <p className={classes.notTaken} role="alert">
          <IconAlertTriangle size={17} aria-hidden />
          <span>{text.lockedOut(status.lockedOutAfter)}</span>
        </p>
      )}
      <FilesNotTaken files={status.notTaken} />
      {status.askedAttachments > 0 && <p>{text.asks(status.askedAttachments)}</p>}
      {status.siblings
        .filter((sibling) => sibling.changes > sibling.accepted)
        .map(({ replica, name, changes, here, accepted }) => (
          <p key={replica}>{text.sibling(name, changes - accepted, changes - here)}</p>
        ))}
      <dl className={classes.steps}>
        {steps.map((step) => (
          <div key={step}>
            <dt>{text.steps[step]}</dt>
            <dd>{number(status[step])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
