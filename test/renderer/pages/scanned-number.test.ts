import { expect, it } from 'vitest';
import { readPrice } from '../../../renderer/pages/devices/device-form-values.ts';
import { readScannedNumber } from '../../../renderer/pages/devices/scanned-number.ts';

it('takes a scanned number as it stands on the label, in capitals', () => {
  expect(readScannedNumber(' r9wt2005152 ')).toEqual({ number: 'R9WT2005152', isGarbled: false });
  expect(readScannedNumber('S/N: R9WT 2005152').number).toBe('R9WT2005152');
  expect(readScannedNumber('IMEI 1: 359562243577695').number).toBe('359562243577695');
  expect(readScannedNumber('SN123').number).toBe('SN123');
});

it('refuses what an input method has changed, composed or not', () => {
  for (const typed of ['R9Ư123', 'R9NÊ02', 'Đ123', 'A\u0302BC', 'R9ú1']) {
    expect(readScannedNumber(typed).isGarbled, typed).toBe(true);
  }
});

it('reads an amount as clerks write it', () => {
  expect(readPrice('3.500.000 đ')).toBe(3_500_000);
  expect(readPrice('3 500 000 đồng')).toBe(3_500_000);
  expect(readPrice('')).toBeNull();
  expect(readPrice('ba triệu')).toBeUndefined();
  expect(readPrice('-5')).toBeUndefined();
});
