/** Another data key: every file is encrypted anew, and whoever held the former key opens nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createRouterClient } from '@orpc/server';
import { rekeyDatabase } from '../../../core/database/sqlite/encrypt-database.ts';
import { openRegister, type Register, type Session } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import { beginKeyChange, createDataKey } from '../../../core/vault/change-data-key.ts';
import { deriveKey } from '../../../core/vault/derive-key.ts';
import { findVaultFile, writeVaultFile } from '../../../core/vault/vault-file.ts';
import { readKeyFile } from '../../../core/sync/keys/key-file.ts';
import { getAttachmentBytes, keepAttachment } from '../../../core/sync/attachment-files.ts';
import { openKeyed, openTestRegister, type TestRegister } from '../open-test-register.ts';

const LOAN = 'trâu ngồi đếm sao';
const THUAN = 'suối chảy qua bản';
const PAPER = Buffer.from('a picture of a paper');

async function openProtected(): Promise<TestRegister & { loan: string; paper: string }> {
  const test = await openTestRegister();
  await test.client.vault.protect({ newPassphrase: LOAN });
  await test.client.students.save({ fullName: 'Vì Thị Mỷ' });
  const paper = await keepAttachment(test.register, PAPER);
  return { ...test, loan: test.session.personId ?? '', paper };
}

async function reopen({ options }: Register, dataKey?: Buffer): Promise<TestRegister> {
  const register = await openRegister(dataKey ? { ...options, dataKey } : options);
  onTestFinished(() => register.close());
  const session: Session = { personId: null };
  return { register, session, client: createRouterClient(router, { context: { register, session } }) };
}

it('goes on with everything under another key, which the former key does not open', async () => {
  const { client, register, loan, paper } = await openProtected();
  const former = register.dataKey;
  const keysBefore = readKeyFile(register.options.dataDir, former);
  const { id: thuan } = await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
  await client.vault.saveAccount({ passphrase: LOAN, person: thuan, newPassphrase: THUAN });

  const { code, dropped } = await client.vault.rotate({ passphrase: LOAN });
  expect(dropped).toEqual(['Lò Văn Thuận']);
  expect(register.dataKey.equals(former)).toBe(false);
  expect((await client.students.list({})).total).toBe(1);
  expect(await getAttachmentBytes(register, paper)).toEqual(PAPER);
  expect(readKeyFile(register.options.dataDir, register.dataKey)).toEqual(keysBefore);
  expect(findVaultFile(register.options.dataDir)?.former).toBeUndefined();
  expect(await client.journal.verify()).toMatchObject({ isSound: true });
  const bare = openKeyed({ file: register.file, databaseKey: deriveKey(former, 'database') });
  expect(() => bare.prepare('select count(*) from sqlite_schema').get()).toThrow(/not a database/);
  bare.close();

  await client.vault.lock();
  await expect(client.vault.unlock({ person: thuan, passphrase: THUAN })).rejects.toMatchObject({
    code: 'accountMissing',
  });
  await client.vault.unlock({ person: loan, passphrase: LOAN });
  await client.vault.lock();
  await client.vault.recover({ code, person: loan, newPassphrase: THUAN });
}, 60_000);

it('is not begun while another program has the register open', async () => {
  const { client, register } = await openProtected();
  const former = register.dataKey;
  const other = openKeyed(register);
  other.prepare('select count(*) from students').get();
  await expect(client.vault.rotate({ passphrase: LOAN })).rejects.toMatchObject({ code: 'registerInUse' });
  other.close();
  expect(register.dataKey).toEqual(former);
  expect((await client.students.list({})).total).toBe(1);
}, 30_000);

it.each(['keys.json was written', 'the database was written anew'])(
  'stopped when only %s, the next opening goes on',
  async (stopped) => {
    const { register, paper } = await openProtected();
    const { dataDir } = register.options;
    const from = register.dataKey;
    await register.close();
    const to = createDataKey();
    const vault = findVaultFile(dataDir);
    if (!vault) throw new Error('a register has a vault');
    writeVaultFile(dataDir, beginKeyChange(vault, { from, to, envelopes: vault.envelopes }));
    if (stopped !== 'keys.json was written')
      rekeyDatabase(register.file, { from: deriveKey(from, 'database'), to: deriveKey(to, 'database') });
    // What a stopped rewriting leaves behind.
    writeFileSync(`${register.file}.encrypting`, 'half');

    const again = await reopen(register, to);
    expect((await again.client.students.list({})).total).toBe(1);
    expect(await getAttachmentBytes(again.register, paper)).toEqual(PAPER);
    expect(findVaultFile(dataDir)?.former).toBeUndefined();
    expect(readFileSync(path.join(dataDir, 'keys-copy.json'), 'utf8')).not.toContain('former');
  },
  30_000,
);
