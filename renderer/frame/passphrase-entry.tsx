/** The passphrase of who sits down and has no PIN. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person, Seat } from '../../shared/contract/register.ts';
import { api } from '../api.ts';
import { SecretField } from '../fields/secret-field.tsx';
import { useWords } from '../language/language.tsx';
import { SitDown } from './sit-down.tsx';

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
  return (
    <SitDown
      key={attempt}
      text={words.setUp.choose.passphraseText(person.name)}
      label={person.name}
      error={choose.error}
      keepsFocus
      isPending={choose.isPending}
      onCancel={onCancel}
      onSubmit={(values) => submit(values['passphrase'] ?? '')}
    >
      <SecretField name="passphrase" label={words.vault.passphrase} takesFocus />
    </SitDown>
  );
}
