/**
 * Adding devices one after the other: a scanner types a number and ends with Enter; the device is saved with the kind
 * above, the field is empty again and keeps the focus, and the list below says what was done.
 */
import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconBarcode, IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { fieldName } from '../../../shared/sentences/fields.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { api } from '../../api.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { useRound } from '../../frame/round.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { formatTime } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { useFailureSentence } from '../../problems/problem-notice.tsx';
import { readFailure } from '../../problems/read-problem.ts';
import { checkDeviceValues } from './check-device-values.ts';
import { keptFields, valuesToDevice } from './device-form-values.ts';
import { KindFields } from './device-fields.tsx';
import classes from './devices.module.css';
import { readScannedNumber } from './scanned-number.ts';

interface Scan {
  number: number;
  text: string;
  at: Date;
  tone: 'done' | 'warning' | 'problem';
}

/** Kept for this window: the kind of the devices in the box that is being unpacked. */
const KEPT_AS = 'so-may.device-kind';
const SCANS_SHOWN = 50;

export function AddDevices({ onClose }: { onClose: () => void }) {
  const { language, words } = useLanguage();
  const text = words.devices.scan;
  const { say } = useNotices();
  const { round, rounds } = useRound();
  const toSentence = useFailureSentence();
  const kind = useRef<FormHandle>(null);
  const serial = useRef<HTMLInputElement>(null);
  const imei = useRef<HTMLInputElement>(null);
  const [scans, setScans] = useState<readonly Scan[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [initial] = useState(() => ({ ...readKept(), round: round ?? rounds[0]?.id ?? '' }));
  const save = useMutation(api.devices.save.mutationOptions());
  const note = (tone: Scan['tone'], said: string) =>
    setScans((before) =>
      [{ number: (before[0]?.number ?? 0) + 1, text: said, at: new Date(), tone }, ...before].slice(0, SCANS_SHOWN),
    );

  const add = () => {
    const serialInput = serial.current;
    if (!serialInput || save.isPending) return;
    const { number, isGarbled } = readScannedNumber(serialInput.value);
    const values: FormValues = {
      ...kind.current?.values(),
      serialNumber: number,
      imei: imei.current?.value.trim() ?? '',
    };
    const refuse = (said: string, input: HTMLInputElement | null = serialInput) => {
      setProblem(said);
      // The next scan replaces what was refused.
      input?.select();
    };
    if (number === '') return refuse(sentence(language, 'serialNumberInvalid'));
    if (isGarbled) {
      note('problem', `${number}: ${words.devices.form.garbled}`);
      return refuse(words.devices.form.garbled);
    }
    const faults = checkDeviceValues(values, words);
    if (faults['imei']) return refuse(faults['imei'], imei.current);
    kind.current?.setProblems(faults);
    if (Object.keys(faults).length > 0) return;
    localStorage.setItem(
      KEPT_AS,
      JSON.stringify(Object.fromEntries(keptFields.map((field) => [field, values[field]]))),
    );
    save.mutate(valuesToDevice(values), {
      onSuccess: ({ command, warnings }) => {
        setProblem(null);
        const [warning] = warnings;
        const said = warning
          ? `${text.added(number)} ${sentence(language, warning.problem, warning.details)}`
          : text.added(number);
        note(warning ? 'warning' : 'done', said);
        say(said, { command, tone: warning ? 'warning' : 'done' });
        serialInput.value = '';
        if (imei.current) imei.current.value = '';
        serialInput.focus();
      },
      onError: (error) => {
        const failure = readFailure(error);
        const said = toSentence(failure);
        note('problem', `${number}: ${said}`);
        refuse(said, failure.kind === 'problem' && failure.code.startsWith('imei') ? imei.current : serialInput);
      },
    });
  };
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  useKeys(
    [
      { keys: ['Ctrl+Enter'], label: text.add, run: add },
      { keys: ['Escape'], label: words.frame.key.close, run: onClose },
    ],
    'panel',
  );
  return (
    <>
      <header className={classes.head}>
        <h2>{text.title}</h2>
        <CloseButton size="lg" aria-label={words.common.close} onClick={onClose} />
      </header>
      <div className={classes.body}>
        <div className={classes.scan}>
          <TextInput
            ref={serial}
            size="lg"
            label={fieldName(language, 'serialNumber')}
            description={text.hint}
            leftSection={<IconBarcode size={22} aria-hidden />}
            error={problem}
            autoFocus
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            onInput={() => setProblem(null)}
            onKeyDown={onEnter}
          />
          <TextInput
            ref={imei}
            label={text.imei}
            autoComplete="off"
            spellCheck={false}
            inputMode="numeric"
            maxLength={20}
            onKeyDown={onEnter}
          />
          <Button loading={save.isPending} rightSection={<KeyCaps keys="Enter" />} onClick={add}>
            {text.add}
          </Button>
        </div>
        <section aria-label={text.done}>
          <h3 className={classes.scansTitle}>{text.done}</h3>
          {scans.length === 0 && <p className={classes.quiet}>{text.nothingYet}</p>}
          <ul className={classes.scans} aria-live="polite">
            {scans.map((entry) => (
              <li key={entry.number} data-tone={entry.tone}>
                {entry.tone === 'done' ? (
                  <IconCheck size={17} aria-hidden />
                ) : (
                  <IconAlertTriangle size={17} aria-hidden />
                )}
                <span>{entry.text}</span>
                <time>{formatTime(entry.at)}</time>
              </li>
            ))}
          </ul>
        </section>
        <Form ref={kind} label={text.kind} initial={initial} className={classes.form} onSubmit={add}>
          <p className={classes.kindHint}>{text.kind}</p>
          <KindFields />
        </Form>
      </div>
    </>
  );
}

function readKept(): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
