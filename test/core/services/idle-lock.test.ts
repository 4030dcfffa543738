/** A register that nobody asks for anything locks by itself, though no page is there to do it. */
import { expect, it } from 'vitest';
import { IdleLock } from '../../../core/services/idle-lock.ts';
import { openTestRegister, TEST_NOW } from '../open-test-register.ts';

const PASSPHRASE = 'trâu ngồi đếm sao';

async function openAt() {
  let now = TEST_NOW.getTime();
  const test = await openTestRegister({ clock: () => new Date(now) });
  const wait = (minutes: number) => (now += minutes * 60_000);
  return { ...test, wait, look: () => test.register.part(IdleLock).look() };
}

it('locks when nothing was asked for as long as the setting says, and not before', async () => {
  const { client, register, wait, look } = await openAt();
  await client.vault.protect({ newPassphrase: PASSPHRASE });
  register.part(IdleLock).start();
  wait(14);
  await look();
  expect(register.isLocked).toBe(false);
  await client.students.list({});
  wait(14);
  await look();
  expect(register.isLocked).toBe(false);
  wait(1);
  await look();
  expect(register.isLocked).toBe(true);
  await expect(client.students.list({})).rejects.toMatchObject({ code: 'registerLocked' });
});

it('looks by itself once it is started', async () => {
  const { client, register, wait } = await openAt();
  await client.vault.protect({ newPassphrase: PASSPHRASE });
  register.part(IdleLock).start(5);
  wait(15);
  await expect.poll(() => register.isLocked).toBe(true);
});

it('never locks where nobody has a passphrase, where the setting says never, nor for a clock that was set back', async () => {
  const { client, register, session, wait, look } = await openAt();
  register.part(IdleLock).start();
  wait(1000);
  await look();
  expect(register.isLocked).toBe(false);
  const person = session.personId ?? '';
  await client.vault.protect({ newPassphrase: PASSPHRASE });
  await client.vault.saveIdleLock({ minutes: null });
  wait(1000);
  await look();
  expect(register.isLocked).toBe(false);
  await client.vault.saveIdleLock({ minutes: 5 });
  wait(-100);
  await look();
  wait(4);
  await look();
  expect(register.isLocked).toBe(false);
  wait(1);
  await look();
  expect(register.isLocked).toBe(true);
  await client.vault.unlock({ person, passphrase: PASSPHRASE });
  expect(register.isLocked).toBe(false);
});
