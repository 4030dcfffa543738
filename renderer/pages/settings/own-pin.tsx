/** The own PIN: set, or changed with the present one. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import { type FieldProblems, Form } from '../../fields/form.tsx';
import { PinField } from '../../fields/pin-field.tsx';
import { Dialog } from '../../frame/dialog.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './settings.module.css';

export function OwnPin({ hasPin }: { hasPin: boolean }) {
  const words = useWords();
  const w = words.settings.people;
  const { say } = useNotices();
  const [isOpen, setIsOpen] = useState(false);
  const save = useMutation(api.session.savePin.mutationOptions());
  const [attempt, setAttempt] = useState(0);
  const close = () => {
    setIsOpen(false);
    save.reset();
  };
  const title = hasPin ? w.changePin : w.setPin;
  return (
    <section className={classes.ownPin} aria-label={w.pin}>
      <p className={classes.text}>{hasPin ? w.pinText : w.noPinText}</p>
      <div>
        <Button variant="default" onClick={() => setIsOpen(true)}>
          {title}
        </Button>
      </div>
      <Dialog title={title} isOpen={isOpen} onClose={close}>
        <Form
          key={attempt}
          label={title}
          initial={{}}
          check={(values): FieldProblems => (values['newPin'] === values['again'] ? {} : { again: w.pinDiffers })}
          onSubmit={(values) =>
            save.mutate(
              { pin: values['pin'], newPin: values['newPin'] ?? '' },
              {
                onSuccess: () => {
                  say(w.pinSaved);
                  close();
                },
                // What was wrong is not left standing.
                onError: () => setAttempt((before) => before + 1),
              },
            )
          }
          className={classes.form}
        >
          {hasPin && <PinField name="pin" label={w.presentPin} takesFocus />}
          <PinField name="newPin" label={w.newPin} hint={w.newPinHint} takesFocus={!hasPin} />
          <PinField name="again" label={w.again} />
          <ProblemNotice error={save.error} keepsFocus />
          <div className={classes.dialogButtons}>
            <Button type="submit" loading={save.isPending}>
              {words.common.save}
            </Button>
            <Button variant="default" onClick={close}>
              {words.common.cancel}
            </Button>
          </div>
        </Form>
      </Dialog>
    </section>
  );
}
