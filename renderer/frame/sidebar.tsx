/** The menu: pages with their Alt digit, and at its foot who sits at the keyboard. */
import { UnstyledButton } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../language/language.tsx';
import { ChangePerson } from './change-person.tsx';
import classes from './frame.module.css';
import { LockEntry } from './lock.tsx';
import type { MenuPage } from './pages.ts';
import { useRegister } from './register-state.tsx';

export function Sidebar({ pages }: { pages: readonly MenuPage[] }) {
  const words = useWords();
  const { person } = useRegister();
  const [isChanging, setIsChanging] = useState(false);
  return (
    <nav className={classes.sidebar} aria-label={words.frame.menu}>
      <p className={classes.brand}>{words.frame.product}</p>
      <ul className={classes.pages}>
        {pages
          .filter((page) => page.digit !== null)
          .map((page) => (
            <li key={page.path}>
              <PageLink page={page} />
            </li>
          ))}
      </ul>
      <div className={classes.sidebarFoot}>
        <UnstyledButton className={classes.link} onClick={() => setIsChanging(true)}>
          <IconUserCircle size={20} stroke={1.7} aria-hidden />
          <span className={classes.linkWords}>
            <span className="unseen">{words.frame.person}: </span>
            {person.name}
          </span>
        </UnstyledButton>
        <LockEntry />
        {pages
          .filter((page) => page.digit === null)
          .map((page) => (
            <PageLink key={page.path} page={page} />
          ))}
      </div>
      <ChangePerson isOpen={isChanging} onClose={() => setIsChanging(false)} />
    </nav>
  );
}

function PageLink({ page }: { page: MenuPage }) {
  const words = useWords();
  const Icon = page.icon;
  return (
    <Link
      to={page.path}
      className={classes.link}
      activeProps={{ 'aria-current': 'page' }}
      activeOptions={{ exact: page.path === '/', includeSearch: false }}
    >
      <Icon size={20} stroke={1.7} aria-hidden />
      <span className={classes.linkWords}>{words.frame.pages[page.name]}</span>
      {page.digit !== null && (
        <span className={classes.linkKey} aria-hidden>
          {page.digit}
        </span>
      )}
    </Link>
  );
}
