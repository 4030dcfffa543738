import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { makeTestFolder, openTestRegister } from '../open-test-register.ts';
import {
  addDevices,
  addPupil,
  classNamed,
  listEvents,
  openTestSchool,
  problemOf,
  RECEIVER,
  type Client,
} from './device-fixture.ts';

async function openSchoolWithPapers() {
  const school = await openTestSchool();
  const { client, round } = school;
  const lan = await addPupil(client, 'Hà Thị Lan', { status: 'poor', guardian: 'Hà Văn Tiến' });
  const an = await addPupil(client, 'Bùi Văn An', { status: 'near_poor' });
  await addPupil(client, 'Lò Văn Cường', { className: '5B' });
  await addDevices(client, round, 'S1', 'S2', 'S3');
  await client.assignments.saveClass({ class: await classNamed(client, '6A'), round });
  await client.assignments.saveClass({ class: await classNamed(client, '5B'), round });
  await client.receipts.save({ student: lan, ...RECEIVER });
  return { ...school, lan, an, schoolClass: await classNamed(client, '6A') };
}

/** Every text of the workbook, one line a cell. */
async function textsOf(file: Blob): Promise<string[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await file.arrayBuffer());
  const texts: string[] = [];
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.master === cell && cell.value !== null) texts.push(cell.text);
      }),
    ),
  );
  return texts;
}

const textOf = async (client: Client, request: Parameters<Client['forms']['write']>[0]) =>
  (await textsOf(await client.forms.write(request))).join('\n');

describe('the list of signatures', () => {
  it('planned: those who are still to sign, receiver and day left blank', async () => {
    const { client, schoolClass } = await openSchoolWithPapers();
    const text = await textOf(client, { form: 'receipt-list', class: schoolClass });
    expect(text).toContain('Bùi Văn An');
    expect(text).toContain('S1');
    expect(text).toContain('TRƯỜNG TH&THCS CHIỀNG CHÂU');
    expect(text).not.toContain('Hà Thị Lan');
    expect(text).not.toContain('05/09/2026');
  });

  it('done: from the receipts that count, cancelled ones left out', async () => {
    const { client, schoolClass, an } = await openSchoolWithPapers();
    const { id } = await client.receipts.save({ student: an, ...RECEIVER, receiverName: 'Bùi Thị Sen' });
    const request = { form: 'receipt-list', class: schoolClass, isPlanned: false } as const;
    const text = await textOf(client, request);
    expect(text).toMatch(/Bùi Văn An[^]*Bùi Thị Sen[^]*Hà Thị Lan[^]*Hà Văn Tiến/);
    expect(text).toContain('05/09/2026');
    await client.receipts.cancel({ id, reason: 'Ghi nhầm' });
    expect(await textOf(client, request)).not.toContain('Bùi Thị Sen');
    expect((await client.forms.preview({ form: 'receipt-list', class: schoolClass })).rows).toBe(1);
  });

  it('covers the whole school, a class, or one pupil, and names the file after it', async () => {
    const { client, schoolClass, an } = await openSchoolWithPapers();
    const preview = (more: object) => client.forms.preview({ form: 'receipt-list', ...more });
    expect(await preview({})).toMatchObject({ rows: 2, fileName: 'danh-sach-ky-nhan-toan-truong-2026-09-05.xlsx' });
    expect(await preview({ class: schoolClass, documentDate: '2026-09-10' })).toMatchObject({
      rows: 1,
      fileName: 'danh-sach-ky-nhan-6a-2026-09-10.xlsx',
    });
    const one = await preview({ student: an });
    expect(one).toMatchObject({ rows: 1, fileName: 'danh-sach-ky-nhan-6a-bui-van-an-2026-09-05.xlsx' });
    expect(one.preview.sheets[0]!.pages).toHaveLength(1);
    const file = await client.forms.write({ form: 'receipt-list', student: an });
    expect(file).toMatchObject({ name: one.fileName, type: expect.stringContaining('spreadsheetml') });
  });

  it('leaves out plans that were taken back', async () => {
    const { client, an, schoolClass } = await openSchoolWithPapers();
    const plans = (await client.students.get({ id: an })).assignments.map((plan) => plan.id);
    await client.assignments.void({ ids: plans, reason: 'Đổi máy' });
    const call = client.forms.preview({ form: 'receipt-list', class: schoolClass });
    expect((await problemOf(call)).code).toBe('formHasNoRows');
  });

  it('has its own round only', async () => {
    const { client } = await openSchoolWithPapers();
    const { id: round } = await client.rounds.save({ name: 'Đợt 2', mode: 'gift', entitlement: 'per_student' });
    const call = client.forms.preview({ form: 'receipt-list', round });
    expect(await problemOf(call)).toEqual({ code: 'formHasNoRows', details: {} });
  });
});

describe('the minutes of handover', () => {
  it('done: one sheet a pupil, with receiver, phone and certificate', async () => {
    const { client, lan } = await openSchoolWithPapers();
    const file = await client.forms.write({ form: 'handover-minutes', student: lan, isPlanned: false });
    expect(file.name).toBe('bien-ban-ban-giao-6a-ha-thi-lan-2026-09-05.xlsx');
    const text = (await textsOf(file)).join('\n');
    for (const part of ['Hà Thị Lan', 'Hà Văn Tiến', '0912345678', '05/GCN-HN.HCN', 'S2', 'ngày 05 tháng 9 năm 2026'])
      expect(text).toContain(part);
  });

  it('planned: a copy for everyone still to sign, the receiver blank', async () => {
    const { client, schoolClass } = await openSchoolWithPapers();
    const { rows, preview } = await client.forms.preview({ form: 'handover-minutes', class: schoolClass });
    expect(rows).toBe(1);
    expect(preview.sheets).toHaveLength(1);
    const text = await textOf(client, { form: 'handover-minutes' });
    expect(text).toContain('Lò Văn Cường');
    expect(text).not.toContain('Hà Văn Tiến');
  });
});

describe('printing', () => {
  it('is remembered without anybody’s name or number', async () => {
    const school = await openSchoolWithPapers();
    const { client, schoolClass, lan } = school;
    await client.forms.write({ form: 'receipt-list', class: schoolClass });
    await client.forms.notePrint({ form: 'handover-minutes', student: lan, isPlanned: false });
    const events = await listEvents(school, 'print');
    expect(events.map((event) => JSON.parse(event.details) as unknown)).toEqual([
      { form: 'receipt-list', isPlanned: true, class: schoolClass, round: null, isOnePupil: false, rows: 1 },
      { form: 'handover-minutes', isPlanned: false, class: null, round: null, isOnePupil: true, rows: 1 },
    ]);
  });

  it('prefers the template that the office changed, and says which one is missing or broken', async () => {
    const resourcesDir = makeTestFolder();
    const { client, register } = await openTestRegister({ resourcesDir });
    const [round] = await client.rounds.list();
    await addPupil(client, 'Hà Thị Lan');
    await addDevices(client, round!.id, 'S1');
    await client.assignments.saveClass({ class: await classNamed(client, '6A'), round: round!.id });
    const preview = () => client.forms.preview({ form: 'receipt-list' });
    expect(await problemOf(preview())).toEqual({
      code: 'formTemplateMissing',
      details: { form: 'receipt-list.xlsx' },
    });
    const own = path.join(register.options.dataDir, 'forms');
    mkdirSync(own);
    writeFileSync(path.join(own, 'receipt-list.xlsx'), 'not a workbook');
    expect((await problemOf(preview())).code).toBe('formTemplateInvalid');
    copyFileSync(
      new URL('../../../resources/forms/receipt-list.xlsx', import.meta.url),
      path.join(own, 'receipt-list.xlsx'),
    );
    expect((await preview()).rows).toBe(1);
  });
});

describe('the export', () => {
  it('holds pupils, devices and receipts, voided ones left out, and is remembered', async () => {
    const school = await openSchoolWithPapers();
    const { client, an } = school;
    await client.students.void({ id: an, reason: 'Chuyển trường' });
    const file = await client.exports.write();
    expect(file.name).toBe('so-may-tinh-17150501-2026-09-05.xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await file.arrayBuffer());
    const rowsOf = (name: string) => {
      const rows: string[][] = [];
      workbook
        .getWorksheet(name)!
        .eachRow((row) => rows.push((row.values as ExcelJS.CellValue[]).slice(1).map(String)));
      return rows.slice(1);
    };
    const students = rowsOf('Học sinh');
    expect(students.map((row) => row[2])).toEqual(['Lò Văn Cường', 'Hà Thị Lan']);
    expect(students[1]).toEqual(
      expect.arrayContaining(['6A', 'Hộ nghèo', '05/GCN-HN.HCN', 'Hà Văn Tiến', '0912345678', 'S2']),
    );
    expect(rowsOf('Thiết bị').map((row) => [row[4], row[12]])).toEqual([
      ['S1', 'Trong kho'],
      ['S2', 'Đã giao'],
      ['S3', 'Đã phân, chờ ký'],
    ]);
    expect(rowsOf('Giấy ký nhận')).toHaveLength(1);
    const [event] = await listEvents(school, 'export');
    expect(JSON.parse(event!.details)).toEqual({ students: 2, devices: 3, receipts: 1 });
  });
});
