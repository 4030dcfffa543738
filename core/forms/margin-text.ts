/** Reads the header and footer codes of spreadsheets: `&C&"Times New Roman,Regular"&13&P` (ECMA-376 18.3.1.39). */
import type { PreviewMarginText } from '../../shared/contract/form-preview.ts';

const codePattern = /&(?:([LCR])|"([^",]*)[^"]*"|(\d+)|([PN])|(&)|(.))/gsu;

/** The text on page `page` of `pages`; null when nothing is printed. */
export function marginText(codes: string | null | undefined, page: number, pages: number): PreviewMarginText | null {
  if (!codes) return null;
  const parts = { L: '', C: '', R: '' };
  let part: keyof typeof parts = 'C';
  let font = 'Times New Roman';
  let sizePt = 11;
  let position = 0;
  for (const match of codes.matchAll(codePattern)) {
    parts[part] += codes.slice(position, match.index);
    position = match.index + match[0].length;
    const [, section, fontName, size, number, ampersand] = match;
    if (section === 'L' || section === 'C' || section === 'R') part = section;
    else if (fontName !== undefined) font = fontName;
    else if (size !== undefined) sizePt = Number(size);
    else if (number !== undefined) parts[part] += String(number === 'P' ? page : pages);
    else if (ampersand !== undefined) parts[part] += '&';
  }
  parts[part] += codes.slice(position);
  const { L: left, C: center, R: right } = parts;
  return left || center || right ? { left, center, right, font, sizePt } : null;
}
