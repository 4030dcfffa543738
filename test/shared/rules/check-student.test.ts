import { describe, expect, it } from 'vitest';
import { studentInput } from '../../../shared/contract/students.ts';
import { isProblem } from '../../../shared/problems.ts';
import { checkStudent, type StoredStudent } from '../../../shared/rules/check-student.ts';

const TODAY = '2026-09-05';
const NOTHING: StoredStudent = {
  moetId: null,
  personalId: null,
  guardianPhone: null,
  guardianPersonalId: null,
  headPersonalId: null,
};

function check(given: object, before: Partial<StoredStudent> | null = null) {
  const input = studentInput.parse({ fullName: 'Đặng Yến Thúy', ...given });
  return checkStudent(input, before && { ...NOTHING, ...before }, TODAY);
}

function refusal(given: object, before: Partial<StoredStudent> | null = null) {
  try {
    check(given, before);
  } catch (error) {
    if (isProblem(error)) return [error.code, error.details['field'], error.details['problem']];
    throw error;
  }
  return undefined;
}

describe('what a clerk types on a pupil’s form', () => {
  it('is stored as names, classes and numbers are written', () => {
    const { input, warnings } = check({
      fullName: 'ĐẶNG YẾN THÚY',
      className: ' lớp 6 a',
      ethnicity: 'hmong',
      personalId: '017 314 001234',
      moetId: '1712345678',
      birthDate: '2014-06-12',
      gender: 'female',
      guardian: { name: 'Hà Thị Lan', phone: '+84 912 345 678' },
    });
    expect(warnings).toEqual([]);
    expect(input).toMatchObject({
      fullName: 'Đặng Yến Thúy',
      className: '6A',
      ethnicity: 'Mông',
      personalId: '017314001234',
      moetId: '1712345678',
      guardian: { name: 'Hà Thị Lan', phone: '0912345678' },
    });
    expect(input.guardian).not.toHaveProperty('personalId');
  });

  it('is refused field by field', () => {
    expect(refusal({ personalId: '17314001234' })).toEqual([
      'personalIdInvalid',
      'personalId',
      'personalIdElevenDigits',
    ]);
    expect(refusal({ personalId: '123' })).toEqual(['personalIdInvalid', 'personalId', 'personalIdWrongLength']);
    expect(refusal({ moetId: '123' })).toEqual(['moetIdInvalid', 'moetId', 'moetIdUnusual']);
    expect(refusal({ guardian: { phone: '12' } })).toEqual(['phoneInvalid', 'guardian.phone', 'phoneUnusual']);
    expect(refusal({ guardian: { personalId: '12' } })?.slice(0, 2)).toEqual([
      'personalIdInvalid',
      'guardian.personalId',
    ]);
    expect(refusal({ household: { headPersonalId: 'x' } })?.slice(0, 2)).toEqual([
      'personalIdInvalid',
      'household.headPersonalId',
    ]);
    expect(refusal({ fullName: '123' })?.slice(0, 2)).toEqual(['valueRefused', 'fullName']);
    for (const birthDate of ['2026-09-06', '2014-02-30', '1926-09-04'])
      expect(refusal({ birthDate })).toEqual(['birthDateImpossible', 'birthDate', undefined]);
    expect(refusal({ birthDate: TODAY })).toBeUndefined();
  });

  it('takes the nine digits of an adult’s old identity card', () => {
    expect(check({ guardian: { personalId: '113 456 789' } }).input.guardian).toEqual({ personalId: '113456789' });
  });

  it('warns when the number contradicts gender or year of birth', () => {
    const { warnings } = check({ personalId: '017314001234', gender: 'male', birthDate: '2013-06-12' });
    expect(warnings.map((warning) => [warning.field, warning.problem])).toEqual([
      ['personalId', 'personalIdGenderMismatch'],
      ['personalId', 'personalIdYearMismatch'],
    ]);
  });

  it('never refuses a value that was there before', () => {
    const { input, warnings } = check(
      { moetId: 'HB-123', guardian: { phone: '12' } },
      { moetId: 'HB-123', guardianPhone: '12' },
    );
    expect(input).toMatchObject({ moetId: 'HB-123', guardian: { phone: '12' } });
    expect(warnings.map((warning) => warning.problem)).toEqual(['moetIdUnusual', 'phoneUnusual']);
    expect(refusal({ moetId: 'HB-124' }, { moetId: 'HB-123' })?.[0]).toBe('moetIdInvalid');
  });
});
