/** What was erased of a pupil is gone from every register that the erasure reaches, and every chain still verifies. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openRegister } from '../../../core/register.ts';
import { ERASED_FILE } from '../../../core/register-files.ts';
import { Exchange } from '../../../core/sync/exchange.ts';
import { readOuterHeader } from '../../../core/sync/files/outer-header.ts';
import { openSealedFile } from '../../../core/sync/files/sealed-file.ts';
import { readKeyFile } from '../../../core/sync/keys/key-file.ts';
import { packChanges } from '../../../core/sync/pack.ts';
import { makeTestFolder, type TestRegister } from '../open-test-register.ts';
import { problemOf } from '../services/device-fixture.ts';
import {
  addStudent,
  carry,
  enrol,
  exchange,
  expectSound,
  filesFor,
  openOffice,
  openSchool,
  openSide,
  ownerOf,
  readSealed,
  receive,
  reopen,
  sit,
  studentNames,
} from './sides.ts';

const PICTURE = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
const WORDS = ['Vàng Thị Páo', '017314012345', 'Vàng A Chua', '0912345678', 'Mông Xanh', 'Sửa lại họ tên'];

/** A pupil with everything that the register keeps of anybody; another one stays. */
async function addWholePupil(school: TestRegister): Promise<string> {
  const { client } = school;
  const [round] = await client.rounds.list();
  const common = { fullName: 'Vàng Thị Páo', birthDate: '2014-06-12', className: '6A' };
  const { id } = await client.students.save({
    ...common,
    personalId: '017314012345',
    note: 'Mông Xanh',
    household: { headName: 'Vàng A Chua', village: 'Pà Háng' },
    guardian: { name: 'Vàng A Chua', relation: 'father', phone: '0912345678' },
    povertyStatus: { status: 'poor', certificateNo: '05/GCN' },
  });
  await client.students.save({ ...common, id, personalId: '017314012345', note: 'Sửa lại họ tên' });
  const { id: device } = await client.devices.save({ round: round!.id, serialNumber: 'S1' });
  const signed = { student: id, device, receiverName: 'Vàng A Chua', receivedOn: '2026-09-05' };
  const { id: receipt } = await client.receipts.save(signed);
  await client.attachments.add({ receipt, file: new File([new Uint8Array(PICTURE)], 'giay-ky.jpg') });
  await addStudent(school, 'Hà Thị Lan');
  return id;
}

function erase({ client }: TestRegister, ...students: string[]) {
  const typedName = students.length === 1 ? 'vang thi pao' : String(students.length);
  return client.erasures.save({ students, reason: 'request', basis: 'Đơn số 3', typedName });
}

/** What the tables of the file hold of the pupil. */
async function wordsInTables({ register }: TestRegister): Promise<string[]> {
  const texts: string[] = [];
  for (const table of ['changes', 'students', 'guardians', 'households', 'receipts', 'studentSearch'] as const)
    texts.push(JSON.stringify(await register.reader.selectFrom(table).selectAll().execute()));
  return WORDS.filter((word) => texts.some((text) => text.includes(word)));
}

/** What the sealed files of the folder hold of the pupil, opened with the key of its side. */
async function wordsInPackages(side: TestRegister): Promise<string[]> {
  const { dataDir } = side.register.options;
  const texts: string[] = [];
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.somay')) continue;
    texts.push(await readSealed(side, path.join(entry.parentPath, entry.name)).catch(() => ''));
  }
  return WORDS.filter((word) => texts.some((text) => text.includes(word)));
}

async function wordsLeft(side: TestRegister): Promise<string[]> {
  return [...(await wordsInTables(side)), ...(await wordsInPackages(side))];
}

async function openThree(): Promise<{ school: TestRegister; office: TestRegister; superior: TestRegister }> {
  const superior = await openOffice();
  const office = await openOffice();
  const school = await openSchool();
  await enrol(superior, office);
  await enrol(office, school);
  await exchange(school, office);
  await exchange(office, superior);
  return { school, office, superior };
}

async function settle({ school, office, superior }: Awaited<ReturnType<typeof openThree>>): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await exchange(school, office);
    await exchange(office, superior);
  }
}

describe('erasing a pupil', () => {
  it.for(['this window', 'another window'])(
    'takes the values also from a package that %s is just writing',
    async (who) => {
      const school = await openSchool();
      const other = await openRegister(school.register.options);
      onTestFinished(() => other.close());
      for (let turn = 0; turn < 8; turn += 1) {
        const { id } = await school.client.students.save({ fullName: 'Vàng Thị Páo', note: 'Mông Xanh' });
        const packed = who === 'this window' ? school.register.part(Exchange).pack() : packChanges(other);
        // At another moment of the packing each time.
        for (let moment = 0; moment < turn; moment += 1) await setImmediate();
        await Promise.all([packed, erase(school, id)]);
        await packChanges(other);
        expect(await wordsLeft(school)).toEqual([]);
      }
      await expectSound(school);
    },
  );

  it('takes every value from the register, its packages, the office and the superior; every chain verifies', async () => {
    const sides = await openThree();
    const { school, office, superior } = sides;
    const id = await addWholePupil(school);
    await settle(sides);
    for (const side of [school, office, superior]) {
      expect(await wordsInTables(side)).toEqual(WORDS);
      expect(await wordsInPackages(side)).toEqual(WORDS);
    }
    expect(await studentNames(superior)).toEqual(['Hà Thị Lan', 'Vàng Thị Páo']);
    await expectSound(school, office, superior);

    const { deletion } = await erase(school, id);
    expect(await wordsLeft(school)).toEqual([]);
    expect(readdirSync(path.join(school.register.options.dataDir, 'attachments'))).toEqual([]);
    await settle(sides);
    for (const side of [school, office, superior]) {
      expect(await studentNames(side)).toEqual(['Hà Thị Lan']);
      expect(await wordsLeft(side)).toEqual([]);
      expect(await side.client.erasures.list()).toMatchObject([
        {
          id: deletion,
          reason: 'request',
          pupils: 1,
          poor: 1,
          received: 1,
          households: 1,
          receipts: 1,
          attachments: 1,
        },
      ]);
      expect((await side.client.findings.list({})).rows).toEqual([]);
    }
    await expectSound(school, office, superior);
  });

  it('leaves the device handed over, with nobody as its holder', async () => {
    const school = await openSchool();
    const id = await addWholePupil(school);
    await erase(school, id);
    const { client } = school;
    const { rows } = await client.devices.list({});
    expect(rows).toMatchObject([{ serialNumber: 'S1', state: 'handed_over', student: null, studentName: null }]);
    const [lan] = (await client.students.list({})).rows;
    const again = { student: lan!.id, device: rows[0]!.id, receiverName: 'Hà Văn Tiến', receivedOn: '2026-09-05' };
    expect((await problemOf(client.receipts.save(again))).code).toBe('deviceVoided');
    expect((await client.commands.recent({})).find(({ kind }) => kind === 'erasure')).toMatchObject({ canUndo: false });
    await client.journal.timeline({ table: 'devices', id: rows[0]!.id });
  });

  it('stays done when an old package, or one of another PC, brings the values after it', async () => {
    const [office, school] = [await openOffice(), await openSchool()];
    await enrol(office, school);
    await exchange(school, office);
    const id = await addWholePupil(school);
    const old = await filesFor(school, office);
    const copy = await reopen(school, { copyTo: makeTestFolder() });
    const again = await openSide({ dataDir: school.register.options.dataDir });
    // The copy goes on as a PC of its own, and knows of no erasure.
    await copy.client.students.save({ id, fullName: 'Vàng Thị Páo', birthDate: '2014-06-12', note: 'Mông Xanh' });
    await erase(again, id);
    await exchange(again, office);
    for (const { bytes } of old) await receive(office, bytes);
    await exchange(copy, office);
    expect(await studentNames(office)).toEqual(['Hà Thị Lan']);
    expect(await wordsLeft(office)).toEqual([]);
    await expectSound(office, again);
    await carry(office, copy);
    await exchange(copy, office);
    await carry(office, copy);
  });

  it('reaches a further PC, which can fetch the whole history from the office afterwards', async () => {
    const [office, school] = [await openOffice(), await openSchool()];
    await enrol(office, school);
    const id = await addWholePupil(school);
    await exchange(school, office);
    await erase(school, id);
    await exchange(school, office);
    await exchange(school, office);
    const packages = await office.register.reader
      .selectFrom('packages')
      .select(['first', 'last', 'file'])
      .where('owner', '=', await ownerOf(school))
      .where('file', 'is not', null)
      .orderBy('first')
      .execute();
    expect(packages[0]?.first).toBe(1);
    for (const [at, row] of packages.entries()) if (at > 0) expect(row.first).toBe(packages[at - 1]!.last + 1);
    for (const { file } of packages)
      expect(existsSync(path.join(office.register.options.dataDir, file ?? ''))).toBe(true);
  });

  it('goes through when the PC that wrote the values is lost: who comes later gets the whole history', async () => {
    const [superior, office, school] = [await openOffice(), await openOffice(), await openSchool()];
    await enrol(office, school);
    const id = await addWholePupil(school);
    await exchange(school, office);
    const further = await openSide();
    const { file, digits } = await school.client.replicas.invite();
    await further.client.replicas.join({ file, digits, name: 'Máy hai' });
    await exchange(office, further);
    await sit(further);
    // The first PC is never heard of again.
    await erase(further, id);
    for (let turn = 0; turn < 2; turn += 1) await exchange(further, office);
    expect(await wordsLeft(further)).toEqual([]);
    expect(await wordsLeft(office)).toEqual([]);
    await enrol(superior, office);
    for (let turn = 0; turn < 2; turn += 1) await exchange(office, superior);
    const third = await openSide();
    const join = await further.client.replicas.invite();
    await third.client.replicas.join({ file: join.file, digits: join.digits, name: 'Máy ba' });
    await exchange(office, third);
    for (const side of [superior, third]) {
      expect(await studentNames(side)).toEqual(['Hà Thị Lan']);
      expect(await wordsLeft(side)).toEqual([]);
    }
    await expectSound(further, office, superior, third);
  });

  it('is applied again to a backup that is older than it', async () => {
    const school = await openSchool();
    const id = await addWholePupil(school);
    await addStudent(school, 'Vàng Thị Páo');
    const { dataDir } = school.register.options;
    const backup = makeTestFolder();
    await school.register.close();
    cpSync(path.join(dataDir, 'so-may.sqlite'), path.join(backup, 'so-may.sqlite'));
    const before = await openSide({ dataDir });
    await erase(before, id);
    await before.register.close();
    for (const name of ['so-may.sqlite', 'so-may.sqlite-wal', 'so-may.sqlite-shm'])
      rmSync(path.join(dataDir, name), { force: true });
    cpSync(path.join(backup, 'so-may.sqlite'), path.join(dataDir, 'so-may.sqlite'));
    const after = await openSide({ dataDir });
    await sit(after);
    expect(await studentNames(after)).toEqual(['Hà Thị Lan', 'Vàng Thị Páo']);
    expect(
      (await after.register.reader.selectFrom('students').select('id').execute()).map((row) => row.id),
    ).not.toContain(id);
    await after.register.part(Exchange).pack();
    await expectSound(after);
  });

  it('takes a package along that was written, but not listed when the program was killed', async () => {
    const school = await openSchool();
    const id = await addWholePupil(school);
    await school.register.part(Exchange).pack();
    const outbox = path.join(school.register.options.dataDir, 'outbox');
    const [name] = readdirSync(outbox).filter((each) => each.endsWith('.somay'));
    cpSync(path.join(outbox, name!), path.join(outbox, `unlisted-${name}`));
    const { changes } = await school.client.sync.status();
    await erase(school, id);
    expect(await wordsLeft(school)).toEqual([]);
    // The other pupil in it may be nowhere else: when an older copy of the register was put back.
    const kept = readFileSync(path.join(outbox, `unlisted-${name}`));
    const { identity } = readKeyFile(school.register.options.dataDir, school.register.dataKey)!.ownerIdentity;
    const { body } = await openSealedFile(kept, [identity]);
    expect(Buffer.from(body).toString('utf8')).toContain('Hà Thị Lan');
    expect(readOuterHeader(kept).header.last).toBe(changes);
  });

  it('is done though the list of erasures cannot be written, which is made up for at the next opening', async () => {
    const school = await openSchool();
    const id = await addWholePupil(school);
    const list = path.join(school.register.options.dataDir, ERASED_FILE);
    mkdirSync(list);
    await erase(school, id);
    expect(await wordsLeft(school)).toEqual([]);
    const again = await reopen(school);
    expect(await studentNames(again)).toEqual(['Hà Thị Lan']);
    rmSync(list, { recursive: true });
    await reopen(again);
    expect(readFileSync(list, 'utf8')).toContain(id);
  });

  it('asks for the name, refuses who has a device on loan, and an office altogether', async () => {
    const school = await openSchool();
    const { client } = school;
    const { id: round } = await client.rounds.save({ name: 'Đợt 2', mode: 'loan', entitlement: 'per_student' });
    const id = await addStudent(school, 'Vàng Thị Páo');
    const { id: device } = await client.devices.save({ round, serialNumber: 'M1' });
    const request = { students: [id], reason: 'request' as const };
    expect(await problemOf(client.erasures.save({ ...request, typedName: 'Vàng' }))).toEqual({
      code: 'erasureNotConfirmed',
      details: { expected: 'Vàng Thị Páo' },
    });
    const signed = { student: id, device, receiverName: 'Vàng A Chua', receivedOn: '2026-09-05' };
    const { id: receipt } = await client.receipts.save(signed);
    expect(await client.erasures.preview({ students: [id] })).toMatchObject({
      pupils: 1,
      receipts: 1,
      onLoan: [{ id, serialNumber: 'M1' }],
    });
    expect((await problemOf(erase(school, id))).code).toBe('studentOnLoan');
    await client.receipts.cancel({ id: receipt, reason: 'Trả máy' });
    await erase(school, id);
    expect(await studentNames(school)).toEqual([]);
    expect((await client.devices.list({})).rows).toMatchObject([{ serialNumber: 'M1', state: 'in_stock' }]);
    await expectSound(school);
    const office = await openOffice();
    expect((await problemOf(erase(office, id))).code).toBe('writtenBySchool');
  });

  it('keeps a household in which a brother or sister stays', async () => {
    const school = await openSchool();
    const [eldest, youngest] = await school.register.run(school.session, async (command) => {
      const household = command.create('households', { headName: 'Vàng A Chua' });
      return ['Vàng Thị Páo', 'Vàng Thị Dí'].map((fullName) => command.create('students', { fullName, household }));
    });
    await erase(school, eldest!);
    expect((await school.client.students.get({ id: youngest! })).household).toMatchObject({ headName: 'Vàng A Chua' });
    await expectSound(school);
  });

  it('lists who has been kept long enough, and erases them in one go', async () => {
    const school = await openSchool();
    const { client, register, session } = school;
    const ids = await register.run(session, async (command) => {
      const classOf = (name: string, schoolYear: string) => command.create('classes', { name, schoolYear });
      const old = classOf('9A', '2019-2020');
      const later = classOf('9B', '2022-2023');
      return [old, old, later].map((schoolClass, at) =>
        command.create('students', { fullName: `Vàng A ${'BCD'[at]}`, class: schoolClass }),
      );
    });
    const due = await client.erasures.due();
    expect({ years: due.years, ids: due.rows.map(({ id }) => id) }).toEqual({ years: 5, ids: ids.slice(0, 2) });
    await client.erasures.saveRetention({ years: 3 });
    expect((await client.erasures.due()).rows).toHaveLength(3);
    await client.erasures.save({ students: ids, reason: 'retention', basis: null, typedName: '3' });
    expect(await studentNames(school)).toEqual([]);
    expect(await client.erasures.list()).toMatchObject([{ reason: 'retention', pupils: 3, schoolYear: null }]);
    await expectSound(school);
  });
});
