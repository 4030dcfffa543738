/** Names of worksheets: unique, and without what spreadsheets forbid. */

const longestName = 31;

function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
    .trimEnd();
}

/**
 * A name made of `wanted` that no sheet in `taken` has, and adds it there. At most 31 UTF-16 units, none of `[]:*?/\`; the
 * apostrophe (H'Hen) becomes ’, because print titles quote the name with it. Comparison ignores case, as Excel's does.
 */
export function freeSheetName(wanted: string, taken: Set<string>): string {
  const cleaned = wanted
    .replace(/['‘]/g, '’')
    .replace(/[[\]:*?/\\{}\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const name = cut(cleaned, longestName) || 'Trang';
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` (${number})`;
    const candidate = cut(name, longestName - suffix.length) + suffix;
    const key = candidate.toLocaleLowerCase('vi');
    if (key === 'history' || taken.has(key)) continue;
    taken.add(key);
    return candidate;
  }
}
