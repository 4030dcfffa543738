/** Every procedure of the contract over the MessagePort that a window's page hands over. */
import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain, type WebContents } from 'electron';
import { answerFailures } from '../core/host/answer-failures.ts';
import type { Log } from '../core/host/log.ts';
import type { Register, Session } from '../core/register.ts';
import { router } from '../core/router.ts';
import { CONNECT_MESSAGE } from '../shared/connect-message.ts';
import { isOurPage } from './our-page.ts';

/** Answers ports that come from the main frame of our own page; a window keeps its session when its page reloads. */
export function answerCalls(register: Register, log: Log): void {
  const handler = new RPCHandler(router, { clientInterceptors: [answerFailures(log)] });
  const sessions = new WeakMap<WebContents, Session>();
  ipcMain.on(CONNECT_MESSAGE, (event) => {
    const [port] = event.ports;
    if (!port || !isOurPage(event)) {
      log({ level: 'error', message: 'a page that is not ours asked for a port' });
      return;
    }
    const session = sessions.get(event.sender) ?? { personId: null };
    sessions.set(event.sender, session);
    handler.upgrade(port, { context: { register, session } });
    port.start();
  });
}
