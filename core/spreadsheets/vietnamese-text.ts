/** Tells how Vietnamese a text looks: the share of its accented words that are possible syllables. */

const initials = /^(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?(?=[aăâeêioôơuưy])/;
const rhymes = new RegExp(
  `^(?:${[
    'a ai ao au ay ă â âu ây e eo ê êu i ia iê iêu iu y yê yêu o oa oai oao oay oă oe oeo oi oo ô ôi ơ ơi',
    'u ua uâ uây uê ui uô uôi uơ uy uya uyê uyu ư ưa ưi ươ ươi ươu ưu ue ueo',
  ]
    .join(' ')
    .split(' ')
    .sort((a, b) => b.length - a.length)
    .join('|')})(?:ch|ng|nh|[cmnpt])?$`,
);
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
const words = /[^\s,;:.\-/()[\]"'!?&+*=<>|\d\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2022]+/g;

/** Abbreviations that headers use; no syllables, but as good a sign. */
const abbreviations = new Set(['sđt', 'đt', 'đtdđ', 'đdcn', 'sđdcn', 'gđ', 'gdđt', 'qđ', 'tđ']);

/** True for a syllable that Vietnamese spelling allows, in any case and either Unicode form. */
export function isSyllable(word: string): boolean {
  if (abbreviations.has(word.toLowerCase())) return true;
  const decomposed = word.toLowerCase().normalize('NFD');
  if ((decomposed.match(tones)?.length ?? 0) > 1) return false;
  const letters = decomposed.replace(tones, '').normalize('NFC');
  const initial = initials.exec(letters)?.[0] ?? '';
  if (rhymes.test(letters.slice(initial.length))) return true;
  // "gì", "giếng": the i of gi is at once the vowel.
  return initial === 'gi' && (rhymes.test(`i${letters.slice(2)}`) || letters === 'gi');
}

export interface Score {
  /** Words with letters beyond ASCII. */
  accented: number;
  /** Those of them that are possible syllables. */
  sound: number;
}

/** Counts accented words; `convert` turns each into what it would be in another encoding, null when it cannot be. */
export function scoreText(texts: Iterable<string>, convert: (word: string) => string | null): Score {
  const score = { accented: 0, sound: 0 };
  for (const text of texts) {
    for (const [word] of text.matchAll(words)) {
      if (isPlain(word)) continue;
      score.accented++;
      const converted = convert(word);
      if (converted !== null && isSyllable(converted)) score.sound++;
    }
  }
  return score;
}

/** True for a text of ASCII characters only. */
export function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}
