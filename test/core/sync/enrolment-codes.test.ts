/** The one-time code of an invitation: stolen, used twice, or too late. */
import { describe, expect, it } from 'vitest';
import { TEST_NOW, type TestRegister } from '../open-test-register.ts';
import { addStudent, carry, exchange, openOffice, openSchool, openSide, studentNames } from './sides.ts';

const DAY = 24 * 3600 * 1000;

async function invite(office: TestRegister): Promise<File> {
  return (await office.client.enrolment.invite({ expiresInDays: 7 })).file;
}

describe('a code', () => {
  it('that was stolen and used by another school lets the first one in and refuses the second by name', async () => {
    const [office, school, thief] = [await openOffice(), await openSchool(), await openSchool('17150599')];
    const file = await invite(office);
    for (const side of [school, thief]) await side.client.enrolment.accept({ file });
    await exchange(school, office);
    await addStudent(thief, 'Ai đó');
    const outcomes = await carry(thief, office);
    expect(outcomes[0]).toMatchObject({ kind: 'answer', outcome: 'refused', reason: 'notOwner' });
    expect(outcomes.filter(({ outcome }) => outcome === 'taken')).toEqual([]);
    expect(await studentNames(office)).toEqual([]);
    expect(await office.client.enrolment.members()).toMatchObject([{ name: 'Trường 17150501' }]);
    // The office has a file refused by name; the second school waits for a confirmation that never comes.
    expect((await office.client.files.list({ state: 'refused' })).rows.map(({ reason }) => reason)).toContain(
      'notOwner',
    );
    expect((await thief.client.sync.status()).collector).toMatchObject({ enrolledAt: null });
  });

  it('that has expired is told to the school, and refused at the office when the answer comes too late', async () => {
    let now = TEST_NOW;
    const clock = (): Date => now;
    const office = await openOffice('UBND xã Mai Châu', { clock });
    const [early, late] = [await openSchool('17150501', { clock }), await openSchool('17150502', { clock })];
    const [first, second] = [await invite(office), await invite(office)];
    await early.client.enrolment.accept({ file: first });
    now = new Date(TEST_NOW.getTime() + 8 * DAY);
    await expect(late.client.enrolment.preview({ file: second })).rejects.toMatchObject({ code: 'codeExpired' });
    await expect(late.client.enrolment.accept({ file: second })).rejects.toMatchObject({ code: 'codeExpired' });
    expect((await late.client.sync.status()).collector).toBeNull();
    const [answer] = await carry(early, office);
    expect(answer).toMatchObject({ kind: 'answer', outcome: 'refused', reason: 'notOwner' });
    expect(await office.client.enrolment.members()).toEqual([]);

    // A new invitation is all that it needs.
    await early.client.enrolment.leave({});
    await early.client.enrolment.accept({ file: await invite(office) });
    await exchange(early, office);
    expect(await office.client.enrolment.members()).toHaveLength(1);
  });

  it('for a further PC expires after a day', async () => {
    let now = TEST_NOW;
    const clock = (): Date => now;
    const first = await openSchool('17150501', { clock });
    const { file, digits } = await first.client.replicas.invite();
    const second = await openSide({ clock });
    now = new Date(TEST_NOW.getTime() + DAY + 1000);
    await expect(second.client.replicas.join({ file, digits, name: 'Máy hai' })).rejects.toMatchObject({
      code: 'codeExpired',
    });
    now = new Date(TEST_NOW.getTime() + DAY - 1000);
    await second.client.replicas.join({ file, digits, name: 'Máy hai' });
  });
});
