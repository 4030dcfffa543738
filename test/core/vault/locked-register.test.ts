/** A register opens on its own PC, and nowhere else. */
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openRegister, PLAIN_REGISTER_FILE, type Register } from '../../../core/register.ts';
import { findDeviceKeyFile } from '../../../core/vault/device-key.ts';
import { findVaultFile } from '../../../core/vault/vault-file.ts';
import { makeTestFolder, openKeyed, openTestRegister, type TestRegister } from '../open-test-register.ts';

const NAMES = ['Tòng Thị Xuyến', '034215000123'];

async function openWithPupil(): Promise<TestRegister> {
  const test = await openTestRegister();
  await test.client.students.save({ fullName: NAMES[0]!, personalId: NAMES[1]! });
  return test;
}

async function reopen(
  { options }: Register,
  given: Partial<Parameters<typeof openRegister>[0]> = {},
): Promise<Register> {
  const register = await openRegister({ ...options, ...given });
  onTestFinished(() => register.close());
  return register;
}

/** Files below a folder in which one of the words stands, in UTF-8 or UTF-16. */
function findWords(folder: string, words: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(path.join(folder, file)).isFile())
    .filter((file) => {
      const bytes = readFileSync(path.join(folder, file));
      return words.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')));
    });
}

describe('a data folder', () => {
  it('shows no name and no number, while the register is open and after', async () => {
    const { register } = await openWithPupil();
    const { dataDir } = register.options;
    expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['so-may.sqlite', 'so-may.sqlite-wal', 'keys.json']));
    expect(findWords(dataDir, [...NAMES, 'Hà Thị Loan', 'AGE-SECRET-KEY'])).toEqual([]);
    await register.close();
    expect(findWords(dataDir, [...NAMES, 'Hà Thị Loan', 'AGE-SECRET-KEY'])).toEqual([]);
  });

  it('stays locked on another PC: nothing is read, nothing is written', async () => {
    const { register } = await openWithPupil();
    await register.close();
    const stolen = path.join(makeTestFolder(), 'stolen');
    cpSync(register.options.dataDir, stolen, { recursive: true });
    vi.stubEnv('SO_MAY_CONFIG_DIR', makeTestFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    const there = await reopen(register, { dataDir: stolen });
    expect(there.isLocked).toBe(true);
    expect(() => there.reader).toThrow('registerLocked');
    await expect(there.transact(async () => undefined)).rejects.toThrow('registerLocked');
    await expect(there.getInstallation()).rejects.toThrow('registerLocked');
    await there.unlock(Buffer.alloc(32)).then(
      () => expect.unreachable(),
      (error: unknown) => expect(error).toMatchObject({ code: 'registerDamaged' }),
    );
  });

  it('opens after it was moved on its own PC', async () => {
    const { register } = await openWithPupil();
    await register.close();
    const moved = path.join(makeTestFolder(), 'moved');
    cpSync(register.options.dataDir, moved, { recursive: true });
    const there = await reopen(register, { dataDir: moved });
    expect(there.isLocked).toBe(false);
  });

  it('opens though keys.json is gone, by the copy of its envelopes', async () => {
    const { register } = await openWithPupil();
    await register.close();
    rmSync(path.join(register.options.dataDir, 'keys.json'));
    const again = await reopen(register);
    expect(await again.reader.selectFrom('students').select('fullName').execute()).toEqual([{ fullName: NAMES[0] }]);
  });

  it('says that the key file is lost, rather than begin anew', async () => {
    const { register } = await openWithPupil();
    await register.close();
    for (const file of ['keys.json', 'keys-copy.json']) rmSync(path.join(register.options.dataDir, file));
    await expect(openRegister(register.options)).rejects.toMatchObject({ code: 'keyFileLost' });
    expect(readdirSync(register.options.dataDir)).toContain('so-may.sqlite');
  });

  it('has its device key outside of the folder, for its user alone', async () => {
    const { register } = await openTestRegister();
    const { dataDir } = register.options;
    const file = findDeviceKeyFile(dataDir, findVaultFile(dataDir)!.vault)!;
    expect(path.relative(dataDir, file).startsWith('..')).toBe(true);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('lock and unlock', () => {
  it('close the files and open them again, with what works by itself', async () => {
    const { register } = await openWithPupil();
    const { dataKey } = register;
    let unlocked = 0;
    register.whenUnlocked(() => (unlocked += 1));
    await register.lock();
    expect(register.isLocked).toBe(true);
    expect(() => register.dataKey).toThrow('registerLocked');
    expect(readdirSync(register.options.dataDir)).not.toContain('so-may.sqlite-wal');
    await register.unlock(dataKey);
    expect(unlocked).toBe(2);
    expect(await register.reader.selectFrom('students').select('fullName').execute()).toHaveLength(1);
  });
});

describe('a register from before encryption', () => {
  /** As such a program left it: decrypted, with its keys in the open. */
  async function makePlain(): Promise<Register> {
    const { register } = await openWithPupil();
    const { databaseKey } = register;
    await register.close();
    const connection = openKeyed({ file: register.file, databaseKey });
    connection.pragma('journal_mode = delete');
    connection.pragma("rekey = ''");
    connection.close();
    for (const name of ['keys.json', 'keys-copy.json']) rmSync(path.join(register.options.dataDir, name));
    return register;
  }

  it('is encrypted when it is opened, and kept as it was', async () => {
    const plain = await makePlain();
    const { dataDir } = plain.options;
    expect(findWords(dataDir, NAMES)).toEqual(['so-may.sqlite']);
    const register = await reopen(plain);
    expect(await register.reader.selectFrom('students').select('fullName').execute()).toEqual([{ fullName: NAMES[0] }]);
    expect(findWords(dataDir, NAMES)).toEqual([PLAIN_REGISTER_FILE]);
  });

  it('waits while another program has it open', async () => {
    const plain = await makePlain();
    const other = new Sqlite(plain.file);
    other.pragma('journal_mode = wal');
    other.exec('begin');
    other.prepare('select count(*) from students').get();
    await expect(openRegister(plain.options)).rejects.toMatchObject({ code: 'registerBusy' });
    other.close();
    expect((await reopen(plain)).isLocked).toBe(false);
  });

  it('is left alone when the copy differs', async () => {
    const plain = await makePlain();
    const before = readFileSync(plain.file);
    const harmed = Buffer.from(before);
    // Pages from the middle on: rows and indexes no longer agree.
    harmed.fill(0x5a, Math.floor(harmed.length / 2), Math.floor(harmed.length / 2) + 20_000);
    writeFileSync(plain.file, harmed);
    await expect(openRegister(plain.options)).rejects.toMatchObject({ code: 'registerDamaged' });
    expect(readFileSync(plain.file).equals(harmed)).toBe(true);
    expect(readdirSync(plain.options.dataDir)).not.toContain('so-may.sqlite.encrypting');
    writeFileSync(plain.file, before);
    expect((await reopen(plain)).isLocked).toBe(false);
  });
});
