import { describe, expect, it } from 'vitest';
import { openTestRegister } from '../open-test-register.ts';
import { problemOf } from './device-fixture.ts';

const SCHOOL = { code: '17150501', name: 'Trường TH&THCS Chiềng Châu', schoolYear: '2026-2027' };

describe('the settings', () => {
  it('save the school, and refuse an office that this register does not have', async () => {
    const { client } = await openTestRegister();
    await client.register.saveSchool({ ...SCHOOL, principalName: 'Hà Thị Minh' });
    expect((await client.register.status()).school).toMatchObject({ ...SCHOOL, principalName: 'Hà Thị Minh' });
    expect(await problemOf(client.register.saveOffice({ name: 'UBND xã', level: 'commune' }))).toMatchObject({
      code: 'recordNotFound',
    });
  });

  it('have one main site', async () => {
    const { client } = await openTestRegister();
    const { id } = await client.sites.save({ name: 'Điểm Mỏ', village: 'Mỏ', isMain: true });
    const sites = await client.sites.list();
    expect(sites.map((site) => [site.name, site.isMain])).toEqual([
      ['Điểm Mỏ', true],
      ['Điểm trường chính', false],
    ]);
    await client.sites.void({ id, reason: 'Sáp nhập' });
    expect((await client.sites.list()).at(-1)).toMatchObject({ id, isVoided: true });
  });

  it('refuse two rounds of one name', async () => {
    const { client } = await openTestRegister();
    const round = { name: 'Đợt 2', mode: 'loan', entitlement: 'per_household' } as const;
    const { id } = await client.rounds.save(round);
    expect(await problemOf(client.rounds.save({ ...round, name: 'đợt  2' }))).toEqual({
      code: 'roundNameTaken',
      details: { name: 'Đợt 2' },
    });
    await client.rounds.save({ ...round, id, source: 'Quỹ viễn thông công ích' });
    expect(await client.rounds.list()).toMatchObject([{ name: 'Đợt 1' }, { id, source: 'Quỹ viễn thông công ích' }]);
  });
});

describe('classes', () => {
  it('stand 6A, 6B, 10A1, 10A10, with their pupils counted', async () => {
    const { client } = await openTestRegister();
    for (const name of ['10A10', '6B', '10A1', '6A']) await client.classes.save({ name });
    const { id } = await client.students.save({ fullName: 'Lò Thị An', className: '6b' });
    await client.students.save({ fullName: 'Lò Thị Bình', className: '6B' });
    const list = async () => (await client.classes.list()).map((one) => [one.name, one.studentCount]);
    expect(await list()).toEqual([
      ['6A', 0],
      ['6B', 2],
      ['10A1', 0],
      ['10A10', 0],
    ]);
    await client.students.void({ id, reason: 'Chuyển trường' });
    expect((await list())[1]).toEqual(['6B', 1]);
  });

  it('refuse a name that the school year has, and start anew in the next', async () => {
    const { client } = await openTestRegister();
    const { id } = await client.classes.save({ name: '6A' });
    expect(await problemOf(client.classes.save({ name: '6 a' }))).toEqual({
      code: 'classNameTaken',
      details: { name: '6A' },
    });
    await client.classes.save({ id, name: '6A', homeroomTeacher: 'Vi Thị Hoa' });
    await client.register.saveSchool({ ...SCHOOL, schoolYear: '2027-2028' });
    expect(await client.classes.list()).toEqual([]);
    await client.classes.save({ name: '6A' });
    expect(await client.classes.list()).toMatchObject([{ name: '6A', schoolYear: '2027-2028' }]);
  });
});
