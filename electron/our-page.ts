/** Who may hand over a port: the main frame of our own page. */
import type { IpcMainEvent } from 'electron';
import { SCREENS_ORIGIN } from './screens-scheme.ts';

export function isOurPage({ sender, senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.url.startsWith(`${SCREENS_ORIGIN}/`);
}
