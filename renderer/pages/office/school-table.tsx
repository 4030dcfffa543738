/** What each school has, one line a school: the way to its pupils. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SchoolCounts } from '../../../shared/contract/schools.ts';
import { api } from '../../api.ts';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import today from '../today/today.module.css';
import { NothingSent } from './nothing-sent.tsx';
import classes from './office.module.css';

const counted = ['students', 'poor', 'nearPoor', 'received', 'devices', 'inStock', 'receipts'] as const;

export function SchoolTable() {
  const { words, number } = useLanguage();
  const w = words.office;
  const schools = useQuery(api.schools.overview.queryOptions());
  const lines = schools.data ?? [];
  const sum = (part: (typeof counted)[number]) => lines.reduce((total, line) => total + line[part], 0);
  return (
    <section className={today.card} aria-label={w.schools}>
      <h2>{w.schools}</h2>
      <ProblemNotice error={schools.error} />
      {schools.data && lines.length === 0 && <NothingSent />}
      {lines.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.schools}>
            <thead>
              <tr>
                {(['code', 'school', ...counted] as const).map((column) => (
                  <th key={column} scope="col">
                    {w.columns[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <SchoolLine key={line.owner} line={line} />
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{w.sum}</th>
                <td>{w.schoolCount(lines.length)}</td>
                {counted.map((part) => (
                  <td key={part}>{number(sum(part))}</td>
                ))}
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </section>
  );
}

function SchoolLine({ line }: { line: SchoolCounts }) {
  const { number } = useLanguage();
  return (
    <tr>
      <th scope="row">{line.code}</th>
      <td>
        <Link to="/students" search={{ school: line.owner }}>
          {line.name}
        </Link>
      </td>
      {counted.map((part) => (
        <td key={part}>{number(line[part])}</td>
      ))}
    </tr>
  );
}
