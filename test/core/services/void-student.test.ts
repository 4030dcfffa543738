import { describe, expect, it } from 'vitest';
import { addDevices, addPupil, openTestSchool, problemOf, RECEIVER } from './device-fixture.ts';

describe('taking a pupil out', () => {
  it('is refused while the pupil holds a device', async () => {
    const { client, round } = await openTestSchool();
    const id = await addPupil(client, 'Giàng A Páo');
    const [device] = await addDevices(client, round, 'A1');
    const receipt = await client.receipts.save({ student: id, device: device!, ...RECEIVER });
    expect(await problemOf(client.students.void({ id, reason: 'Chuyển trường' }))).toEqual({
      code: 'studentHoldsDevice',
      details: { student: 'Giàng A Páo', serialNumber: 'A1' },
    });
    await client.receipts.cancel({ id: receipt.id, reason: 'Trả máy' });
    await client.students.void({ id, reason: 'Chuyển trường' });
    expect(await client.students.get({ id })).toMatchObject({ voidReason: 'Chuyển trường' });
  });

  it('puts what was planned back in stock, and an undo plans it again', async () => {
    const { client, round } = await openTestSchool();
    const id = await addPupil(client, 'Giàng A Páo');
    const [device] = await addDevices(client, round, 'A1');
    await client.assignments.save({ student: id, device: device! });
    const { command } = await client.students.void({ id, reason: 'Chuyển trường' });
    expect(await client.devices.get({ id: device! })).toMatchObject({ state: 'in_stock', student: null });
    await client.commands.undo({ command: command! });
    expect(await client.devices.get({ id: device! })).toMatchObject({ state: 'assigned', student: id });
    expect((await client.students.list({})).rows).toMatchObject([{ id, device: 'assigned' }]);
  });
});

describe('putting a pupil back', () => {
  const numbers = { moetId: '1700000001', personalId: '011214000017' };
  const taken = [
    { code: 'moetIdTaken', field: 'moetId' },
    { code: 'personalIdTaken', field: 'personalId' },
  ] as const;

  it.each(taken)('is refused with $code once another pupil has the number', async ({ code, field }) => {
    const { client } = await openTestSchool();
    const { id } = await client.students.save({ fullName: 'Giàng A Páo', birthDate: '2014-06-12', ...numbers });
    const { command } = await client.students.void({ id, reason: 'Ghi nhầm' });
    const { id: other } = await client.students.save({ fullName: 'Hà Thị Lan', [field]: numbers[field] });
    expect(await problemOf(client.students.restore({ id }))).toEqual({
      code,
      details: { field, student: other, fullName: 'Hà Thị Lan' },
    });
    expect(await problemOf(client.commands.undo({ command: command! }))).toEqual({
      code: 'commandNotUndoable',
      details: { reason: 'replacedSince' },
    });
    await client.students.void({ id: other, reason: 'Ghi nhầm' });
    await client.students.restore({ id });
    const { moetId, personalId } = numbers;
    expect(await client.students.get({ id })).toMatchObject({ voidedAt: null, moetId });
    expect(await client.numbers.ofStudent({ student: id })).toMatchObject({ personalId });
  });
});
