/** An office's register: what its schools have sent, school by school; its name and place. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { useRegister } from '../../frame/register-state.tsx';
import { useLanguage } from '../../language/language.tsx';
import { SchoolTable } from '../office/school-table.tsx';
import { DeviceCounts } from './device-counts.tsx';
import { StatusBars } from './status-bars.tsx';
import { countSyncWaits } from './sync-wait-lines.ts';
import { SyncWaits } from './sync-waits.tsx';
import classes from './today.module.css';

export function OfficeToday() {
  const { language, words } = useLanguage();
  const { status } = useRegister();
  const { office } = status;
  const overview = useQuery(api.register.overview.queryOptions({ input: {} }));
  const sync = useQuery(api.sync.status.queryOptions());
  if (!office) return null;
  const place = [office.commune, office.province].filter((part) => part !== null).join(', ');
  return (
    <div className={classes.column}>
      {countSyncWaits(sync.data) > 0 && (
        <section className={classes.card} aria-label={words.today.person}>
          <h2>{words.today.person}</h2>
          <ul className={classes.waiting}>
            <SyncWaits />
          </ul>
        </section>
      )}
      <SchoolTable />
      <div className={classes.columns}>
        <div className={classes.column}>{overview.data && <StatusBars groups={overview.data.groups} />}</div>
        <div className={classes.column}>
          {overview.data && <DeviceCounts devices={overview.data.devices} />}
          <section className={classes.card}>
            <h2>{office.name}</h2>
            <dl className={classes.officeFacts}>
              <div>
                <dt>{words.today.office.level}</dt>
                <dd>{valueInWords(language, 'officeLevel', office.level)}</dd>
              </div>
              {place !== '' && (
                <div>
                  <dt>{words.today.office.place}</dt>
                  <dd>{place}</dd>
                </div>
              )}
            </dl>
            <p className={classes.quiet}>{words.today.office.text}</p>
            <div>
              <Button variant="default" renderRoot={(props: object) => <Link to="/settings" {...props} />}>
                {words.today.office.change}
              </Button>
            </div>
          </section>
        </div>
      </div>
    </div>
  );
}
