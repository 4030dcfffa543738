/** A register without any backup: recovered from packages, and from what its damaged file still yields; counted, or said that nothing is left. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { BackupSecret, RestoreResult } from '../../../shared/contract/backups.ts';
import { openOrSetAside } from '../../../core/backup/set-damaged-aside.ts';
import type { Session } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import { makeTestFolder, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { addStudent, enrol, exchange, expectSound, openOffice, openSchool, sit, studentNames } from '../sync/sides.ts';

const LOAN = 'trâu ngồi đếm sao';

beforeEach(() => void vi.stubEnv('SO_MAY_BACKUP_DIR', makeTestFolder()));
afterEach(() => void vi.unstubAllEnvs());

/** A pupil in a package, then one in the journal alone. */
async function makeRegister(): Promise<TestRegister> {
  const test = await openTestRegister();
  await test.client.students.save({ fullName: 'Hà Thị Ánh' });
  for await (const event of await test.client.sync.run()) void event;
  const outbox = path.join(test.register.options.dataDir, 'outbox');
  const packed = readdirSync(outbox);
  await test.client.students.save({ fullName: 'Lò Thị Mai' });
  await test.register.close();
  // Closing packs the last one as well: as after an end at once, that package is not there.
  for (const name of readdirSync(outbox)) if (!packed.includes(name)) rmSync(path.join(outbox, name));
  return test;
}

async function openAgain({ register }: TestRegister): Promise<TestRegister> {
  const opened = await openOrSetAside(register.options);
  onTestFinished(() => opened.close());
  const session: Session = { personId: null };
  return { register: opened, session, client: createRouterClient(router, { context: { register: opened, session } }) };
}

async function recover({ client }: TestRegister, secret?: BackupSecret): Promise<RestoreResult> {
  for await (const event of await client.backups.recover({ secret })) if (event.type === 'done') return event.result;
  throw new Error('not recovered');
}

function removeRegister({ register }: TestRegister): void {
  for (const end of ['', '-wal', '-shm']) rmSync(register.file + end, { force: true });
}

/** Bytes of the page are other ones; a page has 4096 bytes. */
function spoil(file: string, page: number): void {
  const bytes = readFileSync(file);
  for (let at = 100; at < 140; at += 1) bytes[(page - 1) * 4096 + at]! ^= 0x5a;
  writeFileSync(file, bytes);
}

async function names({ register }: TestRegister): Promise<string[]> {
  const rows = await register.reader.selectFrom('students').select('fullName').orderBy('fullName').execute();
  return rows.map(({ fullName }) => fullName);
}

describe('without a backup', () => {
  it('a register whose file is gone comes back from its packages, and goes on', async () => {
    const test = await makeRegister();
    const owner = readdirSync(path.join(test.register.options.dataDir, 'outbox'))[0]!.split('-')[0];
    removeRegister(test);
    const again = await openAgain(test);
    const { damage } = await again.client.register.status();
    expect(damage).toMatchObject({ reason: 'missing' });
    const left = readdirSync(damage!.folder, { recursive: true, encoding: 'utf8' }).sort();
    const result = await recover(again);
    expect(result).toMatchObject({
      folder: damage!.folder,
      counts: { students: 1 },
      replayed: { files: 1, refused: 0, waiting: 0 },
      salvaged: { changes: 0, beyond: 0 },
    });
    expect(readdirSync(damage!.folder, { recursive: true, encoding: 'utf8' }).sort()).toEqual(left);
    expect(await names(again)).toEqual(['Hà Thị Ánh']);
    const [person] = await again.client.people.list();
    await again.client.session.choosePerson({ person: person!.id });
    await again.client.students.save({ fullName: 'Vì Thị Hoa' });
    expect(await names(again)).toEqual(['Hà Thị Ánh', 'Vì Thị Hoa']);
    expect(await again.client.journal.verify()).toMatchObject({ isSound: true, faults: [] });
    expect(await again.client.register.status()).toMatchObject({ damage: null, school: { code: owner } });
  });

  it('a damaged file gives back what no package has', async () => {
    const test = await makeRegister();
    const again = await openAgain(test);
    await again.register.setAside('damaged');
    const result = await recover(again);
    expect(result).toMatchObject({ counts: { students: 2 }, replayed: { files: 1 }, salvaged: { beyond: 0 } });
    expect(result.salvaged.changes).toBeGreaterThan(0);
    expect(await names(again)).toEqual(['Hà Thị Ánh', 'Lò Thị Mai']);
    await sit(again);
    expect(await again.client.journal.verify()).toMatchObject({ isSound: true, faults: [] });
  });

  it('a damaged file alone, without any package, gives back all that it still holds', async () => {
    const test = await makeRegister();
    const again = await openAgain(test);
    const aside = await again.register.setAside('damaged');
    rmSync(path.join(aside, 'outbox'), { recursive: true });
    expect(await recover(again)).toMatchObject({ counts: { students: 2 }, replayed: { files: 0 } });
    expect(await names(again)).toEqual(['Hà Thị Ánh', 'Lò Thị Mai']);
    await sit(again);
    expect(await again.client.journal.verify()).toMatchObject({ isSound: true, faults: [] });
  });

  it('says calmly that nothing is left, and touches nothing', async () => {
    const test = await makeRegister();
    rmSync(path.join(test.register.options.dataDir, 'outbox'), { recursive: true });
    spoil(test.register.file, 1);
    const again = await openAgain(test);
    const { damage } = await again.client.register.status();
    const left = readdirSync(damage!.folder).sort();
    const beside = readdirSync(again.register.options.dataDir).sort();
    await expect(recover(again)).rejects.toMatchObject({
      code: 'nothingToRecover',
      details: { folder: damage!.folder },
    });
    expect(readdirSync(damage!.folder).sort()).toEqual(left);
    expect(readdirSync(again.register.options.dataDir).sort()).toEqual(beside);
    expect(await again.client.register.status()).toMatchObject({ isSetUp: false, damage });
  });

  it('refuses where there is a register', async () => {
    const test = await openTestRegister();
    await expect(recover(test)).rejects.toMatchObject({ code: 'nothingToRecover' });
    expect(await test.client.register.status()).toMatchObject({ isSetUp: true });
  });

  it('a register with a passphrase is found damaged when it is unlocked, and comes back for that passphrase alone', async () => {
    const test = await openTestRegister();
    await test.client.students.save({ fullName: 'Hà Thị Ánh' });
    for await (const event of await test.client.sync.run()) void event;
    const { code } = await test.client.vault.protect({ newPassphrase: LOAN });
    const person = test.session.personId!;
    await test.register.close();
    spoil(test.register.file, 1);
    const again = await openAgain(test);
    expect(again.register.isLocked).toBe(true);
    await expect(again.client.vault.unlock({ person, passphrase: 'không phải vậy' })).rejects.toMatchObject({
      code: 'wrongPassphrase',
    });
    expect(again.register.isLocked).toBe(true);
    await expect(again.client.vault.unlock({ person, passphrase: LOAN })).rejects.toMatchObject({
      code: 'registerDamaged',
    });
    expect(await again.client.register.status()).toMatchObject({ isSetUp: false, damage: { reason: 'damaged' } });
    await expect(recover(again)).rejects.toMatchObject({ code: 'backupLocked' });
    await expect(recover(again, { passphrase: 'không phải vậy' })).rejects.toMatchObject({ code: 'wrongPassphrase' });
    expect(await recover(again, { passphrase: LOAN })).toMatchObject({ counts: { students: 1 } });
    expect(again.session.personId).toBe(person);
    await again.register.lock();
    await again.client.vault.recover({ code, person, newPassphrase: 'suối chảy qua bản' });
    expect(await names(again)).toEqual(['Hà Thị Ánh']);
    expect(await again.client.journal.verify()).toMatchObject({ isSound: true });
  }, 60_000);

  it('an office comes back with its schools, from the packages that they had sent', async () => {
    const office = await openOffice();
    const school = await openSchool();
    await enrol(office, school);
    await addStudent(school, 'Hà Thị Ánh');
    await exchange(school, office);
    expect(await studentNames(office)).toEqual(['Hà Thị Ánh']);
    await office.register.close();
    removeRegister(office);
    const again = await openAgain(office);
    expect(await recover(again)).toMatchObject({ counts: { students: 1 }, replayed: { refused: 0, waiting: 0 } });
    expect(await again.client.register.status()).toMatchObject({ role: 'office' });
    expect(await studentNames(again)).toEqual(['Hà Thị Ánh']);
  });

  it('says how many packages wait for one that lies nowhere', async () => {
    const school = await openSchool();
    const outbox = path.join(school.register.options.dataDir, 'outbox');
    const made: string[] = [];
    for (const name of ['Hà Thị Ánh', 'Lò Thị Mai', 'Vì Thị Hoa']) {
      await addStudent(school, name);
      for await (const event of await school.client.sync.run()) void event;
      made.push(...readdirSync(outbox).filter((file) => !made.includes(file)));
    }
    await school.register.close();
    rmSync(path.join(outbox, made[1]!));
    removeRegister(school);
    const again = await openAgain(school);
    expect(await recover(again)).toMatchObject({ counts: { students: 1 }, replayed: { files: 1, waiting: 1 } });
    expect(await names(again)).toEqual(['Hà Thị Ánh']);
  });

  it('a school knows its office again, where the damaged file still names it', async () => {
    const office = await openOffice();
    const school = await openSchool();
    await enrol(office, school);
    await addStudent(school, 'Hà Thị Ánh');
    await exchange(school, office);
    const officeName = (await school.client.sync.status()).collector?.name;
    await school.register.setAside('damaged');
    school.session.personId = null;
    await recover(school);
    await sit(school);
    expect(officeName).toBeDefined();
    expect((await school.client.sync.status()).collector?.name).toBe(officeName);
    await addStudent(school, 'Lò Thị Mai');
    await exchange(school, office);
    expect(await studentNames(office)).toEqual(['Hà Thị Ánh', 'Lò Thị Mai']);
    await expectSound(school, office);
  });
});
