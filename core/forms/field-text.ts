/** A stored value as paper says it: a day, a word of a closed list, money. */
import { findFieldWords } from '../../shared/sentences/fields.ts';
import { valueInWords } from '../../shared/sentences/values.ts';
import { dong, shortDay } from './form-text.ts';

/** Empty for null. `table` narrows which field is meant. */
export function fieldOnPaper(field: string, value: string | number | null, table?: string): string {
  if (value === null || value === '') return '';
  const text = String(value);
  const shows = findFieldWords(field, table)?.shows;
  switch (shows) {
    case undefined:
    case 'digits':
      return text;
    case 'day':
      return shortDay(text) ?? text;
    case 'instant':
      return instantOnPaper(text);
    case 'money':
      return (typeof value === 'number' ? dong(value) : null) ?? text;
    case 'yesNo':
      return Number(value) === 0 ? 'Không' : 'Có';
    default:
      return valueInWords('vi', shows, text);
  }
}

/** An instant on the clock of this machine: `10:42 05/09/2026`; what is none stays as it is. */
export function instantOnPaper(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`;
  return `${two(date.getHours())}:${two(date.getMinutes())} ${day}`;
}
