/** What stands around every page: menu, top bar, the page, the state line. */
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { type MouseEvent, useRef } from 'react';
import { isPermitted } from '../../shared/permissions.ts';
import { useKeys } from '../keys/keys.tsx';
import { useWords } from '../language/language.tsx';
import classes from './frame.module.css';
import { ImportDesks } from '../pages/imports/import-desks.tsx';
import { OpenFilesProvider } from '../pages/sync/open-files.tsx';
import { ForSchoolsPage } from '../pages/office/for-schools-page.tsx';
import { WhyNot } from './may.tsx';
import { menuPages, type MenuPage } from './pages.ts';
import { useRegister } from './register-state.tsx';
import { RoundProvider } from './round.tsx';
import { SearchPalette } from './search-palette.tsx';
import { Sidebar } from './sidebar.tsx';
import { StateLine } from './state-line.tsx';
import { TopBar } from './top-bar.tsx';
import { UndoProvider } from './undo.tsx';

export function Frame() {
  return (
    <RoundProvider>
      <UndoProvider>
        <ImportDesks>
          <OpenFilesProvider>
            <FrameAreas />
          </OpenFilesProvider>
        </ImportDesks>
      </UndoProvider>
    </RoundProvider>
  );
}

function FrameAreas() {
  const words = useWords();
  const navigate = useNavigate();
  const { status, countsAs } = useRegister();
  const page = useRef<HTMLElement>(null);
  const isHere = (entry: MenuPage) => (status.role === 'office' ? entry.isForOffice : entry.isForSchool);
  const isTheirs = (entry: MenuPage) => entry.needs === undefined || isPermitted(countsAs, entry.needs);
  const pages = menuPages.filter((entry) => isHere(entry) && isTheirs(entry));
  const path = useLocation({ select: (location) => location.pathname });
  const isElsewhere = menuPages.some((entry) => entry.path === path && !isHere(entry));
  const notTheirs = menuPages.find((entry) => entry.path === path && !isTheirs(entry))?.needs;
  useKeys(
    [
      ...pages
        .filter((entry) => entry.digit !== null)
        .map((entry) => ({
          keys: [`Alt+${entry.digit}`],
          label: words.frame.key.page(words.frame.pages[entry.name]),
          run: () => void navigate({ to: entry.path }),
        })),
      ...(pages.some(({ name }) => name === 'forms')
        ? [{ keys: ['Ctrl+P'], label: words.frame.key.print, run: () => void navigate({ to: '/forms' }) }]
        : []),
    ],
    'frame',
  );
  // A link to an anchor would change the hash, which is the address of the page.
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    page.current?.focus();
  };
  return (
    <div className={classes.frame}>
      <a href="#page" className={classes.skip} onClick={skip}>
        {words.frame.skipToPage}
      </a>
      <Sidebar pages={pages} />
      <TopBar />
      <main ref={page} id="page" className={classes.page} tabIndex={-1}>
        {isElsewhere ? <ForSchoolsPage /> : notTheirs === undefined ? <Outlet /> : <WhyNot procedure={notTheirs} />}
      </main>
      <StateLine />
      <SearchPalette pages={pages} />
    </div>
  );
}
