/** Passphrases, the printed code, locking: through the procedures, as the screens call them. */
import { expect, it, onTestFinished } from 'vitest';
import { openRegister, type Register } from '../../../core/register.ts';
import { findDeviceKeyFile } from '../../../core/vault/device-key.ts';
import { findVaultFile } from '../../../core/vault/vault-file.ts';
import { createRouterClient } from '@orpc/server';
import { router } from '../../../core/router.ts';
import { makeTestFolder, openTestRegister, TEST_NOW, type TestRegister } from '../open-test-register.ts';

const LOAN = 'trâu ngồi đếm sao';
const THUAN = 'suối chảy qua bản';

interface Protected extends TestRegister {
  loan: string;
  code: string;
}

async function openProtected(clock = () => TEST_NOW): Promise<Protected> {
  const test = await openTestRegister({ clock });
  const { code } = await test.client.vault.protect({ newPassphrase: LOAN });
  return { ...test, code, loan: test.session.personId ?? '' };
}

/** The same folder, opened by another program. */
async function reopen({ options }: Pick<Register, 'options'>): Promise<TestRegister> {
  const register = await openRegister(options);
  onTestFinished(() => register.close());
  const session = { personId: null };
  return { register, session, client: createRouterClient(router, { context: { register, session } }) };
}

it('the first passphrase takes the key file of this PC away: from then on the register starts locked', async () => {
  const { register, client, loan, code } = await openProtected();
  expect(code).toMatch(/^\d{24}$/);
  const vault = findVaultFile(register.options.dataDir);
  expect(findDeviceKeyFile(register.options.dataDir, vault?.vault ?? '')).toBeUndefined();
  expect(vault?.envelopes.map(({ kind }) => kind)).toEqual(['account', 'recovery']);
  expect(JSON.stringify(vault)).not.toContain(code);
  await client.students.save({ fullName: 'Vì Thị Mỷ' });
  await register.close();

  const { register: again, client: there, session } = await reopen(register);
  expect(again.isLocked).toBe(true);
  await expect(there.students.list({})).rejects.toThrow('registerLocked');
  expect(await there.register.status()).toMatchObject({ isLocked: true, school: null });
  expect(await there.vault.status()).toMatchObject({
    isLocked: true,
    accounts: [{ person: loan, name: 'Hà Thị Loan', waitSeconds: 0 }],
    code: { isKept: false },
    opensByDevice: false,
  });
  await expect(there.vault.unlock({ person: loan, passphrase: 'trâu đứng đếm sao' })).rejects.toMatchObject({
    code: 'wrongPassphrase',
  });
  expect(again.isLocked).toBe(true);
  expect(await there.vault.unlock({ person: loan, passphrase: LOAN })).toMatchObject({ person: { id: loan } });
  expect(session.personId).toBe(loan);
  expect((await there.students.list({})).total).toBe(1);
});

it('what had been tried in vain is remembered once the register can be written', async () => {
  const { register, client, loan } = await openProtected();
  await client.vault.lock();
  await expect(client.vault.unlock({ person: loan, passphrase: 'trâu đứng đếm sao' })).rejects.toThrow();
  await client.vault.unlock({ person: loan, passphrase: LOAN });
  const events = await register.reader.selectFrom('events').select(['kind', 'details']).orderBy('id').execute();
  expect(events.slice(-2).map(({ kind }) => kind)).toEqual(['sign_in_failed', 'sign_in']);
  expect(JSON.parse(events.at(-2)?.details ?? '')).toMatchObject({ person: loan, failures: 1 });
  expect(JSON.stringify(events)).not.toContain('trâu');
});

it('locking empties every seat, and closes the register for every window', async () => {
  const { register, client, session, loan } = await openProtected();
  const other = { personId: null as string | null };
  register.seat(other, loan);
  await client.vault.lock();
  expect([session.personId, other.personId]).toEqual([null, null]);
  await expect(client.students.save({ fullName: 'Vì Thị Mỷ' })).rejects.toThrow('registerLocked');
  expect(await client.vault.status()).toMatchObject({ isLocked: true, lockAfterMinutes: null });
});

it('refuses to lock everybody out, and a second first passphrase', async () => {
  const { client } = await openTestRegister();
  await expect(client.vault.lock()).rejects.toMatchObject({ code: 'notProtected' });
  await expect(client.vault.protect({ newPassphrase: 'matkhau123' })).rejects.toMatchObject({
    code: 'passphraseTooWeak',
    details: { grade: 'tooSimple', field: 'newPassphrase' },
  });
  await client.vault.protect({ newPassphrase: LOAN });
  await expect(client.vault.protect({ newPassphrase: THUAN })).rejects.toMatchObject({ code: 'alreadyProtected' });
});

it('five wrong passphrases make the sixth wait, and a right one meanwhile is not looked at', async () => {
  let now = TEST_NOW;
  const { client, loan } = await openProtected(() => now);
  await client.vault.lock();
  for (let tried = 0; tried < 5; tried += 1)
    await expect(client.vault.unlock({ person: loan, passphrase: `sai lần ${tried}` })).rejects.toMatchObject({
      code: 'wrongPassphrase',
    });
  await expect(client.vault.unlock({ person: loan, passphrase: LOAN })).rejects.toMatchObject({
    code: 'attemptsSlowed',
    details: { seconds: 5 },
  });
  expect((await client.vault.status()).accounts[0]?.waitSeconds).toBe(5);
  now = new Date(TEST_NOW.getTime() + 5000);
  await client.vault.unlock({ person: loan, passphrase: LOAN });
}, 30_000);

it('another person gets a passphrase from who has one, opens with it, changes it, and loses it again', async () => {
  const { client, session, register, loan } = await openProtected();
  const { id: thuan } = await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
  await expect(
    client.vault.saveAccount({ passphrase: 'sai mật khẩu rồi', person: thuan, newPassphrase: THUAN }),
  ).rejects.toMatchObject({ code: 'wrongPassphrase' });
  await client.vault.saveAccount({ passphrase: LOAN, person: thuan, newPassphrase: THUAN });
  await client.vault.lock();
  await client.vault.unlock({ person: thuan, passphrase: THUAN });
  expect(session.personId).toBe(thuan);
  const changed = 'bốn con ngựa đỏ';
  await client.vault.changePassphrase({ passphrase: THUAN, newPassphrase: changed });
  await client.vault.lock();
  await expect(client.vault.unlock({ person: thuan, passphrase: THUAN })).rejects.toMatchObject({
    code: 'wrongPassphrase',
  });
  await client.vault.unlock({ person: thuan, passphrase: changed });
  await client.vault.removeAccount({ passphrase: changed, person: loan });
  await expect(client.vault.removeAccount({ passphrase: changed, person: thuan })).rejects.toMatchObject({
    code: 'lastAccount',
  });
  await client.vault.lock();
  await expect(client.vault.unlock({ person: loan, passphrase: LOAN })).rejects.toMatchObject({
    code: 'accountMissing',
  });
  expect(register.isLocked).toBe(true);
}, 60_000);

it('the printed code gives a new passphrase and is used up by it', async () => {
  const { client, session, loan, code } = await openProtected();
  await client.vault.keepCode();
  expect((await client.vault.status()).code?.isKept).toBe(true);
  await client.vault.lock();
  const slip = code.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
  await expect(client.vault.recover({ code: slip, person: loan, newPassphrase: THUAN })).rejects.toMatchObject({
    code: 'wrongCode',
    details: { reason: 'digits' },
  });
  const inGroups = code.match(/\d{4}/g)?.join(' ') ?? '';
  const recovered = await client.vault.recover({ code: inGroups, person: loan, newPassphrase: THUAN });
  expect(recovered).toMatchObject({ person: { id: loan } });
  expect(session.personId).toBe(loan);
  expect(recovered.code).not.toBe(code);
  await client.vault.lock();
  await expect(client.vault.unlock({ person: loan, passphrase: LOAN })).rejects.toThrow();
  await expect(client.vault.recover({ code, person: loan, newPassphrase: LOAN })).rejects.toMatchObject({
    code: 'wrongCode',
    details: { reason: 'other' },
  });
  await client.vault.unlock({ person: loan, passphrase: THUAN });
  const renewed = await client.vault.renewCode({ passphrase: THUAN });
  await client.vault.lock();
  await expect(client.vault.recover({ code: recovered.code, person: loan, newPassphrase: LOAN })).rejects.toMatchObject(
    { code: 'wrongCode' },
  );
  await client.vault.recover({ code: renewed.code, person: loan, newPassphrase: LOAN });
}, 60_000);

it('who has left the register opens it no longer', async () => {
  const { client, register, loan } = await openProtected();
  const { id: thuan } = await client.people.save({ name: 'Lò Văn Thuận', role: 'clerk' });
  await client.vault.saveAccount({ passphrase: LOAN, person: thuan, newPassphrase: THUAN });
  await client.people.void({ id: thuan, reason: 'Chuyển trường' });
  await client.vault.lock();
  await expect(client.vault.unlock({ person: thuan, passphrase: THUAN })).rejects.toMatchObject({
    code: 'accountMissing',
  });
  expect(register.isLocked).toBe(true);
  await client.vault.unlock({ person: loan, passphrase: LOAN });
}, 30_000);

it('a trial needs no passphrase and takes none', async () => {
  const { register } = await openTestRegister();
  const { client } = await reopen({ options: { ...register.options, dataDir: makeTestFolder() } });
  await client.register.setUpTrial();
  await expect(client.vault.protect({ newPassphrase: LOAN })).rejects.toMatchObject({ code: 'registerIsTrial' });
  expect(await client.vault.status()).toMatchObject({ isLocked: false, opensByDevice: true, accounts: [] });
}, 30_000);
