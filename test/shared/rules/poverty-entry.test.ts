import { describe, expect, it } from 'vitest';
import { newPovertyEntry } from '../../../shared/rules/poverty-entry.ts';
import type { KnownPovertyEntry } from '../../../shared/rules/poverty-history.ts';

const TODAY = '2026-09-05';
const given = {
  status: 'poor' as const,
  reviewYear: null,
  standard: null,
  certificateNo: null,
  certificateDate: null,
  certificateCommune: null,
};
const current: KnownPovertyEntry = { ...given, id: 'a', certificateDate: '2025-12-20', validFrom: '2025-12-20' };

describe('a status entered by hand', () => {
  it('counts from its certificate, else from today', () => {
    expect(newPovertyEntry(given, undefined, TODAY)?.validFrom).toBe(TODAY);
    expect(newPovertyEntry({ ...given, certificateDate: '2025-12-20' }, undefined, TODAY)?.validFrom).toBe(
      '2025-12-20',
    );
    expect(newPovertyEntry({ ...given, validFrom: '2024-01-01' }, current, TODAY)?.validFrom).toBe('2024-01-01');
  });

  it('counts now although an entry of today is newer than its certificate, but an older certificate is history', () => {
    const today = { ...current, certificateDate: null, validFrom: '2026-09-01' };
    expect(newPovertyEntry({ ...given, certificateDate: '2025-12-20' }, today, TODAY)?.validFrom).toBe(TODAY);
    const older = newPovertyEntry({ ...given, status: 'near_poor', certificateDate: '2024-12-20' }, current, TODAY);
    expect(older?.validFrom).toBe('2024-12-20');
  });

  it('takes the review year from the certificate and the standard from the year', () => {
    const entry = (certificateNo: string) => newPovertyEntry({ ...given, certificateNo }, undefined, TODAY);
    expect(entry('05/GCN-HN.HCN.2026')).toMatchObject({ reviewYear: 2026, standard: '2022-2025' });
    expect(newPovertyEntry({ ...given, reviewYear: 2027 }, undefined, TODAY)?.standard).toBe('2027-2030');
    expect(entry('05/GCN-HN.HCN')).toMatchObject({ reviewYear: null, standard: null });
  });

  it('is none when the entry that counts says the same', () => {
    expect(newPovertyEntry({ ...given, certificateDate: '2025-12-20' }, current, TODAY)).toBeNull();
    const dated = { ...given, certificateDate: '2025-12-20', validFrom: '2026-01-01' };
    expect(newPovertyEntry(dated, current, TODAY)).not.toBeNull();
  });
});
