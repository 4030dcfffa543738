import { describe, expect, it } from 'vitest';
import {
  countChanges,
  expectSound,
  fixtureFile,
  list,
  openTestImport,
  pupil,
  type TestFile,
} from './import-fixture.ts';
import { problemOf } from './device-fixture.ts';

const bad = fixtureFile('rosters/semicolons-nfd-bad-rows.csv');

describe('rows that wait for a person', () => {
  it('shows each with file, sheet, row, what was understood and what is the matter', async () => {
    const { client, import: importFile } = await openTestImport();
    await importFile(bad);
    const { total, rows } = await client.imports.problems({ limit: 2 });
    expect(total).toBe(4);
    expect(rows).toMatchObject([
      {
        kind: 'roster',
        fileName: bad.name,
        row: 7,
        label: 'Đinh Minh Nam',
        values: { moetId: '1724348238', birthDate: '31/02/2014', className: '6A', povertyStatus: 'near_poor' },
        problems: [{ row: 7, column: 'C', field: 'birthDate' }],
      },
      { row: 13, label: '', values: { fullName: null, moetId: '1716459865' }, problems: [{ field: 'fullName' }] },
    ]);
    expect((await client.imports.problems({ offset: 2 })).rows.map(({ row }) => row)).toEqual([19, 25]);
    expect((await client.register.overview({})).openProblemRows).toBe(4);
  });

  it('saves a mended row by the rules of a file, in a command that can be undone', async () => {
    const test = await openTestImport();
    await test.import(bad);
    const [row] = (await test.client.imports.problems({})).rows;
    const { command, problems } = await test.client.imports.mend({ id: row!.id, values: { birthDate: '28/02/2014' } });
    expect(problems).toEqual([]);
    expect(await pupil(test, 'Đinh Minh Nam')).toMatchObject({ birthDate: '2014-02-28', className: '6A' });
    expect((await test.client.imports.problems({})).total).toBe(3);
    expect(await test.client.commands.undo({ command: command! })).toMatchObject({ kept: [] });
    expect((await test.client.students.records({})).total).toBe(59);
  });

  it('keeps a row that is still wrong, with what was typed, and writes nothing', async () => {
    const test = await openTestImport();
    await test.import(bad);
    const [row] = (await test.client.imports.problems({})).rows;
    const changes = await countChanges(test.register);
    const { command, problems } = await test.client.imports.mend({ id: row!.id, values: { birthDate: '30/02/2014' } });
    expect(command).toBeNull();
    expect(problems).toMatchObject([{ field: 'birthDate', problem: 'birthDateImpossible', row: 7 }]);
    expect(await countChanges(test.register)).toBe(changes);
    expect((await test.client.imports.problems({})).rows[0]).toMatchObject({ values: { birthDate: '30/02/2014' } });
  });

  it('matches a mended row: a code settles which of two namesakes is meant', async () => {
    const test = await openTestImport();
    const lan = { fullName: 'Hà Thị Lan', birthDate: '12/06/2014' };
    await test.import(list({ ...lan, className: '6A', moetId: '1700000001' }, { ...lan, className: '6B', moetId: '' }));
    await test.import(list({ ...lan, className: '7A', gender: 'Nữ' }));
    const [row] = (await test.client.imports.problems({})).rows;
    expect(row!.problems).toMatchObject([{ problem: 'studentFitsSeveral' }]);
    await test.client.imports.mend({ id: row!.id, values: { moetId: '1700000001' } });
    const { rows } = await test.client.students.records({});
    expect(rows.map(({ className, gender }) => ({ className, gender }))).toEqual([
      { className: '6B', gender: null },
      { className: '7A', gender: 'female' },
    ]);
  });

  it('does not lower a certified status by mending', async () => {
    const test = await openTestImport();
    const lan = { fullName: 'Hà Thị Lan', birthDate: '12/06/2014', moetId: '1700000001' };
    await test.import(list({ ...lan, status: 'nghèo', certificateNo: '28/GCN-HN.2025' }));
    await test.import(list({ ...lan, birthDate: '31/02/2014', status: 'Không' }));
    const [row] = (await test.client.imports.problems({})).rows;
    expect(await test.client.imports.mend({ id: row!.id, values: { birthDate: '2014-06-12' } })).toMatchObject({
      command: null,
      problems: [],
    });
    expect((await pupil(test, lan.fullName)).povertyStatuses).toMatchObject([{ status: 'poor' }]);
    expect((await test.client.imports.problems({})).total).toBe(0);
  });

  it('lists a row once however often its file is imported, and a dismissed one not again', async () => {
    const test = await openTestImport();
    await test.import(bad);
    await test.import(bad);
    const { rows, total } = await test.client.imports.problems({});
    expect(total).toBe(4);
    expect(await test.client.imports.dismiss({ ids: [rows[0]!.id, rows[1]!.id, 999_999] })).toEqual({ dismissed: 2 });
    expect((await test.import(bad)).rejected).toHaveLength(4);
    expect((await test.client.imports.problems({})).total).toBe(2);
  });

  it('lists the rows of a file in which nothing is good, once', async () => {
    const test = await openTestImport();
    const file = list({ fullName: 'Hà Thị Lan', birthDate: '31/02/2014', className: '6A' });
    expect(await test.import(file)).toMatchObject({ id: null, accepted: 0 });
    await test.import(file);
    expect((await test.client.imports.problems({})).total).toBe(1);
  });

  describe('a mended row that repeats what the register has', () => {
    const lan = { fullName: 'Hà Thị Lan', birthDate: '12/06/2014', className: '6A' };
    const ids = { moetId: '1700000001', personalId: '011214000017' };
    const cases = [
      { by: 'the student code', row: { fullName: 'Hà Thị Lán', moetId: ids.moetId, personalId: '' } },
      { by: 'the personal ID', row: { fullName: 'Hà Thị Lán', moetId: '', personalId: ids.personalId } },
      { by: 'the name and birth date', row: { fullName: 'hà thị LAN', moetId: '', personalId: '' } },
    ];

    it.each(cases)('completes the pupil of $by', async ({ row }) => {
      const test = await openTestImport();
      const wrong = { ...lan, ...row, birthDate: '31/02/2014', gender: 'Nữ' };
      await test.import(list(wrong, { fullName: 'Vàng A Tủa', birthDate: '01/02/2014', moetId: '', personalId: '' }));
      await test.client.students.save({ ...lan, ...ids, birthDate: '2014-06-12' });
      const [waiting] = (await test.client.imports.problems({})).rows;
      const mended = await test.client.imports.mend({ id: waiting!.id, values: { birthDate: '12.06.2014' } });
      expect(mended.problems).toEqual([]);
      const { rows } = await test.client.students.records({});
      expect(rows).toHaveLength(2);
      expect(rows.find(({ moetId }) => moetId === ids.moetId)).toMatchObject({
        birthDate: '2014-06-12',
        gender: 'female',
      });
      await expectSound(test);
    });

    it('waits on, and renames nobody, as long as it bears the code of the row that it repeats', async () => {
      const test = await openTestImport();
      await test.import(list({ ...lan, ...ids }, { ...lan, ...ids, fullName: 'Vàng A Tủa', personalId: '' }));
      const [waiting] = (await test.client.imports.problems({})).rows;
      expect(waiting!.problems).toMatchObject([{ problem: 'pupilRepeated', field: 'moetId' }]);
      const changes = await countChanges(test.register);
      const same: Record<string, string>[] = [{}, { note: 'đã xem' }, { moetId: ` ${ids.moetId} ` }];
      for (const values of same) {
        const mended = await test.client.imports.mend({ id: waiting!.id, values });
        expect(mended).toMatchObject({ command: null, problems: [{ problem: 'pupilRepeated', field: 'moetId' }] });
      }
      expect(await countChanges(test.register)).toBe(changes);
      const mended = await test.client.imports.mend({ id: waiting!.id, values: { moetId: '1700000002' } });
      expect(mended.problems).toEqual([]);
      expect((await test.client.students.records({})).rows.map(({ fullName }) => fullName)).toEqual([
        lan.fullName,
        'Vàng A Tủa',
      ]);
    });

    it('waits on when the pupil of that name has another student code', async () => {
      const test = await openTestImport();
      await test.import(list({ ...lan, birthDate: '31/02/2014', moetId: '1700000002' }));
      await test.client.students.save({ ...lan, ...ids, birthDate: '2014-06-12' });
      const [waiting] = (await test.client.imports.problems({})).rows;
      expect(await test.client.imports.mend({ id: waiting!.id, values: { birthDate: '12/06/2014' } })).toMatchObject({
        command: null,
        problems: [{ problem: 'identifiersDiffer', field: 'moetId' }],
      });
      expect((await test.client.students.records({})).total).toBe(1);
    });
  });

  describe('a mended line that repeats a device', () => {
    const note = (...lines: string[]): TestFile => ({
      name: 'bien-ban.csv',
      kind: 'devices',
      bytes: new TextEncoder().encode(['STT;Model;Số sê-ri;IMEI;Ghi chú', ...lines].join('\n')),
    });
    const IMEI = '490154203237518';

    it('completes the device of its serial number, in any case', async () => {
      const test = await openTestImport();
      await test.import(note(`1;SM-T225;R9AB;${IMEI};`, '2;SM-T225;;;Xước vỏ'));
      const [waiting] = (await test.client.imports.problems({})).rows;
      expect(await test.client.imports.mend({ id: waiting!.id, values: { serialNumber: 'r9ab' } })).toMatchObject({
        problems: [],
      });
      expect((await test.client.devices.list({})).rows).toMatchObject([
        { serialNumber: 'R9AB', imei: IMEI, note: 'Xước vỏ' },
      ]);
    });

    it('waits on when its IMEI is another device’s', async () => {
      const test = await openTestImport();
      await test.import(note(`1;SM-T225;R9AB;${IMEI};`, `2;SM-T225;;${IMEI};`));
      const [waiting] = (await test.client.imports.problems({})).rows;
      const mended = await test.client.imports.mend({ id: waiting!.id, values: { serialNumber: 'R9AC' } });
      expect(mended).toMatchObject({
        command: null,
        problems: [{ problem: 'imeiOfAnotherDevice', details: { serialNumber: 'R9AB' } }],
      });
      expect((await test.client.devices.list({})).total).toBe(1);
    });
  });

  it('says that a row is gone', async () => {
    const { client } = await openTestImport();
    expect(await problemOf(client.imports.mend({ id: 1, values: {} }))).toMatchObject({ code: 'recordNotFound' });
  });
});
