import { describe, expect, it } from 'vitest';
import { addDevice, addPupil, listMovements, openTestSchool, problemOf, RECEIVER } from './device-fixture.ts';

const IMEI = '490154203237518';
const OTHER_IMEI = '352099001761481';

describe('a device that is typed or scanned', () => {
  it('enters the stock with a movement', async () => {
    const school = await openTestSchool();
    const { client, round } = school;
    const { id, warnings } = await client.devices.save({ round, serialNumber: ' S/N: R9OT 2786087 ', imei: IMEI });
    expect(warnings).toEqual([]);
    expect(await client.devices.get({ id })).toMatchObject({
      serialNumber: 'R9OT2786087',
      state: 'in_stock',
      receipts: [],
    });
    expect(await listMovements(school)).toMatchObject([{ device: id, kind: 'received', movedOn: '2026-09-05' }]);
  });

  it('refuses a serial number that another device has, in whatever case', async () => {
    const { client, round } = await openTestSchool();
    await addDevice(client, round, 'R9OT2786087');
    expect(await problemOf(client.devices.save({ round, serialNumber: 'r9ot2786087' }))).toEqual({
      code: 'serialNumberTaken',
      details: { field: 'serialNumber', serialNumber: 'R9OT2786087' },
    });
  });

  it('refuses an IMEI that another device has as its first or second', async () => {
    const { client, round } = await openTestSchool();
    await client.devices.save({ round, serialNumber: 'A1', imei: IMEI, imei2: OTHER_IMEI });
    const first = await problemOf(client.devices.save({ round, serialNumber: 'A2', imei: OTHER_IMEI }));
    expect(first).toEqual({ code: 'imeiTaken', details: { field: 'imei', imei: OTHER_IMEI, serialNumber: 'A1' } });
    const second = await problemOf(client.devices.save({ round, serialNumber: 'A3', imei2: IMEI }));
    expect(second).toEqual({ code: 'imeiTaken', details: { field: 'imei2', imei: IMEI, serialNumber: 'A1' } });
    const twice = await problemOf(client.devices.save({ round, serialNumber: 'A4', imei: '1', imei2: '1' }));
    expect(twice.code).toBe('imeiTwice');
  });

  it('warns of a wrong check digit and saves all the same', async () => {
    const { client, round } = await openTestSchool();
    const { id, warnings } = await client.devices.save({ round, serialNumber: 'A1', imei: '352099001761482' });
    expect(warnings).toMatchObject([{ field: 'imei', problem: 'imeiCheckDigit' }]);
    expect((await client.devices.get({ id })).imei).toBe('352099001761482');
  });

  it('refuses what is no number', async () => {
    const { client, round } = await openTestSchool();
    expect(await problemOf(client.devices.save({ round, serialNumber: '-' }))).toMatchObject({
      code: 'serialNumberInvalid',
    });
    expect(await problemOf(client.devices.save({ round, serialNumber: 'A1', imei: 'xyz' }))).toMatchObject({
      code: 'imeiInvalid',
      details: { field: 'imei', problem: 'imeiNotDigits' },
    });
    expect(await problemOf(client.devices.save({ round: '0000000000000000-0000009', serialNumber: 'A1' }))).toEqual({
      code: 'roundNotFound',
      details: {},
    });
  });

  it('may be changed without colliding with itself', async () => {
    const school = await openTestSchool();
    const { client, round } = school;
    const { id } = await client.devices.save({ round, serialNumber: 'A1', imei: IMEI });
    await client.devices.save({ id, round, serialNumber: 'a1', imei: IMEI, note: 'Vỏ xước' });
    expect(await client.devices.get({ id })).toMatchObject({ serialNumber: 'a1', note: 'Vỏ xước' });
    expect(await listMovements(school)).toHaveLength(1);
  });

  it('keeps its round while its papers name it', async () => {
    const { client, round } = await openTestSchool();
    const { id: other } = await client.rounds.save({ name: 'Đợt 2', mode: 'loan', entitlement: 'per_student' });
    const device = await addDevice(client, round, 'A1');
    const student = await addPupil(client, 'Hà Thị Lan');
    await client.assignments.save({ student, device });
    const refusal = await problemOf(client.devices.save({ id: device, round: other, serialNumber: 'A1' }));
    expect(refusal).toEqual({
      code: 'deviceAssigned',
      details: { serialNumber: 'A1', student: 'Hà Thị Lan', className: '6A' },
    });
  });
});

describe('taking a device out of the register', () => {
  it('is refused while it is planned or handed over, and frees its number', async () => {
    const { client, round } = await openTestSchool();
    const device = await addDevice(client, round, 'A1');
    const student = await addPupil(client, 'Hà Thị Lan');
    const { id: plan } = await client.assignments.save({ student, device });
    const reason = 'Gõ nhầm';
    expect((await problemOf(client.devices.void({ id: device, reason }))).code).toBe('deviceAssigned');
    const { id: receipt } = await client.receipts.save({ student, ...RECEIVER });
    expect(await problemOf(client.devices.void({ id: device, reason }))).toEqual({
      code: 'deviceHandedOver',
      details: { serialNumber: 'A1', student: 'Hà Thị Lan', className: '6A', receivedOn: '2026-09-05' },
    });
    await client.receipts.cancel({ id: receipt, reason });
    await client.assignments.void({ ids: [plan], reason });
    await client.devices.void({ id: device, reason });
    expect(await client.devices.get({ id: device })).toMatchObject({ state: 'voided' });
    await addDevice(client, round, 'A1');
  });

  it('names an unknown device', async () => {
    const { client } = await openTestSchool();
    const call = client.devices.void({ id: '0000000000000000-0000009', reason: 'Thử' });
    expect((await problemOf(call)).code).toBe('recordNotFound');
  });
});
