/** The forms of privacy, from the register to the paper. */
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { openTestRegister } from '../open-test-register.ts';
import {
  addDevices,
  addPupil,
  classNamed,
  type Client,
  listEvents,
  openTestSchool,
  problemOf,
  RECEIVER,
} from './device-fixture.ts';

const NUMBER = '017311012345';

async function textOf(client: Client, request: Parameters<Client['forms']['write']>[0]): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await (await client.forms.write(request)).arrayBuffer());
  const texts: string[] = [];
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.master === cell && cell.value !== null) texts.push(cell.text);
      }),
    ),
  );
  return texts.join('\n');
}

async function openSchoolWithPupil() {
  const school = await openTestSchool();
  const { client, round } = school;
  const lan = await addPupil(client, 'Hà Thị Lan', { status: 'poor', guardian: 'Hà Văn Tiến' });
  await client.students.save({
    id: lan,
    fullName: 'Hà Thị Lan',
    birthDate: '2014-06-12',
    className: '6A',
    personalId: NUMBER,
    note: 'Ở với bà ngoại',
  });
  await addDevices(client, round, 'S1', 'S2');
  await client.assignments.saveClass({ class: await classNamed(client, '6A'), round });
  return { ...school, lan, schoolClass: await classNamed(client, '6A') };
}

describe('the minutes of deletion', () => {
  it('are there as soon as something was erased, signed by who erased', async () => {
    const { client, lan } = await openSchoolWithPupil();
    const none = await problemOf(client.forms.preview({ form: 'deletion-minutes' }));
    expect(none).toEqual({ code: 'formHasNoRows', details: { form: 'deletion-minutes' } });
    const basis = 'Đơn số 3';
    const { deletion } = await client.erasures.save({
      students: [lan],
      reason: 'request',
      basis,
      typedName: 'ha thi lan',
    });
    const text = await textOf(client, { form: 'deletion-minutes', deletion });
    for (const part of ['Theo yêu cầu của gia đình', 'Căn cứ Đơn số 3.', deletion, '05/09/2026'])
      expect(text).toContain(part);
    expect(text).not.toMatch(/Lan|Tiến|017311/);
    const { fileName, rows } = await client.forms.preview({ form: 'deletion-minutes' });
    expect({ fileName, rows }).toEqual({ fileName: 'bien-ban-xoa-2026-09-05-2026-09-05.xlsx', rows: 1 });
  });
});

describe('the list for the notice board', () => {
  it('has names and classes of who is to receive, or has received, and nothing else', async () => {
    const { client, lan, schoolClass } = await openSchoolWithPupil();
    const planned = await textOf(client, { form: 'posting-list', class: schoolClass });
    expect(planned).toContain('HỌC SINH NHẬN MÁY');
    expect(planned).toContain('Hà Thị Lan');
    expect(planned).not.toMatch(/S1|nghèo|2014|0912345678|Tiến|017311/);
    await client.receipts.save({ student: lan, ...RECEIVER });
    expect(await textOf(client, { form: 'posting-list', isPlanned: false })).toContain('HỌC SINH ĐÃ NHẬN MÁY');
    expect((await problemOf(client.forms.preview({ form: 'posting-list' }))).code).toBe('formHasNoRows');
  });
});

describe('the consent form', () => {
  it('is for one pupil, each of a class, or blank', async () => {
    const { client, lan, schoolClass } = await openSchoolWithPupil();
    await addPupil(client, 'Bùi Văn An');
    const one = await textOf(client, { form: 'consent-form', student: lan });
    expect(one).toContain('Tôi là Hà Văn Tiến, cha của em Hà Thị Lan, sinh ngày 12/06/2014, lớp 6A.');
    expect(one).toContain('giữ 05 năm học');
    expect((await client.forms.preview({ form: 'consent-form', class: schoolClass })).rows).toBe(2);
    expect(await textOf(client, { form: 'consent-form' })).toMatch(/Tôi là ……+/);
    await client.erasures.saveRetention({ years: 3 });
    expect(await textOf(client, { form: 'consent-form' })).toContain('giữ 03 năm học');
  });

  it('asks the child itself from 7 years on, by the day on the paper', async () => {
    const { client, lan } = await openSchoolWithPupil();
    const before = await textOf(client, { form: 'consent-form', student: lan, documentDate: '2021-06-11' });
    const after = await textOf(client, { form: 'consent-form', student: lan, documentDate: '2021-06-12' });
    expect(before).not.toContain('Em đồng ý');
    expect(after).toContain('Em đồng ý');
  });
});

describe('the answer about held data', () => {
  it('has what stands on every record of the pupil, its changes, and the request that it answers', async () => {
    const { client, lan } = await openSchoolWithPupil();
    await client.receipts.save({ student: lan, ...RECEIVER });
    await client.consents.save({
      student: lan,
      formVersion: 'PĐY-01/2026',
      agreedOn: '2026-09-01',
      guardianAgrees: true,
      childAgrees: true,
    });
    await client.requests.save({
      student: lan,
      kind: 'access',
      receivedOn: '2026-09-04',
      requesterName: 'Hà Văn Tiến',
    });
    const text = await textOf(client, { form: 'held-data', student: lan });
    for (const part of [
      'Kính gửi: Hà Văn Tiến',
      'Trả lời yêu cầu nhận ngày 04/09/2026',
      'Ở với bà ngoại',
      'Hộ nghèo',
      '05/GCN-HN.HCN',
      '0912345678',
      'PĐY-01/2026',
      'Xem dữ liệu đang giữ',
      'S1',
      'Nhật ký',
      '0173••••••45',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain(NUMBER);
  });

  it('has whole numbers only when asked for, which is remembered under the pupil', async () => {
    const school = await openSchoolWithPupil();
    const { client, lan } = school;
    const request = { form: 'held-data', student: lan, wholeNumbers: true } as const;
    expect(JSON.stringify(await client.forms.preview(request))).toContain(NUMBER);
    const [viewed] = await listEvents(school, 'id_number_viewed');
    expect(JSON.parse(viewed?.details ?? '')).toEqual({ table: 'students', record: lan });
    expect(await textOf(client, request)).toContain(NUMBER);
    const [printed] = await listEvents(school, 'print');
    expect(JSON.parse(printed?.details ?? '')).toMatchObject({ form: 'held-data', wholeNumbers: true, record: lan });
    const { entries } = await client.audit.list({ student: lan, kind: 'print' });
    expect(entries).toHaveLength(1);
  });

  it('tells nothing of a household that the pupil was in by mistake', async () => {
    const { client, register, session } = await openTestRegister();
    const lan = await register.run(session, async (command) => {
      const mistaken = command.create('households', { headName: 'Lò Văn Nhất' });
      const household = command.create('households', { headName: 'Hà Văn Tiến' });
      const id = command.create('students', { fullName: 'Hà Thị Lan', household: mistaken });
      command.create('poverty_statuses', { household: mistaken, status: 'poor', validFrom: '2026-01-01' });
      await command.change('students', id, { household });
      return id;
    });
    const text = await textOf(client, { form: 'held-data', student: lan });
    expect(text).toContain('Hà Văn Tiến');
    expect(text).not.toMatch(/Nhất|Hộ nghèo/);
  });

  it('is for one pupil', async () => {
    const { client } = await openSchoolWithPupil();
    const none = await problemOf(client.forms.preview({ form: 'held-data' }));
    expect(none).toEqual({ code: 'formHasNoRows', details: { form: 'held-data' } });
  });
});
