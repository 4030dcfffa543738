import { describe, expect, it } from 'vitest';
import {
  addDevice,
  addDevices,
  addPupil,
  addSiblings,
  classNamed,
  listEvents,
  listMovements,
  openTestSchool,
  problemOf,
  RECEIVER,
  seat,
} from './device-fixture.ts';

describe('one pupil signs', () => {
  it('saves receipt and movement, and the stock falls', async () => {
    const school = await openTestSchool();
    const { client, round } = school;
    const student = await addPupil(client, 'Hà Thị Lan');
    const device = await addDevice(client, round, 'A1');
    const { id } = await client.receipts.save({
      student,
      device,
      receiverName: '  Hà  Văn Tiến ',
      receiverRelation: 'father',
      receiverPersonalId: '017 084 001 234',
      receivedOn: '2026-09-04',
      overrideReason: 'không cần',
    });
    const { rows } = await client.receipts.list({ wholeNumbers: true });
    expect(rows).toEqual([
      {
        id,
        owner: (await school.register.getInstallation()).owner,
        schoolName: 'Trường TH&THCS Chiềng Châu',
        kind: 'handover',
        student,
        studentName: 'Hà Thị Lan',
        className: '6A',
        device,
        serialNumber: 'A1',
        deviceName: 'Máy tính bảng',
        model: 'SM-T225',
        round,
        roundName: 'Đợt 1',
        mode: 'gift',
        receiverName: 'Hà Văn Tiến',
        receiverRelation: 'father',
        receiverPersonalId: '017084001234',
        receivedOn: '2026-09-04',
        cancels: null,
        cancelledBy: null,
        reason: null,
        overrideReason: null,
      },
    ]);
    expect((await listMovements(school)).at(-1)).toMatchObject({
      device,
      kind: 'handed_over',
      movedOn: '2026-09-04',
      receipt: id,
    });
    expect(await client.devices.stock({})).toMatchObject([{ total: 1, inStock: 0, handedOver: 1 }]);
    expect(await listEvents(school, 'override')).toEqual([]);
  });

  it('takes the planned device when none is named, and the mode that was chosen', async () => {
    const { client, round } = await openTestSchool();
    const student = await addPupil(client, 'Hà Thị Lan');
    expect(await problemOf(client.receipts.save({ student, ...RECEIVER }))).toEqual({
      code: 'studentHasNoAssignment',
      details: { student: 'Hà Thị Lan' },
    });
    const device = await addDevice(client, round, 'A1');
    await client.assignments.save({ student, device });
    await client.receipts.save({ student, mode: 'loan', ...RECEIVER });
    expect((await client.receipts.list({ student })).rows).toMatchObject([{ device, mode: 'loan' }]);
    expect((await problemOf(client.receipts.save({ student, ...RECEIVER }))).code).toBe('studentHoldsDevice');
  });

  it('refuses a device twice, naming who has it; nobody may override that', async () => {
    const school = await openTestSchool();
    const { client, round } = school;
    const [lan, nghia] = [await addPupil(client, 'Hà Thị Lan'), await addPupil(client, 'Bùi Văn Nghĩa')];
    const device = await addDevice(client, round, 'R9OT2786087');
    await client.receipts.save({ student: lan, device, ...RECEIVER });
    await seat(school, 'principal');
    const call = client.receipts.save({ student: nghia, device, ...RECEIVER, overrideReason: 'Cứ giao' });
    expect(await problemOf(call)).toEqual({
      code: 'deviceAlreadyHandedOver',
      details: { serialNumber: 'R9OT2786087', student: 'Hà Thị Lan', className: '6A', receivedOn: '2026-09-05' },
    });
    expect((await client.receipts.list({})).total).toBe(1);
  });

  it('refuses a device that is planned for another pupil', async () => {
    const { client, round } = await openTestSchool();
    const [lan, nghia] = [await addPupil(client, 'Hà Thị Lan'), await addPupil(client, 'Bùi Văn Nghĩa')];
    const device = await addDevice(client, round, 'A1');
    await client.assignments.save({ student: lan, device });
    const call = client.receipts.save({ student: nghia, device, ...RECEIVER });
    expect(await problemOf(call)).toEqual({
      code: 'deviceAssignedToOther',
      details: { serialNumber: 'A1', student: 'Hà Thị Lan', className: '6A' },
    });
  });

  it('frees the planned device when the pupil takes another from stock', async () => {
    const { client, round } = await openTestSchool();
    const student = await addPupil(client, 'Hà Thị Lan');
    const [planned, taken] = await addDevices(client, round, 'A1', 'A2');
    await client.assignments.save({ student, device: planned! });
    await client.receipts.save({ student, device: taken!, ...RECEIVER });
    expect(await client.devices.get({ id: planned! })).toMatchObject({ state: 'in_stock', student: null });
    expect((await client.students.get({ id: student })).assignments).toEqual([]);
  });

  it('refuses a second device of whatever round, unless the principal says why', async () => {
    const school = await openTestSchool();
    const { client, round } = school;
    const student = await addPupil(client, 'Hà Thị Lan');
    const first = await addDevice(client, round, 'A1');
    const { id: later } = await client.rounds.save({ name: 'Đợt 2', mode: 'loan', entitlement: 'per_student' });
    const second = await addDevice(client, later, 'B1');
    await client.receipts.save({ student, device: first, ...RECEIVER });
    const again = { student, device: second, ...RECEIVER };
    const refusal = {
      code: 'studentHoldsDevice',
      details: { student: 'Hà Thị Lan', className: '6A', serialNumber: 'A1', receivedOn: '2026-09-05' },
    };
    expect(await problemOf(client.receipts.save(again))).toEqual(refusal);
    const overrideReason = 'Máy A1 hỏng, chờ bảo hành';
    expect((await problemOf(client.receipts.save({ ...again, overrideReason }))).code).toBe('overrideNotAllowed');
    await seat(school, 'principal');
    expect(await problemOf(client.receipts.save(again))).toEqual(refusal);
    const { id } = await client.receipts.save({ ...again, overrideReason });
    expect((await client.receipts.list({})).rows[0]).toMatchObject({ id, overrideReason, mode: 'loan' });
    const [event] = await listEvents(school, 'override');
    expect(JSON.parse(event!.details)).toEqual({ problem: 'studentHoldsDevice', receipt: id });
  });

  it('counts the household where the round gives one per household', async () => {
    const school = await openTestSchool();
    const { client, round } = school;
    await addPupil(client, 'Hà Thị Lan');
    const [pao, mai] = await addSiblings(school, await classNamed(client, '6A'), 'Vàng A Páo', 'Vàng Thị Mai');
    const { id: perHousehold } = await client.rounds.save({
      name: 'TT 09',
      mode: 'gift',
      entitlement: 'per_household',
    });
    const [own, plain] = [await addDevice(client, perHousehold, 'H1'), await addDevice(client, round, 'A1')];
    const third = await addDevice(client, perHousehold, 'H2');
    await client.receipts.save({ student: pao!, device: own, ...RECEIVER });
    expect(await problemOf(client.receipts.save({ student: mai!, device: third, ...RECEIVER }))).toEqual({
      code: 'householdHoldsDevice',
      details: { student: 'Vàng A Páo', className: '6A', serialNumber: 'H1', receivedOn: '2026-09-05' },
    });
    await client.receipts.save({ student: mai!, device: plain, ...RECEIVER });
  });

  it('refuses a day that no calendar has or that is still to come', async () => {
    const { client, round } = await openTestSchool();
    const student = await addPupil(client, 'Hà Thị Lan');
    const device = await addDevice(client, round, 'A1');
    const on = (receivedOn: string) => client.receipts.save({ student, device, ...RECEIVER, receivedOn });
    expect(await problemOf(on('2026-02-31'))).toEqual({ code: 'valueRefused', details: { field: 'receivedOn' } });
    expect(await problemOf(on('2026-09-07'))).toEqual({
      code: 'receivedOnInFuture',
      details: { field: 'receivedOn', receivedOn: '2026-09-07', today: '2026-09-05' },
    });
    await on('2026-09-06');
  });

  it('lets exactly one of two clerks have the device', async () => {
    const school = await openTestSchool();
    const { client, round } = school;
    const students = [await addPupil(client, 'Hà Thị Lan'), await addPupil(client, 'Bùi Văn Nghĩa')];
    const device = await addDevice(client, round, 'A1');
    const calls = await Promise.allSettled(
      students.map((student) => client.receipts.save({ student, device, ...RECEIVER })),
    );
    expect(calls.map((call) => call.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await client.receipts.list({})).total).toBe(1);
    expect((await listMovements(school)).filter((movement) => movement.kind === 'handed_over')).toHaveLength(1);
  });
});
