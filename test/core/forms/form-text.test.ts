import { describe, expect, it } from 'vitest';
import { count, documentNumber, dong, groupedImei, longDay, shortDay } from '../../../core/forms/form-text.ts';

describe('days and numbers on paper', () => {
  it('puts a zero before days below ten and the months January and February only', () => {
    expect(longDay('2026-09-05')).toBe('ngày 05 tháng 9 năm 2026');
    expect(longDay('2026-01-25')).toBe('ngày 25 tháng 01 năm 2026');
    expect(longDay('2026-02-01')).toBe('ngày 01 tháng 02 năm 2026');
    expect(longDay('2026-12-31')).toBe('ngày 31 tháng 12 năm 2026');
    expect(longDay(null)).toBeNull();
    expect(shortDay('2026-09-05')).toBe('05/09/2026');
  });

  it('puts a zero before document numbers and counts below ten', () => {
    expect(documentNumber('5/BB-THCS')).toBe('05/BB-THCS');
    expect(documentNumber('15/BB-THCS')).toBe('15/BB-THCS');
    expect(documentNumber('  ')).toBeNull();
    expect(count(5)).toBe('05');
  });

  it('groups money by thousands and an IMEI where its type code ends', () => {
    expect(dong(3_290_000)).toBe('3.290.000');
    expect(dong(0)).toBe('0');
    expect(groupedImei('352099001761481')).toBe('35209900 1761481');
    expect(groupedImei('không có')).toBe('không có');
  });
});
