import { describe, expect, it } from 'vitest';
import { expectSound, list, openTestImport, pupil } from './import-fixture.ts';

const lan = { fullName: 'Hà Thị Lan', birthDate: '12/06/2014', className: '6A' };
const LAN_CODE = '1700000001';
const LAN_ID = '017314000001';

describe('matching the rows of a class list', () => {
  it('knows a pupil by the student code, whatever else has changed, and shows old and new', async () => {
    const test = await openTestImport();
    await test.import(list({ ...lan, moetId: LAN_CODE, village: 'Lầu' }));
    const { preview, rows, apply } = await test.stage(
      list({ ...lan, moetId: LAN_CODE, fullName: 'Hà Thị Lan Anh', className: '7A', village: 'Vặn' }),
    );
    expect(preview.counts).toMatchObject({ new: 0, changed: 1, problems: 0 });
    const [row] = await rows('changed');
    const before = Object.fromEntries(
      row!.cells.flatMap((cell) => ('before' in cell ? [[cell.field, cell.before]] : [])),
    );
    expect(before).toEqual({ fullName: 'Hà Thị Lan', className: '6A', village: 'Lầu' });
    expect(await apply()).toMatchObject({ accepted: 0, changed: 1 });
    expect(await pupil(test, 'Hà Thị Lan Anh')).toMatchObject({ className: '7A', household: { village: 'Vặn' } });
    await expectSound(test);
  });

  it('knows a pupil by the personal ID and fills the empty code', async () => {
    const test = await openTestImport();
    await test.import(list({ ...lan, personalId: LAN_ID }));
    const result = await test.import(list({ ...lan, personalId: LAN_ID, moetId: LAN_CODE, fullName: 'Hà Thị Lành' }));
    expect(result).toMatchObject({ accepted: 0, changed: 1 });
    expect(await pupil(test, 'Hà Thị Lành')).toMatchObject({ moetId: LAN_CODE, personalId: LAN_ID });
  });

  it('knows a pupil by name and birth date, without accents too, and keeps the accents', async () => {
    const test = await openTestImport();
    await test.import(list(lan));
    const result = await test.import(list({ ...lan, fullName: 'Ha Thi Lan', gender: 'Nữ' }));
    expect(result).toMatchObject({ accepted: 0, changed: 1 });
    expect(await pupil(test, 'Hà Thị Lan')).toMatchObject({ gender: 'female' });
  });

  it('tells two namesakes apart by class, whichever row comes first', async () => {
    const test = await openTestImport();
    await test.import(list(lan, { ...lan, className: '6B' }));
    expect((await test.client.students.records({})).total).toBe(2);
    const again = await test.import(list({ ...lan, className: '6B', gender: 'Nữ' }, { ...lan, gender: 'Nam' }));
    expect(again).toMatchObject({ accepted: 0, changed: 2, rejected: [] });
    const { rows } = await test.client.students.records({});
    expect(rows.map(({ className, gender }) => ({ className, gender }))).toEqual([
      { className: '6A', gender: 'male' },
      { className: '6B', gender: 'female' },
    ]);
  });

  it('makes a problem row where two pupils fit', async () => {
    const test = await openTestImport();
    await test.import(list(lan, { ...lan, className: '6B' }));
    const result = await test.import(list({ ...lan, className: '7A' }));
    expect(result).toMatchObject({ id: null, accepted: 0, changed: 0 });
    expect(result.rejected).toMatchObject([{ row: 2, field: 'fullName', problem: 'studentFitsSeveral' }]);
    expect(result.rejected[0]!.message).toContain('Hà Thị Lan (lớp 6');
    expect((await test.client.imports.problems({})).rows).toMatchObject([{ row: 2, label: 'Hà Thị Lan' }]);
  });

  it('makes a problem row where code and personal ID are two pupils’', async () => {
    const test = await openTestImport();
    const nam = { fullName: 'Bùi Văn Nam', birthDate: '01/02/2014', className: '6A', personalId: '017214000002' };
    await test.import(list({ ...lan, moetId: LAN_CODE, personalId: '' }, { ...nam, moetId: '' }));
    const result = await test.import(list({ ...lan, moetId: LAN_CODE, personalId: nam.personalId }));
    expect(result.rejected).toMatchObject([{ field: 'personalId', problem: 'identifiersDisagree' }]);
    expect(result.rejected[0]!.message).toContain('Bùi Văn Nam (lớp 6A)');
  });

  it.each([
    ['code', { personalId: LAN_ID }, 'moetId', '1700000009'],
    ['personal ID', { moetId: LAN_CODE }, 'personalId', '017314000009'],
    ['code, by name', {}, 'moetId', '1700000009'],
  ] as const)('makes a problem row where the pupil has another %s', async (_, known, field, other) => {
    const test = await openTestImport();
    await test.import(list({ ...lan, moetId: LAN_CODE, personalId: LAN_ID }));
    const result = await test.import(list({ ...lan, ...known, [field]: other }));
    expect(result.rejected).toMatchObject([{ field, problem: 'identifiersDiffer' }]);
    expect(await pupil(test, 'Hà Thị Lan')).toMatchObject({ moetId: LAN_CODE, personalId: LAN_ID });
  });

  it('refuses the second of two rows that mean one pupil, and names the first', async () => {
    const test = await openTestImport();
    const result = await test.import(list(lan, { ...lan, fullName: 'HA THI LAN' }));
    expect(result).toMatchObject({
      accepted: 1,
      rejected: [{ row: 3, problem: 'pupilRepeated', details: { otherRow: 2 } }],
    });
    expect(await test.import(list({ ...lan, gender: 'Nữ' }, lan))).toMatchObject({
      changed: 1,
      rejected: [{ row: 3, problem: 'pupilRepeated' }],
    });
  });

  it('does not match a pupil who was taken out of the register', async () => {
    const test = await openTestImport();
    await test.import(list({ ...lan, moetId: LAN_CODE }));
    const { id } = await pupil(test, 'Hà Thị Lan');
    await test.client.students.void({ id, reason: 'Chuyển trường' });
    expect(await test.import(list({ ...lan, moetId: LAN_CODE }))).toMatchObject({ accepted: 1, rejected: [] });
  });

  it('warns where a code brings another name and birth date', async () => {
    const test = await openTestImport();
    await test.import(list({ ...lan, moetId: LAN_CODE }));
    const { preview, rows } = await test.stage(
      list({ fullName: 'Bùi Văn Nam', birthDate: '01/02/2014', className: '6A', moetId: LAN_CODE }),
    );
    expect(preview.counts).toMatchObject({ changed: 1, warnings: 1 });
    expect((await rows('warning'))[0]!.warnings).toMatchObject([{ problem: 'studentIsAnother' }]);
  });
});

describe('what a class list leaves alone', () => {
  it('erases nothing by an empty cell or a missing column', async () => {
    const test = await openTestImport();
    const full = {
      ...lan,
      moetId: LAN_CODE,
      personalId: LAN_ID,
      gender: 'Nữ',
      ethnicity: 'Mường',
      commune: 'Bao La',
      village: 'Lầu',
      status: 'nghèo',
      certificateNo: '28/GCN-HN.2025',
      guardian: 'Hà Văn Tiến',
      relation: 'Bố',
      phone: '0912345678',
    };
    await test.import(list(full));
    const before = await pupil(test, 'Hà Thị Lan');
    const emptied = Object.fromEntries(Object.keys(full).map((key) => [key, ''])) as typeof full;
    expect(await test.import(list({ ...emptied, ...lan, moetId: LAN_CODE }))).toMatchObject({
      id: null,
      unchanged: 1,
      warnings: [],
    });
    expect(await test.import(list({ fullName: lan.fullName, moetId: LAN_CODE }))).toMatchObject({ unchanged: 1 });
    expect(await pupil(test, 'Hà Thị Lan')).toEqual(before);
  });

  it('adds a second guardian of another name, and never one of the same', async () => {
    const test = await openTestImport();
    await test.import(list({ ...lan, guardian: 'Hà Văn Tiến', relation: 'Bố', phone: '0912345678' }));
    await test.import(list({ ...lan, guardian: 'ha van tien', phone: '0987654321' }));
    await test.import(list({ ...lan, guardian: 'Bùi Thị Mai', relation: 'Mẹ' }));
    expect((await pupil(test, 'Hà Thị Lan')).guardians).toMatchObject([
      { name: 'Hà Văn Tiến', relation: 'father', phone: '0987654321' },
      { name: 'Bùi Thị Mai', relation: 'mother', phone: null },
    ]);
  });

  it('keeps a phone that comes without a name, and gives it to the name that comes later', async () => {
    const test = await openTestImport();
    await test.import(list({ ...lan, phone: '0912345678' }));
    expect((await test.client.students.records({})).rows).toMatchObject([
      { guardianName: null, guardianPhone: '0912345678' },
    ]);
    await test.import(list({ ...lan, guardian: 'Hà Văn Tiến', phone: '0912345678' }));
    expect((await pupil(test, 'Hà Thị Lan')).guardians).toMatchObject([{ name: 'Hà Văn Tiến', phone: '0912345678' }]);
  });
});

describe('classes, sites and households', () => {
  it('makes a class once, however it is written, in the current school year', async () => {
    const test = await openTestImport();
    await test.import(list(lan, { ...lan, fullName: 'Bùi Văn Nam', className: 'Lớp 6a' }));
    expect(await test.client.classes.list()).toMatchObject([{ name: '6A', schoolYear: '2026-2027', studentCount: 2 }]);
  });

  it('gives the class its site, and makes the site once', async () => {
    const test = await openTestImport();
    const rows = [lan, { ...lan, fullName: 'Bùi Văn Nam', className: '6B' }].map((row) => ({
      ...row,
      site: 'Bản Vặn',
    }));
    await test.import(list(...rows));
    expect((await test.client.sites.list()).map(({ name }) => name)).toEqual(['Điểm trường chính', 'Bản Vặn']);
    expect(await test.import(list(...rows))).toMatchObject({ id: null, unchanged: 2 });
  });

  it('lets siblings share a household when certificate, place and parent are equal, now or later', async () => {
    const test = await openTestImport();
    const home = {
      commune: 'Bao La',
      village: 'Lầu',
      status: 'nghèo',
      certificateNo: '28/GCN-HN.2025',
      guardian: 'Hà Văn Tiến',
    };
    await test.import(list({ ...lan, ...home }, { ...lan, ...home, fullName: 'Hà Văn Minh' }));
    await test.import(list({ ...lan, ...home, fullName: 'Hà Văn Sơn', className: '8A' }));
    await test.import(list({ ...lan, ...home, fullName: 'Hà Văn Út', certificateNo: '29/GCN-HN.2025' }));
    const { household, povertyStatuses } = await pupil(test, 'Hà Thị Lan');
    expect(household!.siblings.map(({ fullName }) => fullName).sort()).toEqual(['Hà Văn Minh', 'Hà Văn Sơn']);
    expect(povertyStatuses).toHaveLength(1);
    expect((await pupil(test, 'Hà Văn Út')).household!.siblings).toEqual([]);
  });

  it('takes the first row of a shared household and warns of a sibling’s that says otherwise', async () => {
    const test = await openTestImport();
    const home = {
      commune: 'Bao La',
      village: 'Lầu',
      status: 'nghèo',
      certificateNo: '28/GCN-HN.2025',
      guardian: 'Hà Văn Tiến',
    };
    const minh = { ...lan, fullName: 'Hà Văn Minh' };
    await test.import(list({ ...lan, ...home }, { ...minh, ...home }));
    const split = list({ ...lan, village: 'Vặn' }, { ...minh, village: 'Mỏ' });
    const result = await test.import(split);
    expect(result.warnings).toMatchObject([{ row: 3, field: 'village', problem: 'householdContradicts' }]);
    expect((await pupil(test, 'Hà Văn Minh')).household).toMatchObject({ village: 'Vặn' });
    expect(await test.import(split)).toMatchObject({ id: null, changed: 0 });
  });
});
