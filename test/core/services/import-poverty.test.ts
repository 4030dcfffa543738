import { describe, expect, it } from 'vitest';
import { list, openTestImport, pupil } from './import-fixture.ts';

const lan = { fullName: 'Hà Thị Lan', birthDate: '12/06/2014', className: '6A' };
const certified = { ...lan, status: 'nghèo', certificateNo: '28/GCN-HN.2025' };
const FIRST_ROW = { sheet: 'danh-sach', row: 2 };

async function statusesOf(test: Awaited<ReturnType<typeof openTestImport>>) {
  return (await pupil(test, lan.fullName)).povertyStatuses.map(({ status, certificateNo }) => ({
    status,
    certificateNo,
  }));
}

describe('the poverty status in a class list', () => {
  it('reads year and standard from the number of the certificate', async () => {
    const test = await openTestImport();
    await test.import(list(certified));
    expect((await pupil(test, lan.fullName)).povertyStatuses).toMatchObject([
      {
        status: 'poor',
        certificateNo: '28/GCN-HN.2025',
        reviewYear: 2025,
        standard: '2022-2025',
        validFrom: '2026-09-05',
      },
    ]);
  });

  it('is none where the column is empty, and unknown where there is no column', async () => {
    const test = await openTestImport();
    await test.import(list({ ...lan, status: '' }));
    await test.import(list({ ...lan, fullName: 'Bùi Văn Nam' }));
    const { rows } = await test.client.students.records({});
    expect(rows.map(({ fullName, povertyStatus }) => [fullName, povertyStatus])).toEqual([
      ['Hà Thị Lan', 'none'],
      ['Bùi Văn Nam', null],
    ]);
  });

  it('is not lowered without a tick when it has a certificate, and the rest of the row is written', async () => {
    const test = await openTestImport();
    await test.import(list(certified));
    const { preview, rows, apply } = await test.stage(list({ ...lan, status: 'Không', gender: 'Nữ' }));
    expect(preview.counts).toMatchObject({ changed: 1, lowered: 1 });
    expect(await rows('lowered')).toMatchObject([{ isLowered: true, row: 2 }]);
    const result = await apply();
    expect(result).toMatchObject({ changed: 1 });
    expect(result.warnings).toMatchObject([{ row: 2, field: 'povertyStatus', problem: 'statusNotLowered' }]);
    expect(await statusesOf(test)).toEqual([{ status: 'poor', certificateNo: '28/GCN-HN.2025' }]);
    expect(await pupil(test, lan.fullName)).toMatchObject({ gender: 'female' });
  });

  it('writes nothing at all where the only change was not ticked', async () => {
    const test = await openTestImport();
    await test.import(list(certified));
    expect(await test.import(list({ ...lan, status: 'Không' }))).toMatchObject({ id: null, changed: 0, unchanged: 1 });
  });

  it('is lowered with a tick, and the entry before stays in the history', async () => {
    const test = await openTestImport();
    await test.import(list(certified));
    const file = list({ ...lan, status: 'cận nghèo' });
    expect(await test.import(file, [FIRST_ROW])).toMatchObject({ changed: 1, warnings: [] });
    expect(await statusesOf(test)).toEqual([
      { status: 'near_poor', certificateNo: null },
      { status: 'poor', certificateNo: '28/GCN-HN.2025' },
    ]);
    expect(await test.import(file, [FIRST_ROW])).toMatchObject({ id: null, unchanged: 1 });
  });

  it('is lowered without a tick when no certificate stood behind it, and raised at any time', async () => {
    const test = await openTestImport();
    await test.import(list({ ...lan, status: 'nghèo' }));
    await test.import(list({ ...lan, status: 'Không' }));
    await test.import(list(certified));
    expect(await statusesOf(test)).toEqual([
      { status: 'poor', certificateNo: '28/GCN-HN.2025' },
      { status: 'none', certificateNo: null },
      { status: 'poor', certificateNo: null },
    ]);
  });

  it('counts from the day of its certificate; an older certificate is history only, and once', async () => {
    const test = await openTestImport();
    await test.import(list({ ...certified, certificateDate: '20/12/2025' }));
    const older = list({ ...lan, status: 'cận nghèo', certificateNo: '11/GCN-HN.2024', certificateDate: '18/12/2024' });
    expect((await test.stage(older)).preview.counts).toMatchObject({ lowered: 0, changed: 1 });
    await test.import(older);
    expect(
      (await pupil(test, lan.fullName)).povertyStatuses.map(({ status, validFrom }) => [status, validFrom]),
    ).toEqual([
      ['poor', '2025-12-20'],
      ['near_poor', '2024-12-18'],
    ]);
    expect(await test.import(older)).toMatchObject({ id: null, unchanged: 1 });
  });

  it('takes a certificate that is older than the day on which “none” was entered, and counts from then', async () => {
    const test = await openTestImport();
    await test.import(list({ ...lan, status: '' }));
    const file = list({ ...certified, certificateDate: '20/12/2025' });
    await test.import(file);
    expect((await statusesOf(test))[0]).toEqual({ status: 'poor', certificateNo: '28/GCN-HN.2025' });
    expect(await test.import(file)).toMatchObject({ id: null });
  });

  it('completes the entry that counts with the day of the same certificate', async () => {
    const test = await openTestImport();
    await test.import(list(certified));
    await test.import(list({ ...certified, certificateDate: '20/12/2025' }));
    expect((await pupil(test, lan.fullName)).povertyStatuses).toMatchObject([{ certificateDate: '2025-12-20' }]);
  });
});
