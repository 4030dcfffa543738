/**
 * Files that a person opens, wherever that is done: dropped on the page, or by a double click outside the window, whose program
 * hands them over. An invitation is shown where it can be accepted; the rest is read.
 */
import { useNavigate } from '@tanstack/react-router';
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useState } from 'react';
import { FILES_MESSAGE, type GivenFile } from '../../../shared/connect-message.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { isInvitation } from '../../files/is-invitation.ts';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { useOpenFile } from './use-open-file.ts';

interface OpenFiles {
  open: (files: readonly File[]) => Promise<void>;
  /** What opening the last file failed with. */
  error: unknown;
  /** One that waits for a person's answer. */
  invitation: File | null;
  /** It was accepted, or put aside. */
  putAside: () => void;
}

const OpenFilesContext = createContext<OpenFiles | null>(null);

export function useOpenFiles(): OpenFiles {
  const value = use(OpenFilesContext);
  if (!value) throw new Error('outside of OpenFilesProvider');
  return value;
}

/** Asks the program for files as soon as somebody sits at the register. In a browser nobody answers. */
export function OpenFilesProvider({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const { say } = useNotices();
  const navigate = useNavigate();
  const { open: read, error } = useOpenFile();
  const [invitation, setInvitation] = useState<File | null>(null);
  const open = async (files: readonly File[]) => {
    const invites = await Promise.all(files.map(isInvitation));
    const invited = files.find((_, at) => invites[at]);
    if (invited) setInvitation(invited);
    await navigate({ to: '/sync', search: { section: invited ? 'connect' : 'status' } });
    await read(files.filter((_, at) => !invites[at]));
  };
  const receive = useEffectEvent(({ name, bytes }: GivenFile) => {
    if (bytes) void open([new File([bytes], name)]);
    else say(sentence(language, 'fileNotReadable', { file: name }), { tone: 'warning' });
  });
  useEffect(() => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }: MessageEvent<GivenFile>) => receive(data));
    port1.start();
    window.postMessage(FILES_MESSAGE, location.origin, [port2]);
    return () => port1.close();
  }, []);
  const value = { open, error, invitation, putAside: () => setInvitation(null) };
  return <OpenFilesContext value={value}>{children}</OpenFilesContext>;
}
