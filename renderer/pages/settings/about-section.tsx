/** Where the register lies, which program this is, and whether the register is whole. */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { VerifyReport } from '../../../shared/contract/students.ts';
import { tableWords } from '../../../shared/sentences/fields.ts';
import { client } from '../../api.ts';
import { useRegister } from '../../frame/register-state.tsx';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { PaperCode } from './paper-code.tsx';
import classes from './settings.module.css';

export function AboutSection() {
  const { words } = useLanguage();
  const w = words.settings.register;
  const { status } = useRegister();
  const check = useMutation({ mutationFn: () => client.journal.verify() });
  return (
    <div className={classes.about}>
      <dl className={classes.facts}>
        <div>
          <dt>{w.folder}</dt>
          <dd>
            <code>{status.folder}</code>
          </dd>
        </div>
        <div>
          <dt>{w.version}</dt>
          <dd>{status.version}</dd>
        </div>
      </dl>
      <h2>{w.check}</h2>
      <p className={classes.text}>{w.checkText}</p>
      <div>
        <Button loading={check.isPending} onClick={() => check.mutate()}>
          {w.check}
        </Button>
      </div>
      <div role="status">
        {check.isPending && <p>{w.checking}</p>}
        {check.data && <Report report={check.data} />}
      </div>
      <ProblemNotice error={check.error} />
      <PaperCode />
    </div>
  );
}

function Report({ report }: { report: VerifyReport }) {
  const { language, words } = useLanguage();
  const w = words.settings.register;
  const tables: Partial<Record<string, Record<'vi' | 'en', string>>> = tableWords;
  return (
    <div className={classes.report} data-sound={report.isSound}>
      <p className={classes.reportHead}>
        {report.isSound ? <IconShieldCheck size={22} aria-hidden /> : <IconAlertTriangle size={22} aria-hidden />}
        {report.isSound ? w.sound(report.changes, report.records) : w.unsound(report.faults.length)}
      </p>
      {report.unanchored > 0 && <p className={classes.text}>{w.unanchored(report.unanchored)}</p>}
      {report.faults.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{w.faultKind}</th>
              <th scope="col">{w.faultTable}</th>
              <th scope="col">{w.faultRecord}</th>
              <th scope="col">{w.faultDetail}</th>
            </tr>
          </thead>
          <tbody>
            {report.faults.map((fault) => (
              <tr key={`${fault.kind} ${fault.record} ${fault.change} ${fault.detail}`}>
                <td>{w.fault[fault.kind]}</td>
                <td>{fault.table === null ? '' : (tables[fault.table]?.[language] ?? fault.table)}</td>
                <td>
                  <code>{fault.record ?? fault.change}</code>
                </td>
                <td>{fault.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
