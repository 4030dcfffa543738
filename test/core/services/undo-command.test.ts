import { describe, expect, it } from 'vitest';
import { addDevices, problemOf } from './device-fixture.ts';
import { dumpRecords, expectSound, fixtureFile, list, openTestImport, pupil } from './import-fixture.ts';

const lan = { fullName: 'Hà Thị Lan', birthDate: '12/06/2014', className: '6A', village: 'Lầu', phone: '0912345678' };
const nam = { ...lan, fullName: 'Bùi Văn Nam', className: '6B' };
const receiver = { receiverName: 'Hà Văn Tiến', receiverRelation: 'father', receivedOn: '2026-09-05' } as const;

describe('undoing an import', () => {
  it('voids what it created and gives back what it changed, exactly', async () => {
    const test = await openTestImport();
    await test.import(list(lan));
    const before = await dumpRecords(test.register);
    const { id } = await test.import(
      list(
        { ...lan, className: '7A', village: 'Vặn', phone: '0987654321', status: 'nghèo', guardian: 'Hà Văn Tiến' },
        nam,
      ),
    );
    const undone = await test.client.commands.undo({ command: id! });
    expect(undone.kept).toEqual([]);
    const after = await dumpRecords(test.register);
    const known = new Set(before.map((row) => row.id));
    expect(after.filter((row) => known.has(row.id))).toEqual(before);
    expect(after.filter((row) => !known.has(row.id)).every((row) => row['voidedAt'] !== null)).toBe(true);
    expect((await test.client.students.records({})).rows.map(({ fullName }) => fullName)).toEqual(['Hà Thị Lan']);
    expect((await test.client.classes.list()).map(({ name }) => name)).toEqual(['6A']);
    await expectSound(test);
  });

  it('takes its waiting rows off the list too', async () => {
    const { import: importFile, client } = await openTestImport();
    const { id } = await importFile(fixtureFile('rosters/semicolons-nfd-bad-rows.csv'));
    expect((await client.imports.problems({})).total).toBe(4);
    await client.commands.undo({ command: id! });
    expect((await client.imports.problems({})).total).toBe(0);
  });

  it('keeps a pupil who was edited since, whole, and names the pupil once', async () => {
    const test = await openTestImport();
    const { id } = await test.import(list(lan, nam));
    const { id: student, household } = await pupil(test, lan.fullName);
    await test.client.students.save({
      id: student,
      fullName: 'Hà Thị Lan',
      birthDate: '2014-06-12',
      gender: 'female',
      className: '6A',
    });
    const undone = await test.client.commands.undo({ command: id! });
    expect(undone.kept).toEqual([{ table: 'students', record: student, label: 'Hà Thị Lan', reason: 'editedSince' }]);
    expect(await pupil(test, lan.fullName)).toMatchObject({
      gender: 'female',
      className: '6A',
      household: { id: household!.id, village: 'Lầu' },
      guardians: [{ phone: '0912345678' }],
    });
    expect((await test.client.students.records({})).total).toBe(1);
    expect((await test.client.classes.list()).map(({ name }) => name)).toEqual(['6A']);
    await expectSound(test);
  });

  it.each([
    ['guardian', { guardian: { name: 'Hà Văn Tiến', phone: '0987654321', relation: null, personalId: null } }],
    ['household', { household: { village: 'Vặn' } }],
    ['status', { povertyStatus: { status: 'poor' as const } }],
  ])('keeps a pupil whose %s was edited since', async (_, edit) => {
    const test = await openTestImport();
    const { id } = await test.import(list(lan, nam));
    const { id: student } = await pupil(test, lan.fullName);
    await test.client.students.save({
      id: student,
      fullName: lan.fullName,
      birthDate: '2014-06-12',
      className: '6A',
      ...edit,
    });
    const { kept } = await test.client.commands.undo({ command: id! });
    expect(kept).toMatchObject([{ table: 'students', record: student, reason: 'editedSince' }]);
    expect((await test.client.students.records({})).rows.map(({ fullName }) => fullName)).toEqual([lan.fullName]);
    expect((await pupil(test, lan.fullName)).guardians).toHaveLength(1);
  });

  it('keeps a pupil who was given a device since', async () => {
    const test = await openTestImport();
    const { id } = await test.import(list(lan, nam));
    const [round] = await test.client.rounds.list();
    const [planned, signed] = await addDevices(test.client, round!.id, 'R1', 'R2');
    const { id: lanId } = await pupil(test, lan.fullName);
    const { id: namId } = await pupil(test, nam.fullName);
    await test.client.assignments.save({ student: lanId, device: planned! });
    await test.client.receipts.save({ student: namId, device: signed!, ...receiver });
    const undone = await test.client.commands.undo({ command: id! });
    expect(undone).toEqual({
      command: null,
      voided: 0,
      restored: 0,
      kept: [
        { table: 'students', record: lanId, label: lan.fullName, reason: 'usedSince' },
        { table: 'students', record: namId, label: nam.fullName, reason: 'document' },
      ],
    });
  });

  it('voids a pupil whose edits were taken back', async () => {
    const test = await openTestImport();
    const { id } = await test.import(list(lan));
    const { id: student } = await pupil(test, lan.fullName);
    const edit = await test.client.students.save({
      id: student,
      fullName: 'Hà Thị Lành',
      birthDate: '2014-06-12',
      className: '6A',
    });
    await test.client.commands.undo({ command: edit.command! });
    expect((await test.client.commands.undo({ command: id! })).kept).toEqual([]);
    expect((await test.client.students.records({})).total).toBe(0);
  });

  it('restores the fields that nobody touched, and keeps the field that was edited since', async () => {
    const test = await openTestImport();
    await test.import(list(lan));
    const { id } = await test.import(list({ ...lan, className: '7A', gender: 'Nữ' }));
    const { id: student } = await pupil(test, lan.fullName);
    await test.client.students.save({
      id: student,
      fullName: lan.fullName,
      birthDate: '2014-06-12',
      gender: 'female',
      className: '8A',
    });
    const undone = await test.client.commands.undo({ command: id! });
    expect(undone.kept).toEqual([{ table: 'students', record: student, label: lan.fullName, reason: 'editedSince' }]);
    expect(await pupil(test, lan.fullName)).toMatchObject({ gender: null, className: '8A' });
  });

  it('is done again by undoing the undoing', async () => {
    const test = await openTestImport();
    await test.import(list(lan));
    const { id } = await test.import(list({ ...lan, village: 'Vặn' }, nam));
    const done = await dumpRecords(test.register);
    const { command: undoing } = await test.client.commands.undo({ command: id! });
    expect(await problemOf(test.client.commands.undo({ command: id! }))).toMatchObject({
      code: 'commandAlreadyUndone',
    });
    const again = await test.client.commands.undo({ command: undoing! });
    expect(again.kept).toEqual([]);
    expect(await dumpRecords(test.register)).toEqual(done);
    expect((await test.client.commands.undo({ command: id! })).voided).toBeGreaterThan(0);
    await expectSound(test);
  });

  it('is not done again once its pupils came back by another import', async () => {
    const test = await openTestImport();
    const file = list({ ...lan, moetId: '1700000001' });
    const { id } = await test.import(file);
    const { command: undoing } = await test.client.commands.undo({ command: id! });
    await test.import(file);
    expect(await problemOf(test.client.commands.undo({ command: undoing! }))).toEqual({
      code: 'commandNotUndoable',
      details: { reason: 'replacedSince' },
    });
  });
});

describe('undoing what gives a number or name back that another has taken since', () => {
  const refused = { code: 'commandNotUndoable', details: { reason: 'replacedSince' } };

  it('is refused for a student code that was only changed', async () => {
    const { client } = await openTestImport();
    const first = { fullName: 'Hà Thị Lan', birthDate: '2014-06-12', moetId: '1700000001' };
    const { id } = await client.students.save(first);
    const { command } = await client.students.save({ ...first, id, moetId: '1700000002' });
    await client.students.save({ fullName: 'Đinh Minh Nam', birthDate: '2014-06-12', moetId: '1700000001' });
    expect(await problemOf(client.commands.undo({ command: command! }))).toEqual(refused);
  });

  const imei = '490154203237518';
  const takers = [
    { by: 'serial number in another case', device: { serialNumber: 'r9ab' } },
    { by: 'IMEI, as its second one', device: { serialNumber: 'R9AC', imei2: imei } },
  ];
  it.each(takers)('is refused for a voided device: $by', async ({ device }) => {
    const { client } = await openTestImport();
    const [round] = await client.rounds.list();
    const { id } = await client.devices.save({ round: round!.id, serialNumber: 'R9AB', imei });
    const { command } = await client.devices.void({ id, reason: 'Ghi nhầm' });
    await client.devices.save({ round: round!.id, ...device });
    expect(await problemOf(client.commands.undo({ command: command! }))).toEqual(refused);
  });

  it('is refused for the name of a class, in any spelling', async () => {
    const { client } = await openTestImport();
    const facts = { site: null, homeroomTeacher: null };
    const { command } = await client.classes.save({ name: '6A', ...facts });
    const { command: undoing } = await client.commands.undo({ command: command! });
    await client.classes.save({ name: '6a', ...facts });
    expect(await problemOf(client.commands.undo({ command: undoing! }))).toEqual(refused);
  });
});

describe('undoing other commands', () => {
  it('answers a signed receipt by a cancellation and brings the device back', async () => {
    const test = await openTestImport();
    const [round] = await test.client.rounds.list();
    const [device] = await addDevices(test.client, round!.id, 'R1');
    const { id: student } = await test.client.students.save({ fullName: lan.fullName, className: '6A' });
    await test.client.assignments.save({ student, device: device! });
    const { command } = await test.client.receipts.save({ student, device: device!, ...receiver });
    expect(await test.client.commands.undo({ command: command! })).toMatchObject({ voided: 0, restored: 1, kept: [] });
    expect(await test.client.devices.get({ id: device! })).toMatchObject({
      state: 'assigned',
      receipts: [{ kind: 'cancellation', reason: 'Hoàn tác' }, { kind: 'handover' }],
    });
    const moved = await test.register.reader.selectFrom('movements').select('kind').orderBy('id').execute();
    expect(moved.map(({ kind }) => kind)).toEqual(['received', 'handed_over', 'returned']);
    await expectSound(test);
  });

  it('refuses to take a counter-document back', async () => {
    const test = await openTestImport();
    const [round] = await test.client.rounds.list();
    const [device] = await addDevices(test.client, round!.id, 'R1');
    const { id: student } = await test.client.students.save({ fullName: lan.fullName });
    const { id } = await test.client.receipts.save({ student, device: device!, ...receiver });
    const { command } = await test.client.receipts.cancel({ id, reason: 'Ghi nhầm' });
    expect(await problemOf(test.client.commands.undo({ command: command! }))).toEqual({
      code: 'commandNotUndoable',
      details: { reason: 'document' },
    });
  });

  it('keeps a plan that was signed for', async () => {
    const test = await openTestImport();
    const [round] = await test.client.rounds.list();
    const [device] = await addDevices(test.client, round!.id, 'R1');
    const { id: student } = await test.client.students.save({ fullName: lan.fullName });
    const { command } = await test.client.assignments.save({ student, device: device! });
    await test.client.receipts.save({ student, device: device!, ...receiver });
    expect(await test.client.commands.undo({ command: command! })).toMatchObject({
      command: null,
      kept: [{ label: lan.fullName, reason: 'document' }],
    });
  });

  it('brings a pupil back who was taken out', async () => {
    const test = await openTestImport();
    const { id } = await test.client.students.save({ fullName: lan.fullName });
    const { command } = await test.client.students.void({ id, reason: 'Nhầm' });
    expect(await test.client.commands.undo({ command: command! })).toMatchObject({ restored: 1 });
    expect(await pupil(test, lan.fullName)).toMatchObject({ voidedAt: null, voidReason: null });
  });

  it('refuses the first start, and what never was', async () => {
    const { client } = await openTestImport();
    const [setUp] = await client.commands.recent({});
    expect(await problemOf(client.commands.undo({ command: setUp!.command }))).toMatchObject({
      code: 'commandNotUndoable',
      details: { reason: 'setUp' },
    });
    for (const command of ['nothing', `${setUp!.command.slice(0, -1)}2`, '0000000000000000-0000001'])
      expect(await problemOf(client.commands.undo({ command }))).toMatchObject({ code: 'commandNotFound' });
  });
});
