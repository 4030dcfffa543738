import { describe, expect, it } from 'vitest';
import { addDevices } from './device-fixture.ts';
import { list, openTestImport } from './import-fixture.ts';

describe('what was done lately', () => {
  it('lists commands newest first, with kind, label, number of records, and what can be undone', async () => {
    const { client, import: importFile } = await openTestImport();
    const [round] = await client.rounds.list();
    const { id: command } = await importFile(
      list(
        { fullName: 'Hà Thị Lan', birthDate: '12/06/2014', className: '6A' },
        { fullName: 'Bùi Văn Nam', birthDate: '1/2/2014', className: '6A' },
      ),
    );
    const { id: student } = await client.students.save({ fullName: 'Vàng A Páo', className: '6B' });
    const [device] = await addDevices(client, round!.id, 'R1');
    await client.assignments.save({ student, device: device! });
    await client.classes.save({ name: '9A' });
    const { command: undoing } = await client.commands.undo({ command: command! });

    const recent = await client.commands.recent({});
    expect(
      recent.map(({ kind, label, table, recordCount, isUndone, canUndo }) => [
        kind,
        label,
        table,
        recordCount,
        isUndone,
        canUndo,
      ]),
    ).toEqual([
      ['undo', null, 'students', 3, false, true],
      ['settings', '9A', 'classes', 1, false, true],
      ['assignment', 'Vàng A Páo', 'assignments', 1, false, true],
      ['device', 'R1', 'devices', 2, false, true],
      ['student', 'Vàng A Páo', expect.any(String), 2, false, true],
      ['import', 'danh-sach.csv', 'students', 2, true, false],
      ['settings', null, expect.any(String), 4, false, false],
    ]);
    expect(recent[0]).toMatchObject({ command: undoing, actorName: 'Hà Thị Loan', at: '2026-09-05T05:00:00.000Z' });
    expect(await client.commands.recent({ limit: 2 })).toEqual(recent.slice(0, 2));
  });

  it('offers an import again once its undoing was undone', async () => {
    const { client, import: importFile } = await openTestImport();
    const { id } = await importFile(list({ fullName: 'Hà Thị Lan', birthDate: '12/06/2014' }));
    const { command } = await client.commands.undo({ command: id! });
    await client.commands.undo({ command: command! });
    const states = (await client.commands.recent({})).map(({ isUndone, canUndo }) => [isUndone, canUndo]);
    expect(states.slice(0, 3)).toEqual([
      [false, true],
      [true, false],
      [false, true],
    ]);
  });
});
