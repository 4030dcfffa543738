/** When a file spells a stored text in another way: which of the two stays. */
import { foldText } from './fold.ts';

/**
 * The value to store, given what is stored and what the file says; null when the stored one stays. A spelling that has
 * lost its accents ("Nguyen Van An") never replaces one that has them.
 */
export function betterSpelling(stored: string | null, stated: string | null | undefined): string | null {
  if (stated === null || stated === undefined || stated === '' || stated === stored) return null;
  const lostAccents = stored !== null && !hasAccents(stated) && hasAccents(stored);
  return lostAccents && foldText(stored) === foldText(stated) ? null : stated;
}

function hasAccents(text: string): boolean {
  return /[đĐ]|[\u0300-\u036f]/.test(text.normalize('NFD'));
}
