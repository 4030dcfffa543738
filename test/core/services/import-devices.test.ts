import { describe, expect, it } from 'vitest';
import { problemOf } from './device-fixture.ts';
import { expectSound, fixtureFile, openTestImport, type TestFile } from './import-fixture.ts';

function note(...lines: string[]): TestFile {
  const text = ['STT;Tên thiết bị;Model;Số sê-ri;IMEI;Đơn giá;Ghi chú', ...lines].join('\n');
  return { name: 'bien-ban.csv', kind: 'devices', bytes: new TextEncoder().encode(text) };
}
const IMEI = '490154203237518';
const OTHER_IMEI = '352099001761481';

describe('importing a delivery note', () => {
  it('takes 117 of 120 lines into stock, refuses the faulty ones by themselves, and knows the note', async () => {
    const test = await openTestImport();
    const { preview, apply } = await test.stage(fixtureFile('devices/delivery-note.xlsx', 'devices'));
    expect(preview.delivery).toMatchObject({ documentNumber: '07/BB-UBND', documentDate: '2026-09-10' });
    const result = await apply();
    expect(result.accepted).toBe(117);
    expect(result.rejected.map(({ problem }) => problem)).toEqual([
      'serialNumberRepeated',
      'serialNumberMissing',
      'imeiRepeated',
    ]);
    expect(result.warnings).toMatchObject([{ field: 'imei', problem: 'imeiCheckDigit' }]);
    const [round] = await test.client.rounds.list();
    const deliveries = await test.register.reader.selectFrom('deliveries').selectAll().execute();
    expect(deliveries).toMatchObject([{ round: round!.id, documentNumber: '07/BB-UBND', receivedOn: '2026-09-10' }]);
    const movements = await test.register.reader.selectFrom('movements').selectAll().execute();
    expect(movements).toHaveLength(117);
    expect(movements[0]).toMatchObject({ kind: 'received', movedOn: '2026-09-10', delivery: deliveries[0]!.id });
    expect((await test.client.devices.list({ limit: 1 })).total).toBe(117);
    expect((await test.import(fixtureFile('devices/delivery-note.xlsx', 'devices'))).id).toBeNull();
    await expectSound(test);
  });

  it('completes and mends a device that is there, in any case of its number, and erases nothing', async () => {
    const test = await openTestImport();
    await test.import(note(`1;Máy tính bảng;SM-T225;R9AB;${IMEI};3500000;`));
    const { preview, rows, apply } = await test.stage(note('1;;SM-T295;r9ab;;;Xước vỏ'));
    expect(preview.counts).toMatchObject({ new: 0, changed: 1 });
    expect((await rows('changed'))[0]!.cells).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'model', before: 'SM-T225', value: 'SM-T295' }),
        expect.objectContaining({ field: 'note', before: null, value: 'Xước vỏ' }),
      ]),
    );
    await apply();
    const { rows: devices } = await test.client.devices.list({});
    expect(devices).toMatchObject([
      { serialNumber: 'R9AB', model: 'SM-T295', imei: IMEI, price: 3_500_000, note: 'Xước vỏ', name: 'Máy tính bảng' },
    ]);
    expect(await test.register.reader.selectFrom('deliveries').selectAll().execute()).toHaveLength(1);
  });

  it('refuses a line whose IMEI is another device’s, new or known', async () => {
    const test = await openTestImport();
    await test.import(note(`1;;SM-T225;R9AB;${IMEI};;`, `2;;SM-T225;R9AC;${OTHER_IMEI};;`));
    const rejected = [{ row: 2, problem: 'imeiOfAnotherDevice', details: { serialNumber: 'R9AB' } }];
    for (const serialNumber of ['R9AD', 'R9AC']) {
      const result = await test.import(note(`1;;SM-T225;${serialNumber};${IMEI};;`));
      expect(result).toMatchObject({ id: null, accepted: 0, changed: 0, rejected });
    }
  });

  it('puts devices into the round that was chosen, by the facts that the clerk confirmed', async () => {
    const test = await openTestImport();
    const { id: round } = await test.client.rounds.save({
      name: 'Đợt 2',
      source: null,
      mode: 'loan',
      entitlement: 'per_household',
    });
    const { staged } = await test.stage({ ...note('1;;SM-T225;R9AB;;;'), round });
    const delivery = {
      documentNumber: '08/BB',
      documentDate: '2026-09-01',
      giver: 'UBND xã',
      receivedOn: '2026-09-02',
    };
    await staged.apply({ personId: test.session.personId, lower: [], delivery }, () => undefined);
    expect(await test.register.reader.selectFrom('deliveries').selectAll().execute()).toMatchObject([
      { round, ...delivery },
    ]);
    expect((await test.client.devices.list({})).rows).toMatchObject([{ round, serialNumber: 'R9AB' }]);
  });

  it('goes on with the delivery of the same number and day', async () => {
    const test = await openTestImport();
    const delivery = { documentNumber: '08/BB', documentDate: '2026-09-01', giver: null, receivedOn: '2026-09-02' };
    for (const line of ['1;;SM-T225;R9AB;;;', '2;;SM-T225;R9AC;;;']) {
      const { staged } = await test.stage(note(line));
      await staged.apply({ personId: test.session.personId, lower: [], delivery }, () => undefined);
    }
    expect(await test.register.reader.selectFrom('deliveries').selectAll().execute()).toHaveLength(1);
  });

  it('mends a waiting line', async () => {
    const test = await openTestImport();
    await test.import(note('1;Máy tính bảng;SM-T225;;;;'));
    const [row] = (await test.client.imports.problems({})).rows;
    expect(row).toMatchObject({ kind: 'devices', problems: [{ problem: 'serialNumberMissing' }] });
    const { problems } = await test.client.imports.mend({ id: row!.id, values: { serialNumber: 'R9AB' } });
    expect(problems).toEqual([]);
    expect((await test.client.devices.list({})).rows).toMatchObject([{ serialNumber: 'R9AB', state: 'in_stock' }]);
  });

  it('is undone as a whole, but a device that someone holds stays and is named', async () => {
    const test = await openTestImport();
    const { id } = await test.import(note('1;;SM-T225;R9AB;;;', '2;;SM-T225;R9AC;;;'));
    const { id: student } = await test.client.students.save({ fullName: 'Hà Thị Lan', className: '6A' });
    const { rows } = await test.client.devices.list({});
    const device = rows.find(({ serialNumber }) => serialNumber === 'R9AB')!.id;
    await test.client.receipts.save({
      student,
      device,
      receiverName: 'Hà Văn Tiến',
      receiverRelation: 'father',
      receivedOn: '2026-09-05',
    });
    const undone = await test.client.commands.undo({ command: id! });
    expect(undone.kept).toEqual([{ table: 'devices', record: device, label: 'R9AB', reason: 'document' }]);
    expect(undone.voided).toBe(1);
    expect((await test.client.devices.list({})).rows.map(({ serialNumber }) => serialNumber)).toEqual(['R9AB']);
    expect(await problemOf(test.client.commands.undo({ command: id! }))).toMatchObject({
      code: 'commandAlreadyUndone',
    });
    await expectSound(test);
  });
});
