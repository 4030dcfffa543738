/** Files that a person opened from outside the window: the program hands them over, the page for sync opens them. */
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { FILES_MESSAGE, type GivenFile } from '../../shared/connect-message.ts';
import { sentence } from '../../shared/sentences/sentences.ts';
import { useLanguage } from '../language/language.tsx';
import { useNotices } from '../notices/notices.tsx';

interface GivenFiles {
  files: readonly File[];
  /** Whoever opens them takes them. */
  take: () => void;
}

const GivenFilesContext = createContext<GivenFiles>({ files: [], take: () => undefined });

/** Files that wait to be opened. */
export function useGivenFiles(): GivenFiles {
  return use(GivenFilesContext);
}

/** Asks the program for them, once somebody sits at the register. In a browser nobody answers. */
export function GivenFilesProvider({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const { say } = useNotices();
  const navigate = useNavigate();
  const [given, setGiven] = useState<readonly GivenFile[]>([]);
  useEffect(() => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }: MessageEvent<GivenFile>) => setGiven((before) => [...before, data]));
    port1.start();
    window.postMessage(FILES_MESSAGE, location.origin, [port2]);
    return () => port1.close();
  }, []);
  useEffect(() => {
    if (given.length === 0) return;
    void navigate({ to: '/sync', search: { section: 'status' } });
    const gone = given.find(({ bytes }) => bytes === null);
    if (!gone) return;
    say(sentence(language, 'fileNotReadable', { file: gone.name }), { tone: 'warning' });
    setGiven((before) => before.filter(({ bytes }) => bytes !== null));
  }, [given, language, navigate, say]);
  const value = useMemo(
    () => ({
      files: given.flatMap(({ name, bytes }) => (bytes ? [new File([bytes], name)] : [])),
      take: () => setGiven([]),
    }),
    [given],
  );
  return <GivenFilesContext value={value}>{children}</GivenFilesContext>;
}
