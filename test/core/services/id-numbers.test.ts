/** ID numbers are masked wherever the register is read, and told whole only to who asks, which is remembered. */
import { describe, expect, it } from 'vitest';
import { maskNumber } from '../../../shared/rules/mask-number.ts';
import { addDevice, classNamed, listEvents, openTestSchool, problemOf } from './device-fixture.ts';

const NUMBERS = {
  personalId: '017314012345',
  headPersonalId: '017188067890',
  guardian: '017184011122',
  receiver: '017084099887',
};
const BIRTH = { fullName: 'Hà Thị Lan', birthDate: '2014-06-12', className: '6A' };

async function openSchoolWithNumbers() {
  const school = await openTestSchool();
  const { client, round } = school;
  const { id: lan, warnings } = await client.students.save({
    ...BIRTH,
    gender: 'male',
    personalId: NUMBERS.personalId,
    household: { headName: 'Hà Văn Tiến', headPersonalId: NUMBERS.headPersonalId },
    guardian: { name: 'Khà Thị Dung', relation: 'mother', personalId: NUMBERS.guardian },
  });
  const { id: twin } = await client.students.save({ fullName: 'Lò Văn Cường', className: '6A' });
  // What merging two PCs may leave, and what no form of one pupil lets through.
  await school.register.run(school.session, async (command) => {
    await command.change('students', twin, { personalId: NUMBERS.personalId });
  });
  const device = await addDevice(client, round, 'S1');
  const { id: receipt } = await client.receipts.save({
    student: lan,
    device,
    receiverName: 'Hà Văn Tiến',
    receiverPersonalId: NUMBERS.receiver,
    receivedOn: '2026-09-05',
  });
  return { ...school, lan, twin, device, receipt, warnings, schoolClass: await classNamed(client, '6A') };
}

const hasWhole = (answer: unknown) =>
  Object.values(NUMBERS).filter((number) => JSON.stringify(answer).includes(number));

describe('an ID number', () => {
  it('is whole in no list, page, palette, timeline, finding or form that a screen asks for', async () => {
    const { client, lan, round, device, schoolClass, warnings } = await openSchoolWithNumbers();
    const answers = {
      warnings,
      get: await client.students.get({ id: lan }),
      list: await client.students.list({}),
      records: await client.students.records({}),
      similar: await client.students.similar({ fullName: BIRTH.fullName, birthDate: BIRTH.birthDate }),
      search: await client.search.find({ text: BIRTH.fullName }),
      byNumber: await client.search.find({ text: NUMBERS.personalId.slice(0, 8) }),
      timeline: await client.journal.timeline({ table: 'students', id: lan }),
      ofDevice: await client.journal.timeline({ table: 'devices', id: device }),
      findings: await client.findings.list({}),
      receipts: await client.receipts.list({}),
      sheet: await client.receipts.sheet({ class: schoolClass, round }),
      device: await client.devices.get({ id: device }),
      form: await client.forms.preview({ form: 'handover-minutes', student: lan, isPlanned: false }),
      recent: await client.commands.recent({}),
    };
    for (const [name, answer] of Object.entries(answers)) expect([name, hasWhole(answer)]).toEqual([name, []]);
    expect(answers.byNumber).toHaveLength(2);
    expect(answers.warnings).toHaveLength(1);
    expect(answers.findings.rows).toMatchObject([{ kind: 'personalIdTwice', value: '0173••••••45' }]);
    expect(answers.get).toMatchObject({
      personalId: '0173••••••45',
      household: { headPersonalId: '0171••••••90' },
      guardians: [{ personalId: '0171••••••22' }],
      receipts: [{ receiverPersonalId: '0170••••••87' }],
    });
    expect(JSON.stringify(answers.form)).toContain('0170••••••87');
  });

  it('is told whole to who asks, and the journal remembers who, without the number', async () => {
    const school = await openSchoolWithNumbers();
    const { client, lan, receipt, session } = school;
    const page = await client.students.get({ id: lan });
    expect(await client.numbers.ofStudent({ student: lan })).toEqual({
      personalId: NUMBERS.personalId,
      headPersonalId: NUMBERS.headPersonalId,
      guardians: [{ id: page.guardians[0]?.id, personalId: NUMBERS.guardian }],
      receipts: [{ id: receipt, receiverPersonalId: NUMBERS.receiver }],
    });
    const [event] = await listEvents(school, 'id_number_viewed');
    expect(JSON.parse(event?.details ?? '')).toEqual({ table: 'students', record: lan });
    const change = await school.register.reader
      .selectFrom('changes')
      .select('actor')
      .where('record', '=', event?.id ?? '')
      .executeTakeFirst();
    expect(change?.actor).toBe(session.personId);
    expect((await client.commands.recent({})).map(({ kind }) => kind)).not.toContain('id_number_viewed');
  });

  it('of a pupil who is not here is nobody’s, and nothing is remembered', async () => {
    const school = await openSchoolWithNumbers();
    const call = school.client.numbers.ofStudent({ student: 'aaaaaaaaaaaaaaaa-0000001' });
    expect((await problemOf(call)).code).toBe('recordNotFound');
    expect(await listEvents(school, 'id_number_viewed')).toEqual([]);
  });

  it('stands whole in a list for programs and on a form only when that is chosen, and that is remembered', async () => {
    const school = await openSchoolWithNumbers();
    const { client, lan } = school;
    expect(hasWhole(await client.students.records({ wholeNumbers: true }))).toEqual([NUMBERS.personalId]);
    expect(hasWhole(await client.receipts.list({ wholeNumbers: true }))).toEqual([NUMBERS.receiver]);
    const viewed = await listEvents(school, 'id_number_viewed');
    expect(viewed.map(({ details }) => JSON.parse(details) as unknown)).toEqual([
      { table: 'students', rows: 2 },
      { table: 'receipts', rows: 1 },
    ]);
    const form = { form: 'handover-minutes', student: lan, isPlanned: false, wholeNumbers: true } as const;
    expect(hasWhole(await client.forms.preview(form))).toEqual([NUMBERS.receiver]);
    await client.forms.notePrint(form);
    const [printed] = await listEvents(school, 'print');
    expect(JSON.parse(printed?.details ?? '')).toMatchObject({ wholeNumbers: true });
  });

  it('that a form got masked and sends back stays as it is; another one typed replaces it', async () => {
    const { client, lan, twin } = await openSchoolWithNumbers();
    await client.students.void({ id: twin, reason: 'Trùng với em khác' });
    const page = await client.students.get({ id: lan });
    const { command } = await client.students.save({
      ...BIRTH,
      id: lan,
      gender: 'male',
      personalId: page.personalId,
      household: { headPersonalId: page.household?.headPersonalId ?? null },
      guardian: { personalId: page.guardians[0]?.personalId ?? null },
    });
    expect(command).toBeNull();
    await client.students.save({ ...BIRTH, id: lan, gender: 'male', personalId: '017214000009' });
    expect((await client.numbers.ofStudent({ student: lan })).personalId).toBe('017214000009');
    const garbled = client.students.save({ ...BIRTH, id: lan, gender: 'male', personalId: '0179••••••09' });
    expect((await problemOf(garbled)).code).toBe('personalIdInvalid');
  });

  it('of the guardian, taken over masked by who signs, is stored whole; a masked one of nobody is refused', async () => {
    const { client, round, twin, lan } = await openSchoolWithNumbers();
    await client.receipts.cancel({
      id: (await client.students.get({ id: lan })).receipts[0]!.id,
      reason: 'Ghi nhầm',
      cancelledOn: '2026-09-05',
    });
    const device = await addDevice(client, round, 'S2');
    const signed = { device, receiverName: 'Khà Thị Dung', receivedOn: '2026-09-05' };
    const masked = maskNumber(NUMBERS.guardian);
    const call = client.receipts.save({ ...signed, student: twin, receiverPersonalId: masked });
    expect(await problemOf(call)).toEqual({ code: 'valueRefused', details: { field: 'receiverPersonalId' } });
    const { id } = await client.receipts.save({ ...signed, student: lan, receiverPersonalId: masked });
    const { receipts } = await client.numbers.ofStudent({ student: lan });
    expect(receipts.find((row) => row.id === id)?.receiverPersonalId).toBe(NUMBERS.guardian);
  });
});
