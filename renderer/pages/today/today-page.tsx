/** Hôm nay: who qualifies and what is left, the next step, what needs a person, what was done last. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { May } from '../../frame/may.tsx';
import { useRegister } from '../../frame/register-state.tsx';
import { useRound } from '../../frame/round.tsx';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Page } from '../page.tsx';
import { PlaceNotice } from './place-notice.tsx';
import { VaultNotice } from '../vault/vault-notice.tsx';
import { DeviceCounts } from './device-counts.tsx';
import { NextStepCard } from './next-step-card.tsx';
import { OfficeToday } from './office-today.tsx';
import { RecentCommands } from './recent-commands.tsx';
import { StatusBars } from './status-bars.tsx';
import classes from './today.module.css';
import { WaitingForPerson } from './waiting-for-person.tsx';

export function TodayPage() {
  const words = useWords();
  const { status } = useRegister();
  return (
    <Page title={words.today.title}>
      <VaultNotice />
      <PlaceNotice />
      {status.role === 'office' ? <OfficeToday /> : <SchoolToday />}
    </Page>
  );
}

function SchoolToday() {
  const words = useWords();
  const { round } = useRound();
  const overview = useQuery(api.register.overview.queryOptions({ input: { round }, placeholderData: (last) => last }));
  if (overview.error) {
    return (
      <ProblemNotice error={overview.error}>
        <Button variant="default" onClick={() => void overview.refetch()}>
          {words.common.retry}
        </Button>
      </ProblemNotice>
    );
  }
  if (!overview.data) return <p>{words.common.loading}</p>;
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <May procedure="students.save">
          <NextStepCard overview={overview.data} />
        </May>
        <StatusBars groups={overview.data.groups} />
        <DeviceCounts devices={overview.data.devices} />
      </div>
      <div className={classes.column}>
        <May procedure="students.save" isSilent>
          <WaitingForPerson overview={overview.data} />
        </May>
        <RecentCommands recent={overview.data.recent} />
      </div>
    </div>
  );
}
