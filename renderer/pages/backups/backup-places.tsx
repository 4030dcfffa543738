/** Where backups go: a folder, and a stick that is known by a mark on it. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { BackupStatus } from '../../../shared/contract/backups.ts';
import { api } from '../../api.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { ChoiceField, TextField } from '../../fields/fields.tsx';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { placeProblem } from '../../problems/place-problem.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './backups.module.css';

/** Choices beside the sticks that are in. */
const NONE = 'none';
const AS_IT_WAS = 'kept';

export function BackupPlaces({ status }: { status: BackupStatus }) {
  const { language, words } = useLanguage();
  const text = words.backups;
  const { say } = useNotices();
  const form = useRef<FormHandle>(null);
  const save = useMutation(api.backups.savePlaces.mutationOptions());
  const [general, setGeneral] = useState<unknown>(null);
  const submit = (values: FormValues) => {
    setGeneral(null);
    const stick = values['backupStick'] ?? NONE;
    save.mutate(
      {
        folder: values['backupPlace'] || null,
        ...(stick === AS_IT_WAS ? {} : { stick: stick === NONE ? null : stick }),
      },
      {
        onSuccess: () => say(text.saved),
        onError: (error) => {
          const field = 'backupPlace';
          const isPlaced = placeProblem(error, form.current, language, {
            backupPlaceMissing: field,
            backupPlaceReadOnly: field,
            backupPlaceFull: field,
          });
          if (!isPlaced) setGeneral(error);
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
        initial={{ backupPlace: status.folderSetting ?? '', backupStick: status.hasStick ? AS_IT_WAS : NONE }}
        onSubmit={submit}
        className={classes.form}
      >
        <TextField name="backupPlace" label={text.folder} hint={text.folderHint(status.usualFolder)} maxLength={1000} />
        <ChoiceField
          name="backupStick"
          label={text.stick}
          choices={[
            { value: NONE, label: text.noStick },
            ...(status.hasStick ? [{ value: AS_IT_WAS, label: text.keptStick }] : []),
            ...status.sticks.map((stick) => ({ value: stick, label: stick })),
          ]}
        />
        <p className={classes.text}>{text.stickHint}</p>
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
