/** The clerk's whole job on the command line, from the class list to the cancelled receipt. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deliveryNote, openDesk, openFilledDesk, roster } from './so-may.ts';

const school = ['--code', '17150501', '--name', 'Trường TH&THCS Chiềng Châu', '--school-year', '2026-2027'];
const uyen = { moetId: '1715870222', personalId: '017315584593', fullName: 'Hà Thị Kim Uyên' };
const handOver = ['--receiver', 'Hà Thị Loan', '--relation', 'mẹ', '--on', '2026-09-05'];

async function firstSerial(desk: Awaited<ReturnType<typeof openFilledDesk>>): Promise<string> {
  const [device] = await desk.list('devices');
  return String(device?.['serialNumber']);
}

describe('so-may import', () => {
  it('saves good rows, names each rejected row, and can be undone', async () => {
    const desk = openDesk();
    await desk.get('init', ...school);
    const result = await desk.get('import', roster);
    expect(result).toMatchObject({ accepted: 59, unchanged: 0, changed: 0 });
    expect(result['rejected']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          row: 13,
          field: 'fullName',
          message: expect.stringMatching(/^Trang “.+”, dòng 13, cột .: .*họ tên/),
        }),
      ]),
    );
    expect(await desk.list('students')).toHaveLength(59);
    await desk.get('import', 'undo', String(result['id']));
    expect(await desk.list('students')).toEqual([]);
  });

  it('leaves rows that are there already as they are, with status 0', async () => {
    const desk = await openFilledDesk();
    expect(await desk.get('import', roster)).toMatchObject({ id: null, accepted: 0, changed: 0, unchanged: 59 });
  });

  it('looks without writing', async () => {
    const desk = openDesk();
    await desk.get('init', ...school);
    const looked = await desk.get('import', roster, '--preview', '--lang', 'en');
    expect(looked).toMatchObject({ id: null, accepted: 59 });
    expect(looked['rejected']).toHaveLength(4);
    for (const note of looked['rejected'] as { message: string }[]) {
      expect(note.message).toMatch(/^Sheet “.+”, row \d+, column [A-Z]: /);
    }
    expect(await desk.list('students')).toEqual([]);
  });

  it('prints each rejected row as a sentence with sheet, row and column', async () => {
    const desk = openDesk();
    await desk.get('init', ...school);
    const { stdout } = await desk.run('import', roster);
    expect(stdout).toContain('Đã ghi 59 dòng mới');
    expect(stdout).toMatch(/, dòng 7, cột C: .*31\/02\/2014/);
  });

  it('ends with status 1 when no row could be saved', async () => {
    const desk = openDesk();
    await desk.get('init', ...school);
    const file = path.join(desk.dataDir, 'list.csv');
    writeFileSync(file, 'STT;Họ và tên;Ngày sinh;Lớp\n1;;31/02/2015;6A\n');
    const { status, stdout } = await desk.run('import', file, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ id: null, accepted: 0, unchanged: 0 });
  });

  it('names a file that is not there', async () => {
    const desk = openDesk();
    await desk.get('init', ...school);
    expect(await desk.problem('import', 'no-such-list.xlsx')).toMatchObject({ problem: 'fileNotFound' });
  });
});

describe('so-may students, search and devices', () => {
  it('print flat records with the keys of a class list, or columns for a person', async () => {
    const desk = await openFilledDesk();
    const students = await desk.list('students');
    expect(students.find((student) => student['moetId'] === uyen.moetId)).toMatchObject(uyen);
    expect((await desk.run('students', '--class', '6a')).stdout).toContain(uyen.fullName);
    expect(await desk.problem('students', '--class', '12Z')).toMatchObject({ problem: 'classNotFound' });
    expect(await desk.list('search', 'ha thi kim uyen')).toMatchObject([{ kind: 'student', label: uyen.fullName }]);
    expect(await desk.list('search', 'nobody of this name')).toEqual([]);
    expect(await desk.list('devices')).toHaveLength(117);
  });

  it('refuse the lines of a delivery note that cannot be, and keep the others', async () => {
    const desk = openDesk();
    await desk.get('init', ...school);
    const result = await desk.get('devices', 'import', deliveryNote);
    expect(result).toMatchObject({ accepted: 117 });
    expect(result['rejected']).toHaveLength(3);
    expect(result['warnings']).toHaveLength(1);
    await desk.get('import', 'undo', String(result['id']));
    expect(await desk.list('devices')).toEqual([]);
  });
});

describe('so-may assign, hand-over and receipts', () => {
  it('plan a device, record who signed, refuse a second one, and cancel', async () => {
    const desk = await openFilledDesk();
    const serialNumber = await firstSerial(desk);
    const device = ['--serial', serialNumber];
    expect(await desk.get('assign', '--student', uyen.moetId, ...device)).toMatchObject({ serialNumber });

    const receipt = await desk.get('hand-over', '--student', uyen.personalId, ...device, ...handOver);
    expect(receipt).toMatchObject({ serialNumber, receivedOn: '2026-09-05' });
    expect(await desk.problem('hand-over', '--student', uyen.moetId, ...device, ...handOver)).toMatchObject({
      message: expect.any(String),
    });
    expect(await desk.list('receipts')).toMatchObject([
      { id: receipt['id'], studentName: uyen.fullName, receiverName: 'Hà Thị Loan', receiverRelation: 'mother' },
    ]);

    const cancelled = await desk.get('receipts', 'cancel', String(receipt['id']), '--reason', 'Ghi nhầm em khác');
    expect(cancelled).toMatchObject({ cancels: receipt['id'] });
    expect(await desk.list('receipts', '--student', uyen.moetId)).toHaveLength(2);
    const again = await desk.problem('receipts', 'cancel', String(receipt['id']), '--reason', 'Lần nữa');
    expect(again).toMatchObject({ problem: 'receiptAlreadyCancelled' });
  });

  it('plan devices for the poor of a class', async () => {
    const desk = await openFilledDesk();
    const planned = await desk.get('assign', '--class', '6A', '--status', 'poor,near_poor');
    expect(planned['assigned']).toBeGreaterThan(0);
    const states = (await desk.list('devices')).filter((device) => device['state'] === 'assigned');
    expect(states).toHaveLength(Number(planned['assigned']));
  });

  it('name a device and a pupil that the register does not know', async () => {
    const desk = await openFilledDesk();
    const serial = await firstSerial(desk);
    const unknownDevice = await desk.problem('assign', '--student', uyen.moetId, '--serial', 'NOPE');
    expect(unknownDevice).toMatchObject({ problem: 'deviceNotFound', details: { serialNumber: 'NOPE' } });
    const unknownStudent = await desk.problem('assign', '--student', '0000000000', '--serial', serial);
    expect(unknownStudent).toMatchObject({ problem: 'studentNotFound' });
  });
});

describe('so-may form, export and verify', () => {
  it('write workbooks', async () => {
    const desk = await openFilledDesk();
    await desk.get('assign', '--class', '6A');
    for (const args of [
      ['form', 'receipt-list', '--planned', '--class', '6A'],
      ['form', 'handover-minutes', '--planned', '--class', '6A'],
      ['export'],
    ]) {
      const file = path.join(desk.dataDir, `${args[1] ?? 'export'}.xlsx`);
      expect(await desk.get(...args, '--out', file)).toMatchObject({ file });
      expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    }
  });

  it('say that a form has no rows, and that a file cannot be written', async () => {
    const desk = await openFilledDesk();
    const file = path.join(desk.dataDir, 'no-such-folder', 'x.xlsx');
    expect(await desk.problem('form', 'receipt-list', '--out', file)).toMatchObject({ problem: 'formHasNoRows' });
    expect(await desk.problem('export', '--out', file)).toMatchObject({ problem: 'fileNotWritable' });
  });

  it('find the register sound', async () => {
    const desk = await openFilledDesk();
    expect(await desk.get('verify')).toMatchObject({ isSound: true, faults: [] });
    expect((await desk.run('verify')).stdout).toContain('Sổ nguyên vẹn');
    const gone = await desk.run('verify', '--code', '0123456789-3');
    expect({ status: gone.status, isTold: gone.stdout.includes('Mã trên giấy không có trong nhật ký') }).toEqual({
      status: 1,
      isTold: true,
    });
  });
});
