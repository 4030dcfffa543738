/** A damaged or missing register: set aside, recovered from backup, packages and what its journal still yields, counted. */
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { RestoreResult } from '../../../shared/contract/backups.ts';
import { openOrSetAside } from '../../../core/backup/set-damaged-aside.ts';
import type { Session } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import { makeTestFolder, openTestRegister, type TestRegister } from '../open-test-register.ts';

beforeEach(() => {
  process.env['SO_MAY_BACKUP_DIR'] = makeTestFolder();
});
afterEach(() => {
  delete process.env['SO_MAY_BACKUP_DIR'];
});

async function save({ client }: TestRegister, fullName: string): Promise<void> {
  await client.students.save({ fullName, birthDate: '2015-04-03', gender: 'female' });
}

async function names({ register }: TestRegister): Promise<string[]> {
  const rows = await register.reader.selectFrom('students').select('fullName').orderBy('fullName').execute();
  return rows.map(({ fullName }) => fullName);
}

/** A register with a backup of one pupil, a package of a second, and a third that lies in the journal alone. */
async function makeRegister(): Promise<{ test: TestRegister; backup: string }> {
  const test = await openTestRegister();
  await save(test, 'Hà Thị Ánh');
  let backup = '';
  for await (const event of await test.client.backups.make({}))
    if (event.type === 'done') backup = event.made[0]!.folder;
  await save(test, 'Lò Thị Mai');
  for await (const event of await test.client.sync.run()) void event;
  const packed = readdirSync(path.join(test.register.options.dataDir, 'outbox'));
  await save(test, 'Vì Thị Hoa');
  await test.register.close();
  // Closing packs the last one as well: as after an end at once, that package is not there.
  for (const folder of [
    path.join(test.register.options.dataDir, 'outbox'),
    path.join(path.dirname(backup), 'packages'),
  ])
    for (const name of readdirSync(folder)) if (!packed.includes(name)) rmSync(path.join(folder, name));
  return { test, backup };
}

async function openAgain({ register }: TestRegister): Promise<TestRegister> {
  const opened = await openOrSetAside(register.options);
  onTestFinished(() => opened.close());
  const session: Session = { personId: null };
  return { register: opened, session, client: createRouterClient(router, { context: { register: opened, session } }) };
}

async function recover({ client, session, register }: TestRegister, folder: string): Promise<RestoreResult> {
  for await (const event of await client.backups.restore({ folder })) {
    if (event.type !== 'done') continue;
    session.personId = (await register.reader.selectFrom('people').select('id').executeTakeFirstOrThrow()).id;
    return event.result;
  }
  throw new Error('not recovered');
}

/** Bits of these pages are flipped; pages have 4096 bytes. */
function spoil(file: string, pages: readonly number[]): void {
  const bytes = readFileSync(file);
  for (const page of pages) for (let at = 100; at < 140; at += 1) bytes[(page - 1) * 4096 + at]! ^= 0x5a;
  writeFileSync(file, bytes);
}

describe('a damaged register', () => {
  it('does not stop the program: it is set aside, untouched, and said so', async () => {
    const { test } = await makeRegister();
    const file = test.register.file;
    spoil(file, [1]);
    const spoiled = readFileSync(file);
    const again = await openAgain(test);
    const { damage, isSetUp } = await again.client.register.status();
    expect({ isSetUp, damage }).toMatchObject({ isSetUp: false, damage: { reason: 'damaged' } });
    expect(readFileSync(path.join(damage!.folder, 'so-may.sqlite')).equals(spoiled)).toBe(true);
    expect(readdirSync(damage!.folder)).toEqual(expect.arrayContaining(['keys.json', 'outbox']));
  });

  it('is offered its own backups, not those of another register on this computer', async () => {
    const other = await openTestRegister();
    for await (const event of await other.client.backups.make({})) void event;
    const { test, backup } = await makeRegister();
    spoil(test.register.file, [1]);
    const again = await openAgain(test);
    expect((await again.client.backups.list()).map(({ folder }) => folder)).toEqual([backup]);
    // Of a folder that never had a backup nobody can say whose they are.
    const empty = await openOrSetAside({ ...test.register.options, dataDir: makeTestFolder() });
    onTestFinished(() => empty.close());
    const { backups } = createRouterClient(router, { context: { register: empty, session: { personId: null } } });
    expect(await backups.list()).toHaveLength(2);
  });

  it('whose first page is gone is recovered from backup and packages; what lies beyond is counted as unknown', async () => {
    const { test, backup } = await makeRegister();
    spoil(test.register.file, [1]);
    const again = await openAgain(test);
    const result = await recover(again, backup);
    expect(result).toMatchObject({ replayed: { files: 1 }, salvaged: { changes: 0 } });
    expect(await names(again)).toEqual(['Hà Thị Ánh', 'Lò Thị Mai']);
    expect(await again.client.journal.verify()).toMatchObject({ isSound: true, faults: [] });
    expect((await again.client.register.status()).damage).toBeNull();
  });

  it('gives back from its journal what no package has', async () => {
    const { test, backup } = await makeRegister();
    rmSync(test.register.file.replace('.sqlite', '.none'), { force: true });
    const again = await openAgain(test);
    // Still readable: the damage was found by the check of its pages, and a person set it aside.
    const aside = await again.register.setAside('damaged');
    expect(existsSync(path.join(aside, 'so-may.sqlite'))).toBe(true);
    const result = await recover(again, backup);
    expect(result.salvaged.changes).toBeGreaterThan(0);
    expect(result.salvaged.beyond).toBe(0);
    expect(await names(again)).toEqual(['Hà Thị Ánh', 'Lò Thị Mai', 'Vì Thị Hoa']);
    expect(await again.client.journal.verify()).toMatchObject({ isSound: true, faults: [] });
  });

  it('cut to half is recovered, and what cannot be read is counted', async () => {
    const { test, backup } = await makeRegister();
    truncateSync(test.register.file, 4096 * 20);
    const again = await openAgain(test);
    const { damage } = await again.client.register.status();
    expect(damage?.reason).toBe('damaged');
    await recover(again, backup);
    expect(await names(again)).toEqual(expect.arrayContaining(['Hà Thị Ánh', 'Lò Thị Mai']));
    expect(await again.client.journal.verify()).toMatchObject({ isSound: true, faults: [] });
  });
});

describe('a register whose file is gone', () => {
  it('is noticed by what lies beside it, and recovered', async () => {
    const { test, backup } = await makeRegister();
    for (const name of readdirSync(test.register.options.dataDir))
      if (name.startsWith('so-may.sqlite')) rmSync(path.join(test.register.options.dataDir, name));
    const again = await openAgain(test);
    expect((await again.client.register.status()).damage).toMatchObject({ reason: 'missing' });
    const result = await recover(again, backup);
    expect(result).toMatchObject({ replayed: { files: 1 }, salvaged: { changes: 0, beyond: 0 } });
    expect(await names(again)).toEqual(['Hà Thị Ánh', 'Lò Thị Mai']);
  });
});
