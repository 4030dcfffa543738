import { describe, expect, it } from 'vitest';
import { addDevices, addPupil, openTestSchool, RECEIVER } from './device-fixture.ts';

describe('the overview', () => {
  it('counts pupils by status with what is planned and signed, and devices by where they are', async () => {
    const { client, round } = await openTestSchool();
    const poor = await addPupil(client, 'Giàng A Páo', { status: 'poor' });
    const near = await addPupil(client, 'Lò Thị Hà', { status: 'near_poor' });
    await addPupil(client, 'Vi Thị Na', { status: 'near_poor' });
    await addPupil(client, 'Bùi Văn Nam', { status: 'none' });
    const gone = await addPupil(client, 'Hà Văn Cũ', { status: 'poor' });
    await addPupil(client, 'Lường Văn An');
    await client.students.void({ id: gone, reason: 'Chuyển trường' });
    const [first, second] = await addDevices(client, round, 'A1', 'A2', 'A3', 'A4');
    await client.receipts.save({ student: poor, device: first!, ...RECEIVER });
    await client.assignments.save({ student: near, device: second! });

    const overview = await client.register.overview({});
    expect(overview.groups).toEqual([
      { povertyStatus: 'poor', students: 1, assigned: 0, received: 1 },
      { povertyStatus: 'near_poor', students: 2, assigned: 1, received: 0 },
      { povertyStatus: 'none', students: 1, assigned: 0, received: 0 },
      { povertyStatus: 'unknown', students: 1, assigned: 0, received: 0 },
    ]);
    expect(overview.devices).toEqual({ total: 4, inStock: 2, assigned: 1, handedOver: 1 });
    expect(overview.openProblemRows).toBe(0);
    expect(overview.recent[0]).toMatchObject({ kind: 'assignment', label: expect.anything() });
  });

  it('of one round counts only its devices, among all pupils', async () => {
    const { client, round } = await openTestSchool();
    const student = await addPupil(client, 'Giàng A Páo', { status: 'poor' });
    await addPupil(client, 'Sùng A Chía', { status: 'poor' });
    const other = await client.rounds.save({ name: 'Đợt 2', mode: 'gift', entitlement: 'per_student' });
    const [device] = await addDevices(client, other.id, 'B1', 'B2');
    await client.receipts.save({ student, device: device!, ...RECEIVER });
    expect((await client.register.overview({ round })).groups[0]).toEqual({
      povertyStatus: 'poor',
      students: 2,
      assigned: 0,
      received: 0,
    });
    const second = await client.register.overview({ round: other.id });
    expect(second.groups[0]).toEqual({ povertyStatus: 'poor', students: 2, assigned: 0, received: 1 });
    expect(second.devices).toEqual({ total: 2, inStock: 1, assigned: 0, handedOver: 1 });
  });

  it('takes the newest status that is not void, by its day and not by its entry', async () => {
    const { client } = await openTestSchool();
    const student = await addPupil(client, 'Giàng A Páo', { status: 'poor' });
    const enter = (status: 'poor' | 'near_poor' | 'none', validFrom: string) =>
      client.students.save({ id: student, fullName: 'Giàng A Páo', povertyStatus: { status, validFrom } });
    const statusOf = async () => (await client.students.list({})).rows[0]!.povertyStatus;
    await enter('none', '2020-01-01');
    expect(await statusOf()).toBe('poor');
    const { command } = await enter('near_poor', '2027-01-02');
    expect(await statusOf()).toBe('near_poor');
    await client.commands.undo({ command: command! });
    expect(await statusOf()).toBe('poor');
  });
});
