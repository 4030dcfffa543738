/** What clerks write, value by value. */
import { assert, date, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCalendarDay } from '../../../shared/rules/calendar-day.ts';
import { findClassName, looksLikeClassName, readClassName } from '../../../shared/rules/class-name.ts';
import { ethnicities, readEthnicity } from '../../../shared/rules/ethnicity.ts';
import { readGender, readGenderMark } from '../../../shared/rules/gender.ts';
import { readGuardianRelation } from '../../../shared/rules/guardian-relation.ts';
import { readPrice } from '../../../shared/rules/money.ts';
import { readPersonName, restoreNameCapitals } from '../../../shared/rules/person-name.ts';
import { splitAddress } from '../../../shared/rules/place.ts';
import { readPovertyMark, readPovertyStatus } from '../../../shared/rules/poverty-wording.ts';

describe('names', () => {
  it.each([
    ['  Nguyễn   Văn\u00a0An ', 'Nguyễn Văn An'],
    ['Nguyễn Văn An'.normalize('NFD'), 'Nguyễn Văn An'],
    ['NGUYỄN VĂN AN', 'Nguyễn Văn An'],
    ["H'HEN NIÊ", "H'Hen Niê"],
    ['H’Hen Niê', "H'Hen Niê"],
    ['Y Bih Mlô', 'Y Bih Mlô'],
    ['Hà\u200b Thị\u00ad Lan', 'Hà Thị Lan'],
    ['Hoà', 'Hoà'],
  ])('reads %j as %j', (written, name) => {
    expect(readPersonName(written)).toMatchObject({ value: name, fault: null, warning: null });
  });

  it('refuses what has no letters, and wonders at digits', () => {
    expect(readPersonName('12').fault?.problem).toBe('nameHasNoLetters');
    expect(readPersonName('Bùi An 2').warning?.problem).toBe('nameHasDigits');
    expect(readPersonName(' - ').value).toBeNull();
  });

  it.each([
    ['Bùi Thị ánh', 'Bùi Thị Ánh'],
    ['hoàng văn ấn', 'Hoàng Văn Ấn'],
    ['NGUYễN VĂN ướC', 'Nguyễn Văn Ước'],
    ['Lò A Sáng', 'Lò A Sáng'],
  ])('restores the capitals that TCVN3 cannot write: %s', (written, name) => {
    expect(restoreNameCapitals(written)).toBe(name);
  });
});

describe('days', () => {
  it('takes every way of writing any day between 1930 and 2099, and never another day', () => {
    const days = date({ min: new Date('1930-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    assert(
      property(days, (some) => {
        const day = some.toISOString().slice(0, 10);
        const [y = '', m = '', d = ''] = day.split('-');
        const ways = [
          day,
          `${d}/${m}/${y}`,
          `${Number(d)}/${Number(m)}/${y}`,
          `${d}-${m}-${y}`,
          `${d}.${m}.${y}`,
          `${d}${m}${y}`,
          `${y}${m}${d}`,
        ];
        ways.push(`ngày ${d} tháng ${m} năm ${y}`, `${d}/${m}/${y} 00:00:00`);
        for (const way of ways) expect(readCalendarDay(way)).toEqual({ day, fault: null });
        const serial = Date.parse(day) / 86_400_000 + 25_569;
        expect(readCalendarDay(serial).day).toBe(day);
        expect(readCalendarDay(serial - 1462, { isFrom1904: true }).day ?? day).toBe(day);
      }),
    );
  });

  it('reads two digits of a year as a clerk means them', () => {
    expect(readCalendarDay('15/3/11').day).toBe('2011-03-15');
    expect(readCalendarDay('15/3/98').day).toBe('1998-03-15');
  });

  it.each(['31/02/2014', '29/02/2014', '29/02/2100', '0/1/2015', '3/15/2015', '15/03/1815'])(
    'refuses %s, which is in no calendar',
    (written) => {
      expect(readCalendarDay(written)).toEqual({ day: null, fault: 'impossible' });
    },
  );

  it.each(['2015', '03/2015', 'tháng 3', 'abc', 2015, 12, 1.5e9])('does not guess a day from %s', (written) => {
    expect(readCalendarDay(written)).toEqual({ day: null, fault: 'notUnderstood' });
  });
});

describe('gender', () => {
  it('reads words and marks, and guesses no number', () => {
    expect(['Nam', 'nữ', 'NỮ', 'Gái', 'nu'].map((text) => readGender(text).value)).toEqual([
      'male',
      'female',
      'female',
      'female',
      'female',
    ]);
    expect(readGender('1').fault?.problem).toBe('genderNotUnderstood');
    expect([
      readGenderMark('x', 'female').value,
      readGenderMark('', 'female').value,
      readGenderMark('X', 'male').value,
    ]).toEqual(['female', 'male', 'male']);
  });
});

describe('ethnic groups', () => {
  it('knows the 54 names in every spelling of capitals and accents', () => {
    expect(ethnicities).toHaveLength(54);
    for (const name of ethnicities) {
      for (const written of [name, name.toUpperCase(), name.normalize('NFD'), `Dân tộc ${name}`]) {
        expect(readEthnicity(written), written).toEqual({ value: name, fault: null, warning: null });
      }
    }
  });

  it("reads H'Mông, Jrai, Khơ-me by name, keeps what it does not know, and never reads a number", () => {
    expect(["H'Mông", 'Jrai', 'Khơ-me', 'Thái đen'].map((text) => readEthnicity(text).value)).toEqual([
      'Mông',
      'Gia Rai',
      'Khmer',
      'Thái',
    ]);
    expect(readEthnicity('Nước ngoài')).toMatchObject({
      value: 'Nước ngoài',
      warning: { problem: 'ethnicityUnknown' },
    });
    expect(readEthnicity('05')).toMatchObject({ value: null, warning: { problem: 'ethnicityIsNumber' } });
  });
});

describe('poverty wording', () => {
  it.each([
    ['Hộ nghèo', 'poor'],
    ['nghèo', 'poor'],
    ['HN', 'poor'],
    ['Con hộ nghèo, DTTS', 'poor'],
    ['Cận nghèo', 'near_poor'],
    ['Hộ cận  nghèo', 'near_poor'],
    ['HCN', 'near_poor'],
    ['', 'none'],
    ['Không', 'none'],
    ['Thoát nghèo', 'none'],
    ['không thuộc hộ nghèo, cận nghèo', 'none'],
    ['Con thương binh', 'none'],
  ] as const)('reads %j as %s', (written, status) => {
    expect(readPovertyStatus(written)).toMatchObject({ value: status, fault: null });
  });

  it('refuses what could mean both or nothing', () => {
    expect(readPovertyStatus('Hộ nghèo, cận nghèo').fault?.problem).toBe('povertyStatusNotUnderstood');
    expect(readPovertyStatus('x').fault?.problem).toBe('povertyMarkAmbiguous');
    expect(readPovertyMark('x', 'near_poor').value).toBe('near_poor');
  });
});

describe('relation of who signs', () => {
  it.each([
    ['Bố', 'father'],
    ['Cha', 'father'],
    ['Ba', 'father'],
    ['Mẹ', 'mother'],
    ['Bà', 'grandmother'],
    ['Ông ngoại', 'grandfather'],
    ['Chị gái', 'sibling'],
    ['Bác', 'relative'],
    ['Bố dượng', 'guardian'],
    ['Cha/mẹ', 'guardian'],
    ['Người giám hộ', 'guardian'],
    ['Bản thân', 'self'],
    ['Hàng xóm', 'other'],
    ['Con', null],
    ['', null],
  ])('reads %s as %s', (written, relation) => {
    expect(readGuardianRelation(written).value).toBe(relation);
  });
});

describe('classes', () => {
  it.each([
    ['6a', '6A'],
    ['Lớp 6 A', '6A'],
    ['LỚP: 10A1', '10A1'],
    ['6/1', '6/1'],
    ['Lá 2', 'Lá 2'],
    ['06B', '6B'],
  ])('reads %s as %s', (written, name) => {
    expect(readClassName(written).value).toBe(name);
  });

  it.each([
    ['DANH SÁCH HỌC SINH LỚP 1A', '1A'],
    ['DANH SÁCH LỚP 5 TH&THCS', '5'],
    ['Lớp: 10 A1  GVCN: Hà', '10A1'],
    ['LỚP 6/1 NĂM HỌC 2026', '6/1'],
    ['Khối lớp 6', null],
    ['các lớp 6A, 6B', null],
    ['Danh sách lớp', null],
  ])('finds the class in %j: %s', (sentence, name) => {
    expect(findClassName(sentence)).toBe(name);
  });

  it('does not take a date for a class', () => {
    expect(readClassName(46_028).fault?.problem).toBe('classNameBecameDate');
    expect(['6A', '12/3', 'DS', '13A', 'Sheet1'].map(looksLikeClassName)).toEqual([true, true, false, false, false]);
  });
});

describe('addresses', () => {
  it.each([
    ['xóm Mỏ, xã Chiềng Châu', ['Mỏ', 'Chiềng Châu', null]],
    ['Xóm Mỏ - Xã Bao La - Huyện Mai Châu - Tỉnh Hòa Bình', ['Mỏ', 'Bao La', 'Hòa Bình']],
    ['Tổ 3, P. Tân Thịnh, TP. Hòa Bình', ['Tổ 3', 'Tân Thịnh', 'Hòa Bình']],
    ['xã Bao La', [null, 'Bao La', null]],
    ['Buôn Ma Thuột, xã Ea Tu', ['Buôn Ma Thuột', 'Ea Tu', null]],
  ])('splits %j', (written, [village, commune, province]) => {
    expect(splitAddress(written)).toEqual({ village, commune, province });
  });
});

describe('prices', () => {
  it('reads whole đồng in the ways they are written', () => {
    expect(
      [2_500_000, '2.500.000', '2,500,000 đ', '2500000 đồng', '2.500.000,00'].map((text) => readPrice(text).value),
    ).toEqual(Array.from({ length: 5 }, () => 2_500_000));
    expect(readPrice('hai triệu').warning?.problem).toBe('priceNotUnderstood');
  });
});
