/**
 * What was typed and not saved. It lies in the register, which is encrypted, and in this window's memory: nothing that a
 * clerk typed stays behind in the browser's own files. Dropped as soon as it is saved or given up.
 */
import type { Draft } from '../../shared/contract/privacy.ts';
import { client } from '../client.ts';

export type { Draft } from '../../shared/contract/privacy.ts';
export type FormValues = Readonly<Record<string, string>>;

const known = new Map<string, Draft>();
/** Calls go one after another: a draft that is dropped must not come back by a saving that was slower. */
let last: Promise<unknown> = Promise.resolve();

function inTurn(work: () => Promise<unknown>): void {
  // A register that is locked or busy keeps no draft now; the window still has it.
  last = last.then(work).catch(() => undefined);
}

let loading: Promise<true> | undefined;

/**
 * Reads what the register keeps, once; forms ask this window's memory from then on. While the register is locked it fails, and
 * is tried again when asked again.
 */
export function loadDrafts(): Promise<true> {
  loading ??= readDrafts().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function readDrafts(): Promise<true> {
  for (const draft of await client.drafts.list()) if (!known.has(draft.key)) known.set(draft.key, draft);
  return true;
}

export function findDraft(key: string): Draft | undefined {
  return known.get(key);
}

export function saveDraft(draft: Draft): void {
  known.set(draft.key, draft);
  const { key, label, values } = draft;
  inTurn(() => client.drafts.save({ key, label, values }));
}

export function dropDraft(key: string): void {
  if (!known.delete(key)) return;
  inTurn(() => client.drafts.drop({ key }));
}

/** Newest first. */
export function listDrafts(): Draft[] {
  return [...known.values()].sort((a, b) => (a.at < b.at ? 1 : -1));
}
