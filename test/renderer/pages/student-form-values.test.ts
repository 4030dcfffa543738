import { describe, expect, it } from 'vitest';
import {
  findFaults,
  studentToValues,
  usualStandard,
  valuesToStudent,
} from '../../../renderer/pages/students/student-form-values.ts';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { studentInput } from '../../../shared/contract/students.ts';

const student: StudentPage = {
  id: 'aaaaaaaaaaaaaaaa-0000001',
  owner: 'aaaaaaaaaaaaaaaa',
  schoolName: null,
  moetId: '1765422532',
  personalId: '017215549611',
  fullName: 'Khà Hữu Thuận',
  sortName: null,
  birthDate: '2015-07-19',
  gender: 'male',
  ethnicity: 'Mông',
  class: 'aaaaaaaaaaaaaaaa-0000002',
  className: '6A',
  note: null,
  voidedAt: null,
  voidReason: null,
  household: {
    id: 'aaaaaaaaaaaaaaaa-0000003',
    headName: 'Khà A Dê',
    headPersonalId: null,
    province: null,
    commune: 'Xăm Khòe',
    village: 'Xăm',
    siblings: [],
  },
  povertyStatuses: [],
  guardians: [
    { id: 'aaaaaaaaaaaaaaaa-0000004', name: 'Khà A Dê', relation: null, phone: '0918665049', personalId: null },
  ],
  assignments: [],
  receipts: [],
};

describe('the form of a pupil', () => {
  it('sends nothing of household and guardian when they were not touched', () => {
    const input = valuesToStudent(student, studentToValues(student), false);
    expect(input).not.toHaveProperty('household');
    expect(input).not.toHaveProperty('guardian');
    expect(input).not.toHaveProperty('povertyStatus');
    expect(studentInput.parse(input)).toMatchObject({ id: student.id, birthDate: '2015-07-19', className: '6A' });
  });

  it('sends only the fields of the household that were changed', () => {
    const values = { ...studentToValues(student), 'household.village': '', 'household.province': 'Phú Thọ' };
    expect(valuesToStudent(student, values, false).household).toEqual({ province: 'Phú Thọ', village: null });
  });

  it('takes a day as typed', () => {
    expect(valuesToStudent(null, { fullName: 'Vàng A Páo', birthDate: '15/3/11' }, false)).toMatchObject({
      fullName: 'Vàng A Páo',
      birthDate: '2011-03-15',
      moetId: null,
    });
  });

  it('adds a poverty entry only when a status was chosen, with the standard of its year', () => {
    const values = {
      ...studentToValues(student),
      'povertyStatus.status': 'poor',
      'povertyStatus.reviewYear': '2026',
      'povertyStatus.certificateDate': '15122026',
    };
    expect(valuesToStudent(student, values, false).povertyStatus).toEqual({
      status: 'poor',
      reviewYear: 2026,
      standard: '2022-2025',
      certificateNo: null,
      certificateDate: '2026-12-15',
      certificateCommune: null,
    });
    expect(usualStandard(2027)).toBe('2027-2030');
    expect(usualStandard(2021)).toBeNull();
  });

  it('names all wrong numbers at once, by field', () => {
    const values = { ...studentToValues(student), personalId: '17215549611', 'guardian.phone': '12' };
    expect(Object.keys(findFaults(student, values))).toEqual(['personalId', 'guardian.phone']);
  });

  it('leaves alone a wrong number that was there before', () => {
    const stored = { ...student, personalId: '17215549611' };
    expect(findFaults(stored, studentToValues(stored))).toEqual({});
  });
});
