/**
 * What is searched for may be the name or number of a pupil, and a browser writes addresses into its own files: the address has a number in place of it,
 * and this window's memory the text. After a reload nothing is searched for.
 */
import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';

/** The part of an address that holds what was typed. */
const TYPED = 'text';

export interface SearchCoding {
  parseSearch: (text: string) => Record<string, unknown>;
  stringifySearch: (search: Record<string, unknown>) => string;
}

/** For one window; another one does not know its texts. */
export function createSearchCoding(): SearchCoding {
  const texts: string[] = [];
  const hide = (text: string): string => {
    const known = texts.indexOf(text);
    return `t${known < 0 ? texts.push(text) - 1 : known}`;
  };
  return {
    parseSearch: (written) => {
      const { [TYPED]: token, ...search }: Record<string, unknown> = defaultParseSearch(written);
      const text = typeof token === 'string' ? texts[Number(/^t(\d+)$/.exec(token)?.[1] ?? -1)] : undefined;
      return text === undefined ? search : { ...search, [TYPED]: text };
    },
    stringifySearch: ({ [TYPED]: text, ...search }) =>
      defaultStringifySearch(typeof text === 'string' && text !== '' ? { ...search, [TYPED]: hide(text) } : search),
  };
}
