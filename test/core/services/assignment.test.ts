import { describe, expect, it } from 'vitest';
import {
  addDevice,
  addDevices,
  addPupil,
  addSiblings,
  classNamed,
  listEvents,
  openTestSchool,
  problemOf,
  RECEIVER,
  seat,
} from './device-fixture.ts';

const reason = 'Đổi máy';

describe('planning one device', () => {
  it('takes the device out of stock for the pupil, and a void puts it back', async () => {
    const { client, round } = await openTestSchool();
    const student = await addPupil(client, 'Hà Thị Lan');
    const device = await addDevice(client, round, 'A1');
    const { id } = await client.assignments.save({ student, device });
    expect(await client.devices.get({ id: device })).toMatchObject({ state: 'assigned', student });
    await client.assignments.void({ ids: [id], reason });
    expect(await client.devices.get({ id: device })).toMatchObject({ state: 'in_stock', student: null });
    expect((await client.assignments.void({ ids: [id, id], reason })).command).toBeNull();
  });

  it('refuses a second plan for the pupil and a device that is planned or gone, naming the first', async () => {
    const { client, round } = await openTestSchool();
    const [lan, nghia, sua] = [
      await addPupil(client, 'Hà Thị Lan'),
      await addPupil(client, 'Bùi Văn Nghĩa'),
      await addPupil(client, 'Vàng Thị Sua'),
    ];
    const [first, second, third] = await addDevices(client, round, 'A1', 'A2', 'A3');
    await client.assignments.save({ student: lan, device: first! });
    await client.receipts.save({ student: nghia, device: second!, ...RECEIVER });
    expect(await problemOf(client.assignments.save({ student: lan, device: third! }))).toEqual({
      code: 'studentHasAssignment',
      details: { student: 'Hà Thị Lan', className: '6A', serialNumber: 'A1' },
    });
    expect(await problemOf(client.assignments.save({ student: sua, device: first! }))).toEqual({
      code: 'deviceAssignedToOther',
      details: { serialNumber: 'A1', student: 'Hà Thị Lan', className: '6A' },
    });
    expect(await problemOf(client.assignments.save({ student: sua, device: second! }))).toMatchObject({
      code: 'deviceAlreadyHandedOver',
      details: { serialNumber: 'A2', student: 'Bùi Văn Nghĩa', receivedOn: '2026-09-05' },
    });
    expect(await problemOf(client.assignments.save({ student: nghia, device: third! }))).toMatchObject({
      code: 'studentHoldsDevice',
      details: { student: 'Bùi Văn Nghĩa', serialNumber: 'A2' },
    });
  });

  it('refuses what is not there or no longer in use', async () => {
    const { client, round } = await openTestSchool();
    const student = await addPupil(client, 'Hà Thị Lan');
    const device = await addDevice(client, round, 'A1');
    const nobody = '0000000000000000-0000009';
    expect((await problemOf(client.assignments.save({ student: nobody, device }))).code).toBe('studentNotFound');
    expect((await problemOf(client.assignments.save({ student, device: nobody }))).code).toBe('deviceNotFound');
    expect((await problemOf(client.assignments.void({ ids: [nobody], reason }))).code).toBe('recordNotFound');
    await client.students.void({ id: student, reason });
    expect((await problemOf(client.assignments.save({ student, device }))).code).toBe('studentVoided');
    await client.students.restore({ id: student });
    await client.devices.void({ id: device, reason });
    expect((await problemOf(client.assignments.save({ student, device }))).code).toBe('deviceVoided');
  });

  it('lets the principal plan a second device, with a reason that is remembered', async () => {
    const school = await openTestSchool();
    const { client, round } = school;
    const student = await addPupil(client, 'Hà Thị Lan');
    const [first, second] = await addDevices(client, round, 'A1', 'A2');
    await client.receipts.save({ student, device: first!, ...RECEIVER });
    const again = { student, device: second!, overrideReason: 'Máy cũ hỏng' };
    expect(await problemOf(client.assignments.save(again))).toEqual({
      code: 'overrideNotAllowed',
      details: { role: 'clerk' },
    });
    await seat(school, 'principal');
    const { id } = await client.assignments.save(again);
    const [event] = await listEvents(school, 'override');
    expect(JSON.parse(event!.details)).toEqual({
      problem: 'studentHoldsDevice',
      assignment: id,
      reason: 'Máy cũ hỏng',
    });
  });

  it('keeps a plan that was signed for', async () => {
    const { client, round } = await openTestSchool();
    const [lan, nghia] = [await addPupil(client, 'Hà Thị Lan'), await addPupil(client, 'Bùi Văn Nghĩa')];
    const [first, second] = await addDevices(client, round, 'A1', 'A2');
    const { id: fulfilled } = await client.assignments.save({ student: lan, device: first! });
    const { id: open } = await client.assignments.save({ student: nghia, device: second! });
    await client.receipts.save({ student: lan, ...RECEIVER });
    expect(await problemOf(client.assignments.void({ ids: [open, fulfilled], reason }))).toEqual({
      code: 'assignmentFulfilled',
      details: { serialNumber: 'A1', student: 'Hà Thị Lan', className: '6A' },
    });
    expect((await client.devices.get({ id: second! })).state).toBe('assigned');
  });
});

describe('planning for a class', () => {
  async function openClass(...serialNumbers: string[]) {
    const school = await openTestSchool();
    const { client, round } = school;
    const pupils = {
      yen: await addPupil(client, 'Đặng Yến', { status: 'poor' }),
      an: await addPupil(client, 'Bùi Văn An', { status: 'none' }),
      binh: await addPupil(client, 'Hà Thị Bình', { status: 'near_poor' }),
      cuong: await addPupil(client, 'Lò Văn Cường', { status: 'poor' }),
    };
    await addPupil(client, 'Hà Văn Bảy', { className: '7A', status: 'poor' });
    await addDevices(client, round, ...serialNumbers);
    return { ...school, ...pupils, schoolClass: await classNamed(client, '6A') };
  }
  type School = Awaited<ReturnType<typeof openClass>>;
  const plansOf = async ({ client, schoolClass, round }: School) =>
    (await client.receipts.sheet({ class: schoolClass, round })).map((row) => [row.fullName, row.serialNumber]);

  it('gives devices in stock order along the class list', async () => {
    const school = await openClass('S1', 'S2', 'S3', 'S4', 'S5');
    const { client, round, schoolClass } = school;
    const answer = await client.assignments.saveClass({ class: schoolClass, round });
    expect(answer).toMatchObject({ assigned: 4, refused: [], missing: 0 });
    expect(await plansOf(school)).toEqual([
      ['Bùi Văn An', 'S1'],
      ['Hà Thị Bình', 'S2'],
      ['Lò Văn Cường', 'S3'],
      ['Đặng Yến', 'S4'],
    ]);
    const again = await client.assignments.saveClass({ class: schoolClass, round });
    expect(again).toMatchObject({ assigned: 0, refused: [], missing: 0, command: null });
  });

  it('gives to poor, then near-poor pupils when the stock is short', async () => {
    const school = await openClass('S1', 'S2', 'S3');
    const { client, round, schoolClass } = school;
    const answer = await client.assignments.saveClass({ class: schoolClass, round });
    expect(answer).toMatchObject({ assigned: 3, missing: 1 });
    expect(await plansOf(school)).toEqual([
      ['Bùi Văn An', null],
      ['Hà Thị Bình', 'S1'],
      ['Lò Văn Cường', 'S2'],
      ['Đặng Yến', 'S3'],
    ]);
  });

  it('keeps to the statuses and the model that were asked for', async () => {
    const school = await openClass('S1', 'S2', 'S3');
    const { client, round, schoolClass } = school;
    await addDevice(client, round, 'L1', 'Tab M8');
    const poor = { class: schoolClass, round, povertyStatuses: ['poor' as const] };
    expect(await client.assignments.saveClass({ ...poor, model: 'Tab M8' })).toMatchObject({ assigned: 1, missing: 1 });
    expect(await client.assignments.saveClass(poor)).toMatchObject({ assigned: 1, missing: 0 });
    expect(await plansOf(school)).toEqual([
      ['Bùi Văn An', null],
      ['Hà Thị Bình', null],
      ['Lò Văn Cường', 'L1'],
      ['Đặng Yến', 'S1'],
    ]);
  });

  it('says so when nothing is left to give', async () => {
    const { client, round, schoolClass } = await openClass();
    expect(await problemOf(client.assignments.saveClass({ class: schoolClass, round }))).toEqual({
      code: 'stockTooSmall',
      details: { missing: 4, round: 'Đợt 1', model: null },
    });
  });

  it('names those who may not have one', async () => {
    const school = await openClass('S1', 'S2', 'S3', 'S4', 'S5', 'S6');
    const { client, schoolClass, an } = school;
    const earlier = (await client.devices.findByNumber({ number: 'S1' })).device!.id;
    await client.receipts.save({ student: an, device: earlier, ...RECEIVER });
    const { id: round } = await client.rounds.save({ name: 'Đợt 2', mode: 'loan', entitlement: 'per_household' });
    await addDevices(client, round, 'H1', 'H2', 'H3', 'H4', 'H5', 'H6');
    const [pao, mai] = await addSiblings(school, schoolClass, 'Vàng A Páo', 'Vàng Thị Mai');
    const answer = await client.assignments.saveClass({ class: schoolClass, round });
    expect(answer).toMatchObject({ assigned: 4, missing: 0 });
    const sheet = await client.receipts.sheet({ class: schoolClass, round });
    const serialOfMai = sheet.find((row) => row.student === mai)!.serialNumber;
    expect(answer.refused).toEqual([
      {
        student: an,
        label: 'Bùi Văn An',
        problem: 'studentHoldsDevice',
        details: { student: 'Bùi Văn An', className: '6A', serialNumber: 'S1', receivedOn: '2026-09-05' },
      },
      {
        student: pao,
        label: 'Vàng A Páo',
        problem: 'householdHasAssignment',
        details: { student: 'Vàng Thị Mai', className: '6A', serialNumber: serialOfMai },
      },
    ]);
    const device = (await client.devices.findByNumber({ number: 'H6' })).device!.id;
    expect((await problemOf(client.assignments.save({ student: pao!, device }))).code).toBe('householdHasAssignment');
  });

  it('names an unknown class or round', async () => {
    const { client, round, schoolClass } = await openClass();
    const nothing = '0000000000000000-0000009';
    expect((await problemOf(client.assignments.saveClass({ class: nothing, round }))).code).toBe('recordNotFound');
    const call = client.assignments.saveClass({ class: schoolClass, round: nothing });
    expect((await problemOf(call)).code).toBe('roundNotFound');
  });
});
