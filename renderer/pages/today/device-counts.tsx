/** The stock in four numbers. */
import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../shared/contract/register.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './today.module.css';

export function DeviceCounts({ devices }: { devices: Overview['devices'] }) {
  const { words, number } = useLanguage();
  const w = words.today;
  if (devices.total === 0) return null;
  const counts = [
    [w.devicesTotal, devices.total],
    [w.devicesInStock, devices.inStock],
    [w.devicesAssigned, devices.assigned],
    [w.devicesHandedOver, devices.handedOver],
  ] as const;
  return (
    <section className={classes.card} aria-label={w.devices}>
      <h2>
        <Link to="/devices" className={classes.headLink}>
          {w.devices}
        </Link>
      </h2>
      <dl className={classes.counts}>
        {counts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
