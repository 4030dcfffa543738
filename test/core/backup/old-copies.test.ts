/** Copies from before an erasure: told, and removed only when a person says so and a backup without what was erased is there. */
import fs, { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeTestFolder, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { problemOf } from '../services/device-fixture.ts';
import { keepAttachment } from '../../../core/sync/attachment-files.ts';
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
    const missing = path.join(dataDir, 'missing-2026-08-01T00-00-00-000Z');
    for (const name of [aside, missing, path.join(dataDir, 'before-restore-2026-09-06T00-00-00-000Z')]) mkdirSync(name);
    const update = path.join(dataDir, 'backups', path.basename(old));
    cpSync(old, update, { recursive: true });
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
      ...[old, update]
        .toSorted()
        .toReversed()
        .map((folder) => [folder, 'backup']),
      [aside, 'setAside'],
      [missing, 'setAside'],
    ]);
    expect(found.copies[2]).toMatchObject({ at: '2026-09-01T00:00:00.000Z', sizeBytes: 5 });

    const folders = [old, update, aside, missing];
    expect(found.isReplaced).toBe(false);
    expect(await problemOf(client.backups.forget({ folders }))).toMatchObject({ code: 'backupNeededFirst' });
    expect(existsSync(old)).toBe(true);
    const newer = await backUp(test);
    expect(await client.backups.oldCopies()).toMatchObject({ copies: [{}, {}, {}, {}], isReplaced: true });
    for (const stranger of [newer, dataDir, path.dirname(old), strange, sibling])
      expect(await problemOf(client.backups.forget({ folders: [old, stranger] }))).toMatchObject({
        code: 'backupNotFound',
      });
    expect(existsSync(old)).toBe(true);

    expect(await client.backups.forget({ folders: [...folders, old] })).toEqual({ removed: 4 });
    // Again, from a list that is old by now.
    expect(await client.backups.forget({ folders })).toEqual({ removed: 4 });
    expect(folders.some((folder) => existsSync(folder))).toBe(false);
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

  it('are left by no picture of who was erased, neither beside the backups nor after going back to one', async () => {
    const test = await openTestRegister();
    const { client, register } = test;
    const { dataDir } = register.options;
    const { id } = await client.students.save({ fullName: NAME });
    const [erased, used] = [
      await keepAttachment(register, Buffer.from('signed')),
      await keepAttachment(register, Buffer.from('other')),
    ];
    await register.run(test.session, async (command) => {
      const file = { mediaType: 'image/jpeg', sizeBytes: 6 } as const;
      command.create('attachments', { student: id, receipt: id, name: 'a.jpg', sha256: erased, ...file });
    });
    await backUp(test);
    const folder = path.join(usual, await ownerOf(test), 'attachments');
    const pictures = () => readdirSync(folder, { recursive: true }).map((name) => path.basename(String(name)));
    expect(pictures()).toEqual(expect.arrayContaining([erased, used]));
    const other = path.join(folder, 'of-a-former-key', erased);
    mkdirSync(path.dirname(other));
    writeFileSync(other, 'sealed');
    await client.erasures.save({ students: [id], reason: 'request', basis: 'Đơn số 3', typedName: NAME });
    const newer = await backUp(test);
    expect(pictures()).not.toContain(erased);
    expect(pictures()).toContain(used);

    // A stick that was away meanwhile still has it.
    writeFileSync(other, 'sealed');
    cpSync(
      other,
      path.join(
        folder,
        readdirSync(folder).find((name) => name !== 'of-a-former-key')!,
        erased,
      ),
    );
    for await (const _event of await client.backups.restore({ folder: newer, keepsLater: true }));
    expect(readdirSync(path.join(dataDir, 'attachments'))).toEqual([used]);
  });

  it('are no reason to stop when one file beside the register cannot be read: the others are copied, and it is told', async () => {
    const test = await openTestRegister();
    const sha256 = await keepAttachment(test.register, Buffer.from('picture'));
    const { dataDir } = test.register.options;
    mkdirSync(path.join(dataDir, 'outbox'), { recursive: true });
    writeFileSync(path.join(dataDir, 'outbox', 'held.somay'), 'held');
    const { copyFileSync } = fs;
    fs.copyFileSync = (from, to, mode) => {
      if (String(from).endsWith('held.somay')) throw Object.assign(new Error('held'), { code: 'EBUSY' });
      copyFileSync(from, to, mode);
    };
    syncBuiltinESMExports();
    onTestFinished(() => {
      fs.copyFileSync = copyFileSync;
      syncBuiltinESMExports();
    });
    expect(await problemOf(backUp(test))).toMatchObject({ code: 'backupPlaceBusy' });
    const folder = path.join(usual, await ownerOf(test), 'attachments');
    expect(readdirSync(folder, { recursive: true }).map((name) => path.basename(String(name)))).toContain(sha256);
  });
});
