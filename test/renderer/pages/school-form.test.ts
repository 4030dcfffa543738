import { describe, expect, it } from 'vitest';
import {
  isSchoolCode,
  readSchoolYear,
  schoolYearOf,
  usualOfficeLevel,
} from '../../../renderer/pages/settings/school-form.ts';
import { nameParts } from '../../../renderer/pages/students/name-parts.ts';

describe('the fields of a school', () => {
  it('takes a school year however its dash is written', () => {
    for (const typed of ['2026-2027', '2026 – 2027', '2026/2027']) expect(readSchoolYear(typed)).toBe('2026-2027');
    for (const typed of ['2026', '2026-2028', '26-27', '']) expect(readSchoolYear(typed)).toBeNull();
  });

  it('begins the school year in August', () => {
    expect(schoolYearOf('2026-08-01')).toBe('2026-2027');
    expect(schoolYearOf('2027-05-30')).toBe('2026-2027');
  });

  it('refuses a code with spaces or accents', () => {
    expect(isSchoolCode('17150501')).toBe(true);
    expect(isSchoolCode('171 50501')).toBe(false);
    expect(isSchoolCode('TRƯỜNG1')).toBe(false);
  });

  it('knows which office usually collects', () => {
    expect(usualOfficeLevel('primary')).toBe('commune');
    expect(usualOfficeLevel('upper_secondary')).toBe('province');
  });
});

describe('a name in two columns', () => {
  it('parts before the last word', () => {
    expect(nameParts('Khà Hữu Thuận')).toEqual({ family: 'Khà Hữu', given: 'Thuận' });
    expect(nameParts('Páo')).toEqual({ family: '', given: 'Páo' });
  });

  it('follows the name to sort by where there is one', () => {
    expect(nameParts("H'Hen Niê", "H'Hen")).toEqual({ family: 'Niê', given: "H'Hen" });
    expect(nameParts('Vàng A Páo', 'A Páo')).toEqual({ family: 'Vàng', given: 'A Páo' });
  });

  it('loses no part of the name, and takes whole words only', () => {
    expect(nameParts('Vàng A Páo', 'A')).toEqual({ family: 'Vàng Páo', given: 'A' });
    expect(nameParts('Lò Thị Hàng', 'Hà')).toEqual({ family: 'Lò Thị', given: 'Hàng' });
  });
});
