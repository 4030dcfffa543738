/**
 * Poverty status in the words of class lists → poor, near_poor, none (Nghị định 07/2021/NĐ-CP knows hộ nghèo and
 * hộ cận nghèo; households that left poverty are neither). Lists often have one column for every priority: words
 * that speak of another one (thương binh, khuyết tật, …) say nothing of poverty, so the status is none.
 */
import { foldText } from './fold.ts';
import { isMark, isNoMark } from './mark.ts';
import { shorten } from './person-name.ts';
import { type Reading, refused, taken } from './reading.ts';
import { cleanText, isBlankText, type Written } from './written.ts';

export type PovertyStatus = 'poor' | 'near_poor' | 'none';

const short: ReadonlyMap<string, PovertyStatus> = new Map([
  ['poor', 'poor'],
  ['near_poor', 'near_poor'],
  ['none', 'none'],
  ['hn', 'poor'],
  ['n', 'poor'],
  ['cs-n', 'poor'],
  ['hcn', 'near_poor'],
  ['cn', 'near_poor'],
  ['cs-cn', 'near_poor'],
]);

const otherPriority =
  /thuong binh|liet s|benh binh|chat doc|co cong|khuyet tat|mo coi|dan toc|dtts|bao tro|kho khan|dac biet|\b135\b|vung|bien gioi|thoat|trung binh|kha\b|giau|binh thuong|khac|chinh sach|xa dbkk|tbls|con tb|con bb|con ls/;

/** An empty cell means none: the file has the column and says nothing. */
export function readPovertyStatus(written: Written): Reading<PovertyStatus> {
  const text = cleanText(written);
  if (isBlankText(text) || isNoMark(text)) return taken('none');
  const folded = foldText(text).replace(/[.;:]+$/, '');
  const known = short.get(folded);
  if (known) return taken(known);
  if (isMark(text)) return refused('povertyMarkAmbiguous', { text });
  // "Thoát nghèo", "không nghèo", "không thuộc hộ nghèo": the word is there, the status is not.
  const claims = folded.replace(
    /(?:moi )?(?:da )?thoat (?:ho )?(?:can )?ngheo|(?:khong|ko)(?: phai| thuoc| la)?(?: dien| ho)* (?:can )?ngheo(?:[,/ ]+(?:ho )?can ngheo)?/g,
    ' - ',
  );
  const isNear = /can[- ]?ngheo|\bhcn\b|ngheo can/.test(claims);
  const isPoor = /ngheo|\bhn\b/.test(claims.replace(/can[- ]?ngheo/g, ' '));
  if (isNear && isPoor) return refused('povertyStatusNotUnderstood', { text: shorten(text) });
  if (isNear) return taken('near_poor');
  if (isPoor) return taken('poor');
  if (claims !== folded || /^(?:khong|ko)\b/.test(folded) || otherPriority.test(folded)) return taken('none');
  return refused('povertyStatusNotUnderstood', { text: shorten(text) });
}

/** A cell of the column "Hộ nghèo" or "Cận nghèo": a mark means `marked`; words are read as words. */
export function readPovertyMark(written: Written, marked: 'poor' | 'near_poor'): Reading<PovertyStatus> {
  const text = cleanText(written);
  return isMark(text) ? taken(marked) : readPovertyStatus(text);
}
