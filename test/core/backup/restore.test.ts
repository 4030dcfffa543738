/** Going back to a backup: previewed, into a new file, as a new replica, with nothing destroyed and nothing packed lost. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RestorePreview, RestoreResult } from '../../../shared/contract/backups.ts';
import { openRegister, type Register, type Session } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import { openCopy } from '../../../core/database/sqlite/copy-database.ts';
import { keepAttachment } from '../../../core/sync/attachment-files.ts';
import { readErasedList, writeErasedList } from '../../../core/sync/erased-list.ts';
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

async function backUp({ client }: TestRegister): Promise<string> {
  for await (const event of await client.backups.make({})) if (event.type === 'done') return event.made[0]!.folder;
  throw new Error('no backup');
}

async function restore({ client }: TestRegister, folder: string, keepsLater = true): Promise<RestoreResult> {
  for await (const event of await client.backups.restore({ folder, keepsLater }))
    if (event.type === 'done') return event.result;
  throw new Error('not restored');
}

function toTest(register: Register): TestRegister {
  const session: Session = { personId: null };
  return { register, session, client: createRouterClient(router, { context: { register, session } }) };
}

async function names({ register }: TestRegister): Promise<string[]> {
  const rows = await register.reader.selectFrom('students').select('fullName').orderBy('fullName').execute();
  return rows.map(({ fullName }) => fullName);
}

describe('the preview', () => {
  it('says what the register has that the backup has not, from when, and how much of it is packed', async () => {
    let now = new Date('2026-09-05T05:00:00.000Z');
    const test = await openTestRegister({ clock: () => now });
    await save(test, 'Hà Thị Ánh');
    const folder = await backUp(test);
    now = new Date('2026-09-07T05:00:00.000Z');
    await save(test, 'Lò Thị Mai');
    await save(test, 'Vì Thị Hoa');
    const preview: RestorePreview = await test.client.backups.preview({ folder });
    expect(preview).toMatchObject({
      backup: { health: 'sound', reason: 'person' },
      counts: { students: 1 },
      present: { students: 3 },
      later: { from: '2026-09-07T05:00:00.000Z', students: { added: 2, changed: 0 }, receipts: { added: 0 } },
    });
    expect(preview.later?.packed).toBe(preview.later?.changes);
    expect(await names(test)).toHaveLength(3);
  });

  it.each([
    ['nothing lies', 'backupNotFound'],
    ['a page was altered', 'backupDamaged'],
  ])('refuses a folder in which %s', async (_what, code) => {
    const test = await openTestRegister();
    const folder = await backUp(test);
    if (code === 'backupDamaged') {
      const file = path.join(folder, 'so-may.sqlite');
      const bytes = readFileSync(file);
      bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
      writeFileSync(file, bytes);
    }
    const asked = code === 'backupNotFound' ? path.join(folder, 'nowhere') : folder;
    await expect(test.client.backups.preview({ folder: asked })).rejects.toMatchObject({ code });
    await expect(restore(test, asked)).rejects.toMatchObject({ code });
    expect(await test.client.journal.verify()).toMatchObject({ isSound: true });
  });

  it('refuses the backup of another side, which an empty register takes', async () => {
    const other = await openTestRegister();
    await save(other, 'Hà Thị Ánh');
    const folder = await backUp(other);
    const test = await openTestRegister();
    await expect(test.client.backups.preview({ folder })).rejects.toMatchObject({ code: 'backupOfAnother' });
    await expect(restore(test, folder)).rejects.toMatchObject({ code: 'backupOfAnother' });
  });
});

describe('restoring', () => {
  it('goes back in a new file, as a new replica; the former register is set aside whole', async () => {
    const test = await openTestRegister();
    await save(test, 'Hà Thị Ánh');
    const { replica } = await test.register.getInstallation();
    const folder = await backUp(test);
    await save(test, 'Lò Thị Mai');
    const { folder: aside, counts, replayed } = await restore(test, folder, false);
    expect(await names(test)).toEqual(['Hà Thị Ánh']);
    expect(counts.students).toBe(1);
    expect(replayed).toEqual({ files: 0, changes: 0, refused: 0, waiting: 0 });
    const now = await test.register.getInstallation();
    expect(now.replica).not.toBe(replica);
    const former = openCopy(path.join(aside, 'so-may.sqlite'), test.register.databaseKey);
    expect(await former.kysely.selectFrom('students').select('fullName').execute()).toHaveLength(2);
    former.close();
    // It goes on, and its own numbers begin anew.
    await save(test, 'Vì Thị Hoa');
    expect(await names(test)).toEqual(['Hà Thị Ánh', 'Vì Thị Hoa']);
    expect(await test.client.journal.verify()).toMatchObject({ isSound: true, faults: [] });
  });

  it('has what came later before it takes the place of the present register: an end at any moment leaves one of the two', async () => {
    const test = await openTestRegister();
    await save(test, 'Hà Thị Ánh');
    const folder = await backUp(test);
    await save(test, 'Lò Thị Mai');
    const { dataDir } = test.register.options;
    let staged: string[] = [];
    vi.spyOn(test.register, 'setAside').mockImplementationOnce(async (_prefix, incoming) => {
      const copy = openCopy(path.join(dataDir, incoming!.staged, 'so-may.sqlite'), test.register.databaseKey);
      const rows = await copy.kysely.selectFrom('students').select('fullName').orderBy('fullName').execute();
      copy.close();
      staged = rows.map(({ fullName }) => fullName);
      throw new Error('ended here');
    });
    await expect(restore(test, folder)).rejects.toThrow('ended here');
    expect(staged).toEqual(['Hà Thị Ánh', 'Lò Thị Mai']);
    expect(await names(test)).toEqual(staged);
  });

  it('takes away after a day what a restore left that was ended before the swap', async () => {
    const test = await openTestRegister();
    const folder = await backUp(test);
    const left = ['restoring-2026-09-01T00-00-00-000Z', 'restoring-2026-09-02T00-00-00-000Z'].map((name) =>
      path.join(test.register.options.dataDir, name),
    );
    for (const each of left) mkdirSync(each);
    utimesSync(left[0]!, 0, 0);
    await restore(test, folder);
    expect(left.map((each) => existsSync(each))).toEqual([false, true]);
  });

  it('brings back what packages have of the time since, once', async () => {
    const test = await openTestRegister();
    await save(test, 'Hà Thị Ánh');
    const folder = await backUp(test);
    await save(test, 'Lò Thị Mai');
    await save(test, 'Vì Thị Hoa');
    const { replayed } = await restore(test, folder);
    expect(replayed).toMatchObject({ files: 1, refused: 0 });
    expect(await names(test)).toEqual(['Hà Thị Ánh', 'Lò Thị Mai', 'Vì Thị Hoa']);
    expect(await test.client.journal.verify()).toMatchObject({ isSound: true, faults: [] });
    // And again, from the very same backup.
    await save(test, 'Khà Thị Lan');
    await restore(test, folder);
    expect(await names(test)).toEqual(['Hà Thị Ánh', 'Khà Thị Lan', 'Lò Thị Mai', 'Vì Thị Hoa']);
    expect(await test.client.journal.verify()).toMatchObject({ isSound: true, faults: [] });
  });

  it('opens on a PC where nothing was left, with its keys, packages and pictures', async () => {
    const test = await openTestRegister();
    await save(test, 'Hà Thị Ánh');
    const sha256 = await keepAttachment(test.register, Buffer.from('picture'));
    const folder = await backUp(test);
    await save(test, 'Lò Thị Mai');
    const { owner } = await test.register.getInstallation();
    await backUp(test);
    // What the erasures of the data folder say travels beside the backups.
    const subjects = [{ owner, subject: 'nobody-here', at: '2026-09-05T05:00:00.000Z' }];
    writeErasedList(test.register.options.dataDir, { subjects, pictures: ['0'.repeat(64)] });
    await backUp(test);
    await test.register.close();
    const { options } = test.register;
    const empty = await openRegister({ ...options, dataDir: makeTestFolder() });
    const fresh = toTest(empty);
    const { replayed } = await restore(fresh, folder);
    // The pupil with the event of the second backup, and the event of the third.
    expect(replayed.files).toBe(2);
    fresh.session.personId = test.session.personId;
    expect(await names(fresh)).toEqual(['Hà Thị Ánh', 'Lò Thị Mai']);
    expect(await empty.getInstallation()).toMatchObject({ owner });
    expect(readErasedList(empty.options.dataDir)).toMatchObject({ subjects, pictures: ['0'.repeat(64)] });
    expect(readdirSync(path.join(empty.options.dataDir, 'attachments'))).toEqual([sha256]);
    expect(await fresh.client.journal.verify()).toMatchObject({ isSound: true });
    await empty.close();
  });

  it('is refused while another program has the register open, and leaves it as it was', async () => {
    const test = await openTestRegister();
    await save(test, 'Hà Thị Ánh');
    const folder = await backUp(test);
    await save(test, 'Lò Thị Mai');
    const other = await openRegister(test.register.options);
    await expect(restore(test, folder)).rejects.toMatchObject({ code: 'registerInUse' });
    await other.close();
    expect(await names(test)).toEqual(['Hà Thị Ánh', 'Lò Thị Mai']);
    await save(test, 'Vì Thị Hoa');
    expect(await test.client.journal.verify()).toMatchObject({ isSound: true });
    expect(readdirSync(test.register.options.dataDir).filter((name) => /restor/.test(name))).toEqual([]);
    await restore(test, folder);
    expect(await names(test)).toEqual(['Hà Thị Ánh', 'Lò Thị Mai', 'Vì Thị Hoa']);
  });
});

describe('a swap that ended half way', () => {
  it('is completed at the next opening, wherever it ended', async () => {
    const test = await openTestRegister();
    await save(test, 'Hà Thị Ánh');
    const backup = await backUp(test);
    await save(test, 'Lò Thị Mai');
    await test.register.close();
    const { options } = test.register;
    const names = readdirSync(options.dataDir).filter((name) => /sqlite$|^keys|^outbox|^attachments/.test(name));
    expect(names.length).toBeGreaterThan(2);
    for (let done = 0; done <= names.length + 2; done += 1) {
      const dataDir = path.join(makeTestFolder(), 'data');
      cpSync(options.dataDir, dataDir, { recursive: true });
      const staged = ['keys.json', 'so-may.sqlite'];
      mkdirSync(path.join(dataDir, 'staged'));
      for (const name of staged) cpSync(path.join(backup, name), path.join(dataDir, 'staged', name));
      mkdirSync(path.join(dataDir, 'aside'));
      writeFileSync(
        path.join(dataDir, 'swap.json'),
        JSON.stringify({ aside: 'aside', staged: 'staged', names: staged }),
      );
      // The steps in their order, as many as were done before the end.
      const steps = [
        ...['so-may.sqlite', ...names.filter((name) => name !== 'so-may.sqlite')].map(
          (name) => () => renameSync(path.join(dataDir, name), path.join(dataDir, 'aside', name)),
        ),
        ...staged.map((name) => () => renameSync(path.join(dataDir, 'staged', name), path.join(dataDir, name))),
      ];
      for (const step of steps.slice(0, done)) step();
      const register = await openRegister({ ...options, dataDir });
      const rows = await register.reader.selectFrom('students').select('fullName').execute();
      await register.close();
      expect(rows.map(({ fullName }) => fullName)).toEqual(['Hà Thị Ánh']);
      expect(readdirSync(path.join(dataDir, 'aside')).sort()).toEqual(names.toSorted());
      expect(existsSync(path.join(dataDir, 'staged'))).toBe(false);
      expect(existsSync(path.join(dataDir, 'swap.json'))).toBe(false);
    }
  });
});
