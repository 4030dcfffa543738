import { describe, expect, it } from 'vitest';
import { isMasked, maskField, maskNumber, unmaskNumber } from '../../../shared/rules/mask-number.ts';

describe('a masked number', () => {
  it.each([
    ['012345678989', '0123••••••89'],
    ['123456789', '1234•••89'],
    ['1234567', '•••••••'],
    ['', ''],
    [null, null],
  ])('%s → %s', (number, masked) => expect(maskNumber(number)).toBe(masked));

  it('is made only of fields that hold the ID number of a person', () => {
    expect(maskField('students', 'personalId', '012345678989')).toBe('0123••••••89');
    expect(maskField('students', 'moetId', '1700000001')).toBe('1700000001');
    expect(maskField('devices', 'personalId', '012345678989')).toBe('012345678989');
  });

  it('is taken back for the number that looks so, and for no other', () => {
    expect(unmaskNumber('0123 •••••• 89', [null, '012345678989'])).toBe('012345678989');
    expect(unmaskNumber('0123••••••88', ['012345678989'])).toBe('0123••••••88');
    expect(unmaskNumber('099999999999', ['012345678989'])).toBe('099999999999');
    expect(isMasked('0123••••••89')).toBe(true);
    expect(isMasked('012345678989')).toBe(false);
  });
});
