/** Rules across records that do not hold after a merge, with the records that break them. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { groupDigits } from '../../language/format.ts';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { recordTarget } from './record-target.ts';
import classes from './sync.module.css';

const SHOWN = 100;

export function FindingList() {
  const text = useWords().sync.findings;
  const findings = useQuery(api.findings.list.queryOptions({ input: { offset: 0, limit: SHOWN } }));
  if (!findings.data) return <ProblemNotice error={findings.error} keepsFocus />;
  if (findings.data.total === 0) return <p className={classes.text}>{text.empty}</p>;
  return (
    <section className={classes.content} aria-label={text.count(findings.data.total)}>
      <h3>{text.count(findings.data.total)}</h3>
      <ul className={classes.values}>
        {findings.data.rows.map((finding) => (
          <li key={`${finding.kind} ${finding.value}`} className={classes.card}>
            <p>
              <strong>{text.kind[finding.kind]}</strong> {groupDigits(finding.value)}
            </p>
            <ul>
              {finding.records.map(({ recordTable, record, label }) => {
                const target = recordTarget(recordTable, record);
                return <li key={`${recordTable} ${record}`}>{target ? <Link {...target}>{label}</Link> : label}</li>;
              })}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
