/** Backups and restores by the command line, also beside a window and on a PC where nothing is left. */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHost } from '../e2e/program.ts';
import { makeTestFolder } from '../core/open-test-register.ts';
import { buildSoMay, openDesk, openFilledDesk } from './so-may.ts';

beforeAll(() => buildSoMay({ withScreens: true }));
beforeEach(() => {
  process.env['SO_MAY_BACKUP_DIR'] = makeTestFolder();
});
afterEach(() => {
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

  it('says in words what there is, and what there is not', async () => {
    const desk = await openFilledDesk();
    expect((await desk.run('backup', 'list')).stdout).toContain('Chưa có bản sao lưu nào');
    expect((await openDesk().run('restore', path.join(makeTestFolder(), 'x'))).status).toBe(1);
  });
});
