import { describe, expect, it } from 'vitest';
import { fixtureFile, list, openTestImport, type TestFile } from './import-fixture.ts';

function csv(text: string): TestFile {
  return { name: 'ds.csv', bytes: new TextEncoder().encode(text) };
}

const odd = csv('Họ và tên;Ngày sinh;Lớp;Nơi ở;Bệnh về mắt\nHà Thị Lan;12/06/2014;6A;Vặn;Cận thị\n');

describe('the preview of a file', () => {
  it('names the columns that it drops', async () => {
    const { stage } = await openTestImport();
    const { preview, apply } = await stage(odd);
    expect(preview.columns.find(({ header }) => header === 'Bệnh về mắt')).toMatchObject({
      field: null,
      letter: 'E',
      samples: ['Cận thị'],
    });
    expect(preview.notes).toMatchObject([
      { problem: 'columnDropped', column: 'E', details: { header: 'Bệnh về mắt' } },
    ]);
    expect(preview.fields).toContain('village');
    expect((await apply()).warnings).toMatchObject([{ problem: 'columnDropped', column: 'E' }]);
  });

  it('maps a column as the clerk says, and remembers it for the next like file', async () => {
    const { stage } = await openTestImport();
    const { preview, staged, rows } = await stage(odd);
    const column = preview.columns.find(({ header }) => header === 'Nơi ở')!;
    const other = column.field === 'village' ? 'commune' : 'village';
    const mapped = await staged.map([{ sheet: column.sheet, index: column.index, field: other }], () => undefined);
    expect(mapped.columns.find(({ index }) => index === column.index)).toMatchObject({ field: other });
    expect((await rows('new'))[0]!.cells).toContainEqual({ field: other, column: 'D', text: 'Vặn', value: 'Vặn' });

    const next = csv('Họ và tên;Ngày sinh;Lớp;Nơi ở;Bệnh về mắt\nBùi Văn Nam;01/02/2014;6B;Mỏ;\n');
    const { preview: later } = await stage({ ...next, name: 'khac.csv' });
    expect(later.columns.find(({ header }) => header === 'Nơi ở')).toMatchObject({ field: other });
    const unlike = csv('Họ và tên;Ngày sinh;Nơi ở\nBùi Văn Nam;01/02/2014;Mỏ\n');
    expect((await stage(unlike)).preview.columns.find(({ header }) => header === 'Nơi ở')?.field).toBe(column.field);
  });

  it('gives a field to one column only: the one chosen last', async () => {
    const { stage } = await openTestImport();
    const { preview, staged } = await stage(odd);
    const [sheet] = preview.columns.map((column) => column.sheet);
    await staged.map([{ sheet: sheet!, index: 3, field: 'village' }], () => undefined);
    const mapped = await staged.map([{ sheet: sheet!, index: 4, field: 'village' }], () => undefined);
    expect(mapped.columns.filter(({ field }) => field === 'village').map(({ index }) => index)).toEqual([4]);
  });

  it('shows rows by group, page by page, with cell, value and old value', async () => {
    const { stage, import: importFile } = await openTestImport();
    await importFile(list({ fullName: 'Hà Thị Lan', birthDate: '12/06/2014', gender: 'Nam', phone: '' }));
    const { preview, staged, rows } = await stage(
      list(
        { fullName: 'Hà Thị Lan', birthDate: '12/06/2014', gender: 'Nữ', phone: '912345678' },
        { fullName: 'Bùi Văn Nam', birthDate: '1/2/2014', gender: 'x', phone: '' },
        { fullName: 'Vàng A Páo', birthDate: '3/4/2014', gender: 'Nam', phone: '' },
        { fullName: 'Vàng A Sử', birthDate: '3/4/2013', gender: 'Nam', phone: '' },
      ),
    );
    expect(preview.counts).toMatchObject({ new: 2, changed: 1, unchanged: 0, problems: 1 });
    expect((await rows('changed'))[0]!.cells).toEqual(
      expect.arrayContaining([
        { field: 'gender', column: 'C', text: 'Nữ', value: 'female', before: 'male' },
        { field: 'birthDate', column: 'B', text: '12/06/2014', value: '2014-06-12' },
        { field: 'guardianPhone', column: 'D', text: '912345678', value: '0912345678', before: null },
      ]),
    );
    expect(await rows('problem')).toMatchObject([{ row: 3, group: 'problem', label: 'Bùi Văn Nam', match: null }]);
    const page = await staged.rows({ group: 'new', offset: 1, limit: 1 });
    expect(page).toMatchObject({ total: 2, rows: [{ row: 5, label: 'Vàng A Sử' }] });
  });

  it('is compared anew when the register has changed before it is written', async () => {
    const { stage, import: importFile, client } = await openTestImport();
    const file = list({ fullName: 'Hà Thị Lan', birthDate: '12/06/2014', className: '6A' });
    const { apply, rows } = await stage(file);
    await importFile(file);
    expect(await apply()).toMatchObject({ id: null, accepted: 0, unchanged: 1 });
    expect((await client.students.records({})).total).toBe(1);
    expect(await rows('unchanged')).toHaveLength(1);
  });

  it('says which import brought the very same file, until that was undone', async () => {
    const { stage, import: importFile, client } = await openTestImport();
    const file = fixtureFile('rosters/sheet-per-class.xls');
    expect((await stage(file)).preview.sameAs).toBeNull();
    const { id } = await importFile(file);
    expect((await stage(file)).preview.sameAs).toMatchObject({ command: id });
    await client.commands.undo({ command: id! });
    expect((await stage(file)).preview).toMatchObject({ sameAs: null, counts: { new: 158 } });
  });

  it('says in the list of what was done how the file was called, which the journal does not', async () => {
    const { import: importFile, client, register } = await openTestImport();
    await importFile({ ...odd, name: 'Lớp 6A - Hà Thị Lan.csv' });
    const [recent] = await client.commands.recent({ limit: 1 });
    expect(recent).toMatchObject({ kind: 'import', recordCount: 1, label: 'Lớp 6A - Hà Thị Lan.csv' });
    const changes = await register.reader.selectFrom('changes').select('fields').execute();
    expect(changes.filter(({ fields }) => fields.includes('.csv'))).toEqual([]);
  });

  it('remembers an import without any name of a pupil or file', async () => {
    const { import: importFile, register } = await openTestImport();
    await importFile(list({ fullName: 'Hà Thị Lan', birthDate: '12/06/2014', className: '6A' }));
    const event = await register.reader.selectFrom('events').selectAll().executeTakeFirstOrThrow();
    expect(JSON.parse(event.details)).toEqual({
      kind: 'roster',
      fileSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      counts: { new: 1, changed: 0, unchanged: 0, problem: 0 },
    });
  });
});
