import { describe, expect, it } from 'vitest';
import { countChanges, fixtureFile, list, openTestImport, pupil } from './import-fixture.ts';
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

  it('says that a row is gone', async () => {
    const { client } = await openTestImport();
    expect(await problemOf(client.imports.mend({ id: 1, values: {} }))).toMatchObject({ code: 'recordNotFound' });
  });
});
