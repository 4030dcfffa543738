/** Who sits at the keyboard: people to choose from, one button each, arrows and Tab both go through them; or a new one. */
import { Button, UnstyledButton } from '@mantine/core';
import { IconLock, IconUserCircle, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { Person, Seat } from '../../shared/contract/register.ts';
import { isHead } from '../../shared/permissions.ts';
import { valueInWords } from '../../shared/sentences/values.ts';
import { api } from '../api.ts';
import { useLanguage } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { readFailure } from '../problems/read-problem.ts';
import { NewPerson } from './new-person.tsx';
import { PassphraseEntry } from './passphrase-entry.tsx';
import classes from './person-list.module.css';
import { PinEntry } from './pin-entry.tsx';

export function PersonList({ current, onSeated }: { current: string | null; onSeated?: () => void }) {
  const { language, words } = useLanguage();
  const queries = useQueryClient();
  const people = useQuery(api.people.list.queryOptions());
  const choose = useMutation(api.session.choosePerson.mutationOptions());
  const [isAdding, setIsAdding] = useState(false);
  const [proving, setProving] = useState<{ person: Person; by: 'pin' | 'passphrase' } | null>(null);
  if (people.error) return <ProblemNotice error={people.error} />;
  if (!people.data) return <p>{words.common.loading}</p>;
  if (isAdding) return <NewPerson onCancel={() => setIsAdding(false)} onSeated={onSeated} />;
  const seated = (seat: Seat) => {
    queries.setQueryData(api.session.get.queryKey(), seat);
    onSeated?.();
  };
  if (proving) {
    const Entry = proving.by === 'pin' ? PinEntry : PassphraseEntry;
    return <Entry person={proving.person} onCancel={() => setProving(null)} onSeated={seated} />;
  }
  const sitDown = (person: Person & { hasPin: boolean }) => {
    if (person.hasPin && person.id !== current) setProving({ person, by: 'pin' });
    else choose.mutate({ person: person.id }, { onSuccess: seated, onError: (error) => askPassphrase(person, error) });
  };
  const askPassphrase = (person: Person, error: unknown) => {
    const failure = readFailure(error);
    if (failure.kind !== 'problem' || failure.code !== 'passphraseNeeded') return;
    choose.reset();
    setProving({ person, by: 'passphrase' });
  };
  const present = people.data.filter((person) => !person.isVoided);
  const first = present.find((person) => person.id === current) ?? present[0];
  // From then on the principal enters people.
  const isGuarded = present.some(({ role, hasPin }) => hasPin && isHead(role));
  return (
    <div>
      <p className={classes.text}>{words.setUp.choose.text}</p>
      <ProblemNotice error={choose.error} />
      <ul className={classes.list} onKeyDown={moveByArrows}>
        {present.map((person) => (
          <li key={person.id}>
            <UnstyledButton
              className={classes.person}
              autoFocus={person === first}
              data-autofocus={person === first || undefined}
              aria-current={person.id === current || undefined}
              onClick={() => sitDown(person)}
            >
              <IconUserCircle size={26} stroke={1.5} aria-hidden />
              <span className={classes.name}>{person.name}</span>
              <span className={classes.role}>{valueInWords(language, 'personRole', person.role)}</span>
              {person.hasPin && (
                <span className={classes.role}>
                  <IconLock size={16} aria-hidden /> {words.setUp.choose.pin}
                </span>
              )}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {isGuarded ? (
        <p className={classes.missing}>{words.setUp.choose.askPrincipal}</p>
      ) : (
        <p className={classes.missing}>
          <span>{words.setUp.choose.missing}</span>
          <Button
            variant="default"
            leftSection={<IconUserPlus size={18} stroke={1.5} aria-hidden />}
            onClick={() => setIsAdding(true)}
          >
            {words.settings.people.add}
          </Button>
        </p>
      )}
    </div>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  event.preventDefault();
}
