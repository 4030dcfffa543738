/** The PIN of who sits down; where it was given out for one use, a PIN of one's own in its place. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Person, Seat } from '../../shared/contract/register.ts';
import { api } from '../api.ts';
import { type FieldProblems, Form, type FormHandle } from '../fields/form.tsx';
import { PinField } from '../fields/pin-field.tsx';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { readFailure } from '../problems/read-problem.ts';
import classes from './person-list.module.css';

interface PinEntryProps {
  person: Person;
  onCancel: () => void;
  onSeated: (seat: Seat) => void;
}

export function PinEntry({ person, onCancel, onSeated }: PinEntryProps) {
  const words = useWords();
  const w = words.setUp.choose;
  const form = useRef<FormHandle>(null);
  const choose = useMutation(api.session.choosePerson.mutationOptions());
  /** The PIN for one use that was right; then one's own is asked for. */
  const [used, setUsed] = useState<string | null>(null);
  /** A wrong PIN is not left standing: the form begins anew, with the focus in its first field. */
  const [attempt, setAttempt] = useState(0);
  const submit = (typed: string, newPin?: string) =>
    choose.mutate(
      { person: person.id, pin: typed, newPin },
      {
        onSuccess: onSeated,
        onError: (error) => {
          const failure = readFailure(error);
          if (failure.kind === 'problem' && failure.code === 'pinMustChange') setUsed(typed);
          setAttempt((before) => before + 1);
        },
      },
    );
  const cancelByEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  const isFirst = used === null;
  return (
    <div onKeyDown={cancelByEscape}>
      <p className={classes.text}>{isFirst ? w.pinText(person.name) : w.newPinText}</p>
      <Form
        ref={form}
        key={`${used !== null} ${attempt}`}
        label={person.name}
        initial={{}}
        check={(values): FieldProblems =>
          isFirst || values['newPin'] === values['again'] ? {} : { again: words.settings.people.pinDiffers }
        }
        onSubmit={(values) => (isFirst ? submit(values['pin'] ?? '') : submit(used, values['newPin'] ?? ''))}
        className={classes.newPerson}
      >
        {isFirst ? (
          <PinField name="pin" label={w.pin} takesFocus />
        ) : (
          <>
            <PinField name="newPin" label={words.settings.people.newPin} takesFocus />
            <PinField name="again" label={words.settings.people.again} />
          </>
        )}
        <ProblemNotice error={isFirst || !isOf(choose.error, 'pinMustChange') ? choose.error : null} keepsFocus />
        <div className={classes.buttons}>
          <Button type="submit" loading={choose.isPending}>
            {w.sitDown}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {words.common.cancel}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function isOf(error: unknown, code: string): boolean {
  if (error === null) return false;
  const failure = readFailure(error);
  return failure.kind === 'problem' && failure.code === code;
}
