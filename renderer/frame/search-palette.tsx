/** Ctrl K: find any pupil, device or page by a few letters, open it with Enter. */
import { IconDeviceTablet, IconSearch, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createContext, type KeyboardEvent, type ReactNode, useContext, useId, useMemo, useState } from 'react';
import type { SearchHit } from '../../shared/contract/students.ts';
import { foldText } from '../../shared/rules/fold.ts';
import { api } from '../api.ts';
import { useKeys } from '../keys/keys.tsx';
import { formatDay } from '../language/format.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Dialog } from './dialog.tsx';
import type { MenuPage } from './pages.ts';
import { useIsOffice } from './register-state.tsx';
import classes from './search-palette.module.css';

const PaletteContext = createContext<{ isOpen: boolean; setIsOpen: (isOpen: boolean) => void } | null>(null);

export function PaletteProvider({ children }: { children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  const state = useMemo(() => ({ isOpen, setIsOpen }), [isOpen]);
  return <PaletteContext.Provider value={state}>{children}</PaletteContext.Provider>;
}

function usePalette() {
  const palette = useContext(PaletteContext);
  if (!palette) throw new Error('the search palette needs PaletteProvider around it');
  return palette;
}

export function useOpenPalette(): () => void {
  const { setIsOpen } = usePalette();
  return () => setIsOpen(true);
}

export function SearchPalette({ pages }: { pages: readonly MenuPage[] }) {
  const words = useWords();
  const { isOpen, setIsOpen } = usePalette();
  useKeys([{ keys: ['Ctrl+K'], label: words.frame.key.find, run: () => setIsOpen(true) }], 'frame');
  return (
    <Dialog title={words.frame.palette.title} isOpen={isOpen} onClose={() => setIsOpen(false)} size={680}>
      <PaletteSearch pages={pages} onClose={() => setIsOpen(false)} />
    </Dialog>
  );
}

interface Entry {
  key: string;
  icon: ReactNode;
  label: string;
  detail: string;
  kind: string;
  open: () => void;
}

const HITS = 12;

function PaletteSearch({ pages, onClose }: { pages: readonly MenuPage[]; onClose: () => void }) {
  const { words } = useLanguage();
  const isOffice = useIsOffice();
  const navigate = useNavigate();
  const listId = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = useQuery(
    api.search.find.queryOptions({
      input: { text, limit: HITS },
      enabled: text !== '',
      placeholderData: (last) => last,
    }),
  );
  const folded = foldText(text);
  const entries: Entry[] = [
    ...(text === '' ? [] : (found.data ?? [])).map((hit) => hitEntry(hit)),
    ...pages
      .filter((page) => text === '' || foldText(words.frame.pages[page.name]).includes(folded))
      .map((page) => pageEntry(page)),
  ];
  const at = Math.min(chosen, Math.max(entries.length - 1, 0));

  function hitEntry(hit: SearchHit): Entry {
    const isStudent = hit.kind === 'student';
    const details = [isOffice ? hit.schoolName : null, hit.className, formatDay(hit.birthDate), hit.detail];
    return {
      key: `${hit.kind} ${hit.id}`,
      icon: isStudent ? <IconUser size={20} aria-hidden /> : <IconDeviceTablet size={20} aria-hidden />,
      label: hit.label,
      detail: details.filter((detail) => detail !== null && detail !== '').join(' · '),
      kind: isStudent ? words.frame.palette.student : words.frame.palette.device,
      open: () =>
        void (isStudent
          ? navigate({ to: '/students', search: { pupil: hit.id } })
          : navigate({ to: '/devices', search: { device: hit.id } })),
    };
  }
  function pageEntry(page: MenuPage): Entry {
    const Icon = page.icon;
    return {
      key: page.path,
      icon: <Icon size={20} aria-hidden />,
      label: words.frame.pages[page.name],
      detail: '',
      kind: words.frame.palette.page,
      open: () => void navigate({ to: page.path }),
    };
  }
  const open = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.open();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen((at + step + entries.length) % Math.max(entries.length, 1));
    else if (event.key === 'Enter') open(entries[at]);
    else return;
    event.preventDefault();
  };
  return (
    <div>
      <div className={classes.box}>
        <IconSearch size={20} aria-hidden />
        <input
          className={classes.input}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={entries.length > 0 ? `${listId}-${at}` : undefined}
          aria-label={words.frame.palette.title}
          placeholder={words.frame.palette.placeholder}
          autoFocus
          data-autofocus
          spellCheck={false}
          onInput={(event) => {
            setText(event.currentTarget.value.normalize('NFC').trim());
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ProblemNotice error={found.error} keepsFocus />
      <ul id={listId} role="listbox" aria-label={words.frame.palette.title} className={classes.list}>
        {entries.map((entry, index) => (
          // The input holds the focus and takes the keys; the list only takes the mouse.
          <li
            key={entry.key}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            className={classes.entry}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => open(entry)}
          >
            {entry.icon}
            <span className={classes.label}>{entry.label}</span>
            <span className={classes.detail}>{entry.detail}</span>
            <span className={classes.kind}>{entry.kind}</span>
          </li>
        ))}
      </ul>
      <p className={classes.hint} role="status">
        {text !== '' && entries.length === 0 && !found.isFetching
          ? words.frame.palette.empty(text)
          : words.frame.palette.hint}
      </p>
    </div>
  );
}
