/** The state line: one calm line at the foot of the frame that says what was done last. It never moves nor vanishes by itself. */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

export interface Notice {
  text: string;
  at: Date;
  tone: 'done' | 'warning';
  /** Command to offer "Hoàn tác" for; null when it wrote nothing. */
  command: string | null;
}

interface Notices {
  notice: Notice | null;
  /** Says one sentence; `command` as the procedure answered it. */
  say: (text: string, options?: { command?: string | null; tone?: Notice['tone'] }) => void;
}

const NoticesContext = createContext<Notices | null>(null);

export function NoticesProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const say = useCallback<Notices['say']>((text, options = {}) => {
    setNotice({ text, at: new Date(), tone: options.tone ?? 'done', command: options.command ?? null });
  }, []);
  const state = useMemo(() => ({ notice, say }), [notice, say]);
  return <NoticesContext.Provider value={state}>{children}</NoticesContext.Provider>;
}

export function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (!notices) throw new Error('useNotices needs NoticesProvider around it');
  return notices;
}
