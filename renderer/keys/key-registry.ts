/**
 * Which keys do what right now. Bindings live on levels: a dialog hides everything beneath it, a panel goes before
 * its page, a page before the frame. Pure, so that it can be tested without a window.
 */

export type KeyLevel = 'frame' | 'page' | 'panel' | 'dialog';

export interface KeyBinding {
  /** `Ctrl+K`, `Alt+1`, `F2`, `Escape`, `?`. Several spellings of one action, best first. */
  keys: readonly string[];
  /** What it does, in words, for the list that ? opens. */
  label: string;
  /** Left out: the key is handled where the focus is (arrows of a table) and only listed. */
  run?: (() => void) | undefined;
  /** Single characters and Ctrl Z belong to the text that is being typed, unless this says otherwise. */
  whileTyping?: boolean;
}

/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
}

const order: Record<KeyLevel, number> = { frame: 0, page: 1, panel: 2, dialog: 3 };

export class KeyRegistry {
  #layers: { level: KeyLevel; bindings: readonly KeyBinding[] }[] = [];
  #listeners = new Set<() => void>();
  #listed: readonly KeyBinding[] = [];

  /** Adds bindings; the answer takes them away again. */
  add(level: KeyLevel, bindings: readonly KeyBinding[]): () => void {
    const layer = { level, bindings };
    this.#layers = [...this.#layers, layer];
    this.#changed();
    return () => {
      this.#layers = this.#layers.filter((other) => other !== layer);
      this.#changed();
    };
  }

  /** Bindings in reach, the nearest first; a key that is taken nearer is not repeated. */
  list(): readonly KeyBinding[] {
    return this.#listed;
  }

  find(press: KeyPress, isTyping: boolean): KeyBinding | undefined {
    if (press.isComposing) return undefined;
    return this.#listed.find(
      (binding) =>
        binding.run !== undefined &&
        binding.keys.some((keys) => matches(keys, press) && (!isTyping || binding.whileTyping || isSafeInText(keys))),
    );
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #changed(): void {
    const hasDialog = this.#layers.some((layer) => layer.level === 'dialog');
    const reachable = this.#layers.filter((layer) => !hasDialog || layer.level === 'dialog');
    const nearestFirst = reachable
      .map((layer, index) => ({ ...layer, index }))
      .sort((a, b) => order[b.level] - order[a.level] || b.index - a.index);
    const taken = new Set<string>();
    this.#listed = nearestFirst
      .flatMap((layer) => layer.bindings)
      .filter((binding) => {
        const first = binding.keys[0] ?? '';
        if (taken.has(first)) return false;
        taken.add(first);
        return true;
      });
    for (const listener of this.#listeners) listener();
  }
}

/** Keys that no text field needs for itself. */
function isSafeInText(keys: string): boolean {
  if (keys === 'Ctrl+Z') return false;
  return keys.includes('Ctrl+') || keys.includes('Alt+') || /^F\d+$/.test(keys) || keys === 'Escape';
}

function matches(keys: string, press: KeyPress): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  if (parts.includes('Ctrl') !== (press.ctrlKey || press.metaKey)) return false;
  if (parts.includes('Alt') !== press.altKey) return false;
  // Layouts differ in whether ? and digits need Shift; letters and named keys say so.
  if (key.length > 1 && parts.includes('Shift') !== press.shiftKey) return false;
  if (press.key.toLowerCase() === key.toLowerCase()) return true;
  // Vietnamese layouts put letters on the row of digits, so a digit is also known by its place.
  if (/^\d$/.test(key)) return press.code === `Digit${key}`;
  return /^[A-Z]$/.test(key) && parts.length > 1 && press.code === `Key${key}`;
}
