/**
 * One field for a name or a scanned number. A device that is planned or handed over leads to its pupil; one in stock
 * waits until its pupil is found by name.
 */
import { TextInput } from '@mantine/core';
import { IconBarcode } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { api, client } from '../../api.ts';
import { formatDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { useFailureSentence } from '../../problems/problem-notice.tsx';
import { readFailure } from '../../problems/read-problem.ts';
import { useKeys } from '../../keys/keys.tsx';
import { readScannedNumber } from '../devices/scanned-number.ts';
import classes from './handover.module.css';

const HITS_SHOWN = 8;
const TYPING_PAUSE_MS = 90;

export interface FindPupilHandle {
  focus: () => void;
}

interface FindPupilProps {
  ref: Ref<FindPupilHandle>;
  /** Serial number of a device in stock that waits for its pupil. */
  device: string | null;
  takesFocus: boolean;
}

export function FindPupil({ ref, device, takesFocus }: FindPupilProps) {
  const { language, words } = useLanguage();
  const text = words.handover.find;
  const id = useId();
  const navigate = useNavigate();
  const toSentence = useFailureSentence();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<number | undefined>(undefined);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const found = useQuery(
    api.search.find.queryOptions({
      input: { text: typed, limit: HITS_SHOWN },
      enabled: typed !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const hits = typed === '' ? [] : (found.data ?? []).filter((hit) => hit.kind === 'student' || hit.student !== null);
  useImperativeHandle(ref, () => ({ focus: () => input.current?.focus() }));
  const clear = () => {
    window.clearTimeout(timer.current);
    if (input.current) input.current.value = '';
    setTyped('');
    setActive(0);
  };
  const open = (pupil: string) => {
    clear();
    void navigate({ to: '/handover', search: { pupil, device: device ?? undefined } });
  };
  const onEnter = async () => {
    const value = (input.current?.value ?? '').trim();
    if (value === '') return;
    try {
      const scanned = readScannedNumber(value).number;
      const { device: known } = await client.devices.findByNumber({ number: scanned });
      if (known?.student) return open(known.student);
      if (known) {
        clear();
        return void navigate({ to: '/handover', search: { device: known.serialNumber } });
      }
      // Typed faster than the list could follow: ask again for exactly this.
      const isShown = value === typed && found.isSuccess && !found.isPlaceholderData;
      const hit = isShown ? hits[active] : (await client.search.find({ text: value, limit: HITS_SHOWN }))[0];
      const pupil = hit?.kind === 'student' ? hit.id : hit?.student;
      if (pupil) return open(pupil);
      setProblem(
        /\d{4}/.test(value) ? sentence(language, 'deviceNotFound', { serialNumber: scanned }) : text.nobody(value),
      );
      input.current?.select();
    } catch (error) {
      setProblem(toSentence(readFailure(error)));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.ctrlKey) void onEnter();
    else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else return;
    event.preventDefault();
  };
  useKeys([{ keys: ['Ctrl+F'], label: text.label, run: () => input.current?.select() }]);
  return (
    <search className={classes.find}>
      <TextInput
        ref={input}
        size="md"
        role="combobox"
        aria-label={text.label}
        aria-expanded={hits.length > 0}
        aria-controls={`${id}-hits`}
        aria-activedescendant={hits.length > 0 ? `${id}-${active}` : undefined}
        placeholder={device === null ? text.placeholder : text.placeholderFor(device)}
        leftSection={<IconBarcode size={20} aria-hidden />}
        error={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        autoFocus={takesFocus}
        autoComplete="off"
        spellCheck={false}
        onInput={(event) => {
          const value = event.currentTarget.value.normalize('NFC').trim();
          setProblem(null);
          window.clearTimeout(timer.current);
          timer.current = window.setTimeout(() => {
            setTyped(value);
            setActive(0);
          }, TYPING_PAUSE_MS);
        }}
        onKeyDown={onKeyDown}
      />
      {problem !== null && (
        <p id={`${id}-problem`} className={classes.findProblem} role="alert">
          {problem}
        </p>
      )}
      {problem === null && hits.length > 0 && (
        <ul id={`${id}-hits`} role="listbox" aria-label={text.label} className={classes.hits}>
          {hits.map((hit, index) => (
            <li
              key={`${hit.kind} ${hit.id}`}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => open(hit.kind === 'student' ? hit.id : (hit.student ?? hit.id))}
              onKeyDown={undefined}
            >
              <strong>{hit.label}</strong>
              <span>{hit.className}</span>
              <span>{formatDay(hit.birthDate)}</span>
              <span>{hit.detail}</span>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}
