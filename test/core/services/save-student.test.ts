import { describe, expect, it } from 'vitest';
import { openTestRegister } from '../open-test-register.ts';
import { addSiblings, openTestSchool, problemOf } from './device-fixture.ts';

const THUY = {
  fullName: 'ĐẶNG  YẾN THÚY',
  moetId: '1712345678',
  personalId: '017314001234',
  birthDate: '2014-06-12',
  gender: 'female',
  ethnicity: 'mường',
  className: 'lớp 6a',
} as const;

describe('saving a pupil', () => {
  it('creates pupil, class, household, guardian and status in one command that can be undone', async () => {
    const { client } = await openTestRegister();
    const { id, command, warnings } = await client.students.save({
      ...THUY,
      household: { headName: 'Đặng Văn Hùng', village: 'Mỏ', commune: 'Mai Châu', province: 'Phú Thọ' },
      guardian: { name: 'Hà Thị Lan', relation: 'mother', phone: '0912 345 678' },
      povertyStatus: { status: 'poor', certificateNo: '05/GCN-HN.2025', certificateDate: '2025-12-20' },
    });
    expect(warnings).toEqual([]);
    expect(await client.students.get({ id })).toMatchObject({
      fullName: 'Đặng Yến Thúy',
      ethnicity: 'Mường',
      className: '6A',
      household: { headName: 'Đặng Văn Hùng', village: 'Mỏ', siblings: [] },
      guardians: [{ name: 'Hà Thị Lan', phone: '0912345678' }],
      povertyStatuses: [
        { status: 'poor', reviewYear: 2025, standard: '2022-2025', validFrom: '2025-12-20', isVoided: false },
      ],
      assignments: [],
      receipts: [],
    });
    await client.commands.undo({ command: command! });
    expect((await client.students.list({})).total).toBe(0);
    expect((await client.students.get({ id })).voidedAt).not.toBeNull();
  });

  it('changes what the form says and leaves alone what it does not mention', async () => {
    const { client } = await openTestRegister();
    const { id } = await client.students.save({
      ...THUY,
      household: { headName: 'Đặng Văn Hùng', village: 'Mỏ' },
      guardian: { name: 'Hà Thị Lan', relation: 'mother' },
    });
    await client.students.save({ ...THUY, id, className: '6B', household: { village: 'Chiềng Sại' } });
    await client.students.save({ ...THUY, id, className: '6B', guardian: { phone: '0912345678' } });
    expect(await client.students.get({ id })).toMatchObject({
      className: '6B',
      household: { headName: 'Đặng Văn Hùng', village: 'Chiềng Sại' },
      guardians: [{ name: 'Hà Thị Lan', relation: 'mother', phone: '0912345678' }],
    });
    const { command } = await client.students.save({ ...THUY, id, className: '6B' });
    expect(command).toBeNull();
    await client.students.save({ ...THUY, id, className: null, guardian: { name: '' } });
    expect(await client.students.get({ id })).toMatchObject({ className: null, guardians: [] });
  });

  it('keeps a pupil in the class of an earlier year until the class is changed', async () => {
    const { client } = await openTestRegister();
    const { id } = await client.students.save(THUY);
    const before = await client.students.get({ id });
    await client.register.saveSchool({ code: '17150501', name: 'Trường', schoolYear: '2027-2028' });
    await client.students.save({ ...THUY, id, note: 'Mượn vở' });
    expect((await client.students.get({ id })).class).toBe(before.class);
    await client.students.save({ ...THUY, id, className: '7A' });
    expect(await client.classes.list()).toMatchObject([{ name: '7A', schoolYear: '2027-2028', studentCount: 1 }]);
  });

  it('adds a status only when it says something new, under the standard of its review', async () => {
    const { client } = await openTestRegister();
    const { id } = await client.students.save({ ...THUY, povertyStatus: { status: 'poor', reviewYear: 2026 } });
    const enter = (povertyStatus: { status: 'poor' | 'near_poor'; reviewYear: number }) =>
      client.students.save({ ...THUY, id, povertyStatus });
    expect((await enter({ status: 'poor', reviewYear: 2026 })).command).toBeNull();
    await enter({ status: 'near_poor', reviewYear: 2027 });
    const { povertyStatuses } = await client.students.get({ id });
    expect(povertyStatuses.map((entry) => [entry.status, entry.standard, entry.validFrom])).toEqual([
      ['near_poor', '2027-2030', '2026-09-05'],
      ['poor', '2022-2025', '2026-09-05'],
    ]);
  });

  it('shows brothers and sisters of one household', async () => {
    const opened = await openTestSchool();
    const { client } = opened;
    const { id: schoolClass } = await client.classes.save({ name: '6A' });
    const [first, second] = await addSiblings(opened, schoolClass, 'Vàng A Páo', 'Vàng Thị Sua');
    expect((await client.students.get({ id: first! })).household?.siblings).toEqual([
      { id: second, fullName: 'Vàng Thị Sua', className: '6A' },
    ]);
  });

  it('refuses numbers that another pupil has, and gives them back when that pupil leaves', async () => {
    const { client } = await openTestRegister();
    const { id } = await client.students.save(THUY);
    const other = { fullName: 'Vàng Thị Sua', birthDate: '2014-01-01' };
    expect(await problemOf(client.students.save({ ...other, moetId: THUY.moetId }))).toEqual({
      code: 'moetIdTaken',
      details: { field: 'moetId', student: id, fullName: 'Đặng Yến Thúy' },
    });
    expect(await problemOf(client.students.save({ ...other, personalId: THUY.personalId }))).toMatchObject({
      code: 'personalIdTaken',
    });
    await client.students.save({ ...THUY, id });
    await client.students.void({ id, reason: 'Chuyển trường' });
    await client.students.save({ ...other, moetId: THUY.moetId });
  });

  it('asks before a second pupil of the same name and birth date, whatever the accents', async () => {
    const { client } = await openTestRegister();
    const { id } = await client.students.save(THUY);
    const twin = { fullName: 'Dang Yen Thuy', birthDate: THUY.birthDate };
    expect(await problemOf(client.students.save(twin))).toEqual({
      code: 'studentDouble',
      details: { student: id, fullName: 'Đặng Yến Thúy', className: '6A' },
    });
    const known = await client.students.save({ ...twin, isKnownDouble: true });
    expect(known.id).not.toBe(id);
    await client.students.save({ ...twin, birthDate: '2015-06-12' });
  });

  it('writes nothing of a form that is refused', async () => {
    const { client } = await openTestRegister();
    const before = await client.journal.verify();
    const call = client.students.save({ ...THUY, className: '9C', guardian: { phone: '0912345678' } });
    expect(await problemOf(call)).toEqual({ code: 'valueRefused', details: { field: 'guardian.name' } });
    expect(await client.classes.list()).toEqual([]);
    expect(await client.journal.verify()).toEqual(before);
  });

  it('raises recordNotFound for a pupil that is not there', async () => {
    const { client, session } = await openTestRegister();
    const id = session.personId!;
    for (const call of [
      client.students.save({ ...THUY, id }),
      client.students.get({ id }),
      client.students.void({ id, reason: 'Thử' }),
      client.students.restore({ id }),
      client.journal.timeline({ table: 'students', id }),
      client.journal.timeline({ table: 'devices', id }),
    ])
      expect(await problemOf(call)).toMatchObject({ code: 'recordNotFound' });
  });
});
