/** Between page and program: passes on the two MessagePorts that the page hands over, and nothing else. */
import { ipcRenderer } from 'electron';
import { CONNECT_MESSAGE, FILES_MESSAGE } from '../shared/connect-message.ts';

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window) return;
  if (event.data !== CONNECT_MESSAGE && event.data !== FILES_MESSAGE) return;
  ipcRenderer.postMessage(event.data, null, [...event.ports]);
});
