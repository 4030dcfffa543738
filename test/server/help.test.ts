/** What `--help` shows, in whole Vietnamese and whole English; its examples are run as they stand. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { examples } from '../../server/examples.ts';
import { deliveryNote, openDesk, roster, runHere } from './so-may.ts';

const folder = process.cwd();
afterEach(() => process.chdir(folder));

const names = Object.keys(examples);
/** Run with an id of this register in the place of the example’s. */
const NEED_IDS = ['import undo', 'receipts cancel'];
const packageOfSchool = path.join(import.meta.dirname, '../fixtures/packages/v1/package.somay');

describe('every command’s --help', () => {
  it.each(names)('%s: has one worked example, and no English word of the layout in Vietnamese', async (name) => {
    const { status, stdout } = await openDesk().run(...name.split(' '), '--help');
    expect(status).toBe(0);
    expect(stdout).toContain(`Ví dụ:\n  ${examples[name]}`);
    const layout = stdout.replace(examples[name] ?? '', '');
    expect(layout).not.toMatch(
      /Usage|Arguments|Options|Commands|default|choices|<(file|form|dir|name|key|text)>|\[(options|command)\]/i,
    );
  });

  it.each(names)('%s: the same in English, without a Vietnamese one', async (name) => {
    const { stdout } = await openDesk().run(...name.split(' '), '--help', '--lang', 'en');
    expect(stdout).toContain(`Example:\n  ${examples[name]}`);
    const layout = stdout.replace(examples[name] ?? '', '').replace(/Người ghi\s+sổ/, '');
    // The letters that only Vietnamese has.
    expect(layout).not.toMatch(/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i);
  });
});

describe('the examples', () => {
  it('run one after another as they stand, but for ids and for the window, which stays open', async () => {
    const desk = openDesk();
    process.chdir(desk.dataDir);
    cpSync(roster, path.join(desk.dataDir, 'danh-sach-lop.xlsx'));
    cpSync(deliveryNote, path.join(desk.dataDir, 'phieu-giao-hang.xlsx'));
    cpSync(packageOfSchool, path.join(desk.dataDir, '17150501-7k3m9qz2w8xd4t6b-1-80.somay'));
    const seen: string[] = [];
    const run = async (example: string): Promise<Record<string, unknown>> => {
      const args = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1);
      const ended = await runHere([...args, '--json', '--data', '.']);
      expect(ended.status, `${example}: ${ended.stdout}${ended.stderr}`).toBe(0);
      seen.push(example);
      return JSON.parse(ended.stdout) as Record<string, unknown>;
    };
    const at = (name: string): string => examples[name] ?? '';
    const withId = (name: string, id: unknown): string => at(name).replace(/\w{16}-\w{7}/, String(id));

    await run(at('init'));
    await run(at('import'));
    expect(await run(at('package show'))).toMatchObject({ kind: 'package', code: '17150501', first: 1, last: 12 });
    await run(withId('import undo', (await run('so-may import danh-sach-lop.xlsx'))['id']));
    await run('so-may import danh-sach-lop.xlsx');
    for (const name of ['students', 'search', 'devices import', 'devices', 'assign']) await run(at(name));
    await run(at('form'));
    const receipt = await run(at('hand-over'));
    await run(at('receipts'));
    await run(withId('receipts cancel', receipt['id']));
    await run(at('export'));
    for (const name of ['conflicts', 'findings', 'package write', 'package read', 'sync', 'sync status', 'replicas'])
      await run(at(name));
    await run('so-may backup');
    for (const name of ['restore', 'backup', 'backup list', 'erase']) await run(at(name));
    await run('so-may backup');
    for (const name of ['backup old', 'audit', 'account list', 'verify']) await run(at(name));
    // `open` and `serve` stay open; sync-commands.test.ts runs what needs a second register or a folder that is there, vault-commands.test.ts what needs a passphrase.
    const notRun = names.filter((name) => !seen.includes(at(name)) && !NEED_IDS.includes(name));
    expect(notRun.sort()).toEqual([
      'account add',
      'account passphrase',
      'account remove',
      'account rescue',
      'enrol',
      'join',
      'open',
      'package release',
      'package settle',
      'recover',
      'revoke',
      'serve',
      'sync folder',
      'unlock',
    ]);
  });
});
