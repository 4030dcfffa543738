/** Days, instants and numbers as a clerk writes them; never the browser's own idea of a locale. */
import type { Language } from '../../shared/sentences/language.ts';

/** 2026-09-05 → 05/09/2026. */
export function formatDay(day: string | null | undefined): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? '');
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : '';
}

/** An instant on the clock of this machine: 10:42 05/09/2026. */
export function formatInstant(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return `${formatTime(date)} ${formatDay(localDay(date))}`;
}

/** 10:42 when it was today, else with the day. */
export function formatRecent(instant: string, now: Date = new Date()): string {
  const date = new Date(instant);
  return localDay(date) === localDay(now) ? formatTime(date) : formatInstant(instant);
}

export function formatTime(date: Date): string {
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}

/** The calendar day of this machine, ISO. */
export function localDay(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

/** 12345 → 12.345 (vi), 12,345 (en). */
export function formatNumber(value: number, language: Language): string {
  const digits = String(Math.abs(Math.trunc(value))).replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
  return value < 0 ? `-${digits}` : digits;
}

/** Long numbers in groups that can be read aloud: 014311012345 → 014 311 012 345, 0912345678 → 0912 345 678. */
export function groupDigits(text: string | null | undefined): string {
  if (!text) return '';
  if (!/^\d{7,}$/.test(text)) return text;
  if (text.length === 10) return text.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3');
  return text.replace(/\B(?=(\d{3})+$)/g, ' ');
}
