import { expect, it } from 'vitest';
import { mendFields, mendText, staysRepeated } from '../../../renderer/pages/problem-rows/mend-fields.ts';

const note = (problem: string, field: string | null) => ({
  sheet: '6A',
  row: 7,
  column: 'C',
  field,
  problem,
  details: {},
});

it('shows the faulty field first, then what tells pupils apart, then the rest', () => {
  const row = {
    kind: 'roster' as const,
    values: { village: 'Lầu', fullName: 'Đinh Minh Nam' },
    problems: [note('birthDateImpossible', 'birthDate')],
  };
  expect(mendFields(row)).toEqual(['birthDate', 'fullName', 'className', 'moetId', 'personalId', 'village']);
});

it('writes days as a clerk does and leaves a choice open that no list knows', () => {
  expect(mendText('birthDate', '2015-03-15')).toBe('15/03/2015');
  expect(mendText('birthDate', '31/02/2015')).toBe('31/02/2015');
  expect(mendText('povertyStatus', 'poor')).toBe('poor');
  expect(mendText('povertyStatus', 'hộ khó khăn')).toBe('');
  expect(mendText('village', null)).toBe('');
});

it('holds back a row that repeats another until the repeated value is changed', () => {
  const problems = [note('serialNumberRepeated', 'serialNumber'), note('priceNotUnderstood', 'price')];
  expect(staysRepeated(problems, { serialNumber: 'R1' }, { serialNumber: 'R1' })).toHaveLength(1);
  expect(staysRepeated(problems, { serialNumber: 'R1' }, { serialNumber: 'R2' })).toHaveLength(0);
});
