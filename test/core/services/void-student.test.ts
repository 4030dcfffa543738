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
