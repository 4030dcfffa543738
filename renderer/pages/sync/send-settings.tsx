/** How files travel by themselves: the watched folder, sticks, how often, a weak network. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { SyncSettings } from '../../../shared/contract/sync.ts';
import { api } from '../../api.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { CheckField, TextField } from '../../fields/fields.tsx';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { placeProblem } from '../../problems/place-problem.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './sync.module.css';

export function SendSettings({ settings }: { settings: SyncSettings }) {
  const { language, words } = useLanguage();
  const text = words.sync.status;
  const { say } = useNotices();
  const form = useRef<FormHandle>(null);
  const save = useMutation(api.sync.saveSettings.mutationOptions());
  const [general, setGeneral] = useState<unknown>(null);
  const submit = (values: FormValues) => {
    setGeneral(null);
    const minutes = Number(values['intervalMinutes']);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440) {
      form.current?.setProblems({ intervalMinutes: words.common.notANumber });
      return;
    }
    save.mutate(
      {
        folder: values['folder'] || null,
        usesSticks: values['usesSticks'] === 'yes',
        isLowBandwidth: values['isLowBandwidth'] === 'yes',
        intervalMinutes: minutes,
      },
      {
        onSuccess: () => say(text.settingsSaved),
        onError: (error) => {
          if (!placeProblem(error, form.current, language, { folderMissing: 'folder' })) setGeneral(error);
        },
      },
    );
  };
  return (
    <section className={classes.card} aria-label={text.settings}>
      <h3>{text.settings}</h3>
      <Form
        ref={form}
        label={text.settings}
        initial={{
          folder: settings.folder ?? '',
          usesSticks: settings.usesSticks ? 'yes' : '',
          isLowBandwidth: settings.isLowBandwidth ? 'yes' : '',
          intervalMinutes: String(settings.intervalMinutes),
        }}
        onSubmit={submit}
        className={classes.form}
      >
        <TextField name="folder" label={text.folder} hint={text.folderHint} maxLength={1000} />
        <TextField name="intervalMinutes" label={text.interval} inputMode="numeric" isRequired maxLength={4} />
        <CheckField name="usesSticks" label={text.sticks} />
        <CheckField name="isLowBandwidth" label={text.lowBandwidth} />
        <ProblemNotice error={general} />
        <div className={classes.buttons}>
          <Button type="submit" variant="default" loading={save.isPending}>
            {words.common.save}
          </Button>
        </div>
      </Form>
    </section>
  );
}
