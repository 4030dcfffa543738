/** Copies from before an erasure: told, and removed only when a person says so and a backup without what was erased is there. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeTestFolder, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { problemOf } from '../services/device-fixture.ts';
import { addStudent, enrol, exchange, openOffice, openSchool, ownerOf, readSealed } from '../sync/sides.ts';

const NAME = 'Vàng Thị Páo';
let usual: string;
beforeEach(() => {
  usual = makeTestFolder();
  vi.stubEnv('SO_MAY_BACKUP_DIR', usual);
});
afterEach(() => void vi.unstubAllEnvs());

async function backUp({ client }: TestRegister): Promise<string> {
  for await (const event of await client.backups.make({ to: null }))
    if (event.type === 'done') return event.made[0]!.folder;
  throw new Error('ended without an answer');
}

async function addAndErase(test: TestRegister, between: () => Promise<unknown>): Promise<void> {
  const { id } = await test.client.students.save({ fullName: NAME });
  await between();
  await test.client.erasures.save({ students: [id], reason: 'request', basis: 'Đơn số 3', typedName: NAME });
}

describe('copies from before an erasure', () => {
  it('are none while nobody was erased', async () => {
    const test = await openTestRegister();
    await backUp(test);
    expect(await test.client.backups.oldCopies()).toEqual({ copies: [], isReplaced: false });
  });

  it('go when a newer backup is there and a person says so, which is remembered; newer ones stay', async () => {
    const test = await openTestRegister();
    const { client, register } = test;
    const { dataDir } = register.options;
    let old = '';
    await addAndErase(test, async () => (old = await backUp(test)));
    const aside = path.join(dataDir, 'before-restore-2026-09-01T00-00-00-000Z');
    for (const name of [aside, path.join(dataDir, 'before-restore-2026-09-06T00-00-00-000Z')]) mkdirSync(name);
    writeFileSync(path.join(aside, 'so-may.sqlite'), 'bytes');
    // What somebody else put there: a folder of their own, and a backup of another PC.
    const strange = path.join(path.dirname(old), 'ảnh');
    const sibling = path.join(path.dirname(old), 'of-another-pc');
    cpSync(old, sibling, { recursive: true });
    const manifest = path.join(sibling, 'manifest.json');
    const { replica } = await register.getInstallation();
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replaceAll(replica, '0123456789abcdef'));
    mkdirSync(strange);
    const found = await client.backups.oldCopies();
    expect(found.copies.map(({ folder, kind }) => [folder, kind])).toEqual([
      [old, 'backup'],
      [aside, 'setAside'],
    ]);
    expect(found.copies[1]).toMatchObject({ at: '2026-09-01T00:00:00.000Z', sizeBytes: 5 });

    const folders = [old, aside];
    expect(found.isReplaced).toBe(false);
    expect(await problemOf(client.backups.forget({ folders }))).toMatchObject({ code: 'backupNeededFirst' });
    expect(existsSync(old)).toBe(true);
    const newer = await backUp(test);
    expect(await client.backups.oldCopies()).toMatchObject({ copies: [{}, {}], isReplaced: true });
    for (const stranger of [newer, dataDir, path.dirname(old), strange, sibling])
      expect(await problemOf(client.backups.forget({ folders: [old, stranger] }))).toMatchObject({
        code: 'backupNotFound',
      });
    expect(existsSync(old)).toBe(true);

    expect(await client.backups.forget({ folders: [...folders, old] })).toEqual({ removed: 2 });
    expect([old, aside].some((folder) => existsSync(folder))).toBe(false);
    expect([newer, strange, sibling].every((folder) => existsSync(folder))).toBe(true);
    expect((await client.backups.oldCopies()).copies).toEqual([]);
    const { entries } = await client.audit.list({ kind: 'settings_changed' });
    expect(entries[0]).toMatchObject({ actorName: 'Hà Thị Loan', details: { what: 'oldCopies' } });
  });

  it('are left by packages beside the backups, which lose what was erased with the next one', async () => {
    const [office, school] = [await openOffice(), await openSchool()];
    await enrol(office, school);
    const id = await addStudent(school, NAME);
    await exchange(school, office);
    const told = async () => {
      const folder = path.join(usual, await ownerOf(office), 'packages');
      const texts = await Promise.all(readdirSync(folder).map((name) => readSealed(office, path.join(folder, name))));
      return texts.filter((text) => text.includes(NAME)).length;
    };
    await backUp(office);
    expect(await told()).toBe(1);
    await school.client.erasures.save({ students: [id], reason: 'request', basis: 'Đơn số 3', typedName: NAME });
    await exchange(school, office);
    await backUp(office);
    expect(await told()).toBe(0);
  });
});
