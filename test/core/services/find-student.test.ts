import { describe, expect, it } from 'vitest';
import { openTestRegister } from '../open-test-register.ts';
import { addPupil, problemOf } from './device-fixture.ts';

describe('finding one pupil', () => {
  it('goes by record id, ministry code or personal ID', async () => {
    const { client } = await openTestRegister();
    const { id } = await client.students.save({
      fullName: 'Đặng Yến Thúy',
      moetId: '1712345678',
      personalId: '017314001234',
    });
    for (const key of [id, '1712345678', ' 017314001234 ', '017314 001234'])
      expect(await client.students.resolve({ key })).toEqual({ id, fullName: 'Đặng Yến Thúy' });
    expect(await problemOf(client.students.resolve({ key: '99' }))).toEqual({
      code: 'studentNotFound',
      details: { key: '99' },
    });
  });

  it('is ambiguous when a merge or a file brought one number twice', async () => {
    const { client, register, session } = await openTestRegister();
    await register.run(session, async (command) => {
      command.create('students', { fullName: 'Lò Thị An', moetId: '1712345678' });
      command.create('students', { fullName: 'Lò Thị Bình', moetId: '1712345678' });
    });
    expect(await problemOf(client.students.resolve({ key: '1712345678' }))).toEqual({
      code: 'studentAmbiguous',
      details: { key: '1712345678', count: 2 },
    });
  });

  it('lists as similar who may be the same child: same name, birth date equal, unknown or one part away', async () => {
    const { client } = await openTestRegister();
    const save = async (birthDate: string | null) =>
      (await client.students.save({ fullName: 'Giàng A Páo', birthDate, isKnownDouble: true })).id;
    const [equal, unknown, swapped] = [
      await save('2014-06-12'),
      await save(null),
      await save('2014-06-21'),
      await save('2011-01-12'),
    ];
    const similar = (birthDate: string | null, except?: string) =>
      client.students.similar({ fullName: 'giang a pao', birthDate, except });
    expect((await similar('2014-06-12')).map((row) => row.id)).toEqual([equal, unknown, swapped]);
    expect((await similar('2014-06-12', equal)).map((row) => row.id)).toEqual([unknown, swapped]);
    expect((await similar(null))[0]?.id).toBe(unknown);
    expect(await similar(null)).toHaveLength(4);
  });
});

describe('flat records', () => {
  it('carry the keys of a class list, with the status that counts and the guardian who signs', async () => {
    const { client, register } = await openTestRegister();
    await addPupil(client, 'Vàng Thị Sua', { className: '7A' });
    const { id } = await client.students.save({
      fullName: 'Đặng Yến Thúy',
      className: '6A',
      moetId: '1712345678',
      birthDate: '2014-06-12',
      gender: 'female',
      ethnicity: 'Mường',
      household: { village: 'Mỏ', commune: 'Mai Châu', province: 'Phú Thọ' },
      guardian: { name: 'Hà Thị Lan', relation: 'mother', phone: '0912345678' },
      povertyStatus: { status: 'poor', certificateNo: '05/GCN-HN.HCN' },
    });
    const { total, rows } = await client.students.records({});
    expect(total).toBe(2);
    expect(rows[0]).toEqual({
      id,
      owner: (await register.getInstallation()).owner,
      schoolName: 'Trường TH&THCS Chiềng Châu',
      fullName: 'Đặng Yến Thúy',
      birthDate: '2014-06-12',
      gender: 'female',
      ethnicity: 'Mường',
      className: '6A',
      moetId: '1712345678',
      personalId: null,
      province: 'Phú Thọ',
      commune: 'Mai Châu',
      village: 'Mỏ',
      povertyStatus: 'poor',
      certificateNo: '05/GCN-HN.HCN',
      guardianName: 'Hà Thị Lan',
      guardianRelation: 'mother',
      guardianPhone: '0912345678',
    });
    const [first] = await client.classes.list();
    expect(await client.students.records({ class: first!.id })).toEqual({ total: 1, rows: [rows[0]] });
    expect((await client.students.records({ offset: 1 })).rows).toEqual([rows[1]]);
  });
});
