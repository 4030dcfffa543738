/** People to choose from, one button each; arrows and Tab both go through them. */
import { UnstyledButton } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { valueInWords } from '../../shared/sentences/values.ts';
import { api } from '../api.ts';
import { useLanguage } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import classes from './person-list.module.css';

export function PersonList({ current, onChoose }: { current: string | null; onChoose: (person: string) => void }) {
  const { language, words } = useLanguage();
  const people = useQuery(api.people.list.queryOptions());
  if (people.error) return <ProblemNotice error={people.error} />;
  if (!people.data) return <p>{words.common.loading}</p>;
  const present = people.data.filter((person) => !person.isVoided);
  const first = present.find((person) => person.id === current) ?? present[0];
  return (
    <div>
      <p className={classes.text}>{words.setUp.choose.text}</p>
      <ul className={classes.list} onKeyDown={moveByArrows}>
        {present.map((person) => (
          <li key={person.id}>
            <UnstyledButton
              className={classes.person}
              autoFocus={person === first}
              data-autofocus={person === first || undefined}
              aria-current={person.id === current || undefined}
              onClick={() => onChoose(person.id)}
            >
              <IconUserCircle size={26} stroke={1.5} aria-hidden />
              <span className={classes.name}>{person.name}</span>
              <span className={classes.role}>{valueInWords(language, 'personRole', person.role)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <p className={classes.hint}>{words.setUp.choose.missing}</p>
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
