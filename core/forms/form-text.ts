/** Words, days and numbers as they are printed on Vietnamese forms. */

/** One line of text that paper and XML can hold: no line breaks, control characters or broken emoji; empty is null. */
export function oneLine(value: string | null | undefined): string | null {
  const text = (value ?? '')
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\uFFFE\uFFFF]/gu, '')
    .trim();
  return text || null;
}

function dayParts(day: string | null): { year: string; month: string; day: string } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  return match ? { year: match[1] ?? '', month: match[2] ?? '', day: match[3] ?? '' } : null;
}

/** `2026-09-05` → `05/09/2026`; anything that is no calendar day → null. */
export function shortDay(day: string | null): string | null {
  const parts = dayParts(day);
  return parts && `${parts.day}/${parts.month}/${parts.year}`;
}

/**
 * `2026-09-05` → `ngày 05 tháng 9 năm 2026`: days below 10 and the months 1 and 2 take a zero in front
 * (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4).
 */
export function longDay(day: string | null): string | null {
  const parts = dayParts(day);
  if (!parts) return null;
  const month = Number(parts.month) <= 2 ? parts.month : String(Number(parts.month));
  return `ngày ${parts.day} tháng ${month} năm ${parts.year}`;
}

/** A count as official papers write it: 5 → `05`, so that nobody adds a digit in front. */
export function count(value: number): string {
  return String(value).padStart(2, '0');
}

/** 3200000 → `3.200.000`. */
export function dong(value: number | null): string | null {
  return value === null ? null : String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '.');
}

export function capitals(value: string | null): string | null {
  return value && value.toLocaleUpperCase('vi');
}

/** `HIỆU TRƯỞNG` → `Hiệu trưởng`. */
export function sentenceCase(value: string | null): string | null {
  return value && capitalFirst(value.toLocaleLowerCase('vi'));
}

export function capitalFirst(value: string): string {
  return value.slice(0, 1).toLocaleUpperCase('vi') + value.slice(1);
}

/** Two groups of an IMEI, type allocation code and the rest, so that a narrow column breaks it there. */
export function groupedImei(value: string | null): string | null {
  return value && /^\d{15,16}$/.test(value) ? `${value.slice(0, 8)} ${value.slice(8)}` : value;
}

/** Two groups of a SIM's number of 19 or 20 digits, for a narrow column. */
export function groupedIccid(value: string | null): string | null {
  return value && /^\d{19,20}$/.test(value) ? `${value.slice(0, 10)} ${value.slice(10)}` : value;
}

/** The number of a document; one below 10 takes a zero in front: `5/BB-TH` → `05/BB-TH` (Phụ lục I, II.3). */
export function documentNumber(value: string | null): string | null {
  const text = oneLine(value);
  return text && text.replace(/^(\d)(?!\d)/, '0$1');
}

/** Who somebody is to the pupil, as it stands in a sentence. */
export const relationWords = {
  father: 'cha',
  mother: 'mẹ',
  grandfather: 'ông',
  grandmother: 'bà',
  sibling: 'anh, chị',
  relative: 'người thân',
  guardian: 'người giám hộ',
  self: 'bản thân',
  other: 'khác',
} as const;
