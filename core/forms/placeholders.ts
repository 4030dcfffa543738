/**
 * The placeholder language of form templates (resources/forms/README.md): finds what a text asks for and fills
 * it. Knows texts and values only, no workbook.
 */
import { Problem } from '../../shared/problems.ts';

/** A value that a placeholder can name. `null`: not known; left blank or dotted, to be written by hand. */
export type FormValue = string | number | boolean | null | FormValues | readonly FormValues[];
export type FormValues = { readonly [name: string]: FormValue };

/** Where placeholders are looked up: the values, and for each list met so far the item at hand. */
export type Scope = { readonly values: FormValues; readonly items: ReadonlyMap<string, FormValues> };

/** Where a text stands, for the Problem. */
export type Place = { readonly sheet: string; readonly cell: string };

type Token =
  | { kind: 'value'; path: string; fallback: string }
  | { kind: 'if' | 'rowIf'; path: string; isNegated: boolean }
  | { kind: 'else' | 'end' | 'keep' };

const tokenPattern = /\{\{([^{}]*)\}\}/g;
const pathPattern = /^\p{L}\w*(?:\.\p{L}\w*)*$/u;
const conditionPattern = /^(row\s+)?if\s+(not\s+)?(\S+)$/;

/** Reads what stands between `{{` and `}}`. Raises formPlaceholderUnknown. */
function readToken(inside: string, place: Place): Token {
  const text = inside.trim();
  if (text === 'else' || text === 'end' || text === 'keep') return { kind: text };
  const condition = conditionPattern.exec(text);
  const bar = text.indexOf('|');
  const path = condition?.[3] ?? (bar < 0 ? text : text.slice(0, bar)).trim();
  if (!pathPattern.test(path)) throw new Problem('formPlaceholderUnknown', { placeholder: text, ...place });
  if (condition) return { kind: condition[1] ? 'rowIf' : 'if', path, isNegated: condition[2] !== undefined };
  return { kind: 'value', path, fallback: bar < 0 ? '' : text.slice(bar + 1).trim() };
}

function tokensOf(text: string, place: Place): Token[] {
  return [...text.matchAll(tokenPattern)].map((match) => readToken(match[1] ?? '', place));
}

function isValues(value: FormValue | undefined): value is FormValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Walks `path`; answers what is there, stopping at the first list that has no item at hand. */
function walk(scope: Scope, path: string): { value: FormValue | undefined; list: string | undefined } {
  let value: FormValue | undefined = scope.values;
  let walked = '';
  for (const name of path.split('.')) {
    value = isValues(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    walked = walked ? `${walked}.${name}` : name;
    if (!Array.isArray(value)) continue;
    const item = scope.items.get(walked);
    if (!item) return { value, list: walked };
    value = item;
  }
  return { value, list: undefined };
}

/** The single value that `path` names. Raises formPlaceholderUnknown. */
function lookUp(scope: Scope, path: string, place: Place): string | number | boolean | null {
  const { value } = walk(scope, path);
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new Problem('formPlaceholderUnknown', { placeholder: path, ...place });
}

function isTrue(scope: Scope, token: { path: string; isNegated: boolean }, place: Place): boolean {
  return Boolean(lookUp(scope, token.path, place)) !== token.isNegated;
}

/** The list, not yet at an item, that a placeholder of `text` reaches into: what holds the text is repeated for it. */
export function listOf(text: string, scope: Scope, place: Place): string | undefined {
  for (const token of tokensOf(text, place)) {
    if (!('path' in token)) continue;
    const { list } = walk(scope, token.path);
    if (list && list !== token.path) return list;
  }
  return undefined;
}

/** The scopes of the items of the list at `path`. */
export function itemScopes(scope: Scope, path: string): Scope[] {
  const { value } = walk(scope, path);
  if (!Array.isArray(value)) return [];
  return (value as readonly FormValues[]).map((item) => ({
    values: scope.values,
    items: new Map(scope.items).set(path, item),
  }));
}

/** False when a `{{row if …}}` in `text` leaves the row out. */
export function keepsRow(text: string, scope: Scope, place: Place): boolean {
  return tokensOf(text, place).every((token) => token.kind !== 'rowIf' || isTrue(scope, token, place));
}

/** True when `text` carries `{{keep}}`: what follows belongs on one page with the signatures. */
export function startsKeptBlock(text: string): boolean {
  return [...text.matchAll(tokenPattern)].some((match) => match[1]?.trim() === 'keep');
}

/** The number that `text` stands for when it is one placeholder and nothing else, so that the cell can hold a number. */
export function numberOf(text: string, scope: Scope, place: Place): number | undefined {
  const token = /^\{\{[^{}]*\}\}$/.test(text) ? tokensOf(text, place)[0] : undefined;
  const value = token?.kind === 'value' ? lookUp(scope, token.path, place) : undefined;
  return typeof value === 'number' ? value : undefined;
}

function show(value: string | number | boolean | null, fallback: string): string {
  if (value === true) return '☒';
  if (value === false) return '☐';
  return value === null || value === '' ? fallback : String(value);
}

/**
 * Fills a text that is written in runs of one font each; a placeholder takes the font of its first letter, also where an editor
 * cut it in two. Values are not read for placeholders again. Raises formPlaceholderUnknown.
 */
export function fillRuns(runs: readonly string[], scope: Scope, place: Place): string[] {
  const text = runs.join('');
  const filled = runs.map(() => '');
  const starts = runs.map((_, index) => runs.slice(0, index).join('').length);
  const runAt = (position: number) => starts.findLastIndex((start, index) => start <= position && runs[index] !== '');
  let isShown = true;
  let isInIf = false;
  let position = 0;
  const append = (shown: string) => {
    const run = runAt(position);
    filled[run] = (filled[run] ?? '') + shown;
  };
  const copyUntil = (end: number) => {
    if (/\{\{|\}\}/.test(text.slice(position, end)))
      throw new Problem('formPlaceholderUnknown', { placeholder: text.slice(position, end).trim(), ...place });
    for (; position < end; position++) if (isShown) append(text.charAt(position));
  };
  for (const match of text.matchAll(tokenPattern)) {
    copyUntil(match.index);
    const token = readToken(match[1] ?? '', place);
    if (token.kind === 'value') {
      const shown = show(lookUp(scope, token.path, place), token.fallback);
      if (isShown) append(shown);
    } else if (token.kind === 'if') {
      isShown = isTrue(scope, token, place);
      isInIf = true;
    } else if (token.kind === 'end') {
      isShown = true;
      isInIf = false;
    } else if (token.kind === 'else' && isInIf) {
      isShown = !isShown;
    }
    position = match.index + match[0].length;
  }
  copyUntil(text.length);
  return filled;
}
