/** After locking nothing that was read or typed stays in a window: neither in this one nor in the others of the program. */
import type { QueryClient } from '@tanstack/react-query';

/** Written when a window locks the register: the others hear of it at once. */
const LOCKED_AT = 'so-may.locked-at';

/** Tells the other windows of this program, then forgets all in this one. */
export function forgetEverywhere(queries: QueryClient): void {
  localStorage.setItem(LOCKED_AT, String(Date.now()));
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
  const hear = ({ key }: StorageEvent): void => {
    if (key === LOCKED_AT) work();
  };
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
}
