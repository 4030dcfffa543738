import { describe, expect, it } from 'vitest';
import { en } from '../../../renderer/language/english.ts';
import { vi } from '../../../renderer/language/words.ts';
import { countSyncWaits, listSyncWaits } from '../../../renderer/pages/today/sync-wait-lines.ts';

const nothing = {
  refusedRecords: 0,
  conflicts: 0,
  findings: 0,
  quarantinedFiles: 0,
  forks: 0,
  notTaken: [],
  lockedOutAfter: null,
};

describe('what sync leaves to a person', () => {
  it('is nothing where nothing is counted', () => {
    expect(countSyncWaits(nothing)).toBe(0);
    expect(listSyncWaits(nothing, vi.sync.today)).toEqual([]);
  });

  it('names files in quarantine and files with the numbers of others, with the way to them', () => {
    const status = { ...nothing, quarantinedFiles: 3, forks: 2 };
    expect(countSyncWaits(status)).toBe(5);
    expect(listSyncWaits(status, vi.sync.today)).toEqual([
      { text: '3 tệp đang tạm giữ.', button: 'Xem các tệp', section: 'files' },
      { text: '2 tệp trùng số với tệp khác, chưa được tính.', button: 'Xem tệp trùng số', section: 'files' },
    ]);
    expect(listSyncWaits(status, en.sync.today).at(-1)?.text).toBe(
      '2 files have the numbers of other ones and are not counted.',
    );
  });

  it('says that this computer is locked out, and how many files of this side are not counted elsewhere', () => {
    const lost = {
      replica: '0123456789abcdef',
      name: 'Máy mất',
      isThisOne: true,
      reason: 'revoked',
      changes: 9,
    } as const;
    const status = { ...nothing, lockedOutAfter: 12, notTaken: [{ ...lost, files: 2 }] };
    expect(countSyncWaits(status)).toBe(3);
    expect(listSyncWaits(status, vi.sync.today)).toEqual([
      {
        text: 'Máy này đã bị khoá: những gì ghi thêm không được tính ở nơi khác.',
        button: 'Xem phải làm gì',
        section: 'status',
      },
      { text: '2 tệp nơi nhận chưa tính.', button: 'Xem tệp chưa tính', section: 'refused' },
    ]);
  });
});
