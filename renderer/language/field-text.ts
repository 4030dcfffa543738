/** A stored value as a person reads it: a day, a word of a closed list, digits in groups, money. */
import { findFieldWords } from '../../shared/sentences/fields.ts';
import type { Language } from '../../shared/sentences/language.ts';
import { valueInWords, valueWords, type ValueList } from '../../shared/sentences/values.ts';
import { formatDay, formatInstant, formatNumber, groupDigits } from './format.ts';

/** Empty for null. `table` narrows which field is meant; a flat record needs none. */
export function fieldText(
  language: Language,
  field: string,
  value: string | number | null | undefined,
  table?: string,
): string {
  if (value === null || value === undefined || value === '') return '';
  const shows = findFieldWords(field, table)?.shows;
  const text = String(value);
  switch (shows) {
    case undefined:
      return text;
    case 'day':
      return formatDay(text) || text;
    case 'instant':
      return formatInstant(text) || text;
    case 'digits':
      return groupDigits(text);
    case 'money':
      return Number.isFinite(Number(value)) ? formatNumber(Number(value), language) : text;
    case 'yesNo':
      return { vi: ['Không', 'Có'], en: ['No', 'Yes'] }[language][Number(value) === 0 ? 0 : 1] ?? text;
    default:
      return valueInWords(language, shows, text);
  }
}

/** The closed list that a field takes its values from, if any. */
export function fieldChoices(field: string, table?: string): ValueList | undefined {
  const shows = findFieldWords(field, table)?.shows;
  return shows !== undefined && isValueList(shows) ? shows : undefined;
}

function isValueList(shows: string): shows is ValueList {
  return Object.hasOwn(valueWords, shows);
}
