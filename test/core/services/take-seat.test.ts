import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openTestRegister, TEST_NOW, type TestRegister } from '../open-test-register.ts';
import { problemOf } from './device-fixture.ts';

const PIN = '480213';

interface Seats extends TestRegister {
  principal: string;
  clerk: string;
  /** Moves the clock by so many seconds. */
  wait: (seconds: number) => void;
}

/** A principal with a PIN and a clerk without one; nobody sits at the keyboard. */
async function openSeats(): Promise<Seats> {
  let now = TEST_NOW.getTime();
  const test = await openTestRegister({ clock: () => new Date(now) });
  const { client, session } = test;
  const clerk = session.personId ?? '';
  const { id: principal } = await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
  await client.session.choosePerson({ person: principal });
  await client.session.savePin({ newPin: PIN });
  await client.session.leave();
  return { ...test, principal, clerk, wait: (seconds) => (now += seconds * 1000) };
}

async function listEvents({ register }: TestRegister): Promise<[string, unknown][]> {
  const rows = await register.reader.selectFrom('events').selectAll().orderBy('id').execute();
  return rows.map(({ kind, details }) => [kind, JSON.parse(details)]);
}

describe('taking a seat', () => {
  it('asks for the PIN of who has one, takes the right one only, and remembers both', async () => {
    const seats = await openSeats();
    const { client, principal, session } = seats;
    expect((await client.session.get()).person).toBeNull();
    expect(await problemOf(client.session.choosePerson({ person: principal }))).toMatchObject({ code: 'pinNeeded' });
    expect(await problemOf(client.session.choosePerson({ person: principal, pin: '111112' }))).toEqual({
      code: 'pinWrong',
      details: { name: 'Lò Văn Thuận' },
    });
    expect(session.personId).toBeNull();
    expect(await client.session.choosePerson({ person: principal, pin: PIN })).toMatchObject({
      person: { name: 'Lò Văn Thuận' },
      countsAs: 'principal',
    });
    expect((await listEvents(seats)).map(([kind]) => kind)).toEqual([
      'sign_in',
      'account_changed',
      'sign_out',
      'sign_in_failed',
      'sign_in',
    ]);
    expect((await client.journal.verify()).isSound).toBe(true);
  });

  it('gives the seat of another one only with a proof, who has none needs a PIN for one use', async () => {
    const { client, principal, clerk } = await openSeats();
    expect(await problemOf(client.session.choosePerson({ person: clerk }))).toEqual({
      code: 'proofNeeded',
      details: { name: 'Hà Thị Loan' },
    });
    await client.session.choosePerson({ person: principal, pin: PIN });
    const { pin } = await client.people.givePin({ id: clerk });
    expect(pin).toMatch(/^\d{6}$/);
    await client.session.leave();
    expect(await problemOf(client.session.choosePerson({ person: clerk, pin }))).toMatchObject({
      code: 'pinMustChange',
    });
    expect(await problemOf(client.session.choosePerson({ person: clerk, pin, newPin: pin }))).toMatchObject({
      code: 'pinMustChange',
    });
    await client.session.choosePerson({ person: clerk, pin, newPin: '905172' });
    await client.session.leave();
    expect(await problemOf(client.session.choosePerson({ person: clerk, pin }))).toMatchObject({ code: 'pinWrong' });
    expect((await client.session.choosePerson({ person: clerk, pin: '905172' })).countsAs).toBe('clerk');
  });

  it('slows wrong attempts, twice as long each time, across a restart and a clock put back', async () => {
    const seats = await openSeats();
    const { client, principal, register, wait } = seats;
    const attempt = (pin: string) => problemOf(client.session.choosePerson({ person: principal, pin }));
    for (let times = 0; times < 3; times += 1) expect(await attempt('111112')).toMatchObject({ code: 'pinWrong' });
    expect(await attempt(PIN)).toEqual({ code: 'tooManyAttempts', details: { seconds: 15 } });
    wait(14);
    expect(await attempt(PIN)).toEqual({ code: 'tooManyAttempts', details: { seconds: 1 } });
    wait(1);
    expect(await attempt('111112')).toMatchObject({ code: 'pinWrong' });
    expect(await attempt(PIN)).toEqual({ code: 'tooManyAttempts', details: { seconds: 30 } });
    wait(-3600);
    expect(await attempt(PIN)).toEqual({ code: 'tooManyAttempts', details: { seconds: 30 } });
    wait(3600);
    // What slows them lies in the file, not in this process.
    expect(await register.reader.selectFrom('failedProofs').select('failures').execute()).toEqual([{ failures: 4 }]);
    wait(30);
    await client.session.choosePerson({ person: principal, pin: PIN });
    expect(await register.reader.selectFrom('failedProofs').selectAll().execute()).toEqual([]);
  });

  it('gives no attempt away to many at once', async () => {
    const { client, principal } = await openSeats();
    const codes = await Promise.all(
      Array.from({ length: 8 }, async (_, index) =>
        problemOf(client.session.choosePerson({ person: principal, pin: `90517${index}` })),
      ),
    );
    expect(codes.filter((problem) => (problem as { code: string }).code === 'pinWrong')).toHaveLength(3);
    expect(codes.filter((problem) => (problem as { code: string }).code === 'tooManyAttempts')).toHaveLength(5);
  });

  it('changes the own PIN with the present one only', async () => {
    const { client, principal } = await openSeats();
    await client.session.choosePerson({ person: principal, pin: PIN });
    expect(await problemOf(client.session.savePin({ newPin: '905172' }))).toMatchObject({ code: 'pinNeeded' });
    expect(await problemOf(client.session.savePin({ pin: '111112', newPin: '905172' }))).toMatchObject({
      code: 'pinWrong',
    });
    await client.session.savePin({ pin: PIN, newPin: '905172' });
    expect((await client.people.list()).map(({ hasPin }) => hasPin)).toEqual([false, true]);
  });

  it('takes no PIN that anybody would guess, and none that is not six digits', async () => {
    const { client } = await openTestRegister();
    for (const newPin of ['000000', '123456', '987654', '121212'])
      expect(await problemOf(client.session.savePin({ newPin }))).toMatchObject({ code: 'pinTooEasy' });
    for (const newPin of ['', '12345', '1234567', 'abcdef', '12 456'])
      expect(await problemOf(client.session.savePin({ newPin }))).toMatchObject({ code: 'pinInvalid' });
  });

  it('enters nobody new at the keyboard once somebody answers for the register', async () => {
    const { client } = await openSeats();
    expect(await problemOf(client.session.addPerson({ name: 'Kẻ lạ', role: 'principal' }))).toMatchObject({
      code: 'notPermitted',
      details: { procedure: 'people.save', role: 'nobody', allowed: 'principal office' },
    });
    expect(await client.people.list()).toHaveLength(2);
  });

  it('keeps no digits of a PIN in any file', async () => {
    const { register } = await openSeats();
    for (const file of [register.file, `${register.file}-wal`]) expect(readFileSync(file).includes(PIN)).toBe(false);
  });
});
