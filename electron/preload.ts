/** Between page and program: passes on the MessagePort that the page hands over, and nothing else. */
import { ipcRenderer } from 'electron';
import { CONNECT_MESSAGE } from '../shared/connect-message.ts';

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.data !== CONNECT_MESSAGE) return;
  ipcRenderer.postMessage(CONNECT_MESSAGE, null, [...event.ports]);
});
