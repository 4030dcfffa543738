/** A name in its two columns: họ đệm and tên. Pure. */

export function nameParts(fullName: string, sortName?: string | null): { family: string; given: string } {
  const words = fullName.split(' ');
  const given = sortName && fullName.includes(sortName) ? sortName : (words.at(-1) ?? '');
  if (words.length < 2) return { family: '', given: fullName };
  const family = fullName.startsWith(`${given} `)
    ? fullName.slice(given.length + 1)
    : fullName.slice(0, fullName.lastIndexOf(given)).trim();
  return { family, given };
}
