/** Both ways in which screens call the program: HTTP of the browser host, and a MessagePort as the window has it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import { answerFailures } from '../../../core/host/answer-failures.ts';
import type { Log } from '../../../core/host/log.ts';
import type { Register, Session } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import { startBrowserHost } from '../../../server/http/browser-host.ts';

export interface Transport {
  name: 'http' | 'port';
  call(procedure: readonly string[], input: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** The browser host on a free port, opened as its window is: by token and cookie. */
export async function openHttp(register: Register, folder: string, log: Log): Promise<Transport> {
  const rendererDir = path.join(folder, 'screens');
  mkdirSync(rendererDir, { recursive: true });
  writeFileSync(path.join(rendererDir, 'index.html'), '<!doctype html><title>Sổ</title>');
  const host = await startBrowserHost({ register, rendererDir, port: 0, log });
  const opened = await fetch(host.openingUrl, { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const origin = `http://127.0.0.1:${host.port}`;
  const link = new FetchLink({ url: `${origin}/rpc`, headers: { cookie, origin } });
  return {
    name: 'http',
    call: (procedure, input) => link.call([...procedure], input, { context: {} }),
    close: () => host.close(),
  };
}

/** A port with a session of its own, answered as the window's main process answers it. */
export function openPort(register: Register, session: Session, log: Log): Transport {
  const { port1, port2 } = new MessageChannel();
  const handler = new RPCHandler(router, { clientInterceptors: [answerFailures(log)] });
  handler.upgrade(port2, { context: { register, session } });
  const link = new PortLink({ port: port1 });
  port1.start();
  port2.start();
  return {
    name: 'port',
    call: (procedure, input) => link.call([...procedure], input, { context: {} }),
    close: async () => port1.close(),
  };
}
