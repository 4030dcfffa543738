/** The school, or the office, that the register belongs to. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../api.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { May, useMay } from '../../frame/may.tsx';
import { useRegister } from '../../frame/register-state.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { placeProblem } from '../../problems/place-problem.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { checkSchool, OfficeFields, SchoolFields } from './school-fields.tsx';
import { officeToValues, schoolToValues, valuesToOffice, valuesToSchool } from './school-form.ts';
import classes from './settings.module.css';

export function OwnerSection() {
  const { language, words } = useLanguage();
  const { status } = useRegister();
  const { say } = useNotices();
  const form = useRef<FormHandle>(null);
  const [general, setGeneral] = useState<unknown>(null);
  const saveSchool = useMutation(api.register.saveSchool.mutationOptions());
  const saveOffice = useMutation(api.register.saveOffice.mutationOptions());
  const [initial] = useState<FormValues>(() => {
    if (status.school) return schoolToValues(status.school);
    return status.office ? officeToValues(status.office) : {};
  });
  const whenDone = {
    onSuccess: (answer: { command: string | null }) => {
      form.current?.dropDraft();
      say(answer.command === null ? words.common.nothingChanged : words.settings.saved, { command: answer.command });
    },
    onError: (error: unknown) => {
      if (!placeProblem(error, form.current, language)) setGeneral(error);
    },
  };
  const save = (values: FormValues) => {
    setGeneral(null);
    if (status.role === 'office') saveOffice.mutate(valuesToOffice(values), whenDone);
    else saveSchool.mutate(valuesToSchool(values), whenDone);
  };
  const procedure = status.role === 'office' ? 'register.saveOffice' : 'register.saveSchool';
  const may = useMay(procedure);
  useKeys(may ? [{ keys: ['Ctrl+Enter'], label: words.common.save, run: () => form.current?.submit() }] : []);
  return (
    <Form
      ref={form}
      label={words.settings.sections[status.role === 'office' ? 'office' : 'school']}
      initial={initial}
      draftKey="settings.owner"
      check={status.role === 'school' ? (values) => checkSchool(values, words) : undefined}
      onSubmit={(values) => may && save(values)}
      className={classes.form}
    >
      {status.role === 'office' ? <OfficeFields /> : <SchoolFields />}
      <ProblemNotice error={general} />
      <May procedure={procedure}>
        <div>
          <Button
            type="submit"
            loading={saveSchool.isPending || saveOffice.isPending}
            rightSection={<KeyCaps keys="Ctrl+Enter" />}
          >
            {words.common.save}
          </Button>
        </div>
      </May>
    </Form>
  );
}
