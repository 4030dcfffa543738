/**
 * Số of the Giấy chứng nhận hộ nghèo, hộ cận nghèo (Mẫu số 03, Quyết định 24/2021/QĐ-TTg), as printed: the
 * pattern …/GCN-HN.HCN is usual but communes vary it, so any short text is taken.
 */
import { empty, type Reading, refused, taken, warned } from './reading.ts';
import { cleanText, isBlankText, isScientific, type Written } from './written.ts';

const longest = 60;

export function readCertificateNumber(written: Written): Reading<string> {
  const text = cleanText(written).replace(/^số\s*[:.]?\s*(?=\d)/iu, '');
  if (isBlankText(text)) return empty();
  if (text.length > longest) return refused('cellTooLong', { length: text.length, limit: longest });
  return isScientific(text) ? warned<string>(null, 'digitsLost', { text }) : taken(text);
}
