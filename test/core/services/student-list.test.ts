import { describe, expect, it } from 'vitest';
import type { StudentRow } from '../../../shared/contract/students.ts';
import { foldText } from '../../../shared/rules/fold.ts';
import { chooseSeed, seededRandom } from '../../seeded-random.ts';
import { openTestRegister } from '../open-test-register.ts';
import { randomName, writeRandomHistory } from '../random-history.ts';
import { addDevices, addPupil, classNamed, openTestSchool, RECEIVER } from './device-fixture.ts';

const collator = new Intl.Collator('vi');

/** Tên first, then họ and đệm, syllable by syllable, as CLDR orders Vietnamese. */
function compareNames(first: string, second: string): number {
  const [a, b] = [first, second].map((name) => {
    const words = name.split(' ');
    return [words.at(-1)!, ...words.slice(0, -1)];
  }) as [string[], string[]];
  for (const [index, word] of a.entries()) {
    if (b[index] === undefined) return 1;
    const order = collator.compare(word, b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

const namesOf = (rows: readonly StudentRow[]) => rows.map((row) => row.fullName);

describe('the pupils table', () => {
  it('stands in class order, 6A before 10A, and within a class the Vietnamese way', async () => {
    const { client } = await openTestSchool();
    for (const name of ['Lò Văn Án', 'Lò Văn An', 'Đặng Thị An', 'Dương A Ân'])
      await addPupil(client, name, { className: '6A' });
    await addPupil(client, 'Bùi Văn An', { className: '10A1' });
    await addPupil(client, 'Cà Văn An', { className: '6B' });
    const { rows } = await client.students.list({});
    expect(rows.map((row) => [row.className, row.fullName])).toEqual([
      ['6A', 'Đặng Thị An'],
      ['6A', 'Lò Văn An'],
      ['6A', 'Lò Văn Án'],
      ['6A', 'Dương A Ân'],
      ['6B', 'Cà Văn An'],
      ['10A1', 'Bùi Văn An'],
    ]);
    expect(namesOf((await client.students.list({ sort: 'name', limit: 2 })).rows)).toEqual(['Bùi Văn An', 'Cà Văn An']);
  });

  it('shows who holds and who shall get a device, and filters by it', async () => {
    const { client, round } = await openTestSchool();
    const [poor, near] = [
      await addPupil(client, 'Giàng A Páo', { status: 'poor' }),
      await addPupil(client, 'Lò Thị Hà', { status: 'near_poor' }),
      await addPupil(client, 'Vi Thị Na'),
    ];
    const [first, second] = await addDevices(client, round, 'A1', 'A2');
    await client.receipts.save({ student: poor, device: first!, ...RECEIVER });
    await client.assignments.save({ student: near, device: second! });
    const list = (filter: Parameters<typeof client.students.list>[0]) => client.students.list(filter);
    expect((await list({ device: 'received' })).rows).toMatchObject([
      { id: poor, serialNumber: 'A1', device: 'received', receivedOn: '2026-09-05', povertyStatus: 'poor' },
    ]);
    expect((await list({ device: 'assigned' })).rows).toMatchObject([
      { id: near, serialNumber: 'A2', receivedOn: null },
    ]);
    expect(namesOf((await list({ device: 'none' })).rows)).toEqual(['Vi Thị Na']);
    expect(await list({ povertyStatus: 'unknown' })).toMatchObject({ total: 1, rows: [{ povertyStatus: null }] });
    expect((await list({})).counts).toEqual({ poor: 1, nearPoor: 1, received: 1 });
    expect((await list({ class: await classNamed(client, '6A'), povertyStatus: 'poor' })).total).toBe(1);
  });

  it('of one round, filters by the devices of that round alone', async () => {
    const { client, round } = await openTestSchool();
    const [holder, planned] = [await addPupil(client, 'Giàng A Páo'), await addPupil(client, 'Lò Thị Hà')];
    await addPupil(client, 'Vi Thị Na');
    const { id: second } = await client.rounds.save({ name: 'Đợt 2', mode: 'loan', entitlement: 'per_student' });
    const [first] = await addDevices(client, round, 'A1');
    const [other] = await addDevices(client, second, 'B1');
    await client.receipts.save({ student: holder, device: first!, ...RECEIVER });
    await client.assignments.save({ student: planned, device: other! });
    const found = async (filter: Parameters<typeof client.students.list>[0]) => {
      const { rows, total } = await client.students.list(filter);
      expect(total).toBe(rows.length);
      return namesOf(rows);
    };
    expect(await found({ round, device: 'received' })).toEqual(['Giàng A Páo']);
    expect(await found({ round: second, device: 'received' })).toEqual([]);
    expect(await found({ round: second, device: 'assigned' })).toEqual(['Lò Thị Hà']);
    expect(await found({ round, device: 'none' })).toEqual(['Lò Thị Hà', 'Vi Thị Na']);
    expect(await found({ round: second, device: 'none' })).toEqual(['Vi Thị Na', 'Giàng A Páo']);
    expect(await found({ round })).toEqual(['Giàng A Páo']);
  });

  it('tells the name to sort by', async () => {
    const { client } = await openTestSchool();
    await client.students.save({ fullName: "H'Hen Niê", sortName: "H'Hen" });
    expect((await client.students.list({})).rows).toMatchObject([{ fullName: "H'Hen Niê", sortName: "H'Hen" }]);
  });

  it('finds by words in any order without accents, by initials and by number', async () => {
    const { client } = await openTestSchool();
    await addPupil(client, 'Đặng Yến Thúy');
    await client.students.save({ fullName: "H'Hen Niê", moetId: '1712345678', personalId: '066314001234' });
    const found = async (text: string) => namesOf((await client.students.list({ text })).rows);
    for (const text of ['dang', 'Đặng Yến', 'thuy d', 'YEN', 'dyt'])
      expect(await found(text)).toEqual(['Đặng Yến Thúy']);
    for (const text of ['hhen', "h'h", 'nie', '17123', '066 314', '1712345678'])
      expect(await found(text)).toEqual(["H'Hen Niê"]);
    expect(await found('ang')).toEqual([]);
    expect(await found('99')).toEqual([]);
    expect(await found(' - ')).toHaveLength(2);
  });

  it('hides the voided unless asked', async () => {
    const { client } = await openTestSchool();
    const id = await addPupil(client, 'Lò Thị Hà');
    await client.students.void({ id, reason: 'Chuyển trường' });
    expect((await client.students.list({})).total).toBe(0);
    expect((await client.students.list({ includeVoided: true })).rows).toMatchObject([{ id, isVoided: true }]);
    await client.students.restore({ id });
    expect((await client.students.list({})).rows).toMatchObject([{ id, isVoided: false }]);
  });

  it('after a random history answers every filter like a naive filter over all rows', async () => {
    const seed = chooseSeed(10);
    const opened = await openTestRegister();
    const { client } = opened;
    await writeRandomHistory(opened, seed, 200);
    const random = seededRandom(seed);
    const { rows: all } = await client.students.list({ includeVoided: true, limit: 1000, sort: 'name' });
    for (let turn = 0; turn < 60; turn += 1) {
      const filter = {
        text: random.pick(['', '', 'l', 'lo', 'thi an', 'an thi', 'pao', 'lva', 'gm', 'thuan', 'duc ha']),
        povertyStatus: random.pick([null, null, 'poor', 'none', 'unknown'] as const),
        device: random.pick([null, null, 'none', 'assigned', 'received'] as const),
        includeVoided: random.integer(2) === 0,
        sort: 'name' as const,
      };
      const expected = all.filter(
        (row) =>
          matches(row.fullName, filter.text) &&
          (filter.includeVoided || !row.isVoided) &&
          (filter.povertyStatus === null || (row.povertyStatus ?? 'unknown') === filter.povertyStatus) &&
          (filter.device === null || row.device === filter.device),
      );
      const offset = random.integer(5);
      const page = await client.students.list({ ...filter, offset, limit: 7 });
      expect(page.rows, `seed ${seed} ${JSON.stringify(filter)}`).toEqual(expected.slice(offset, offset + 7));
      expect(page.total).toBe(expected.length);
      expect(page.counts).toEqual({
        poor: expected.filter((row) => row.povertyStatus === 'poor').length,
        nearPoor: expected.filter((row) => row.povertyStatus === 'near_poor').length,
        received: expected.filter((row) => row.device === 'received').length,
      });
    }
  });

  it('of 50,000 pupils shows any page as sorting them all would', async () => {
    const seed = chooseSeed(11);
    const random = seededRandom(seed);
    const { client, register, session } = await openTestRegister();
    const names: string[] = [];
    await register.run(session, async (command) => {
      for (let index = 0; index < 50_000; index += 1) {
        const fullName = randomName(random).replace("H'", 'Hờ');
        names.push(fullName);
        await command.createMany('students', { fullName });
      }
    });
    names.sort(compareNames);
    for (const offset of [0, 777, 24_980, 49_990]) {
      const page = await client.students.list({ sort: 'name', offset, limit: 20 });
      expect(page.total).toBe(50_000);
      expect(namesOf(page.rows), `seed ${seed}`).toEqual(names.slice(offset, offset + 20));
    }
    const expected = names.filter((name) => matches(name, 'thuan v'));
    const found = await client.students.list({ text: 'thuan v', sort: 'name', offset: 30, limit: 20 });
    expect(found.total, `seed ${seed}`).toBe(expected.length);
    expect(namesOf(found.rows)).toEqual(expected.slice(30, 50));
  });
});

/** Every word typed begins some word of the name, or the one word begins its initials. */
function matches(fullName: string, text: string): boolean {
  const words = foldText(fullName).replaceAll("'", '').split(' ');
  const typed = foldText(text).split(' ').filter(Boolean);
  const initials = words.map((word) => word[0]).join('');
  return (
    typed.every((part) => words.some((word) => word.startsWith(part))) ||
    (typed.length === 1 && initials.startsWith(typed[0]!))
  );
}
