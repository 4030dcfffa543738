/**
 * What was typed and not saved. Kept for this window only (sessionStorage), dropped as soon as it is saved or
 * given up, so that no pupil's data stays behind in the browser.
 */

export type FormValues = Readonly<Record<string, string>>;

export interface Draft {
  key: string;
  /** What it is about, in words: a pupil's name. Empty for a new one. */
  label: string;
  at: string;
  values: FormValues;
}

const PREFIX = 'so-may.draft.';

export function findDraft(key: string): Draft | undefined {
  return parseDraft(sessionStorage.getItem(PREFIX + key));
}

export function saveDraft(draft: Draft): void {
  sessionStorage.setItem(PREFIX + draft.key, JSON.stringify(draft));
}

export function dropDraft(key: string): void {
  sessionStorage.removeItem(PREFIX + key);
}

/** Newest first. */
export function listDrafts(): Draft[] {
  const drafts: Draft[] = [];
  for (let index = 0; index < sessionStorage.length; index++) {
    const key = sessionStorage.key(index);
    if (!key?.startsWith(PREFIX)) continue;
    const draft = parseDraft(sessionStorage.getItem(key));
    if (draft) drafts.push(draft);
  }
  return drafts.sort((a, b) => (a.at < b.at ? 1 : -1));
}

function parseDraft(text: string | null): Draft | undefined {
  if (text === null) return undefined;
  try {
    const draft: unknown = JSON.parse(text);
    if (typeof draft !== 'object' || draft === null) return undefined;
    if (!('key' in draft && 'label' in draft && 'at' in draft && 'values' in draft)) return undefined;
    if (typeof draft.key !== 'string' || typeof draft.label !== 'string' || typeof draft.at !== 'string')
      return undefined;
    if (typeof draft.values !== 'object' || draft.values === null) return undefined;
    const values = Object.fromEntries(
      Object.entries(draft.values).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
    return { key: draft.key, label: draft.label, at: draft.at, values };
  } catch {
    return undefined;
  }
}
