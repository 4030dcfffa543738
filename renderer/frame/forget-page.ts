/** After locking nothing that was read or typed stays in a window: neither in this one nor in the others of the program. */
import type { QueryClient } from '@tanstack/react-query';

const CHANNEL = 'so-may.locked';

/** Tells the other windows of this program, then forgets all in this one. */
export function forgetEverywhere(queries: QueryClient): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
  forgetPage(queries);
}

/** Answers, drafts, notices and what was searched for are gone: the page begins anew, at the same place. */
export function forgetPage(queries: QueryClient): void {
  queries.clear();
  const [place = ''] = location.hash.split('?');
  history.replaceState(null, '', `${location.pathname}${location.search}${place}`);
  location.reload();
}

/** Calls `work` when another window has locked the register; returns what stops that. */
export function whenLockedElsewhere(work: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', work);
  return () => channel.close();
}
