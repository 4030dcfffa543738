/** Whom a backup opens for: on a PC that was installed anew, by a passphrase or the printed code of that time; for a thief, not at all. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openRegister, type RegisterOptions, type Session } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import type { BackupSecret, RestoreResult } from '../../../shared/contract/backups.ts';
import { createRecoveryCode } from '../../../core/vault/one-time-code.ts';
import { makeTestFolder, openTestRegister, type TestRegister } from '../open-test-register.ts';

const LOAN = 'trâu ngồi đếm sao';
const OTHER = 'suối chảy qua bản';

beforeEach(() => void vi.stubEnv('SO_MAY_BACKUP_DIR', makeTestFolder()));
afterEach(() => void vi.unstubAllEnvs());

async function backUp({ client }: TestRegister): Promise<string> {
  for await (const event of await client.backups.make({})) if (event.type === 'done') return event.made[0]!.folder;
  throw new Error('no backup');
}

async function restore({ client }: TestRegister, folder: string, secret?: BackupSecret): Promise<RestoreResult> {
  for await (const event of await client.backups.restore({ folder, secret }))
    if (event.type === 'done') return event.result;
  throw new Error('not restored');
}

async function openPupil(isProtected: boolean): Promise<{ test: TestRegister; code: string }> {
  const test = await openTestRegister();
  await test.client.students.save({ fullName: 'Tòng Thị Xuyến' });
  const code = isProtected ? (await test.client.vault.protect({ newPassphrase: LOAN })).code : '';
  return { test, code };
}

/** A PC that knows nothing: its configuration folder, its data folder and its place for backups are empty; the backup comes on a stick. */
async function openNewComputer(
  backup: string,
  options: RegisterOptions,
): Promise<{ fresh: TestRegister; folder: string }> {
  vi.stubEnv('SO_MAY_CONFIG_DIR', makeTestFolder());
  vi.stubEnv('SO_MAY_BACKUP_DIR', makeTestFolder());
  const folder = path.join(makeTestFolder(), path.basename(backup));
  cpSync(backup, folder, { recursive: true });
  const register = await openRegister({ ...options, dataDir: makeTestFolder() });
  onTestFinished(() => register.close());
  const session: Session = { personId: null };
  return {
    fresh: { register, session, client: createRouterClient(router, { context: { register, session } }) },
    folder,
  };
}

describe('a backup on a PC that was installed anew', () => {
  it('opens with a passphrase of that time, whose person then sits at the keyboard', async () => {
    const { test } = await openPupil(true);
    const backup = await backUp(test);
    const person = test.session.personId;
    await test.register.close();
    const { fresh, folder } = await openNewComputer(backup, test.register.options);
    await expect(fresh.client.backups.preview({ folder })).rejects.toMatchObject({
      code: 'backupLocked',
      details: { opensBy: 'secret' },
    });
    await expect(fresh.client.backups.preview({ folder, secret: { passphrase: OTHER } })).rejects.toMatchObject({
      code: 'wrongPassphrase',
    });
    await expect(restore(fresh, folder)).rejects.toMatchObject({ code: 'backupLocked' });
    expect(await fresh.client.register.status()).toMatchObject({ isSetUp: false });

    const secret = { passphrase: LOAN };
    expect(await fresh.client.backups.preview({ folder, secret })).toMatchObject({ counts: { students: 1 } });
    expect((await restore(fresh, folder, secret)).counts).toMatchObject({ students: 1 });
    expect(fresh.session.personId).toBe(person);
    expect((await fresh.client.students.list({})).rows).toMatchObject([{ fullName: 'Tòng Thị Xuyến' }]);
    expect(await fresh.client.vault.status()).toMatchObject({ opensByDevice: false });
  });

  it('opens with the printed code and with no other; the register is locked then, and the code gives a new passphrase', async () => {
    const { test, code } = await openPupil(true);
    const backup = await backUp(test);
    await test.register.close();
    const { fresh, folder } = await openNewComputer(backup, test.register.options);
    const slip = code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);
    await expect(fresh.client.backups.preview({ folder, secret: { code: slip } })).rejects.toMatchObject({
      code: 'wrongCode',
      details: { reason: 'digits' },
    });
    await expect(restore(fresh, folder, { code: createRecoveryCode() })).rejects.toMatchObject({
      code: 'wrongCode',
      details: { reason: 'other' },
    });
    expect((await restore(fresh, folder, { code })).counts).toMatchObject({ students: 1 });
    expect(fresh.register.isLocked).toBe(true);
    expect(fresh.session.personId).toBeNull();
    const [account] = (await fresh.client.vault.status()).accounts;
    await fresh.client.vault.recover({ code, person: account!.person, newPassphrase: OTHER });
    expect((await fresh.client.students.list({})).total).toBe(1);
    expect(await fresh.client.journal.verify()).toMatchObject({ isSound: true });
  });

  it('makes a thief wait after some guesses, and lets him in by nothing', async () => {
    const { test } = await openPupil(true);
    const backup = await backUp(test);
    await test.register.close();
    const { fresh, folder } = await openNewComputer(backup, test.register.options);
    const guess = (passphrase: string) => fresh.client.backups.preview({ folder, secret: { passphrase } });
    for (let at = 0; at < 5; at += 1)
      await expect(guess(`${OTHER} ${at}`)).rejects.toMatchObject({ code: 'wrongPassphrase' });
    await expect(guess(LOAN)).rejects.toMatchObject({ code: 'attemptsSlowed' });
  }, 30_000);

  it('says so where nobody had a passphrase yet: only the PC that made it opens it', async () => {
    const { test } = await openPupil(false);
    const backup = await backUp(test);
    await test.register.close();
    const { fresh, folder } = await openNewComputer(backup, test.register.options);
    const locked = { code: 'backupLocked', details: { opensBy: 'device' } };
    await expect(fresh.client.backups.preview({ folder })).rejects.toMatchObject(locked);
    await expect(restore(fresh, folder, { passphrase: LOAN })).rejects.toMatchObject(locked);
    expect(await fresh.client.register.status()).toMatchObject({ isSetUp: false });
  });
});

describe('a backup of before the data key was changed', () => {
  it('opens on its own PC by the passphrase of that time, and is not taken for a damaged one', async () => {
    const { test } = await openPupil(true);
    const folder = await backUp(test);
    await test.client.vault.rotate({ passphrase: LOAN });
    await expect(test.client.backups.preview({ folder })).rejects.toMatchObject({ code: 'backupLocked' });
    const secret = { passphrase: LOAN };
    expect(await test.client.backups.preview({ folder, secret })).toMatchObject({ counts: { students: 1 } });
    expect((await restore(test, folder, secret)).counts).toMatchObject({ students: 1 });
    expect(await test.client.journal.verify()).toMatchObject({ isSound: true });
  }, 30_000);
});
