/** The form of one device. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { DeviceRow } from '../../../shared/contract/devices.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { api } from '../../api.ts';
import { DiscardQuestion } from '../../fields/discard-question.tsx';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { readFailure } from '../../problems/read-problem.ts';
import { checkDeviceValues } from './check-device-values.ts';
import { DeviceFields } from './device-fields.tsx';
import { deviceToValues, valuesToDevice } from './device-form-values.ts';
import classes from './devices.module.css';

export function DeviceForm({ device, onDone }: { device: DeviceRow; onDone: () => void }) {
  const { language, words } = useLanguage();
  const text = words.devices.form;
  const { say } = useNotices();
  const form = useRef<FormHandle>(null);
  const [general, setGeneral] = useState<unknown>(null);
  const [isDiscarding, setIsDiscarding] = useState(false);
  const [initial] = useState(() => deviceToValues(device));
  const save = useMutation(api.devices.save.mutationOptions());
  const leave = () => (form.current?.isDirty() ? setIsDiscarding(true) : onDone());
  useKeys(
    [
      { keys: ['Ctrl+Enter'], label: text.save, run: () => form.current?.submit() },
      { keys: ['Escape'], label: words.common.cancel, run: leave },
    ],
    'panel',
  );
  return (
    <>
      <header className={classes.head}>
        <h2>{text.editTitle(device.serialNumber)}</h2>
      </header>
      <div className={classes.body}>
        <Form
          ref={form}
          label={text.editTitle(device.serialNumber)}
          initial={initial}
          draftKey={`device.${device.id}`}
          draftLabel={device.serialNumber}
          className={classes.form}
          check={(values) => checkDeviceValues(values, words)}
          onSubmit={(values) => {
            setGeneral(null);
            save.mutate(valuesToDevice(values, device.id), {
              onSuccess: ({ command, warnings }) => {
                form.current?.dropDraft();
                const [warning] = warnings;
                const said = command === null ? words.common.nothingChanged : text.saved(device.serialNumber);
                say(warning ? `${said} ${sentence(language, warning.problem, warning.details)}` : said, {
                  command,
                  tone: warning ? 'warning' : 'done',
                });
                onDone();
              },
              onError: (error) => {
                const failure = readFailure(error);
                const field = failure.kind === 'problem' ? failure.details['field'] : undefined;
                if (failure.kind === 'problem' && typeof field === 'string' && form.current?.hasField(field)) {
                  form.current.setProblems({ [field]: sentence(language, failure.code, failure.details) });
                } else setGeneral(error);
              },
            });
          }}
        >
          <DeviceFields takesFocus />
          <button type="submit" hidden />
        </Form>
      </div>
      <footer className={classes.foot}>
        <ProblemNotice error={general} />
        <div className={classes.actions}>
          <Button
            loading={save.isPending}
            rightSection={<KeyCaps keys="Ctrl+Enter" />}
            onClick={() => form.current?.submit()}
          >
            {text.save}
          </Button>
          <Button variant="default" rightSection={<KeyCaps keys="Escape" />} onClick={leave}>
            {words.common.cancel}
          </Button>
        </div>
      </footer>
      <DiscardQuestion
        isOpen={isDiscarding}
        onStay={() => setIsDiscarding(false)}
        onDiscard={() => {
          form.current?.dropDraft();
          onDone();
        }}
      />
    </>
  );
}
