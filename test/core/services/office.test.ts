import * as XLSX from '@e965/xlsx';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openRegister } from '../../../core/register.ts';
import { exchange, merge, readRun } from '../journal/replicas.ts';
import { openTestOffice, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { writeRandomHistory } from '../random-history.ts';
import { addDevices, addPupil, problemOf, RECEIVER } from './device-fixture.ts';
import { chooseSeed } from '../../seeded-random.ts';

interface School extends TestRegister {
  owner: string;
  pupil: string;
  device: string;
}

/** A school with two pupils of class 6A, of which the first holds the first of two devices. */
async function openSchool(code: string, name: string, prefix: string): Promise<School> {
  const opened = await openTestRegister();
  const { client, register } = opened;
  await client.register.saveSchool({ code, name, schoolYear: '2026-2027' });
  const [round] = await client.rounds.list();
  const pupil = await addPupil(client, `Lò Văn ${prefix}`, { status: 'poor', guardian: `Lò Thị ${prefix}` });
  await addPupil(client, `Hà Thị ${prefix}`, { className: '6B' });
  const [device] = await addDevices(client, round!.id, `${prefix}-1`, `${prefix}-2`);
  await client.receipts.save({ student: pupil, device: device!, ...RECEIVER });
  return { ...opened, owner: (await register.getInstallation()).owner, pupil, device: device! };
}

let first: School;
let second: School;
let office: TestRegister;

beforeEach(async () => {
  first = await openSchool('101', 'Trường TH Ánh Dương', 'Páo');
  second = await openSchool('102', 'Trường THCS Bản Lác', 'Súa');
  office = await openTestOffice();
  for (const school of [second, first]) await exchange(school, office);
});

describe('the register of an office', () => {
  it('is its own, whoever has sent', async () => {
    expect(await office.client.register.status()).toMatchObject({ role: 'office', school: null });
    expect((await office.client.register.status()).office?.name).toBe('UBND xã Mai Châu');
  });

  it('names its schools the Vietnamese way, with what each has', async () => {
    expect((await office.client.schools.list()).map(({ code, name }) => [code, name])).toEqual([
      ['101', 'Trường TH Ánh Dương'],
      ['102', 'Trường THCS Bản Lác'],
    ]);
    await first.client.receipts.cancel({
      id: (await first.client.receipts.list({})).rows[0]!.id,
      reason: 'Ghi nhầm',
    });
    await exchange(first, office);
    const counts = { students: 2, poor: 1, nearPoor: 0, devices: 2 };
    expect(await office.client.schools.overview()).toMatchObject([
      { owner: first.owner, ...counts, received: 0, inStock: 2, receipts: 0 },
      { owner: second.owner, ...counts, received: 1, inStock: 1, receipts: 1 },
    ]);
  });

  it('lists pupils of all schools, or of one, with totals and the name of the school', async () => {
    const { client } = office;
    const all = await client.students.list({});
    expect(all).toMatchObject({ total: 4, counts: { poor: 2, nearPoor: 0, received: 2 } });
    expect(all.rows.map((row) => [row.className, row.fullName, row.schoolName])).toEqual([
      ['6A', 'Lò Văn Páo', 'Trường TH Ánh Dương'],
      ['6A', 'Lò Văn Súa', 'Trường THCS Bản Lác'],
      ['6B', 'Hà Thị Páo', 'Trường TH Ánh Dương'],
      ['6B', 'Hà Thị Súa', 'Trường THCS Bản Lác'],
    ]);
    const ofSecond = await client.students.list({ owner: second.owner });
    expect(ofSecond).toMatchObject({ total: 2, counts: { poor: 1, nearPoor: 0, received: 1 } });
    expect(ofSecond.rows).toMatchObject([{ id: second.pupil, serialNumber: 'Súa-1', owner: second.owner }, {}]);
    const [schoolClass] = await client.classes.list({ owner: second.owner });
    expect(schoolClass).toMatchObject({ name: '6A', owner: second.owner, studentCount: 1 });
    expect((await client.students.list({ owner: second.owner, class: schoolClass!.id })).total).toBe(1);
    expect((await client.students.list({ owner: first.owner, text: 'sua' })).total).toBe(0);
    expect(await client.classes.list({})).toHaveLength(4);
  });

  it('lists devices, stock and receipts of all schools, or of one', async () => {
    const { client } = office;
    const devices = await client.devices.list({});
    expect(devices.total).toBe(4);
    expect(new Set(devices.rows.map((row) => [row.serialNumber, row.schoolName, row.studentName]))).toEqual(
      new Set([
        ['Páo-1', 'Trường TH Ánh Dương', 'Lò Văn Páo'],
        ['Páo-2', 'Trường TH Ánh Dương', null],
        ['Súa-1', 'Trường THCS Bản Lác', 'Lò Văn Súa'],
        ['Súa-2', 'Trường THCS Bản Lác', null],
      ]),
    );
    expect((await client.devices.list({ owner: first.owner, state: 'in_stock' })).rows).toMatchObject([
      { serialNumber: 'Páo-2' },
    ]);
    expect((await client.devices.list({ text: 'súa' })).total).toBe(2);
    expect(await client.devices.stock({ owner: first.owner })).toMatchObject([{ total: 2, inStock: 1, handedOver: 1 }]);
    expect((await client.devices.findByNumber({ number: 'Súa-2' })).device?.owner).toBe(second.owner);
    expect(await client.receipts.list({})).toMatchObject({ total: 2, rows: [{ kind: 'handover' }, {}] });
    expect(await client.receipts.list({ owner: second.owner })).toMatchObject({
      total: 1,
      rows: [{ studentName: 'Lò Văn Súa', schoolName: 'Trường THCS Bản Lác', roundName: 'Đợt 1' }],
    });
  });

  it('opens a pupil and a device of any school with their papers and their story', async () => {
    const { client } = office;
    expect(await client.students.get({ id: second.pupil })).toMatchObject({
      owner: second.owner,
      schoolName: 'Trường THCS Bản Lác',
      className: '6A',
      guardians: [{ name: 'Lò Thị Súa' }],
      receipts: [{ serialNumber: 'Súa-1' }],
    });
    expect(await client.devices.get({ id: second.device })).toMatchObject({
      schoolName: 'Trường THCS Bản Lác',
      studentName: 'Lò Văn Súa',
      receipts: [{ student: second.pupil }],
    });
    for (const [table, id] of [
      ['students', second.pupil],
      ['devices', second.device],
    ] as const)
      expect((await client.journal.timeline({ table, id }))[0]).toMatchObject({ actorName: 'Hà Thị Loan' });
    const { rows } = await client.students.records({});
    expect(rows.find((row) => row.id === first.pupil)).toMatchObject({
      guardianName: 'Lò Thị Páo',
      povertyStatus: 'poor',
      certificateNo: '05/GCN-HN.HCN',
    });
  });

  it('tells no story of a change that is refused, however it is written', async () => {
    await first.client.students.save({ id: first.pupil, fullName: 'Lò Văn Khác' });
    const { replica, owner } = await first.register.getInstallation();
    const head = await office.register.reader
      .selectFrom('chainHeads')
      .selectAll()
      .where('replica', '=', replica)
      .executeTakeFirstOrThrow();
    const run = await readRun(first.register.reader, replica, head.seq + 1);
    // Its author signs whatever it likes: the merge trusts the chain, not the values.
    const forged = run.changes.map((change) => ({ ...change, fields: '{not json' }));
    const { refused } = await merge(office, { ...run, owner, changes: forged });
    expect(refused.map(({ record, reason }) => [record, reason])).toContainEqual([first.pupil, 'malformed']);
    const story = await office.client.journal.timeline({ table: 'students', id: first.pupil });
    expect(JSON.stringify(story)).not.toContain('Khác');
    expect((await office.client.students.get({ id: first.pupil })).fullName).toBe('Lò Văn Páo');
  });

  it('finds pupils and devices across schools and says whose they are', async () => {
    const { client } = office;
    expect((await client.search.find({ text: 'lo van' })).map((hit) => [hit.label, hit.schoolName])).toEqual([
      ['Lò Văn Páo', 'Trường TH Ánh Dương'],
      ['Lò Văn Súa', 'Trường THCS Bản Lác'],
    ]);
    expect(await client.search.find({ text: 'Súa-2' })).toMatchObject([
      { kind: 'device', schoolName: 'Trường THCS Bản Lác' },
    ]);
  });

  it('is the union of its schools after random histories, list by list', async () => {
    const seed = chooseSeed(9);
    for (const [index, school] of [first, second].entries()) {
      await writeRandomHistory(school, seed + index, 60);
      await exchange(school, office);
    }
    const lists = {
      students: (client: School['client'], owner?: string) =>
        client.students.list({ owner, includeVoided: true, limit: 1000 }),
      records: (client: School['client'], owner?: string) => client.students.records({ owner, limit: 1000 }),
      devices: (client: School['client'], owner?: string) => client.devices.list({ owner, limit: 1000 }),
      receipts: (client: School['client'], owner?: string) => client.receipts.list({ owner, limit: 1000 }),
    };
    for (const [name, list] of Object.entries(lists)) {
      const [one, other] = [await list(first.client), await list(second.client)];
      const all = await list(office.client);
      expect(all.total, `seed ${seed}, ${name}`).toBe(one.total + other.total);
      const byId = (rows: readonly { id: string }[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(byId(all.rows), `seed ${seed}, ${name}`).toEqual(byId([...one.rows, ...other.rows]));
      expect(await list(office.client, second.owner), `seed ${seed}, ${name} of the second`).toEqual(other);
    }
    const groups = (await office.client.register.overview({})).groups;
    const [one, other] = [await first.client.register.overview({}), await second.client.register.overview({})];
    expect(groups.map((group) => group.students)).toEqual(
      one.groups.map((group, index) => group.students + other.groups[index]!.students),
    );
  });

  it('exports one school, or all one after another with code and name', async () => {
    const { client } = office;
    const rowsOf = async (file: File) => {
      const workbook = XLSX.read(await file.arrayBuffer());
      return Object.fromEntries(
        workbook.SheetNames.map((name) => [
          name,
          XLSX.utils.sheet_to_json<string[]>(workbook.Sheets[name] ?? {}, { header: 1 }).slice(1),
        ]),
      );
    };
    const all = await client.exports.write({});
    expect(all.name).toBe('so-may-tinh-2026-09-05.xlsx');
    const sheets = await rowsOf(all);
    expect(sheets['Học sinh']?.map((row) => [row[0], row[1], row[4]])).toEqual([
      ['101', 'Trường TH Ánh Dương', 'Lò Văn Páo'],
      ['101', 'Trường TH Ánh Dương', 'Hà Thị Páo'],
      ['102', 'Trường THCS Bản Lác', 'Lò Văn Súa'],
      ['102', 'Trường THCS Bản Lác', 'Hà Thị Súa'],
    ]);
    expect(sheets['Thiết bị']?.map((row) => [row[0], row[6]])).toEqual([
      ['101', 'Páo-1'],
      ['101', 'Páo-2'],
      ['102', 'Súa-1'],
      ['102', 'Súa-2'],
    ]);
    expect(sheets['Giấy ký nhận']?.map((row) => [row[0], row[6]])).toEqual([
      ['101', 'Lò Văn Páo'],
      ['102', 'Lò Văn Súa'],
    ]);
    const one = await client.exports.write({ owner: second.owner });
    expect(one.name).toBe('so-may-tinh-102-2026-09-05.xlsx');
    const ofSecond = await rowsOf(one);
    // Line for line what the school itself exports, behind its code and name.
    const own = await rowsOf(await second.client.exports.write());
    for (const [name, rows] of Object.entries(ofSecond)) {
      expect(rows.map((row) => row.slice(2))).toEqual(own[name]);
      expect(rows.length).toBeGreaterThan(0);
    }
    expect((await problemOf(client.exports.write({ owner: 'zzzzzzzzzzzzzzzz' }))).code).toBe('recordNotFound');
  });

  it('refuses to write what only a school may write, and leaves everything as it was', async () => {
    const { client } = office;
    const before = await office.register.reader.selectFrom('changes').selectAll().execute();
    const attempts = {
      editPupil: client.students.save({ id: first.pupil, fullName: 'Tên khác' }),
      newPupil: client.students.save({ fullName: 'Em mới' }),
      voidPupil: client.students.void({ id: first.pupil, reason: 'Nhầm' }),
      editDevice: client.devices.save({ id: first.device, round: first.pupil, serialNumber: 'X' }),
      handOver: client.receipts.save({ student: first.pupil, device: first.device, ...RECEIVER }),
      saveClass: client.classes.save({ name: '7A' }),
    };
    for (const [name, attempt] of Object.entries(attempts))
      expect((await problemOf(attempt)).code, name).toBe('writtenBySchool');
    expect(await office.register.reader.selectFrom('changes').selectAll().execute()).toEqual(before);
    const { register, session } = office;
    const direct = register.run(session, async (command) =>
      command.create('classes', { name: '7A', schoolYear: '2026-2027' }),
    );
    expect((await problemOf(direct)).code).toBe('writtenBySchool');
  });

  it('has the indexes of an office, also when it is opened again; a school has none of them', async () => {
    const indexesOf = async ({ register }: Pick<TestRegister, 'register'>) =>
      (
        await register.reader
          .selectFrom('sqlite_schema' as 'students')
          .select('name' as 'id')
          .where('type' as 'id', '=', 'index')
          .execute()
      )
        .map((row) => (row as unknown as { name: string }).name)
        .filter(
          (name) => name.includes('_of_school_') || name === 'receipts_by_id' || name === 'device_search_by_device',
        );
    expect(await indexesOf(first)).toEqual([]);
    expect(await indexesOf(office)).toHaveLength(5);
    await office.register.transact(async (transaction) => {
      await transaction.schema.dropIndex('receipts_by_id').execute();
    });
    await office.register.close();
    const register = await openRegister(office.register.options);
    onTestFinished(() => register.close());
    expect(await indexesOf({ register })).toHaveLength(5);
  });
});
