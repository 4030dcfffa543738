/** Backups of a real register: whole, checked, in their places, kept apart from what is half. */
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hash } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { backUpBeforeMigration } from '../../../core/backup/before-migration.ts';
import { BackupKeeper } from '../../../core/backup/backup-keeper.ts';
import { listPlaces, markStick, readBackupState, saveBackupState } from '../../../core/backup/backup-places.ts';
import { findDueReason, findUrgency } from '../../../core/backup/due-backup.ts';
import { picturesFolder } from '../../../core/backup/mirror-files.ts';
import { openCopy } from '../../../core/database/sqlite/copy-database.ts';
import { openRegister } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import { keepAttachment } from '../../../core/sync/attachment-files.ts';
import { verifyJournal } from '../../../core/journal/verify.ts';
import { makeTestFolder, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { mountSmallDisk } from '../../small-disk.ts';

let usual: string;
beforeEach(() => {
  usual = makeTestFolder();
  process.env['SO_MAY_BACKUP_DIR'] = usual;
});
afterEach(() => {
  delete process.env['SO_MAY_BACKUP_DIR'];
});

function pupil(fullName: string) {
  return { fullName, birthDate: '2015-04-03', gender: 'female' as const };
}

async function make({ client }: TestRegister, to: string | null = null) {
  for await (const event of await client.backups.make({ to })) if (event.type === 'done') return event;
  throw new Error('ended without an answer');
}

describe('a backup', () => {
  it('is a sound register of its own, with counts, heads, keys and a hash beside it', async () => {
    const test = await openTestRegister();
    await test.client.students.save(pupil('Hà Thị Ánh'));
    await test.client.students.save(pupil('Lò Thị Mai'));
    const { made, failed } = await make(test);
    expect(failed).toEqual([]);
    expect(made).toMatchObject([{ kind: 'folder', counts: { students: 2, devices: 0, receipts: 0 } }]);
    const folder = made[0]!.folder;
    const { owner, replica } = await test.register.getInstallation();
    expect(path.dirname(folder)).toBe(path.join(usual, owner));
    expect(readdirSync(folder).sort()).toEqual(['keys-copy.json', 'keys.json', 'manifest.json', 'so-may.sqlite']);

    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    const bytes = readFileSync(path.join(folder, 'so-may.sqlite'));
    const head = await test.register.reader.selectFrom('chainHeads').selectAll().executeTakeFirstOrThrow();
    expect(manifest).toMatchObject({
      owner,
      replica,
      reason: 'person',
      sha256: hash('sha256', bytes, 'hex'),
      heads: [{ replica, seq: head.seq, hash: head.hash.toString('hex') }],
    });

    const copy = openCopy(path.join(folder, 'so-may.sqlite'), test.register.databaseKey);
    const report = await verifyJournal(copy.kysely, async () => undefined);
    copy.close();
    expect(report).toMatchObject({ isSound: true, faults: [], changes: made[0]!.counts.changes });
  });

  it('is listed with its health: whole, cut short, or left half made', async () => {
    const test = await openTestRegister();
    const { made } = await make(test);
    const folder = made[0]!.folder;
    const half = path.join(path.dirname(folder), 'half');
    mkdirSync(half);
    writeFileSync(path.join(half, 'so-may.sqlite'), 'x');
    mkdirSync(path.join(path.dirname(folder), 'left.part'));
    const health = async () =>
      Object.fromEntries((await test.client.backups.list()).map((each) => [path.basename(each.folder), each.health]));
    expect(await health()).toEqual({ [path.basename(folder)]: 'sound', half: 'unfinished' });
    truncateSync(path.join(folder, 'so-may.sqlite'), 4096);
    expect(await health()).toEqual({ [path.basename(folder)]: 'damaged', half: 'unfinished' });
  });

  it('is made while others write, and is of one moment', async () => {
    const test = await openTestRegister();
    for (let at = 0; at < 20; at += 1) await test.client.students.save(pupil(`Hà Thị ${at}`));
    const writing = (async () => {
      for (let at = 0; at < 40; at += 1) await test.client.students.save(pupil(`Lò Văn ${at}`));
    })();
    const [first, second] = [await make(test), await make(test)];
    await writing;
    for (const { made } of [first, second]) {
      const copy = openCopy(path.join(made[0]!.folder, 'so-may.sqlite'), test.register.databaseKey);
      const report = await verifyJournal(copy.kysely, async () => undefined);
      copy.close();
      expect(report).toMatchObject({ isSound: true, changes: made[0]!.counts.changes });
    }
  });

  it('that is stopped leaves nothing behind', async () => {
    const test = await openTestRegister();
    const stop = new AbortController();
    stop.abort();
    await expect(
      test.register.part(BackupKeeper).make({ reason: 'person' }, () => undefined, stop.signal),
    ).rejects.toMatchObject({ code: 'backupCancelled' });
    expect(readdirSync(usual)).toEqual([]);
  });

  it('does not pass when the register itself was altered', async () => {
    const test = await openTestRegister();
    await test.client.students.save(pupil('Hà Thị Ánh'));
    await test.register.transact((db) => db.updateTable('changes').set({ at: '2020-01-01T00:00:00.000Z' }).execute());
    await expect(make(test)).rejects.toMatchObject({ code: 'backupUnsound' });
    const { owner } = await test.register.getInstallation();
    expect(readdirSync(path.join(usual, owner))).toEqual([]);
  });

  it('brings packages and pictures to the place beside it, once', async () => {
    const test = await openTestRegister();
    await test.client.students.save(pupil('Hà Thị Ánh'));
    const sha256 = await keepAttachment(test.register, Buffer.from('picture'));
    const { made } = await make(test);
    const place = path.dirname(made[0]!.folder);
    expect(readdirSync(path.join(place, picturesFolder(test.register.dataKey)))).toEqual([sha256]);
    expect(readdirSync(path.join(place, 'packages'))).toEqual(
      readdirSync(path.join(test.register.options.dataDir, 'outbox')),
    );
    expect(readdirSync(path.join(place, 'packages'))).toHaveLength(1);
  });
});

describe('a place that fails', () => {
  it('is told in words, and leaves register and earlier backups alone: full', async (context) => {
    const disk = mountSmallDisk(context, '64k');
    const test = await openTestRegister();
    await expect(make(test, disk.folder)).rejects.toMatchObject({ code: 'backupPlaceFull' });
    expect(readdirSync(disk.folder)).toEqual([]);
    expect(await test.client.journal.verify()).toMatchObject({ isSound: true });
  });

  it('… read-only', async (context) => {
    const disk = mountSmallDisk(context, '4m');
    disk.setReadOnly();
    const test = await openTestRegister();
    await expect(make(test, disk.folder)).rejects.toMatchObject({ code: 'backupPlaceReadOnly' });
  });

  it('… not there; what was remembered of it is shown', async () => {
    const test = await openTestRegister();
    writeFileSync(path.join(usual, 'file'), '');
    process.env['SO_MAY_BACKUP_DIR'] = path.join(usual, 'file', 'below');
    await expect(make(test)).rejects.toMatchObject({ code: 'backupPlaceReadOnly' });
    expect((await test.client.backups.status()).places).toMatchObject([{ problem: 'backupPlaceReadOnly' }]);
  });

  it('does not stop the other one', async () => {
    const test = await openTestRegister();
    const { owner } = await test.register.getInstallation();
    const { dataDir } = test.register.options;
    const stick = makeTestFolder();
    const stickId = markStick(stick);
    expect(markStick(stick)).toBe(stickId);
    saveBackupState(dataDir, { stickId });
    expect(listPlaces(readBackupState(dataDir), owner, [makeTestFolder(), stick])).toEqual([
      { kind: 'folder', folder: path.join(usual, owner) },
      { kind: 'stick', folder: path.join(stick, 'so-may-sao-luu', owner) },
    ]);
    expect(listPlaces(readBackupState(dataDir), owner, [])).toMatchObject([{}, { kind: 'stick', folder: null }]);
    expect((await make(test)).made).toHaveLength(1);
  });
});

describe('by itself', () => {
  it('a backup is made when something was written since, once a day, and none of a trial', async () => {
    let now = new Date('2026-09-05T05:00:00.000Z');
    const test = await openTestRegister({ clock: () => now });
    const keeper = test.register.part(BackupKeeper);
    const count = async () => (await test.client.backups.list()).length;
    await keeper.look();
    expect(await count()).toBe(1);
    await test.client.students.save(pupil('Hà Thị Ánh'));
    await keeper.look();
    expect(await count()).toBe(1);
    now = new Date('2026-09-06T05:00:00.000Z');
    await keeper.look();
    await keeper.look();
    expect(await count()).toBe(2);
    now = new Date('2026-09-09T05:00:00.000Z');
    await keeper.look();
    expect(await count()).toBe(2);
    expect(await test.client.backups.status()).toMatchObject({ ageDays: 3, hasChanged: false, urgency: 'none' });
  });

  it('brings new packages to the place between two backups', async () => {
    const test = await openTestRegister();
    const keeper = test.register.part(BackupKeeper);
    await keeper.look();
    await test.client.students.save(pupil('Hà Thị Ánh'));
    for await (const event of await test.client.sync.run()) void event;
    const { owner } = await test.register.getInstallation();
    const before = readdirSync(path.join(usual, owner, 'packages')).length;
    await keeper.look();
    expect(readdirSync(path.join(usual, owner, 'packages')).length).toBe(before + 1);
  });

  it('is due by these rules', () => {
    const now = new Date('2026-09-05T05:00:00.000Z');
    const of = (at: string | null, hasChanged: boolean, kind: 'folder' | 'stick' = 'folder', program = '1') =>
      findDueReason({ kind, newest: at === null ? undefined : { at, program }, hasChanged, program: '1', now });
    expect(of(null, true)).toBe('daily');
    expect(of(null, true, 'stick')).toBe('stick');
    expect(of('2026-09-05T01:00:00.000Z', true)).toBeNull();
    expect(of('2026-09-04T23:00:00.000Z', true)).toBe('daily');
    expect(of('2026-09-01T23:00:00.000Z', false)).toBeNull();
    expect(of('2026-09-05T01:00:00.000Z', false, 'folder', '0')).toBe('update');
    // The clock was a year ahead when the last one was made.
    expect(of('2027-09-05T01:00:00.000Z', true)).toBe('daily');
  });

  it('its absence is told louder after 7, 14 and 30 days, and not at all when nothing was written', () => {
    expect([6, 7, 13, 14, 29, 30].map((days) => findUrgency(days, true, 99))).toEqual([
      'none',
      'remind',
      'remind',
      'warn',
      'warn',
      'alarm',
    ]);
    expect(findUrgency(99, false, 99)).toBe('none');
    expect(findUrgency(null, true, 8)).toBe('remind');
  });
});

describe('the places', () => {
  it('are set: a folder that cannot be made is refused at once', async () => {
    const test = await openTestRegister();
    const folder = path.join(makeTestFolder(), 'sao lưu');
    expect(await test.client.backups.savePlaces({ folder })).toMatchObject({ folderSetting: folder });
    expect(existsSync(folder)).toBe(true);
    await expect(test.client.backups.savePlaces({ folder: '/dev/null/x' })).rejects.toMatchObject({
      code: 'backupPlaceReadOnly',
    });
    const { made } = await make(test);
    expect(made[0]?.folder.startsWith(folder)).toBe(true);
    expect(await test.client.backups.savePlaces({ folder: null })).toMatchObject({ folderSetting: null });
  });
});

describe('before what changes much', () => {
  it('an import into a register that has pupils is preceded by a backup, once per state of it', async () => {
    const test = await openTestRegister();
    const count = async () => (await test.client.backups.list()).map(({ reason }) => reason);
    const keeper = test.register.part(BackupKeeper);
    await keeper.makeBefore('import');
    expect(await count()).toEqual([]);
    await test.client.students.save(pupil('Hà Thị Ánh'));
    const file = new File(['STT;Họ và tên;Ngày sinh;Lớp\n1;Lò Thị Mai;1/2/2015;6A\n'], 'lop.csv');
    let stage = '';
    for await (const event of await test.client.imports.read({ kind: 'roster', file, round: null }))
      if (event.type === 'ready') stage = event.preview.stage;
    keeper.start();
    for await (const event of await test.client.imports.apply({ stage })) void event;
    expect(await count()).toEqual(['import']);
    expect((await test.client.backups.list())[0]?.counts?.students).toBe(1);
    await keeper.makeBefore('import');
    await keeper.makeBefore('import');
    expect(await count()).toEqual(['import', 'import']);
  });

  it('a migration is preceded by a backup of the file as the older program left it', async () => {
    const test = await openTestRegister();
    await test.client.students.save(pupil('Hà Thị Ánh'));
    await test.register.close();
    const { dataDir, clock, log } = { ...test.register.options };
    const reopened = await openRegister(test.register.options);
    const { databaseKey, file } = reopened;
    const { owner } = await reopened.getInstallation();
    await reopened.close();
    await backUpBeforeMigration({ dataDir, file, databaseKey, at: clock().toISOString(), log });
    const [name = ''] = readdirSync(path.join(usual, owner)).filter((each) => each.includes('-update-'));
    const copy = openCopy(path.join(usual, owner, name, 'so-may.sqlite'), databaseKey);
    expect(await copy.kysely.selectFrom('students').select('fullName').execute()).toHaveLength(1);
    copy.close();

    // Where the usual place cannot be written, it goes beside the register.
    writeFileSync(path.join(usual, 'file'), '');
    process.env['SO_MAY_BACKUP_DIR'] = path.join(usual, 'file', 'below');
    await backUpBeforeMigration({ dataDir, file, databaseKey, at: clock().toISOString(), log });
    expect(readdirSync(path.join(dataDir, 'backups')).filter((each) => each.includes('-update-'))).toHaveLength(1);
  });
});

describe('silently looked after', () => {
  it('the newest backup is opened and rebuilt every month; a bad one is told', async () => {
    let now = new Date('2026-09-05T05:00:00.000Z');
    const test = await openTestRegister({ clock: () => now });
    const keeper = test.register.part(BackupKeeper);
    await keeper.look();
    expect(await test.client.backups.status()).toMatchObject({ testedAt: now.toISOString(), testProblem: null });
    const [backup] = await test.client.backups.list();
    const file = path.join(backup!.folder, 'so-may.sqlite');
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(9000) ^ 4, 9000);
    writeFileSync(file, bytes);
    now = new Date('2026-09-20T05:00:00.000Z');
    await keeper.look();
    expect(await test.client.backups.status()).toMatchObject({ testProblem: null });
    now = new Date('2026-10-06T05:00:00.000Z');
    await keeper.look();
    expect(await test.client.backups.status()).toMatchObject({
      testedAt: now.toISOString(),
      testProblem: 'backupDamaged',
    });
  });

  it('the pages of the register are checked; damaged ones are told until it is recovered', async () => {
    const test = await openTestRegister();
    for (let at = 0; at < 30; at += 1) await test.client.students.save(pupil(`Hà Thị ${at}`));
    const { made } = await make(test);
    await test.register.part(BackupKeeper).checkPages();
    expect(await test.client.backups.status()).toMatchObject({ damagedAt: null });
    const { file, databaseKey } = test.register;
    await test.register.close();
    // An index that neither the opening nor packing reads.
    const copy = openCopy(file, databaseKey);
    const root = Number(
      copy.sqlite.prepare("select rootpage from sqlite_schema where name = 'students_by_personal_id'").pluck().get(),
    );
    copy.close();
    const bytes = readFileSync(file);
    for (let at = (root - 1) * 4096 + 200; at < (root - 1) * 4096 + 240; at += 1)
      bytes.writeUInt8(bytes.readUInt8(at) ^ 90, at);
    writeFileSync(file, bytes);
    const register = await openRegister(test.register.options);
    onTestFinished(() => register.close());
    const client = createRouterClient(router, { context: { register, session: test.session } });
    await register.part(BackupKeeper).checkPages();
    expect((await client.backups.status()).damagedAt).not.toBeNull();
    for await (const event of await client.backups.restore({ folder: made[0]!.folder })) void event;
    expect((await client.backups.status()).damagedAt).toBeNull();
    expect(await client.journal.verify()).toMatchObject({ isSound: true, faults: [] });
    expect(await register.reader.selectFrom('students').select('id').execute()).toHaveLength(30);
  });
});

it('goes to no place that is not named whole', async () => {
  const test = await openTestRegister();
  await expect(make(test, 'part/of/a/path')).rejects.toMatchObject({ code: 'backupPlaceMissing' });
  await expect(test.client.backups.savePlaces({ stick: 'part' })).rejects.toMatchObject({ code: 'backupPlaceMissing' });
});
