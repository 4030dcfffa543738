/** Pages are encrypted with the cipher that is faster on this PC; a file keeps its own wherever it goes. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openWriter } from '../../../core/database/sqlite/open-database.ts';
import { openCopy } from '../../../core/database/sqlite/copy-database.ts';
import type * as pageCiphers from '../../../core/database/sqlite/choose-page-cipher.ts';
import { choosePageCipher, measureFaster, type PageCipher } from '../../../core/database/sqlite/choose-page-cipher.ts';
import type { Register } from '../../../core/register.ts';
import {
  findPageCipher,
  makeTestFolder,
  openKeyed,
  openTestRegister,
  type TestRegister,
} from '../open-test-register.ts';
import { openSide } from '../sync/sides.ts';

const pc = vi.hoisted(() => ({
  faster: undefined as string | undefined,
  meanwhile: undefined as (() => void) | undefined,
}));
vi.mock('../../../core/database/sqlite/choose-page-cipher.ts', async (original) => {
  const real = await original<typeof pageCiphers>();
  const choose = () => {
    pc.meanwhile?.();
    return pc.faster ?? real.choosePageCipher();
  };
  return { ...real, choosePageCipher: choose };
});
beforeEach(() => void (pc.faster = undefined));

const NAME = 'Hà Thị Ánh';
const LOAN = 'trâu ngồi đếm sao';

function reopen({ options: { dataDir } }: Register): Promise<TestRegister> {
  return openSide({ dataDir });
}

function listNames({ register }: TestRegister): Promise<{ fullName: string }[]> {
  return register.reader.selectFrom('students').select('fullName').execute();
}

describe('the cipher of the pages', () => {
  it('is in a new file the one that is chosen for this PC', async () => {
    for (const cipher of ['aegis', 'chacha20']) {
      pc.faster = cipher;
      expect(findPageCipher((await openTestRegister()).register.file)).toBe(cipher);
    }
    pc.faster = undefined;
    expect(['aegis', 'chacha20']).toContain(choosePageCipher());
  });

  it('is chosen by the best of what was measured, and is the one for every PC where nothing can be', () => {
    const at = (times: Record<PageCipher, number[]>) => measureFaster((cipher) => times[cipher].shift() ?? Infinity);
    expect(at({ aegis: [9, 2], chacha20: [3, 3] })).toBe('aegis');
    expect(at({ aegis: [4, 4], chacha20: [9, 3] })).toBe('chacha20');
    expect(
      measureFaster(() => {
        throw new Error('the disk is full');
      }),
    ).toBe('chacha20');
  });

  it('is that of the process that made the file first, when two begin at once and find another one faster each', () => {
    const file = path.join(makeTestFolder(), 'so-may.sqlite');
    const key = randomBytes(32);
    pc.faster = 'aegis';
    // Between the look at the file and the first write of the second process, the first one makes it.
    pc.meanwhile = () => {
      pc.meanwhile = undefined;
      const first = openWriter(file, key);
      first.sqlite.exec('create table made_first (id integer)');
      first.close();
      pc.faster = 'chacha20';
    };
    const second = openWriter(file, key);
    expect(second.sqlite.prepare('select count(*) as count from made_first').get()).toEqual({ count: 0 });
    second.close();
    expect(findPageCipher(file)).toBe('aegis');
  });

  describe.each([
    ['aegis', 'chacha20'],
    ['chacha20', 'aegis'],
  ] satisfies [PageCipher, PageCipher][])('%s of a register that goes to a PC where %s is faster', (own, other) => {
    async function openThere(): Promise<TestRegister> {
      pc.faster = own;
      const { client, register } = await openTestRegister();
      await client.students.save({ fullName: NAME });
      await register.close();
      pc.faster = other;
      return reopen(register);
    }

    it('stays: nothing is readable, everything is there', async () => {
      const there = await openThere();
      expect(findPageCipher(there.register.file)).toBe(own);
      expect(readFileSync(there.register.file).includes(NAME)).toBe(false);
      expect(await listNames(there)).toEqual([{ fullName: NAME }]);
    });

    it('stays in its backups', async () => {
      vi.stubEnv('SO_MAY_BACKUP_DIR', makeTestFolder());
      onTestFinished(() => void vi.unstubAllEnvs());
      const { client, register } = await openThere();
      const folders: string[] = [];
      for await (const event of await client.backups.make({ to: null }))
        if (event.type === 'done') folders.push(...event.made.map(({ folder }) => folder));
      expect(folders).toHaveLength(1);
      const file = path.join(folders[0]!, 'so-may.sqlite');
      expect(findPageCipher(file)).toBe(own);
      const copy = openCopy(file, register.databaseKey);
      expect(await copy.kysely.selectFrom('students').select('fullName').execute()).toEqual([{ fullName: NAME }]);
      copy.close();
    });

    it('stays when the data key is changed', async () => {
      const there = await openThere();
      await there.client.vault.protect({ newPassphrase: LOAN });
      await there.client.vault.rotate({ passphrase: LOAN });
      expect(findPageCipher(there.register.file)).toBe(own);
      expect(await listNames(there)).toEqual([{ fullName: NAME }]);
    }, 30_000);

    it('gives way to the faster one when a plain file is encrypted', async () => {
      const { register } = await openThere();
      const { databaseKey } = register;
      await register.close();
      const connection = openKeyed({ file: register.file, databaseKey });
      connection.pragma('journal_mode = delete');
      connection.pragma("rekey = ''");
      connection.close();
      const again = await reopen(register);
      expect(findPageCipher(register.file)).toBe(other);
      expect(await listNames(again)).toEqual([{ fullName: NAME }]);
    });
  });
});
