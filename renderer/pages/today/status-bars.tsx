/** One bar a status: received, planned, left. Every part opens its list. Numbers and words stand beside the colours. */
import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../shared/contract/register.ts';
import { useRound } from '../../frame/round.tsx';
import { useWords } from '../../language/language.tsx';
import { PovertyShape } from '../../marks/marks.tsx';
import { barParts } from './next-step.ts';
import classes from './today.module.css';

type Group = Overview['groups'][number];

export function StatusBars({ groups }: { groups: readonly Group[] }) {
  const words = useWords();
  const w = words.today;
  const shown = groups.filter((group) => group.povertyStatus !== 'unknown' || group.students > 0);
  const most = Math.max(1, ...groups.map((group) => group.students));
  const total = groups.reduce((sum, group) => sum + group.students, 0);
  return (
    <section className={classes.card} aria-label={w.qualify}>
      <h2>{w.qualify}</h2>
      {total === 0 ? (
        <p className={classes.quiet}>{w.noStudents}</p>
      ) : (
        <ul className={classes.bars}>
          {shown.map((group) => (
            <GroupBar key={group.povertyStatus} group={group} most={most} />
          ))}
        </ul>
      )}
    </section>
  );
}

const partNames = { received: 'received', assigned: 'assigned', none: 'left' } as const;

function GroupBar({ group, most }: { group: Group; most: number }) {
  const w = useWords().today;
  const name = w.group[group.povertyStatus];
  const parts = barParts(group);
  const { round, rounds } = useRound();
  // With one round there is nothing to tell apart.
  const of = rounds.length > 1 ? (round ?? undefined) : undefined;
  const filled = (['received', 'assigned', 'none'] as const).filter((part) => parts[part] > 0);
  return (
    <li className={classes.group}>
      <Link to="/students" search={{ poverty: group.povertyStatus }} className={classes.groupName}>
        <span className="unseen">{w.openGroup} </span>
        <PovertyShape status={group.povertyStatus} />
        <strong>{name}</strong>
        <span className="digits">{w.students(group.students)}</span>
      </Link>
      {/* The bar repeats the numbers below it for the eye; the links are those of the numbers. */}
      <div className={classes.track} aria-hidden>
        <div className={classes.bar} style={{ width: `${(group.students / most) * 100}%` }}>
          {filled.map((part) => (
            <Link
              key={part}
              to="/students"
              search={{ poverty: group.povertyStatus, device: part, round: of }}
              tabIndex={-1}
              className={classes.part}
              data-part={part}
              style={{ flexGrow: parts[part] }}
            />
          ))}
        </div>
      </div>
      <ul className={classes.parts}>
        {(['received', 'assigned', 'none'] as const).map((part) => (
          <li key={part}>
            {parts[part] === 0 ? (
              <span className={classes.partLink} data-empty>
                <span className={classes.swatch} data-part={part} aria-hidden />
                {w[partNames[part]](0)}
              </span>
            ) : (
              <Link
                to="/students"
                search={{ poverty: group.povertyStatus, device: part, round: of }}
                className={classes.partLink}
                aria-label={w.openList(name, w[partNames[part]](parts[part]))}
              >
                <span className={classes.swatch} data-part={part} aria-hidden />
                {w[partNames[part]](parts[part])}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}
