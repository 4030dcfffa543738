/** What is asked of somebody who sits down: a sentence, the fields, and two ways out; Escape is the second. */
import { Button } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { FormValues } from '../fields/drafts.ts';
import { Form, type FormProps } from '../fields/form.tsx';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import classes from './person-list.module.css';

interface SitDownProps extends Pick<FormProps, 'label' | 'check' | 'onSubmit'> {
  text: string;
  initial?: FormValues;
  error: unknown;
  /** After a failure the focus stays in the field that takes it. */
  keepsFocus?: boolean;
  isPending: boolean;
  onCancel: () => void;
  children: ReactNode;
}

const nothing: FormValues = {};

export function SitDown({
  text,
  initial = nothing,
  error,
  keepsFocus = false,
  isPending,
  onCancel,
  children,
  ...form
}: SitDownProps) {
  const words = useWords();
  const cancelByEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <div onKeyDown={cancelByEscape}>
      <p className={classes.text}>{text}</p>
      <Form {...form} initial={initial} className={classes.newPerson}>
        {children}
        <ProblemNotice error={error} keepsFocus={keepsFocus} />
        <div className={classes.buttons}>
          <Button type="submit" loading={isPending}>
            {words.setUp.choose.sitDown}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {words.common.cancel}
          </Button>
        </div>
      </Form>
    </div>
  );
}
