/** Backups and restores by the command line, also beside a window and on a PC where nothing is left. */
import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecoveryCode } from '../../core/vault/one-time-code.ts';
import { startHost } from '../e2e/program.ts';
import { makeTestFolder } from '../core/open-test-register.ts';
import { buildSoMay, openDesk, openFilledDesk, roster } from './so-may.ts';

beforeAll(() => buildSoMay({ withScreens: true }));
beforeEach(() => {
  process.env['SO_MAY_BACKUP_DIR'] = makeTestFolder();
});
afterEach(() => {
  vi.unstubAllEnvs();
  delete process.env['SO_MAY_BACKUP_DIR'];
});

const another = ['hand-over', '--student', '1715870222', '--receiver', 'Hà Thị Loan', '--serial', 'R9LT0890798'];

describe('so-may backup and restore', () => {
  it('makes, lists, previews and goes back; what came later is read again', async () => {
    const desk = await openFilledDesk();
    const to = makeTestFolder();
    const { made } = (await desk.get('backup', '--to', to)) as { made: { folder: string }[] };
    const folder = made[0]!.folder;
    await desk.get(...another);
    const preview = await desk.get('restore', '--preview', folder);
    expect(preview).toMatchObject({
      counts: { receipts: 0 },
      present: { receipts: 1 },
      later: { receipts: { added: 1 } },
    });
    expect((await desk.run('restore', '--preview', folder)).stdout).toContain('thêm 1 giấy ký nhận');
    expect(await desk.list('receipts')).toHaveLength(1);

    expect(await desk.get('restore', folder, '--leave-later')).toMatchObject({ counts: { receipts: 0 } });
    expect(await desk.list('receipts')).toHaveLength(0);
    const back = await desk.get('restore', folder);
    expect(back).toMatchObject({ counts: { students: 59, receipts: 0 } });
    expect(readdirSync(desk.dataDir).filter((name) => name.startsWith('before-restore'))).toHaveLength(2);
    expect(await desk.get('verify')).toMatchObject({ isSound: true });
    expect(await desk.list('students')).toHaveLength(59);
  });

  it('opens on a PC whose data folder is gone, from the newest backup, with what came after it', async () => {
    const desk = await openFilledDesk();
    await desk.get('backup');
    await desk.get(...another);
    rmSync(desk.dataDir, { recursive: true });
    const restored = await desk.get('restore', 'newest');
    expect(restored).toMatchObject({ counts: { students: 59, receipts: 1 } });
    expect(await desk.get('verify')).toMatchObject({ isSound: true });
  });

  it('names old copies that hold what was erased, and removes them with --yes', async () => {
    const desk = await openFilledDesk();
    const none = await desk.run('backup', 'old');
    expect([none.status, none.stdout]).toEqual([0, expect.stringContaining('Không có bản cũ nào')]);
    await desk.get('backup');
    const [pupil] = (await desk.list('students')) as { id: string }[];
    await desk.get('erase', '--student', pupil!.id, '--reason', 'request', '--basis', 'Đơn số 3', '--yes');
    expect(await desk.get('backup', 'old')).toMatchObject({ copies: [{ kind: 'backup' }], isReplaced: false });
    expect(await desk.problem('backup', 'old', '--yes')).toMatchObject({ problem: 'backupNeededFirst' });
    await desk.get('backup');
    expect((await desk.run('backup', 'old')).stdout).toContain('--yes');
    expect(await desk.get('backup', 'old', '--yes')).toEqual({ copies: [], isReplaced: true, removed: 1 });
    expect(await desk.get('backup', 'old')).toMatchObject({ copies: [] });
    expect(await desk.list('backup', 'list')).toHaveLength(1);
  });

  it('is refused while a window has the register open', async () => {
    const desk = await openFilledDesk();
    const to = makeTestFolder();
    const { made } = (await desk.get('backup', '--to', to)) as { made: { folder: string }[] };
    const host = await startHost(desk.dataDir);
    try {
      // A backup beside the window is welcome.
      await desk.get('backup', '--to', to);
      expect(await desk.problem('restore', made[0]!.folder)).toMatchObject({ problem: 'registerInUse' });
      expect(await desk.list('students')).toHaveLength(59);
    } finally {
      await host.stop();
    }
    await desk.get('restore', made[0]!.folder);
    expect(await desk.list('students')).toHaveLength(59);
  });

  it('opens on a PC that was installed anew with the printed code or a passphrase, and by nothing else', async () => {
    const desk = openDesk();
    await desk.get('init', '--code', '17150501', '--name', 'Trường', '--school-year', '2026-2027');
    await desk.get('import', roster);
    const files = makeTestFolder();
    const file = (name: string, text: string): string => {
      writeFileSync(path.join(files, name), `${text}\n`, { mode: 0o600 });
      return path.join(files, name);
    };
    const right = file('right.txt', 'trâu ngồi đếm sao');
    const { code } = await desk.get('account', 'passphrase', '--passphrase-file', right);
    vi.stubEnv('SO_MAY_PASSPHRASE_FILE', right);
    const { made } = (await desk.get('backup', '--to', files)) as { made: { folder: string }[] };
    const folder = made[0]!.folder;

    vi.stubEnv('SO_MAY_CONFIG_DIR', makeTestFolder());
    vi.stubEnv('HOME', makeTestFolder());
    vi.stubEnv('SO_MAY_PASSPHRASE_FILE', undefined);
    const fresh = openDesk();
    expect(await fresh.problem('restore', '--preview', folder)).toMatchObject({ problem: 'backupLocked' });
    expect(await fresh.problem('restore', folder)).toMatchObject({ problem: 'backupLocked' });
    const wrong = file('wrong.txt', createRecoveryCode());
    expect(await fresh.problem('restore', folder, '--code-file', wrong)).toMatchObject({ problem: 'wrongCode' });
    vi.stubEnv('SO_MAY_PASSPHRASE_FILE', wrong);
    expect(await fresh.problem('restore', folder)).toMatchObject({ problem: 'wrongPassphrase' });
    const sheet = file('code.txt', (String(code).match(/\d{4}/g) ?? []).join(' '));
    expect(await fresh.get('restore', '--preview', folder, '--code-file', sheet)).toMatchObject({
      counts: { students: 59 },
    });
    expect(await fresh.get('restore', folder, '--code-file', sheet)).toMatchObject({ counts: { students: 59 } });
    vi.stubEnv('SO_MAY_PASSPHRASE_FILE', right);
    expect(await fresh.list('students')).toHaveLength(59);

    const another = openDesk();
    expect(await another.get('restore', folder)).toMatchObject({ counts: { students: 59 } });
    expect(await another.get('verify')).toMatchObject({ isSound: true });
  }, 120_000);

  it('recovers a damaged register without a backup, behind its passphrase, and says with counts what came back', async () => {
    const desk = openDesk();
    const right = path.join(makeTestFolder(), 'right.txt');
    writeFileSync(right, 'trâu ngồi đếm sao\n', { mode: 0o600 });
    await desk.get('init', '--code', '17150501', '--name', 'Trường', '--school-year', '2026-2027');
    await desk.get('import', roster);
    await desk.get('account', 'passphrase', '--passphrase-file', right);
    truncateSync(path.join(desk.dataDir, 'so-may.sqlite'), 5000);
    expect(await desk.problem('restore', 'packages')).toMatchObject({ problem: 'registerLocked' });
    vi.stubEnv('SO_MAY_PASSPHRASE_FILE', right);
    expect(await desk.problem('students')).toMatchObject({ problem: 'registerDamaged' });
    expect((await desk.run('restore', 'packages', '--preview')).status).toBe(2);
    expect(await desk.get('restore', 'packages')).toMatchObject({
      counts: { students: 59 },
      replayed: { refused: 0, waiting: 0 },
    });
    expect(await desk.list('students')).toHaveLength(59);
    expect(await desk.get('verify')).toMatchObject({ isSound: true });
    expect(await desk.problem('restore', 'packages')).toMatchObject({ problem: 'nothingToRecover' });
  }, 120_000);

  it('says in words what there is, and what there is not', async () => {
    const desk = await openFilledDesk();
    expect((await desk.run('backup', 'list')).stdout).toContain('Chưa có bản sao lưu nào');
    expect((await openDesk().run('restore', path.join(makeTestFolder(), 'x'))).status).toBe(1);
  });
});
