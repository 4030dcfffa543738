/** English numbers with their noun: 1 pupil, 1,204 pupils. */
import { formatNumber } from '../format.ts';

export function n(value: number): string {
  return formatNumber(value, 'en');
}

export function count(value: number, one: string, many: string): string {
  return value === 1 ? `1 ${one}` : `${n(value)} ${many}`;
}
