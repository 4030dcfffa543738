/** Consent of a pupil's family: what was signed, entered as it was signed, and taken back. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { CONSENT_FORM_VERSION, needsChild } from '../../../shared/rules/consent.ts';
import { api } from '../../api.ts';
import { readDayText } from '../../fields/day-text.ts';
import { CheckField, DateField, TextField } from '../../fields/fields.tsx';
import { useIsOffice } from '../../frame/register-state.tsx';
import { formatDay, localDay } from '../../language/format.ts';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Section } from '../section.tsx';
import { EntryDialog } from '../settings/entry-dialog.tsx';
import classes from './privacy.module.css';

export function Consent({ student }: { student: StudentPage }) {
  const w = useWords().privacy.consent;
  const isOffice = useIsOffice();
  const consents = useQuery(api.consents.list.queryOptions({ input: { student: student.id } }));
  const save = useMutation(api.consents.save.mutationOptions());
  const withdraw = useMutation(api.consents.withdraw.mutationOptions());
  const [open, setOpen] = useState<'add' | { withdraw: string } | null>(null);
  const [today] = useState(() => localDay(new Date()));
  return (
    <Section title={w.title}>
      <ProblemNotice error={consents.error} keepsFocus />
      {consents.data?.length === 0 && <p className={classes.quiet}>{w.none}</p>}
      <ul className={classes.lines}>
        {consents.data?.map((entry) => (
          <li key={entry.id}>
            <span>{w.inForce(entry.formVersion, formatDay(entry.agreedOn))}</span>
            {entry.guardianName !== null && <span>{entry.guardianName}</span>}
            {entry.withdrawnOn !== null && <strong>{w.withdrawn(formatDay(entry.withdrawnOn))}</strong>}
            {entry.isInForce && !isOffice && (
              <Button size="compact-sm" variant="default" onClick={() => setOpen({ withdraw: entry.id })}>
                {w.withdraw}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!isOffice && (
        <div className={classes.buttons}>
          <Button size="compact-sm" variant="default" onClick={() => setOpen('add')}>
            {w.add}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            renderRoot={(props: object) => (
              <Link to="/forms" search={{ form: 'consent-form', pupil: student.id }} {...props} />
            )}
          >
            {w.print}
          </Button>
        </div>
      )}
      {open === 'add' && (
        <EntryDialog
          title={w.addTitle(student.fullName)}
          initial={{
            formVersion: CONSENT_FORM_VERSION,
            agreedOn: formatDay(today),
            guardianName: student.guardians[0]?.name ?? '',
            guardianAgrees: '',
            childAgrees: '',
          }}
          saved={w.saved(student.fullName)}
          save={(values) =>
            save.mutateAsync({
              student: student.id,
              formVersion: values['formVersion'] ?? '',
              agreedOn: readDayText(values['agreedOn'] ?? '') ?? today,
              guardianName: values['guardianName'] || null,
              guardianAgrees: values['guardianAgrees'] === 'yes',
              childAgrees: values['childAgrees'] === 'yes' ? true : null,
            })
          }
          onClose={() => setOpen(null)}
        >
          <TextField name="formVersion" label={w.formVersion} isRequired takesFocus maxLength={60} />
          <DateField name="agreedOn" label={w.agreedOn} isRequired />
          <TextField name="guardianName" label={w.guardianName} maxLength={200} />
          <CheckField name="guardianAgrees" label={w.guardianAgrees} />
          {needsChild(student.birthDate, today) && <CheckField name="childAgrees" label={w.childAgrees} />}
        </EntryDialog>
      )}
      {open !== null && open !== 'add' && (
        <EntryDialog
          title={w.withdrawTitle(student.fullName)}
          initial={{ withdrawnOn: formatDay(today), reason: '' }}
          confirm={w.withdraw}
          saved={w.withdrawnSaid(student.fullName)}
          save={(values) =>
            withdraw.mutateAsync({
              id: open.withdraw,
              withdrawnOn: readDayText(values['withdrawnOn'] ?? '') ?? today,
              reason: values['reason'] || null,
            })
          }
          onClose={() => setOpen(null)}
        >
          <p>{w.withdrawText}</p>
          <DateField name="withdrawnOn" label={w.agreedOn} isRequired />
          <ReasonField />
        </EntryDialog>
      )}
    </Section>
  );
}

function ReasonField() {
  return <TextField name="reason" label={useWords().common.reason} takesFocus />;
}
