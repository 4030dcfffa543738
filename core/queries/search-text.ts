/** What someone typed into a search box, taken apart: words of a name, initials, a number. */
import { foldText } from '../../shared/rules/fold.ts';
import { searchWords } from '../database/sqlite/name-search.ts';

export interface SearchText {
  /** Each begins some word of the name. */
  words: string[];
  /** One word of a few letters may be the initials: nva. */
  initials: string | null;
  /** A ministry code or personal ID, digits only, as far as it was typed. */
  number: string | null;
}

const LONGEST_INITIALS = 6;

/** The parts of what was typed; null when there is nothing to search for. */
export function parseSearchText(text: string): SearchText | null {
  const folded = foldText(text);
  const words = searchWords(folded);
  if (words.length === 0) return null;
  const [first] = words;
  const compact = words.join('');
  return {
    words,
    initials:
      words.length === 1 && first !== undefined && /^\p{L}+$/u.test(first) && first.length <= LONGEST_INITIALS
        ? first
        : null,
    number: /^\d+$/.test(compact) ? compact : null,
  };
}
