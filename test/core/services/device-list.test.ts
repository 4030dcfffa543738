import { describe, expect, it } from 'vitest';
import { addDevice, addDevices, addPupil, openTestSchool, RECEIVER } from './device-fixture.ts';

async function openStockedSchool() {
  const school = await openTestSchool();
  const { client, round } = school;
  const [first, second, third] = await addDevices(client, round, 'R9OT001', 'R9OT002', 'R9OT003');
  const lenovo = await addDevice(client, round, 'HA1X', 'Tab M8');
  const lan = await addPupil(client, 'Hà Thị Lan');
  const nghia = await addPupil(client, 'Bùi Văn Nghĩa');
  await client.receipts.save({ student: lan, device: first!, ...RECEIVER });
  await client.assignments.save({ student: nghia, device: second! });
  return { ...school, first: first!, second: second!, third: third!, lenovo, lan, nghia };
}

describe('the table of devices', () => {
  it('shows where each device is and who has it', async () => {
    const { client, lan } = await openStockedSchool();
    const { total, rows } = await client.devices.list({});
    expect(total).toBe(4);
    expect(rows.map(({ serialNumber, state, studentName }) => [serialNumber, state, studentName])).toEqual([
      ['R9OT001', 'handed_over', 'Hà Thị Lan'],
      ['R9OT002', 'assigned', 'Bùi Văn Nghĩa'],
      ['R9OT003', 'in_stock', null],
      ['HA1X', 'in_stock', null],
    ]);
    expect(rows[0]).toMatchObject({ student: lan, className: '6A', roundName: 'Đợt 1' });
  });

  it('filters by state, model, round and text, a page at a time', async () => {
    const { client, round } = await openStockedSchool();
    const serials = async (input: Parameters<typeof client.devices.list>[0]) =>
      (await client.devices.list(input)).rows.map((row) => row.serialNumber);
    expect(await serials({ state: 'in_stock' })).toEqual(['R9OT003', 'HA1X']);
    expect(await serials({ model: 'Tab M8', round })).toEqual(['HA1X']);
    expect(await serials({ text: '9ot00' })).toEqual(['R9OT001', 'R9OT002', 'R9OT003']);
    expect(await serials({ text: 'samsung tab m' })).toEqual(['HA1X']);
    expect(await serials({ text: '%' })).toEqual([]);
    expect(await client.devices.list({ text: 'R9OT', offset: 1, limit: 1 })).toMatchObject({
      total: 3,
      rows: [{ serialNumber: 'R9OT002' }],
    });
    expect(await serials({ offset: 4 })).toEqual([]);
  });

  it('leaves out voided devices unless they are asked for', async () => {
    const { client, lenovo } = await openStockedSchool();
    await client.devices.void({ id: lenovo, reason: 'Gõ nhầm' });
    expect((await client.devices.list({})).total).toBe(3);
    expect((await client.devices.list({ state: 'voided' })).rows).toMatchObject([{ id: lenovo }]);
  });

  it('counts the stock by model', async () => {
    const { client, round } = await openStockedSchool();
    expect(await client.devices.stock({})).toEqual([
      {
        round,
        roundName: 'Đợt 1',
        brand: 'Samsung',
        model: 'SM-T225',
        total: 3,
        inStock: 1,
        assigned: 1,
        handedOver: 1,
      },
      {
        round,
        roundName: 'Đợt 1',
        brand: 'Samsung',
        model: 'Tab M8',
        total: 1,
        inStock: 1,
        assigned: 0,
        handedOver: 0,
      },
    ]);
  });
});

describe('a scanned number', () => {
  it('finds the device by serial number, IMEI, SIM number and ICCID', async () => {
    const { client, round } = await openTestSchool();
    const { id } = await client.devices.save({
      round,
      serialNumber: 'R9OT2786087',
      imei: '490154203237518',
      imei2: '352099001761481',
      simNumber: '0912 345 678',
      iccid: '8984 0480 0001 2345 678',
    });
    for (const number of ['r9ot2786087', 'S/N: R9OT2786087', '490154203237518', 'IMEI1: 352099001761481', '0912345678'])
      expect((await client.devices.findByNumber({ number })).device?.id).toBe(id);
    expect((await client.devices.findByNumber({ number: '8984048000012345678\r\n' })).device?.id).toBe(id);
    expect((await client.devices.findByNumber({ number: 'R9OT' })).device).toBeNull();
    expect((await client.devices.findByNumber({ number: ' ' })).device).toBeNull();
  });

  it('finds the device in use before one that was taken out', async () => {
    const { client, round } = await openTestSchool();
    const old = await addDevice(client, round, 'A1');
    await client.devices.void({ id: old, reason: 'Gõ nhầm' });
    expect((await client.devices.findByNumber({ number: 'A1' })).device).toMatchObject({ id: old, state: 'voided' });
    const present = await addDevice(client, round, 'A1');
    expect((await client.devices.findByNumber({ number: 'A1' })).device?.id).toBe(present);
  });
});
