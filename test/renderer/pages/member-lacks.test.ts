import { expect, it } from 'vitest';
import { en } from '../../../renderer/language/english.ts';
import { vi } from '../../../renderer/language/words.ts';

it('says which pictures, changes and files of a school do not count yet, and nothing where all do', () => {
  const all = { missingAttachments: 0, refusedChanges: 0, quarantinedFiles: 0 };
  const lacking = { missingAttachments: 1, refusedChanges: 2, quarantinedFiles: 3 };
  expect(vi.sync.connect.lacks(all)).toBe('');
  expect(en.sync.connect.lacks(all)).toBe('');
  expect(vi.sync.connect.lacks(lacking)).toBe(
    'còn thiếu 1 bản chụp giấy đã ký, 2 thay đổi chưa được tính, 3 tệp đang tạm giữ',
  );
  expect(en.sync.connect.lacks(lacking)).toBe(
    '1 picture of signed papers missing, 2 changes not counted, 3 files in quarantine',
  );
  expect(en.sync.connect.lacks({ ...all, refusedChanges: 2 })).toBe('2 changes not counted');
});
