/** Holds the two desks, for class lists and for delivery notes, above all pages; tells in the state line what ended meanwhile. */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { ImportKind } from '../../../shared/contract/imports.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { client } from '../../api.ts';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ImportDesk, type ImportNews, type ImportState } from './import-desk.ts';

type Desks = Readonly<Record<ImportKind, ImportDesk>>;

const DesksContext = createContext<Desks | null>(null);

export function ImportDesks({ children }: { children: ReactNode }) {
  const { language, words } = useLanguage();
  const queries = useQueryClient();
  const { say } = useNotices();
  const tell = (news: ImportNews) => {
    if (news.type === 'stopped') {
      say(sentence(language, 'importCancelled'), { tone: 'warning' });
      return;
    }
    if (news.type === 'ready') {
      say(words.imports.readySaid(news.preview.fileName));
      return;
    }
    const { id, accepted, changed, rejected } = news.result;
    void queries.invalidateQueries();
    say(words.imports.doneSaid[news.preview.kind](accepted, changed, countRows(rejected)), {
      command: id,
      tone: rejected.length > 0 ? 'warning' : 'done',
    });
  };
  const [desks] = useState<Desks>(() => ({
    roster: new ImportDesk('roster', client.imports),
    devices: new ImportDesk('devices', client.imports),
  }));
  useEffect(() => {
    desks.roster.tell(tell);
    desks.devices.tell(tell);
  });
  useEffect(() => {
    // A file dropped beside the field for it would otherwise be opened in place of the program.
    const refuse = (event: DragEvent) => event.preventDefault();
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, []);
  return <DesksContext.Provider value={desks}>{children}</DesksContext.Provider>;
}

export function useImportDesk(kind: ImportKind): { desk: ImportDesk; state: ImportState } {
  const desks = useContext(DesksContext);
  if (!desks) throw new Error('useImportDesk needs ImportDesks around it');
  const desk = desks[kind];
  return { desk, state: useSyncExternalStore(desk.subscribe, desk.getState) };
}

/** A row with two problems is one row. */
export function countRows(notes: readonly { sheet: string; row: number }[]): number {
  return new Set(notes.map((note) => `${note.row} ${note.sheet}`)).size;
}
