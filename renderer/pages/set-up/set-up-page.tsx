/** First start: whose register it is, the school or office, and who sits at the keyboard. One page, no steps. */
import { Button, Radio } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DamageReport } from '../../../shared/contract/backups.ts';
import { personRole } from '../../../shared/records/organisation.ts';
import { listChoices } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { ChoiceField, TextField } from '../../fields/fields.tsx';
import { Form } from '../../fields/form.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { localDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { RestoreAtStart } from '../backups/restore-at-start.tsx';
import { LanguageSwitch } from '../settings/language-switch.tsx';
import fieldClasses from '../settings/school-fields.module.css';
import { checkSchool, OfficeFields, SchoolFields } from '../settings/school-fields.tsx';
import { schoolYearOf, valuesToOffice, valuesToSchool } from '../settings/school-form.ts';
import { askForPassphraseNext } from '../vault/code-state.ts';
import { JoinForm } from './join-form.tsx';
import { StartTrial } from './start-trial.tsx';
import { readSiteLines, SiteLines } from './site-lines.tsx';
import classes from './set-up.module.css';

export function SetUpPage({ damage }: { damage: DamageReport | null }) {
  const { words } = useLanguage();
  const [role, setRole] = useState<'school' | 'office'>('school');
  const [isJoining, setIsJoining] = useState(false);
  const [isRestoring, setIsRestoring] = useState(damage !== null);
  if (isRestoring)
    return (
      <main className={classes.page}>
        <header className={classes.head}>
          <p className={classes.product}>{words.frame.product}</p>
          <LanguageSwitch />
        </header>
        <RestoreAtStart damage={damage} onBack={() => setIsRestoring(false)} />
      </main>
    );
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <p className={classes.product}>{words.frame.product}</p>
        <LanguageSwitch />
      </header>
      {!isJoining && <StartTrial />}
      <h1>{words.setUp.title}</h1>
      <p className={classes.lead}>{words.setUp.lead}</p>
      {!isJoining && (
        <div className={classes.otherWays}>
          <Button variant="default" onClick={() => setIsJoining(true)}>
            {words.sync.join.start}
          </Button>
          <Button variant="default" onClick={() => setIsRestoring(true)}>
            {words.backups.start}
          </Button>
        </div>
      )}
      {isJoining ? (
        <JoinForm onBack={() => setIsJoining(false)} />
      ) : (
        <>
          <Radio.Group
            label={words.setUp.roleTitle}
            value={role}
            onChange={(value) => setRole(value === 'office' ? 'office' : 'school')}
            classNames={{ label: classes.roleTitle }}
          >
            <div className={classes.roles}>
              {(['school', 'office'] as const).map((value) => (
                <div key={value} className={classes.role} data-chosen={role === value || undefined}>
                  <Radio value={value} label={words.setUp.role[value]} description={words.setUp.roleText[value]} />
                </div>
              ))}
            </div>
          </Radio.Group>
          <SetUpForm key={role} role={role} />
        </>
      )}
    </main>
  );
}

const FORM_ID = 'set-up';
/** Who may make a register: an auditor only reads, and the office's people are no school's. */
const FIRST_ROLES: Record<'school' | 'office', readonly string[]> = {
  school: ['principal', 'clerk'],
  office: ['office'],
};

function SetUpForm({ role }: { role: 'school' | 'office' }) {
  const { language, words } = useLanguage();
  const queries = useQueryClient();
  const setUp = useMutation(api.register.setUp.mutationOptions());
  const [initial] = useState<FormValues>(() => ({
    schoolYear: schoolYearOf(localDay(new Date())),
    principalTitle: 'HIỆU TRƯỞNG',
    level: role === 'office' ? 'commune' : '',
    // Whoever makes the register answers for it, until somebody else does.
    personRole: role === 'office' ? 'office' : 'principal',
  }));
  const save = (values: FormValues) => {
    const common = {
      personName: values['personName'] ?? '',
      personRole: personRole.safeParse(values['personRole']).data ?? (role === 'office' ? 'office' : 'principal'),
    };
    setUp.mutate(
      role === 'school'
        ? { role, school: valuesToSchool(values), sites: readSiteLines(values), ...common }
        : { role, office: valuesToOffice(values), ...common },
      {
        onSuccess: async (status) => {
          askForPassphraseNext();
          // Known before the gate opens, so that nobody is asked twice who sits here.
          await queries.fetchQuery(api.session.get.queryOptions({ staleTime: 0 }));
          queries.setQueryData(api.register.status.queryKey(), status);
        },
      },
    );
  };
  useKeys([
    {
      keys: ['Ctrl+Enter'],
      label: words.setUp.submit,
      run: () => {
        const form = document.getElementById(FORM_ID);
        if (form instanceof HTMLFormElement) form.requestSubmit();
      },
    },
  ]);
  return (
    <Form
      id={FORM_ID}
      label={words.setUp.title}
      initial={initial}
      draftKey={`set-up.${role}`}
      check={role === 'school' ? (values) => checkSchool(values, words) : undefined}
      onSubmit={save}
      className={classes.form}
    >
      {role === 'school' ? <SchoolFields takesFocus /> : <OfficeFields takesFocus />}
      <div className={classes.second}>
        {role === 'school' && <SiteLines />}
        <fieldset className={fieldClasses.group}>
          <legend>{words.setUp.you}</legend>
          <TextField name="personName" label={words.setUp.yourName} isRequired className={fieldClasses.wide} />
          <ChoiceField
            name="personRole"
            label={words.setUp.yourRole}
            hint={role === 'school' ? words.setUp.yourRoleHint : undefined}
            choices={listChoices(language, 'personRole').filter(({ value }) => FIRST_ROLES[role].includes(value))}
            className={fieldClasses.wide}
          />
        </fieldset>
      </div>
      <div className={classes.foot}>
        <ProblemNotice error={setUp.error} />
        <div className={classes.footLine}>
          <p className={classes.required}>{words.setUp.required}</p>
          <Button type="submit" size="md" loading={setUp.isPending} rightSection={<KeyCaps keys="Ctrl+Enter" />}>
            {words.setUp.submit}
          </Button>
        </div>
      </div>
    </Form>
  );
}
