/** What someone typed into a search box, taken apart: words of a name, a number. */
import { foldText } from '../../shared/rules/fold.ts';
import { searchWords } from '../database/sqlite/name-search.ts';

export interface SearchText {
  /** Each begins some word of the name; one word may also be the initials: nva. */
  words: string[];
  /** A ministry code or personal ID, digits only, as far as it was typed. */
  number: string | null;
}

/** The parts of what was typed; null when there is nothing to search for. */
export function parseSearchText(text: string): SearchText | null {
  const words = searchWords(foldText(text));
  if (words.length === 0) return null;
  const compact = words.join('');
  return { words, number: /^\d+$/.test(compact) ? compact : null };
}
