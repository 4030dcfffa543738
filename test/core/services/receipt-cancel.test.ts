import { describe, expect, it } from 'vitest';
import {
  addDevice,
  addDevices,
  addPupil,
  listMovements,
  openTestSchool,
  problemOf,
  RECEIVER,
} from './device-fixture.ts';

async function openSignedSchool() {
  const school = await openTestSchool();
  const { client, round } = school;
  const student = await addPupil(client, 'Hà Thị Lan');
  const device = await addDevice(client, round, 'A1');
  const { id: plan } = await client.assignments.save({ student, device });
  const { id: receipt } = await client.receipts.save({ student, ...RECEIVER });
  return { ...school, student, device, plan, receipt };
}

describe('a mistaken receipt', () => {
  it('is answered by a counter-document: both stay visible, the device is back and planned again', async () => {
    const school = await openSignedSchool();
    const { client, student, device, plan, receipt, round } = school;
    const { id } = await client.receipts.cancel({ id: receipt, reason: 'Ghi nhầm em' });
    expect((await client.receipts.list({})).rows).toMatchObject([
      {
        id,
        kind: 'cancellation',
        cancels: receipt,
        reason: 'Ghi nhầm em',
        receivedOn: '2026-09-05',
        receiverName: null,
      },
      { id: receipt, kind: 'handover', cancelledBy: id },
    ]);
    expect(await client.devices.get({ id: device })).toMatchObject({ state: 'assigned', student });
    expect((await client.receipts.sheet({ class: null, round }))[0]).toMatchObject({ assignment: plan, receipt: null });
    expect((await listMovements(school)).at(-1)).toMatchObject({ device, kind: 'returned', receipt: id });
    await client.receipts.save({ student, ...RECEIVER });
    expect((await client.receipts.list({ student })).total).toBe(3);
  });

  it('brings a device that was not planned back into stock for others', async () => {
    const { client, round } = await openTestSchool();
    const [lan, nghia] = [await addPupil(client, 'Hà Thị Lan'), await addPupil(client, 'Bùi Văn Nghĩa')];
    const [device, other] = await addDevices(client, round, 'A1', 'A2');
    const { id } = await client.receipts.save({ student: lan, device: device!, ...RECEIVER });
    await client.receipts.cancel({ id, reason: 'Ghi nhầm em' });
    expect(await client.devices.get({ id: device! })).toMatchObject({ state: 'in_stock', student: null });
    await client.receipts.save({ student: nghia, device: device!, ...RECEIVER });
    await client.receipts.save({ student: lan, device: other!, ...RECEIVER });
    const page = await client.devices.get({ id: device! });
    expect(page.receipts.map((entry) => [entry.kind, entry.studentName])).toEqual([
      ['handover', 'Bùi Văn Nghĩa'],
      ['cancellation', 'Hà Thị Lan'],
      ['handover', 'Hà Thị Lan'],
    ]);
  });

  it('is cancelled once, and a counter-document never', async () => {
    const { client, receipt } = await openSignedSchool();
    const reason = 'Ghi nhầm em';
    const { id } = await client.receipts.cancel({ id: receipt, reason });
    expect(await problemOf(client.receipts.cancel({ id: receipt, reason }))).toEqual({
      code: 'receiptAlreadyCancelled',
      details: { serialNumber: 'A1', student: 'Hà Thị Lan' },
    });
    expect((await problemOf(client.receipts.cancel({ id, reason }))).code).toBe('receiptIsCancellation');
    const unknown = client.receipts.cancel({ id: '0000000000000000-0000009', reason });
    expect((await problemOf(unknown)).code).toBe('receiptNotFound');
  });

  it('is not cancelled before it was signed, nor in the future', async () => {
    const { client, receipt } = await openSignedSchool();
    const on = (cancelledOn: string) => client.receipts.cancel({ id: receipt, reason: 'Ghi nhầm', cancelledOn });
    expect(await problemOf(on('2026-09-04'))).toEqual({
      code: 'cancelledBeforeReceived',
      details: { receivedOn: '2026-09-05', cancelledOn: '2026-09-04' },
    });
    expect((await problemOf(on('2026-10-01'))).code).toBe('receivedOnInFuture');
    await on('2026-09-06');
  });

  it('is cancelled once when two windows try', async () => {
    const school = await openSignedSchool();
    const { client, receipt } = school;
    const cancel = () => client.receipts.cancel({ id: receipt, reason: 'Ghi nhầm' });
    const calls = await Promise.allSettled([cancel(), cancel()]);
    expect(calls.map((call) => call.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await listMovements(school)).filter((movement) => movement.kind === 'returned')).toHaveLength(1);
  });
});
