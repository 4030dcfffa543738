/** The PIN of who sits down; where it was given out for one use, a PIN of one's own in its place. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person, Seat } from '../../shared/contract/register.ts';
import { api } from '../api.ts';
import type { FieldProblems } from '../fields/form.tsx';
import { PinField } from '../fields/pin-field.tsx';
import { useWords } from '../language/language.tsx';
import { readFailure } from '../problems/read-problem.ts';
import { SitDown } from './sit-down.tsx';

interface PinEntryProps {
  person: Person;
  onCancel: () => void;
  onSeated: (seat: Seat) => void;
}

export function PinEntry({ person, onCancel, onSeated }: PinEntryProps) {
  const words = useWords();
  const w = words.setUp.choose;
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
  const isFirst = used === null;
  return (
    <SitDown
      key={`${used !== null} ${attempt}`}
      text={isFirst ? w.pinText(person.name) : w.newPinText}
      label={person.name}
      check={(values): FieldProblems =>
        isFirst || values['newPin'] === values['again'] ? {} : { again: words.settings.people.pinDiffers }
      }
      error={isFirst || !isOf(choose.error, 'pinMustChange') ? choose.error : null}
      keepsFocus
      isPending={choose.isPending}
      onCancel={onCancel}
      onSubmit={(values) => (isFirst ? submit(values['pin'] ?? '') : submit(used, values['newPin'] ?? ''))}
    >
      {isFirst ? (
        <PinField name="pin" label={w.pin} takesFocus />
      ) : (
        <>
          <PinField name="newPin" label={words.settings.people.newPin} takesFocus />
          <PinField name="again" label={words.settings.people.again} />
        </>
      )}
    </SitDown>
  );
}

function isOf(error: unknown, code: string): boolean {
  if (error === null) return false;
  const failure = readFailure(error);
  return failure.kind === 'problem' && failure.code === code;
}
