/** A name in its two columns: họ đệm and tên. Pure. */

/** `sortName` is the tên where the last word is not it; one that is no whole words of the name counts for nothing. */
export function nameParts(fullName: string, sortName?: string | null): { family: string; given: string } {
  const words = fullName.split(' ');
  const given = sortName ? sortName.split(' ') : [];
  const starts = words.flatMap((_, at) => (given.every((word, step) => words[at + step] === word) ? [at] : []));
  const start = given.length > 0 ? starts.at(-1) : undefined;
  if (start === undefined) return { family: words.slice(0, -1).join(' '), given: words.at(-1) ?? '' };
  return { family: words.toSpliced(start, given.length).join(' '), given: given.join(' ') };
}
