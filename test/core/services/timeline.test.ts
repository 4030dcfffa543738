import { describe, expect, it } from 'vitest';
import { addDevices, addPupil, openTestSchool, RECEIVER } from './device-fixture.ts';

describe('the timeline', () => {
  it('tells of a pupil, household, statuses, guardians and papers, newest first, before and after', async () => {
    const { client, round } = await openTestSchool();
    const id = await addPupil(client, 'Giàng A Páo', { status: 'poor', guardian: 'Giàng A Chứ' });
    const [device] = await addDevices(client, round, 'A1');
    await client.assignments.save({ student: id, device: device! });
    await client.receipts.save({ student: id, device: device!, ...RECEIVER });
    await client.students.save({
      id,
      fullName: 'Giàng A Phao',
      birthDate: '2014-06-12',
      className: '7A',
      household: { village: 'Mỏ' },
    });
    const entries = await client.journal.timeline({ table: 'students', id });
    expect(entries.map((entry) => [entry.table, entry.isCreation])).toEqual([
      ['students', false],
      ['households', false],
      ['receipts', true],
      ['assignments', true],
      ['poverty_statuses', true],
      ['guardians', true],
      ['students', true],
      ['households', true],
    ]);
    expect(entries[0]).toMatchObject({ record: id, actorName: 'Hà Thị Loan', at: '2026-09-05T05:00:00.000Z' });
    expect(entries[0]!.fields).toEqual([
      { field: 'fullName', before: 'Giàng A Páo', after: 'Giàng A Phao' },
      { field: 'class', before: '6A', after: '7A' },
    ]);
    expect(entries[1]!.fields).toEqual([{ field: 'village', before: null, after: 'Mỏ' }]);
    expect(entries[3]!.fields).toEqual([
      { field: 'device', before: null, after: 'A1' },
      { field: 'round', before: null, after: 'Đợt 1' },
    ]);
    expect(entries[0]!.command).toBe(entries[1]!.command);
  });

  it('tells of a device whose hands it went through', async () => {
    const { client, round } = await openTestSchool();
    const id = await addPupil(client, 'Giàng A Páo');
    const [device] = await addDevices(client, round, 'A1', 'A2');
    const receipt = await client.receipts.save({ student: id, device: device!, ...RECEIVER });
    await client.receipts.cancel({ id: receipt.id, reason: 'Ghi nhầm em' });
    const entries = await client.journal.timeline({ table: 'devices', id: device! });
    expect(entries.at(-1)).toMatchObject({ table: 'devices', isCreation: true });
    const tables = entries.map((entry) => entry.table);
    expect(tables.filter((table) => table === 'receipts')).toHaveLength(2);
    expect(tables).toContain('movements');
    const handover = entries.find((entry) => entry.record === receipt.id)!;
    expect(handover.fields).toContainEqual({ field: 'student', before: null, after: 'Giàng A Páo' });
    expect(handover.fields.map((field) => field.field)).not.toContain('device');
  });

  it('keeps telling of a household that the pupil left', async () => {
    const { client, register, session } = await openTestSchool();
    const { id } = await client.students.save({ fullName: 'Giàng A Páo', household: { village: 'Mỏ' } });
    await register.run(session, async (command) => {
      const household = command.create('households', { headName: 'Sùng A Chía' });
      await command.change('students', id, { household });
    });
    const entries = await client.journal.timeline({ table: 'students', id });
    expect(entries.filter((entry) => entry.table === 'households')).toHaveLength(2);
    expect(entries[0]!.fields).toEqual([{ field: 'household', before: null, after: 'Sùng A Chía' }]);
  });
});
