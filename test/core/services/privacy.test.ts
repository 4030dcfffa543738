/** Consent, requests with their clocks, and drafts. */
import { describe, expect, it } from 'vitest';
import { needsChild } from '../../../shared/rules/consent.ts';
import { answerDue, doneDue, isWorkingDay } from '../../../shared/rules/request-clock.ts';
import { openTestRegister } from '../open-test-register.ts';
import { addPupil, openTestSchool, problemOf } from './device-fixture.ts';

describe('consent', () => {
  const form = { formVersion: 'PĐY-01', agreedOn: '2026-09-05', guardianName: 'Hà Văn Tiến' };

  it('counts only when the guardian ticked, and the child from 7 years on', async () => {
    const { client } = await openTestSchool();
    const student = await addPupil(client, 'Hà Thị Lan');
    const save = (guardianAgrees: boolean, childAgrees: boolean | null) =>
      client.consents.save({ ...form, student, guardianAgrees, childAgrees });
    expect((await problemOf(save(false, true))).code).toBe('consentRefused');
    expect((await problemOf(save(true, null))).code).toBe('consentOfChildMissing');
    expect((await problemOf(save(true, false))).code).toBe('consentOfChildMissing');
    await save(true, true);
    expect(await client.consents.list({ student })).toMatchObject([
      { ...form, guardianAgrees: 1, childAgrees: 1, isInForce: true },
    ]);
    const { id: small } = await client.students.save({ fullName: 'Hà Thị Bé', birthDate: '2020-01-31' });
    await client.consents.save({ ...form, student: small, guardianAgrees: true });
    expect(await client.consents.list({ student: small })).toMatchObject([{ childAgrees: null, isInForce: true }]);
  });

  it('ends with its withdrawal; who has none is found by the filter', async () => {
    const { client } = await openTestSchool();
    const lan = await addPupil(client, 'Hà Thị Lan');
    const cuong = await addPupil(client, 'Lò Văn Cường');
    const missing = async () => (await client.students.list({ consent: 'missing' })).rows.map(({ id }) => id).sort();
    expect(await missing()).toEqual([lan, cuong].sort());
    const { id } = await client.consents.save({ ...form, student: lan, guardianAgrees: true, childAgrees: true });
    expect(await missing()).toEqual([cuong]);
    await client.consents.withdraw({ id, withdrawnOn: '2026-09-05', reason: 'Gia đình đổi ý' });
    expect(await missing()).toEqual([lan, cuong].sort());
    expect(await client.consents.list({ student: lan })).toMatchObject([
      { withdrawnOn: '2026-09-05', isInForce: false },
    ]);
  });

  it('asks the child from the seventh birthday on', () => {
    expect(needsChild('2019-09-05', '2026-09-04')).toBe(false);
    expect(needsChild('2019-09-05', '2026-09-05')).toBe(true);
    expect(needsChild(null, '2026-09-05')).toBe(true);
  });
});

describe('the register of requests', () => {
  it('counts 2 working days to answer and 15 days to be done, once extended', () => {
    expect(answerDue('2026-09-04')).toBe('2026-09-08');
    expect(answerDue('2026-09-01')).toBe('2026-09-04');
    expect(answerDue('2026-04-29')).toBe('2026-05-05');
    expect(doneDue('2026-09-05', false)).toBe('2026-09-20');
    expect(doneDue('2026-09-05', true)).toBe('2026-10-05');
    expect(isWorkingDay('2026-09-02')).toBe(false);
  });

  it('shows what is late until it is answered and done', async () => {
    const { client } = await openTestSchool();
    const student = await addPupil(client, 'Hà Thị Lan');
    const asked = { student, kind: 'withdraw', requesterName: 'Hà Văn Tiến' } as const;
    const { id } = await client.requests.save({ ...asked, receivedOn: '2026-08-20' });
    await client.requests.save({ ...asked, receivedOn: '2026-09-04' });
    expect(await client.requests.list()).toMatchObject([
      { id, answerDue: '2026-08-24', doneDue: '2026-09-04', late: ['answer', 'done'], studentName: 'Hà Thị Lan' },
      { late: [] },
    ]);
    await client.requests.save({ ...asked, id, receivedOn: '2026-08-20', answeredOn: '2026-08-21', isExtended: true });
    expect((await client.requests.list()).find((entry) => entry.id === id)).toMatchObject({ late: [] });
    await client.requests.save({ ...asked, id, receivedOn: '2026-08-20', doneOn: '2026-09-05', outcome: 'Đã rút' });
    expect((await client.requests.list()).map(({ late, doneOn }) => ({ late, doneOn }))).toEqual([
      { late: [], doneOn: null },
      { late: [], doneOn: '2026-09-05' },
    ]);
    const ahead = client.requests.save({ ...asked, receivedOn: '2026-10-06' });
    expect((await problemOf(ahead)).code).toBe('receivedOnInFuture');
  });
});

describe('a draft', () => {
  it('is kept in the register until it is dropped, or nobody went back to it for 30 days', async () => {
    let now = new Date('2026-09-05T05:00:00.000Z');
    const { client } = await openTestRegister({ clock: () => now });
    await client.drafts.save({ key: 'student.new', label: '', values: { fullName: 'Vàng' } });
    await client.drafts.save({ key: 'student.new', label: '', values: { fullName: 'Vàng Thị Páo' } });
    await client.drafts.save({ key: 'set-up', label: '', values: { name: 'x' } });
    await client.drafts.drop({ key: 'set-up' });
    expect(await client.drafts.list()).toEqual([
      { key: 'student.new', label: '', at: '2026-09-05T05:00:00.000Z', values: { fullName: 'Vàng Thị Páo' } },
    ]);
    now = new Date('2026-10-06T05:00:00.000Z');
    expect(await client.drafts.list()).toEqual([]);
  });
});
