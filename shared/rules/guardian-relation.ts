/**
 * Quan hệ with the pupil in the words of class lists. What is named but fits no kind is `other`: the paper's word
 * stays in the file, the register keeps the kind.
 */
import { foldText } from './fold.ts';
import { empty, type Reading, taken } from './reading.ts';
import { cleanText, isBlankText, type Written } from './written.ts';

export type GuardianRelation =
  | 'father'
  | 'mother'
  | 'grandfather'
  | 'grandmother'
  | 'sibling'
  | 'relative'
  | 'guardian'
  | 'self'
  | 'other';

/** In this order: "bố dượng" is not the father who signs by law, "bà ngoại" is no relative. */
const step = /\b(?:duong|ghe|nuoi|ke)\b/;

const kinds: readonly (readonly [RegExp, GuardianRelation])[] = [
  [step, 'guardian'],
  [/\bong\b(?!.*\bba\b)/, 'grandfather'],
  [/\bba\b(?!.*\bong\b)(?! co)/, 'grandmother'],
  [/\b(?:anh|chi|em|anh trai|chi gai)\b(?! ho)/, 'sibling'],
  [/\b(?:chu|bac|co|di|cau|mo|thim|du|ho hang|nguoi than|than nhan|nguoi nha|anh ho|chi ho|cu|ong|ba)\b/, 'relative'],
  [/\b(?:giam ho|do dau|bao tro|phu huynh|dai dien)\b/, 'guardian'],
  [/\b(?:ban than|chinh minh|hoc sinh|tu nhan)\b/, 'self'],
];

export function readGuardianRelation(written: Written): Reading<GuardianRelation> {
  const text = cleanText(written);
  if (isBlankText(text)) return empty();
  const folded = foldText(text);
  // "Con", "cháu" say what the pupil is to the person, not the other way round.
  if (/^(?:con|chau)\b/.test(folded)) return empty();
  if (/^(?:father|mother|grandfather|grandmother|sibling|relative|guardian|self|other)$/.test(folded)) {
    return taken(folded as GuardianRelation);
  }
  const isFather = /\b(?:bo|cha|ba de|tia|thay|phu than)\b/.test(folded) || /^ba(?: m[áẹ])?$/i.test(text);
  const isMother = /\b(?:me|ma|u|bam|mau than)\b/.test(folded) && !/^mà$/i.test(text);
  const isStep = step.test(folded);
  if (isFather && isMother) return taken('guardian');
  if (!isStep && isFather && !/^bà/i.test(text)) return taken('father');
  if (!isStep && isMother) return taken('mother');
  return taken(kinds.find(([pattern]) => pattern.test(folded))?.[1] ?? 'other');
}
