/** Asks why, before something is taken out of use: one field, the usual reasons as buttons that fill it. */
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { tidyText } from '../fields/tidy-text.ts';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import classes from './reason-form.module.css';

interface ReasonFormProps {
  text: string;
  /** What clerks usually write. */
  reasons?: readonly string[];
  confirm: string;
  isPending: boolean;
  error: unknown;
  onConfirm: (reason: string) => void;
  onCancel: () => void;
}

export function ReasonForm(props: ReasonFormProps) {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setIsMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const reason = tidyText(input.current?.value ?? '');
    setIsMissing(reason === '');
    if (reason === '') input.current?.focus();
    else props.onConfirm(reason);
  };
  const fill = (reason: string) => {
    if (!input.current) return;
    input.current.value = reason;
    setIsMissing(false);
    input.current.focus();
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate autoComplete="off">
      <p>{props.text}</p>
      <TextInput
        ref={input}
        label={words.common.reason}
        required
        autoFocus
        data-autofocus
        maxLength={500}
        error={isMissing ? words.common.requiredMissing : undefined}
        onInput={() => setIsMissing(false)}
      />
      {props.reasons && (
        <div className={classes.reasons}>
          {props.reasons.map((reason) => (
            <Button key={reason} variant="default" size="compact-md" onClick={() => fill(reason)}>
              {reason}
            </Button>
          ))}
        </div>
      )}
      <ProblemNotice error={props.error} />
      <div className={classes.actions}>
        <Button type="submit" loading={props.isPending}>
          {props.confirm}
        </Button>
        <Button variant="default" onClick={props.onCancel}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}
