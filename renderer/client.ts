/**
 * The typed client of every procedure: over HTTP in the browser host, over a MessagePort in the window.
 * Pages never ask which of the two it is; files and progress streams cross both.
 */
import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../shared/contract/contract.ts';
import { CONNECT_MESSAGE } from '../shared/connect-message.ts';

export type Client = ContractRouterClient<Contract>;

/** The client for the host that this page was opened by. */
export function createClient(): Client {
  return createORPCClient(location.protocol === 'app:' ? portLink() : fetchLink());
}

function fetchLink() {
  return new FetchLink({
    url: new URL('/rpc', location.origin),
    // What was being typed when the window is closed has to arrive all the same; a browser carries small calls past that.
    fetch: (request, init) => fetch(request, { ...init, keepalive: request.url.includes('/rpc/drafts/') }),
  });
}

/** Hands one end of a fresh channel to the preload script, which passes it on to the program. */
function portLink() {
  const { port1, port2 } = new MessageChannel();
  window.postMessage(CONNECT_MESSAGE, location.origin, [port2]);
  port1.start();
  return new PortLink({ port: port1 });
}

export const client = createClient();
