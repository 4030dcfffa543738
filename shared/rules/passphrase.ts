/**
 * How good a passphrase is, told while it is typed. Length counts most (NIST SP 800-63B, section 3.1.1: at least 8, no rules of composition); four words that have
 * nothing to do with one another are easy to remember and hard to guess.
 */
import { foldText } from './fold.ts';

/** Fewest characters. */
export const SHORTEST_PASSPHRASE = 10;
/** Most characters: nobody types more, and each byte is stretched. */
export const LONGEST_PASSPHRASE = 200;

export type PassphraseGrade = 'tooShort' | 'tooLong' | 'tooSimple' | 'fair' | 'strong';

/** Folded; what people choose first, here and abroad. */
const COMMON = [
  'matkhau',
  'password',
  'passphrase',
  'maytinhchoem',
  'somaytinh',
  'qwertyuiop',
  'asdfghjkl',
  'iloveyou',
  'anhyeuem',
  'emyeuanh',
  'motconvit',
  'vietnam',
  'hieutruong',
  'truonghoc',
  'admin',
];

/** Grades a passphrase. `known`: names that everybody at the school knows (the school, the person). */
export function gradePassphrase(text: string, known: readonly string[] = []): PassphraseGrade {
  const length = Array.from(text.normalize('NFC')).length;
  if (length < SHORTEST_PASSPHRASE) return 'tooShort';
  if (length > LONGEST_PASSPHRASE) return 'tooLong';
  const letters = squeeze(text);
  if (new Set(letters).size < 5 || isRun(letters)) return 'tooSimple';
  // What is left once everything that others would try has been taken out.
  const rest = [...known.map(squeeze).filter((word) => word.length >= 4), ...COMMON].reduce(
    (left, word) => left.replaceAll(word, ''),
    letters,
  );
  if (rest.replace(/\d/g, '').length < 4 && rest.length < 8) return 'tooSimple';
  return length >= 16 || text.trim().split(/\s+/).length >= 4 ? 'strong' : 'fair';
}

/** True when the program takes it. */
export function isGoodPassphrase(text: string, known: readonly string[] = []): boolean {
  const grade = gradePassphrase(text, known);
  return grade === 'fair' || grade === 'strong';
}

function squeeze(text: string): string {
  return foldText(text).replaceAll(' ', '');
}

/** 1234567890, abcdefghij and the same backwards: every step is the same. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.filter((step) => Math.abs(step) <= 1).length >= steps.length - 1;
}
