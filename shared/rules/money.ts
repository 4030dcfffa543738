/** Đơn giá in whole đồng: 2500000, "2.500.000", "2,500,000 đ", "2.500.000,00 đồng". */
import { empty, type Reading, taken, warned } from './reading.ts';
import { shorten } from './person-name.ts';
import { cleanText, isBlankText, type Written } from './written.ts';

export function readPrice(written: Written): Reading<number> {
  if (typeof written === 'number') {
    return written >= 0 && Number.isSafeInteger(Math.round(written))
      ? taken(Math.round(written))
      : warned<number>(null, 'priceNotUnderstood', { text: String(written) });
  }
  const text = cleanText(written);
  if (isBlankText(text)) return empty();
  const amount = text
    .toLowerCase()
    .replace(/\s|đồng|vnđ|vnd|₫|đ$/g, '')
    .replace(/[.,]0{1,2}$/, '');
  if (/^\d+$/.test(amount) || /^\d{1,3}(?:[.,]\d{3})+$/.test(amount)) {
    const value = Number(amount.replace(/[.,]/g, ''));
    if (Number.isSafeInteger(value)) return taken(value);
  }
  return warned<number>(null, 'priceNotUnderstood', { text: shorten(text) });
}
