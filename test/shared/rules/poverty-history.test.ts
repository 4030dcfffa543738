import { describe, expect, it } from 'vitest';
import {
  currentPoverty,
  decidePoverty,
  type KnownPovertyEntry,
  povertyStandardOf,
  reviewYearOf,
} from '../../../shared/rules/poverty-history.ts';

const TODAY = '2026-09-05';
function entry(id: string, more: Partial<KnownPovertyEntry>): KnownPovertyEntry {
  return {
    id,
    status: 'poor',
    reviewYear: null,
    standard: null,
    certificateNo: null,
    certificateDate: null,
    certificateCommune: null,
    validFrom: '2026-01-01',
    ...more,
  };
}

describe('the poverty history of a household', () => {
  it('counts the newest entry by day, then by the order of writing', () => {
    const history = [entry('b', {}), entry('a', {}), entry('c', { validFrom: '2025-12-31' })];
    expect(currentPoverty(history)?.id).toBe('b');
    expect(currentPoverty([])).toBeUndefined();
  });

  it('applies the standard of 2022–2025 until 2026, then that of 2027–2030', () => {
    expect([null, 2025, 2026, 2027].map(povertyStandardOf)).toEqual([null, '2022-2025', '2022-2025', '2027-2030']);
  });

  it.each([
    ['28/GCN-HN.2025', 2025],
    ['28/GCN-HN-2026', 2026],
    ['2025', 2025],
    ['28/GCN-HN.HCN', null],
    ['12025', null],
    [null, null],
  ])('reads the year of %s', (certificateNo, year) => {
    expect(reviewYearOf(certificateNo)).toBe(year);
  });

  it('takes an empty cell for “none” only where nothing is known, and a missing column for nothing', () => {
    expect(decidePoverty([], { status: null }, true, TODAY)).toMatchObject({ kind: 'add', entry: { status: 'none' } });
    expect(decidePoverty([entry('a', {})], { status: null }, true, TODAY)).toEqual({ kind: 'keep' });
    expect(decidePoverty([], { status: null }, false, TODAY)).toEqual({ kind: 'keep' });
  });

  it('keeps a like status with like or without certificate, and adds one with another certificate', () => {
    const history = [entry('a', { certificateNo: '28/GCN' })];
    for (const certificateNo of [null, '28/GCN'])
      expect(decidePoverty(history, { status: 'poor', certificateNo }, true, TODAY)).toEqual({ kind: 'keep' });
    expect(decidePoverty(history, { status: 'poor', certificateNo: '29/GCN' }, true, TODAY)).toMatchObject({
      kind: 'add',
      isLowering: false,
      entry: { certificateNo: '29/GCN', validFrom: TODAY },
    });
  });

  it.each([
    ['poor', 'near_poor', '28/GCN', true],
    ['poor', 'none', '28/GCN', true],
    ['near_poor', 'none', '28/GCN', true],
    ['near_poor', 'poor', '28/GCN', false],
    ['poor', 'none', null, false],
  ] as const)('from %s to %s with certificate %s: lowering is %s', (before, after, certificateNo, isLowering) => {
    const history = [entry('a', { status: before, certificateNo })];
    expect(decidePoverty(history, { status: after }, true, TODAY)).toMatchObject({ kind: 'add', isLowering });
  });
});
