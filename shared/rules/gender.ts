/** Giới tính as written: Nam, Nữ, or a mark under a column that says "Nữ". Numbers are not guessed. */
import { foldText } from './fold.ts';
import { empty, type Reading, refused, taken } from './reading.ts';
import { shorten } from './person-name.ts';
import { isMark, isNoMark } from './mark.ts';
import { cleanText, isBlankText, type Written } from './written.ts';

export type Gender = 'male' | 'female';

const words: ReadonlyMap<string, Gender> = new Map([
  ['nam', 'male'],
  ['trai', 'male'],
  ['male', 'male'],
  ['m', 'male'],
  ['nu', 'female'],
  ['gai', 'female'],
  ['female', 'female'],
  ['f', 'female'],
]);

export function readGender(written: Written): Reading<Gender> {
  const text = cleanText(written);
  if (isBlankText(text)) return empty();
  const gender = words.get(
    foldText(text)
      .replace(/[.,;:]+$/, '')
      .replace(/^(?:gioi tinh|gt)[: ]+/, ''),
  );
  return gender ? taken(gender) : refused('genderNotUnderstood', { text: shorten(text) });
}

/** A cell of the column "Nữ" (`marked` female) or "Nam" (male): a mark means that gender, nothing means the other. */
export function readGenderMark(written: Written, marked: Gender): Reading<Gender> {
  const text = cleanText(written);
  const other = marked === 'female' ? 'male' : 'female';
  if (isMark(text)) return taken(marked);
  return isNoMark(text) ? taken(other) : readGender(text);
}
