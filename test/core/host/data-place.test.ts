/** On what kind of disk the data folder lies: told by the system, for which these tests answer; refused on a network, named on a stick. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeDataPlace } from '../../../core/host/data-place.ts';
import { toDatabaseProblem } from '../../../core/database/sqlite/database-problem.ts';
import { writeFileSafely } from '../../../core/host/write-file-safely.ts';
import { openRegister } from '../../../core/register.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { mountSmallDisk } from '../../small-disk.ts';
import { findPageCipher, makeTestFolder, openTestRegister } from '../open-test-register.ts';

const MOUNTS = [
  '/dev/sda1 / ext4 rw 0 0',
  'me@server:/srv /home/me/server fuse.sshfs rw 0 0',
  '/dev/sda3 /data fuseblk rw 0 0',
  'server:/x /mnt/a\\040b fuse.davfs rw 0 0',
].join('\n');

describe('a data folder on Linux', () => {
  it.each([
    ['ext4', 0xef53, 'local'],
    ['btrfs', 0x9123683e, 'local'],
    ['tmpfs', 0x01021994, 'local'],
    ['NFS', 0x6969, 'network'],
    ['CIFS', 0xff534d42, 'network'],
    ['CIFS, with its sign', 0xff534d42 | 0, 'network'],
    ['SMB2', 0xfe534d42, 'network'],
    ['SMB', 0x517b, 'network'],
    ['vfat', 0x4d44, 'stick'],
    ['exFAT', 0x2011bab0, 'stick'],
  ] as const)('%s counts as such', (_name, type, place) => {
    const folder = path.join(makeTestFolder(), 'not', 'yet');
    expect(describeDataPlace(folder, { platform: 'linux', typeOf: () => type })).toBe(place);
  });

  it.each([
    ['/home/me/server', 'network'],
    ['/mnt/a b', 'network'],
    ['/data', 'local'],
    ['/home/me', 'local'],
  ])('%s, served by a program, counts by its mount', (folder, place) => {
    const asked = { platform: 'linux', typeOf: () => 0x65735546, mounts: () => MOUNTS } as const;
    expect(describeDataPlace(folder, asked)).toBe(place);
  });

  it('of which the system tells nothing is used', () => {
    const fail = (): number => {
      throw new Error('ENOSYS');
    };
    expect(describeDataPlace(makeTestFolder(), { platform: 'linux', typeOf: fail })).toBe('local');
    expect(describeDataPlace(makeTestFolder())).toBe('local');
  });
});

describe('a data folder on Windows and macOS', () => {
  it.each([
    ['\\\\server\\truong\\so', '\\\\server\\truong\\so', 'network'],
    ['Z:\\so', '\\\\server\\truong\\so', 'network'],
    ['Z:\\so', '\\\\?\\UNC\\server\\truong\\so', 'network'],
    ['C:\\Users\\Loan\\so', 'C:\\Users\\Loan\\so', 'local'],
    ['\\\\?\\C:\\so', '\\\\?\\C:\\so', 'local'],
  ] as const)('%s, really %s', (folder, real, place) => {
    expect(describeDataPlace(folder, { platform: 'win32', realPath: () => real })).toBe(place);
  });

  it('knows what was put in', () => {
    expect(describeDataPlace('/', { platform: 'darwin' })).toBe('local');
  });
});

describe('a register', () => {
  it('is refused on a network folder with a sentence, and nothing is written there', async () => {
    const { register } = await openTestRegister();
    await register.close();
    const before = readdirSync(register.options.dataDir);
    const onNetwork = { ...register.options, describePlace: () => 'network' as const };
    await expect(openRegister(onNetwork)).rejects.toMatchObject({ code: 'folderOnNetwork' });
    expect(readdirSync(register.options.dataDir)).toEqual(before);
    const dataDir = path.join(makeTestFolder(), 'new');
    await expect(openRegister({ ...onNetwork, dataDir })).rejects.toMatchObject({ details: { folder: dataDir } });
    expect(readdirSync(path.dirname(dataDir))).toEqual([]);
    expect(sentence('vi', 'folderOnNetwork', { folder: 'Z:\\so' })).toContain('Z:\\so');
  });

  it('on a stick opens, and says so', async () => {
    const { client } = await openTestRegister({ describePlace: () => 'stick' });
    expect(await client.register.status()).toMatchObject({ place: 'stick' });
    await client.students.save({ fullName: 'Hà Thị Ánh' });
    const local = await openTestRegister();
    expect(await local.client.register.status()).toMatchObject({ place: 'local' });
  });

  it('whose stick was pulled out is told in a sentence of its own, not as a full disk or a fault of the program', () => {
    for (const code of ['SQLITE_IOERR_READ', 'SQLITE_IOERR_FSTAT', 'EIO', 'ENODEV', 'ESTALE'])
      expect(toDatabaseProblem(Object.assign(new Error(code), { code }))).toMatchObject({ code: 'driveUnreachable' });
    expect(toDatabaseProblem(Object.assign(new Error(), { code: 'SQLITE_IOERR_WRITE' }))).toMatchObject({
      code: 'diskFull',
    });
    expect(sentence('vi', 'driveUnreachable')).toContain('USB');
  });

  it('in a read-only folder opens with a sentence, and is as it was', async (context) => {
    const disk = mountSmallDisk(context, '64m');
    const { client, register } = await openTestRegister({ dataDir: path.join(disk.folder, 'so') });
    await client.students.save({ fullName: 'Hà Thị Ánh' });
    await register.close();
    disk.setReadOnly();
    await expect(openRegister(register.options)).rejects.toMatchObject({ code: 'folderReadOnly' });
    await expect(openRegister({ ...register.options, dataDir: path.join(disk.folder, 'new') })).rejects.toMatchObject({
      code: 'folderReadOnly',
    });
  });

  it('held by another program, as a virus scanner does, waits and is then refused with a sentence; nothing is lost', async () => {
    const { client, register } = await openTestRegister();
    await client.students.save({ fullName: 'Hà Thị Ánh' });
    const script = `
      const Sqlite = require('better-sqlite3');
      const held = new Sqlite(process.argv[1]);
      held.pragma("cipher = '" + process.argv[3] + "'");
      held.pragma('key = "raw:' + process.argv[2] + '"');
      held.exec('begin immediate');
      console.log('held');
      process.stdin.resume();
    `;
    const given = [register.file, register.databaseKey.toString('hex'), findPageCipher(register.file)];
    const scanner = spawn(process.execPath, ['-e', script, ...given], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void scanner.kill());
    await once(scanner.stdout, 'data');
    await expect(client.students.save({ fullName: 'Lò Thị Mai' })).rejects.toMatchObject({ code: 'registerBusy' });
    expect((await client.students.list({})).total).toBe(1);
    scanner.kill();
    await once(scanner, 'close');
    await client.students.save({ fullName: 'Lò Thị Mai' });
    expect((await client.students.list({})).total).toBe(2);
    expect(sentence('vi', 'registerBusy')).toContain('diệt vi-rút');
  }, 30_000);

  it('whose key file is held is told as busy, not as a folder that may not be written; the file is as it was', () => {
    const folder = makeTestFolder();
    const file = path.join(folder, 'keys.json');
    writeFileSafely(file, Buffer.from('before'));
    // What Windows answers to a rename onto a file that a virus scanner reads.
    const held = (): never => {
      throw Object.assign(new Error('EPERM: operation not permitted, rename'), { code: 'EPERM' });
    };
    let failure: unknown;
    try {
      writeFileSafely(file, Buffer.from('after'), { rename: held });
    } catch (error) {
      failure = error;
    }
    expect(toDatabaseProblem(failure)).toMatchObject({ code: 'registerBusy' });
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });
});
