/**
 * Vietnamese order as plain strings: keys whose code-point order (so SQLite's and PostgreSQL's "C" order)
 * is the order in which a clerk lists a class: tên first, then họ and đệm, syllable by syllable.
 *
 * Within a syllable the order is that of CLDR's `vi`: đ after d, ă and â after a, …; then tones
 * ngang < huyền < hỏi < ngã < sắc < nặng; then small before capital. It is compared per syllable because over
 * a whole name tones would only count after all letters (An Bình, Án Bình, An Cường).
 */

/** Ends a level of a syllable; lower than every weight. */
const end = ' ';
/** Secondary weight of a letter without a mark; lower than every mark. */
const unmarked = '!';
const small = '!';
const capital = '"';

/** Primary order. Punctuation and digits precede letters, as in CLDR. */
const letters = "-'0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
const primaryOf = new Map(Array.from(letters, (letter, index) => [letter, String.fromCharCode(0x30 + index)]));

/** Marks that make a letter of its own, by base: [mark, letter]. */
const ownLetters: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  a: [
    ['\u0306', 'ă'],
    ['\u0302', 'â'],
  ],
  e: [['\u0302', 'ê']],
  o: [
    ['\u0302', 'ô'],
    ['\u031b', 'ơ'],
  ],
  u: [['\u031b', 'ư']],
};

/** Secondary order: the five tones, then the marks that highland spellings put on other letters (Ayŭn, Čư). */
const marks = '\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030c\u030a\u0308\u0304';
const secondaryOf = new Map(Array.from(marks, (mark, index) => [mark, String.fromCharCode(0x23 + index)]));

function isMark(character: string): boolean {
  return character >= '\u0300' && character <= '\u036f';
}

/** Weight of a character that no table names: after z, by code point. */
function primaryOfOther(character: string): string {
  return `~${(character.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`;
}

function syllableKey(syllable: string): string {
  let primary = '';
  let secondary = '';
  let tertiary = '';
  const characters = Array.from(syllable.normalize('NFD'));
  for (let index = 0; index < characters.length;) {
    const written = characters[index++] ?? '';
    let base = written.toLowerCase();
    const own = ownLetters[base];
    let tones = '';
    for (; index < characters.length && isMark(characters[index] ?? ''); index++) {
      const mark = characters[index] ?? '';
      const letter = own?.find(([ownMark]) => ownMark === mark)?.[1];
      if (letter !== undefined && base.length === 1 && base <= 'z') base = letter;
      else tones += secondaryOf.get(mark) ?? '~';
    }
    primary += primaryOf.get(base) ?? primaryOfOther(base);
    secondary += unmarked + tones;
    tertiary += written === written.toLowerCase() ? small : capital;
  }
  // Trailing weights of plain letters decide nothing between syllables of equal letters, so they are left out.
  return primary + end + trimEnd(secondary, unmarked) + end + trimEnd(tertiary, small) + end;
}

function trimEnd(text: string, weight: string): string {
  let length = text.length;
  while (length > 0 && text[length - 1] === weight) length--;
  return text.slice(0, length);
}

function words(text: string): string[] {
  return text
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .split(/\s+/)
    .filter((word) => word !== '');
}

/**
 * Key by which a person is sorted. `sortName` is the tên where the last word is not it (H'Hen Niê); its words
 * are then left out of what follows.
 */
export function sortKey(fullName: string, sortName?: string | null): string {
  const all = words(fullName);
  const given = sortName ? words(sortName) : all.slice(-1);
  const rest = sortName ? withoutOnce(all, given) : all.slice(0, -1);
  return [...given, ...rest].map(syllableKey).join('');
}

function withoutOnce(all: readonly string[], leave: readonly string[]): string[] {
  const left = [...leave];
  return all.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Key by which a class is sorted: 6A, 6B, 7A, 10A1, 10A10; numbers count as numbers. */
export function classSortKey(className: string): string {
  return words(className.toLowerCase())
    .map((word) => syllableKey(word.replace(/\d+/g, (digits) => digits.padStart(4, '0'))))
    .join('');
}

/** Order of two class names, for `sort`. */
export function compareClassNames(first: string, second: string): number {
  const a = classSortKey(first);
  const b = classSortKey(second);
  return a < b ? -1 : a > b ? 1 : 0;
}
