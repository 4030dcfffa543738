/**
 * Mã định danh học sinh of the ministry: 10 digits, given once, the same through all schools (Thông tư
 * 42/2021/TT-BGDĐT Điều 10). The ten digits are known from practice, not from the law: another length is taken
 * with a warning.
 */
import { empty, type Reading, refused, taken, warned } from './reading.ts';
import { shorten } from './person-name.ts';
import { cleanText, isBlankText, isScientific, type Written } from './written.ts';

const longest = 20;

export function readMoetId(written: Written): Reading<string> {
  const text = cleanText(written).replace(/^['`"]+/, '');
  if (isBlankText(text)) return empty();
  if (isScientific(text)) return refused('moetIdLostDigits', { text });
  const code = text.replace(/\s/g, '');
  if (/^\d{10}$/.test(code)) return taken(code);
  if (code.length > longest) return refused('moetIdTooLong', { text: shorten(code) });
  return warned(code, 'moetIdUnusual', { text: code });
}
