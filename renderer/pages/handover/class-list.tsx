/** The classes of this year, one below the other; arrows and Tab both go through them. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { api } from '../../api.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './handover.module.css';

export function ClassList({ current }: { current: string | null }) {
  const { words, number } = useLanguage();
  const list = useQuery(api.classes.list.queryOptions());
  return (
    <nav className={classes.classes} aria-label={words.handover.classes} onKeyDown={moveByArrows}>
      {(list.data ?? []).map((entry) => (
        <Link
          key={entry.id}
          to="/handover"
          search={{ class: entry.id }}
          className={classes.class}
          aria-current={entry.id === current ? 'true' : undefined}
        >
          <strong>{entry.name}</strong>
          <span>{words.handover.pupils(number(entry.studentCount))}</span>
        </Link>
      ))}
    </nav>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  event.preventDefault();
}
