/** What is taken as a passphrase, and what is told about it. */
import { expect, it } from 'vitest';
import { gradePassphrase } from '../../../shared/rules/passphrase.ts';

const school = ['Trường TH&THCS Chiềng Châu', '17150501', 'Hà Thị Loan'];

it.each([
  ['', 'tooShort'],
  ['mưa Mường', 'tooShort'],
  ['x'.repeat(201), 'tooLong'],
  ['aaaaaaaaaaaa', 'tooSimple'],
  ['1234567890', 'tooSimple'],
  ['abcdefghijkl', 'tooSimple'],
  ['matkhau123', 'tooSimple'],
  ['Mật khẩu 2026', 'tooSimple'],
  ['password2026', 'tooSimple'],
  ['hathiloan2026', 'tooSimple'],
  ['Chiềng Châu 1', 'fair'],
  ['17150501-2026', 'tooSimple'],
  ['trâu vàng 7', 'fair'],
  ['trâu ngồi đếm sao', 'strong'],
  ['r7$Kq9!zWm2#xT5v', 'strong'],
])('%s: %s', (text, grade) => {
  expect(gradePassphrase(text, school)).toBe(grade);
});

it('counts letters as a person does, composed or not', () => {
  expect(gradePassphrase('mưa ở Mường'.normalize('NFD'))).toBe(gradePassphrase('mưa ở Mường'.normalize('NFC')));
});
