/** The receipt of one pupil: which device, who signs, when, given or lent; or only the plan, to be signed later. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { listChoices } from '../../../shared/sentences/values.ts';
import { api, client } from '../../api.ts';
import { readDayText } from '../../fields/day-text.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { ChoiceField, DateField, TextField } from '../../fields/fields.tsx';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { useRegister } from '../../frame/register-state.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { formatDay, localDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { readFailure } from '../../problems/read-problem.ts';
import { readScannedNumber } from '../devices/scanned-number.ts';
import classes from './handover.module.css';
import { problemField } from './receipt-problems.ts';
import { readRelation } from './sheet-state.ts';

interface ReceiptFormProps {
  student: StudentPage;
  /** Device to begin with: scanned, or planned. */
  serialNumber: string;
  hasPlan: boolean;
  mode: 'gift' | 'loan';
  /** The pupil holds a device already: only with the principal's reason. */
  isSecond: boolean;
  onSigned: () => void;
}

type Purpose = 'sign' | 'plan';

export function ReceiptForm({ student, serialNumber, hasPlan, mode, isSecond, onSigned }: ReceiptFormProps) {
  const { language, words } = useLanguage();
  const text = words.handover.pupil;
  const { person } = useRegister();
  const { say } = useNotices();
  const form = useRef<FormHandle>(null);
  const purpose = useRef<Purpose>('sign');
  const [general, setGeneral] = useState<unknown>(null);
  const [needsReason, setNeedsReason] = useState(isSecond);
  const sign = useMutation(api.receipts.save.mutationOptions());
  const plan = useMutation(api.assignments.save.mutationOptions());
  const isBusy = sign.isPending || plan.isPending;
  const [guardian] = student.guardians;
  const [initial] = useState(() => ({
    device: serialNumber,
    receiverName: guardian?.name ?? '',
    receiverRelation: guardian?.relation ?? '',
    receiverPersonalId: guardian?.personalId ?? '',
    receivedOn: formatDay(localDay(new Date())),
    mode,
  }));

  const fail = (error: unknown) => {
    const failure = readFailure(error);
    const field = problemField(failure);
    if (failure.kind === 'problem' && field !== null) {
      // The principal may lift this one: asked for the reason where the problem is told.
      if (field === 'overrideReason' && person.role === 'principal') setNeedsReason(true);
      if (field !== 'overrideReason') {
        form.current?.setProblems({ [field]: sentence(language, failure.code, failure.details) });
        return;
      }
    }
    setGeneral(error);
  };
  const submit = async (values: FormValues) => {
    setGeneral(null);
    const typed = readScannedNumber(values['device'] ?? '');
    if (typed.isGarbled) return form.current?.setProblems({ device: words.devices.form.garbled });
    const receivedOn = readDayText(values['receivedOn'] ?? '') ?? localDay(new Date());
    try {
      const { device } = await client.devices.findByNumber({ number: typed.number });
      if (!device) {
        const problem = sentence(language, 'deviceNotFound', { serialNumber: typed.number });
        return form.current?.setProblems({ device: problem });
      }
      const overrideReason = values['overrideReason'] || null;
      if (purpose.current === 'plan') {
        const answer = await plan.mutateAsync({ student: student.id, device: device.id, overrideReason });
        say(text.plannedSaid(student.fullName, device.serialNumber), { command: answer.command });
      } else {
        const answer = await sign.mutateAsync({
          student: student.id,
          device: device.id,
          mode: values['mode'] === 'loan' ? 'loan' : 'gift',
          receiverName: values['receiverName'] ?? '',
          receiverRelation: readRelation(values['receiverRelation']),
          receiverPersonalId: values['receiverPersonalId'] || null,
          receivedOn,
          overrideReason,
        });
        say(text.signedSaid(student.fullName, device.serialNumber), { command: answer.command });
        onSigned();
      }
      form.current?.dropDraft();
    } catch (error) {
      fail(error);
    }
  };
  const check = (values: FormValues): Record<string, string> =>
    purpose.current === 'sign' && !values['receiverName'] ? { receiverName: words.handover.receiverMissing } : {};
  const start = (next: Purpose) => {
    purpose.current = next;
    form.current?.submit();
  };
  useKeys([
    { keys: ['Ctrl+Enter'], label: text.sign, run: () => start('sign') },
    ...(hasPlan ? [] : [{ keys: ['Alt+Enter'], label: text.planOnly, run: () => start('plan') }]),
  ]);
  return (
    <Form
      ref={form}
      label={text.form}
      initial={initial}
      draftKey={`receipt.${student.id}`}
      draftLabel={student.fullName}
      className={classes.receiptForm}
      check={check}
      onSubmit={(values) => void submit(values)}
    >
      <TextField
        name="device"
        label={text.device}
        hint={text.deviceHint}
        isRequired
        takesFocus={serialNumber === ''}
        maxLength={60}
        className={classes.two}
      />
      <TextField name="receiverName" label={text.receiver} takesFocus={serialNumber !== ''} maxLength={200} />
      <ChoiceField
        name="receiverRelation"
        label={text.relation}
        choices={listChoices(language, 'relation')}
        emptyLabel={words.common.chooseNothing}
      />
      <TextField
        name="receiverPersonalId"
        label={text.personalId}
        hint={text.personalIdHint}
        inputMode="numeric"
        maxLength={20}
      />
      <DateField name="receivedOn" label={words.handover.receivedOn} isRequired />
      <ChoiceField name="mode" label={words.handover.mode} choices={listChoices(language, 'handoverMode')} />
      <div className={classes.two}>
        <ProblemNotice error={general} />
      </div>
      {needsReason && (
        <TextField
          name="overrideReason"
          label={text.overrideReason}
          hint={text.overrideHint}
          isRequired
          takesFocus
          className={classes.two}
        />
      )}
      <div className={`${classes.actions} ${classes.two}`}>
        <Button size="md" loading={isBusy} rightSection={<KeyCaps keys="Ctrl+Enter" />} onClick={() => start('sign')}>
          {text.sign}
        </Button>
        {!hasPlan && (
          <Button
            size="md"
            variant="default"
            disabled={isBusy}
            rightSection={<KeyCaps keys="Alt+Enter" />}
            onClick={() => start('plan')}
          >
            {text.planOnly}
          </Button>
        )}
      </div>
    </Form>
  );
}
