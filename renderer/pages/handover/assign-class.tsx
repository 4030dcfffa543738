/** Phân máy cho cả lớp: devices in stock order, to pupils of the chosen statuses. Says who was passed over and why. */
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { StockLine } from '../../../shared/contract/devices.ts';
import type { Round, SchoolClass } from '../../../shared/contract/register.ts';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { deviceName } from '../devices/device-columns.tsx';
import classes from './handover.module.css';
import { RefusedLines } from './refused-lines.tsx';

interface AssignClassProps {
  schoolClass: SchoolClass;
  round: Round;
  stock: readonly StockLine[];
  isOpen: boolean;
  onClose: () => void;
}

const statuses = ['poor', 'near_poor', 'none', 'unknown'] as const;
type Status = (typeof statuses)[number];

export function AssignClass(props: AssignClassProps) {
  const { words } = useLanguage();
  return (
    <Dialog title={words.handover.assignTitle(props.schoolClass.name)} isOpen={props.isOpen} onClose={props.onClose}>
      {props.isOpen && <AssignQuestion {...props} />}
    </Dialog>
  );
}

function AssignQuestion({ schoolClass, round, stock, onClose }: AssignClassProps) {
  const { language, words } = useLanguage();
  const text = words.handover;
  const { say } = useNotices();
  const [chosen, setChosen] = useState<readonly Status[]>(['poor', 'near_poor']);
  const [model, setModel] = useState('');
  const first = useRef<HTMLInputElement>(null);
  const assign = useMutation(api.assignments.saveClass.mutationOptions());
  const models = stock.filter((line) => line.model !== null && line.inStock > 0);
  const run = () => {
    if (chosen.length === 0) {
      first.current?.focus();
      return;
    }
    assign.mutate(
      { class: schoolClass.id, round: round.id, povertyStatuses: [...chosen], model: model || null },
      {
        onSuccess: (answer) => {
          const { assigned, missing, refused, command } = answer;
          say(text.assigned(assigned, schoolClass.name, missing, refused.length), {
            command,
            tone: missing + refused.length > 0 || assigned === 0 ? 'warning' : 'done',
          });
          if (refused.length === 0) onClose();
        },
      },
    );
  };
  useKeys([{ keys: ['Ctrl+Enter'], label: text.assignConfirm, run }], 'dialog');
  if (assign.data && assign.data.refused.length > 0) {
    const { assigned, missing, refused } = assign.data;
    return (
      <div className={classes.question}>
        <p>{text.assigned(assigned, schoolClass.name, missing, refused.length)}</p>
        <RefusedLines title={text.passedOver} lines={refused} />
        <div className={classes.actions}>
          <Button autoFocus data-autofocus onClick={onClose}>
            {words.common.close}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={classes.question}>
      <p>{text.assignText}</p>
      <fieldset className={classes.statuses}>
        <legend>{text.assignWho}</legend>
        {statuses.map((status, index) => (
          <Checkbox
            key={status}
            ref={index === 0 ? first : undefined}
            label={status === 'unknown' ? words.choices.povertyUnknown : valueInWords(language, 'povertyLevel', status)}
            checked={chosen.includes(status)}
            onChange={(event) => {
              const isOn = event.currentTarget.checked;
              setChosen(statuses.filter((other) => (other === status ? isOn : chosen.includes(other))));
            }}
          />
        ))}
        {chosen.length === 0 && <p className={classes.missing}>{text.assignNobody}</p>}
      </fieldset>
      {models.length > 1 && (
        <NativeSelect
          label={words.devices.filterModel}
          value={model}
          onChange={(event) => setModel(event.currentTarget.value)}
          data={[
            { value: '', label: words.devices.everyModel },
            ...models.map((line) => ({
              value: line.model ?? '',
              label: text.modelInStock(deviceName({ name: null, ...line }), line.inStock),
            })),
          ]}
        />
      )}
      <ProblemNotice error={assign.error} />
      <div className={classes.actions}>
        <Button data-autofocus loading={assign.isPending} rightSection={<KeyCaps keys="Ctrl+Enter" />} onClick={run}>
          {text.assignConfirm}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.common.cancel}
        </Button>
      </div>
    </div>
  );
}
