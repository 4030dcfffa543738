/** The passphrase of who sits down and has no PIN. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { Person, Seat } from '../../shared/contract/register.ts';
import { api } from '../api.ts';
import { Form } from '../fields/form.tsx';
import { SecretField } from '../fields/secret-field.tsx';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import classes from './person-list.module.css';

interface PassphraseEntryProps {
  person: Person;
  onCancel: () => void;
  onSeated: (seat: Seat) => void;
}

export function PassphraseEntry({ person, onCancel, onSeated }: PassphraseEntryProps) {
  const words = useWords();
  const choose = useMutation(api.session.choosePerson.mutationOptions());
  /** A wrong one is not left standing: the form begins anew, with the focus in its field. */
  const [attempt, setAttempt] = useState(0);
  const submit = (passphrase: string) =>
    choose.mutate(
      { person: person.id, passphrase },
      { onSuccess: onSeated, onError: () => setAttempt((before) => before + 1) },
    );
  const cancelByEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <div onKeyDown={cancelByEscape}>
      <p className={classes.text}>{words.setUp.choose.passphraseText(person.name)}</p>
      <Form
        key={attempt}
        label={person.name}
        initial={{}}
        onSubmit={(values) => submit(values['passphrase'] ?? '')}
        className={classes.newPerson}
      >
        <SecretField name="passphrase" label={words.vault.passphrase} takesFocus />
        <ProblemNotice error={choose.error} keepsFocus />
        <div className={classes.buttons}>
          <Button type="submit" loading={choose.isPending}>
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
