/** Identifiers: personal ID, pupil code, phone, IMEI, serial number. All numbers are made up. */
import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasLuhnDigit, readImei } from '../../../shared/rules/imei.ts';
import { readMoetId } from '../../../shared/rules/moet-id.ts';
import {
  checkPersonalId,
  personalIdMeaning,
  readAdultPersonalId,
  readPersonalId,
} from '../../../shared/rules/personal-id.ts';
import { readPhone } from '../../../shared/rules/phone.ts';
import { readSerialNumber } from '../../../shared/rules/serial-number.ts';

describe('personal ID', () => {
  it('takes twelve digits and nothing else', () => {
    expect(readPersonalId(" 017 215 285 432 '").fault?.problem).toBe('personalIdNotDigits');
    expect(readPersonalId("'017 215 285432").value).toBe('017215285432');
    expect(readPersonalId(17_215_285_432).fault).toEqual({
      problem: 'personalIdElevenDigits',
      details: { text: '17215285432', candidate: '017215285432' },
    });
    expect(readPersonalId('01721528543').fault?.details).toMatchObject({ candidate: null });
    expect(readPersonalId('1.7E+10').fault?.problem).toBe('personalIdLostDigits');
    expect(readPersonalId('123456789').fault).toMatchObject({
      problem: 'personalIdWrongLength',
      details: { digits: 9 },
    });
    expect(readPersonalId('chưa có').value).toBeNull();
  });

  it('knows what the digits say of gender, century and year', () => {
    expect(personalIdMeaning('017215285432')).toEqual({ province: '017', gender: 'male', birthYear: 2015 });
    expect(personalIdMeaning('001198000001')).toEqual({ province: '001', gender: 'female', birthYear: 1998 });
  });

  it('warns of contradictions, only of those', () => {
    const warnings = (...args: Parameters<typeof checkPersonalId>) =>
      checkPersonalId(...args).map(({ problem }) => problem);
    expect(warnings('017215285432', 'male', '2015-05-09')).toEqual([]);
    expect(warnings('017215285432', 'female', '2014-05-09')).toEqual([
      'personalIdGenderMismatch',
      'personalIdYearMismatch',
    ]);
    expect(warnings('003215285432', null, null)).toEqual(['personalIdProvinceUnknown']);
  });

  it('lets an adult have nine digits, and refuses no row for an adult', () => {
    expect(readAdultPersonalId('113456789').value).toBe('113456789');
    expect(readAdultPersonalId('1134567')).toMatchObject({
      value: null,
      fault: null,
      warning: { problem: 'personalIdWrongLength' },
    });
  });
});

describe('pupil code', () => {
  it('takes ten digits, keeps another code with a warning, refuses lost digits', () => {
    expect(readMoetId('1796500902')).toEqual({ value: '1796500902', fault: null, warning: null });
    expect(readMoetId('HS0012')).toMatchObject({ value: 'HS0012', warning: { problem: 'moetIdUnusual' } });
    expect(readMoetId('1.8E+09').fault?.problem).toBe('moetIdLostDigits');
  });
});

describe('phone', () => {
  it.each([
    ['0912345678', '0912345678'],
    [912_345_678, '0912345678'],
    ['+84 912 345 678', '0912345678'],
    ['84912345678', '0912345678'],
    ['0912.345.678', '0912345678'],
    ['0218 3867 123', '02183867123'],
    ['không', null],
    [0, null],
  ])('reads %s as %s', (written, phone) => {
    expect(readPhone(written)).toMatchObject({ value: phone, fault: null, warning: null });
  });

  it('takes the first of several, and keeps what looks odd with a warning', () => {
    expect(readPhone('0912345678/0987654321')).toMatchObject({
      value: '0912345678',
      warning: { problem: 'phoneSeveral' },
    });
    expect(readPhone('01689123456')).toMatchObject({ value: '01689123456', warning: { problem: 'phoneUnusual' } });
    expect(readPhone('9.12E+08')).toMatchObject({ value: null, warning: { problem: 'digitsLost' } });
  });
});

describe('IMEI', () => {
  it('warns of a wrong check digit only', () => {
    expect(readImei('490154203237518')).toEqual({ value: '490154203237518', fault: null, warning: null });
    expect(readImei(352_099_001_761_482)).toMatchObject({
      value: '352099001761482',
      warning: { problem: 'imeiCheckDigit' },
    });
    expect(readImei('3.5E+14').fault?.problem).toBe('imeiLostDigits');
    expect(readImei('35209900176148').warning?.problem).toBe('imeiWrongLength');
  });

  it('finds every single mistyped digit', () => {
    assert(
      property(
        array(integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 }),
        integer({ min: 0, max: 14 }),
        integer({ min: 1, max: 9 }),
        (body, at, change) => {
          const right = Array.from({ length: 10 }, (_, digit) => body.join('') + digit).find(hasLuhnDigit) ?? '';
          expect(right).toHaveLength(15);
          const wrong = Array.from(right, (digit, index) =>
            index === at ? (Number(digit) + change) % 10 : digit,
          ).join('');
          expect(hasLuhnDigit(wrong)).toBe(false);
        },
      ),
    );
  });
});

describe('serial number', () => {
  it('takes what the maker prints and refuses a number that lost its digits', () => {
    expect(readSerialNumber(' S/N: r9ot 2786087 ').value).toBe('r9ot2786087');
    expect(readSerialNumber('8.98E+18').fault?.problem).toBe('serialNumberLostDigits');
    expect(readSerialNumber(8.98e18).fault?.problem).toBe('serialNumberLostDigits');
    expect(readSerialNumber('').value).toBeNull();
  });
});
