import { describe, expect, it } from 'vitest';
import { foldText } from '../../../shared/rules/fold.ts';
import { chooseSeed, seededRandom } from '../../seeded-random.ts';
import { openTestRegister } from '../open-test-register.ts';
import { randomName } from '../random-history.ts';
import { addDevices, addPupil, openTestSchool, RECEIVER } from './device-fixture.ts';

const fold = (text: string) => foldText(text).replaceAll("'", '').split(' ').filter(Boolean);

function isMatch(fullName: string, typed: readonly string[]): boolean {
  const words = fold(fullName);
  return typed.every((part) => words.some((word) => word.startsWith(part)));
}

describe('the search box', () => {
  it('puts names that begin as typed first, accents and all, then the folded ones, then the rest', async () => {
    const { client } = await openTestSchool();
    for (const name of ['Lê Thị Lò', 'Lô Văn An', 'Lò Văn Bình', 'Lò Thị Bình', 'Lò Văn An', 'Giàng A Páo'])
      await addPupil(client, name);
    const labels = async (text: string) => (await client.search.find({ text })).map((hit) => hit.label);
    expect(await labels('Lò')).toEqual(['Lò Văn An', 'Lò Thị Bình', 'Lò Văn Bình', 'Lô Văn An', 'Lê Thị Lò']);
    expect(await labels('lo van')).toEqual(['Lò Văn An', 'Lô Văn An', 'Lò Văn Bình']);
    expect(await labels('van lo')).toEqual(['Lò Văn An', 'Lô Văn An', 'Lò Văn Bình']);
    expect(await labels('lvb')).toEqual(['Lò Văn Bình']);
    expect(await labels('')).toEqual([]);
    expect(await labels('?')).toEqual([]);
  });

  it('finds pupils by number and devices by serial number or IMEI in any case, naming who has them', async () => {
    const { client, round } = await openTestSchool();
    const { id } = await client.students.save({
      fullName: 'Vàng Thị Sua',
      className: '7B',
      moetId: '1712345678',
      personalId: '017314001234',
    });
    const [device] = await addDevices(client, round, 'HA1V5K3R', 'HA2');
    const { id: other } = await client.devices.save({ round, serialNumber: 'ZZ9', imei: '356938035643809' });
    await client.receipts.save({ student: id, device: device!, ...RECEIVER });
    expect(await client.search.find({ text: '17123' })).toMatchObject([{ kind: 'student', id, detail: '1712345678' }]);
    expect(await client.search.find({ text: '017 314 0' })).toMatchObject([{ kind: 'student', id, className: '7B' }]);
    expect(await client.search.find({ text: 'ha1v' })).toEqual([
      {
        kind: 'device',
        id: device,
        label: 'HA1V5K3R',
        className: '7B',
        birthDate: null,
        student: id,
        schoolName: 'Trường TH&THCS Chiềng Châu',
        detail: 'Vàng Thị Sua',
      },
    ]);
    expect(await client.search.find({ text: '3569' })).toMatchObject([{ kind: 'device', id: other, student: null }]);
  });

  it('forgets a name that no pupil bears any more, and hides the voided', async () => {
    const { client } = await openTestSchool();
    const id = await addPupil(client, 'Lò Văn Sai');
    await client.students.save({ id, fullName: 'Lò Văn Đúng' });
    expect(await client.search.find({ text: 'sai' })).toEqual([]);
    expect(await client.search.find({ text: 'dung lo' })).toMatchObject([{ id }]);
    await client.students.void({ id, reason: 'Chuyển trường' });
    expect(await client.search.find({ text: 'dung' })).toEqual([]);
  });

  it('is not crowded out by pupils who left', async () => {
    const { client, register, session } = await openTestRegister();
    await register.run(session, async (command) => {
      for (let index = 0; index < 300; index += 1)
        command.create('students', { fullName: `Lò Văn A${index}`, voidedAt: command.at });
      command.create('students', { fullName: 'Lò Văn Thuận' });
    });
    expect(await client.search.find({ text: 'lo v' })).toMatchObject([{ label: 'Lò Văn Thuận' }]);
    expect(await client.search.find({ text: 'van lo' })).toMatchObject([{ label: 'Lò Văn Thuận' }]);
  });

  // 29903835: pupils whose initials are what was typed crowded out those whose name begins so.
  it.each([29903835, chooseSeed(12)])('finds what a naive filter over all names finds (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const { client, register, session } = await openTestRegister();
    const names = Array.from({ length: 400 }, () => randomName(random));
    await register.run(session, async (command) => {
      for (const fullName of names) await command.createMany('students', { fullName });
    });
    for (let turn = 0; turn < 150; turn += 1) {
      const words = fold(random.pick(names)).map((word) => word.slice(0, 1 + random.integer(word.length)));
      if (random.integer(2) === 0) words.reverse();
      const typed = words.slice(0, 1 + random.integer(words.length));
      const expected = names.filter((name) => isMatch(name, typed));
      const hits = await client.search.find({ text: typed.join(' '), limit: 50 });
      const message = `seed ${seed}: ${typed.join(' ')}`;
      // One word may also be initials: then there are more hits than the filter knows.
      const byName = hits.filter((hit) => isMatch(hit.label, typed));
      if (typed.length > 1) expect(byName.length, message).toBe(hits.length);
      expect(byName.length, message).toBe(Math.min(50, expected.length));
      if (expected.length <= 50) expect(byName.map((hit) => hit.label).sort(), message).toEqual(expected.sort());
    }
  });
});
