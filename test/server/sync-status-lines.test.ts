/** What `so-may sync status` says in words of a lock-out, of files that are kept aside here or elsewhere, and of pictures that have not come. */
import { expect, it } from 'vitest';
import { statusLines } from '../../server/commands/sync.ts';
import { en } from '../../server/words/en.ts';
import { vi } from '../../server/words/vi.ts';
import { openSchool } from '../core/sync/sides.ts';

it('says how many files wait, are quarantined, forked or refused, and how many pictures are asked for; nothing of what is not', async () => {
  const status = await (await openSchool()).client.sync.status();
  const lost = { replica: status.replica, name: 'Máy mất', isThisOne: true, reason: 'revoked' } as const;
  const notTaken = [{ ...lost, files: 7, changes: 8 }];
  const said = {
    ...status,
    waitingFiles: 1,
    quarantinedFiles: 2,
    forks: 3,
    refusedFiles: 4,
    askedAttachments: 5,
    lockedOutAfter: 6,
    notTaken,
  };
  for (const [text, lines] of [
    [
      vi,
      [
        'Bản chụp giấy đã ký nơi nhận còn chờ: 5',
        'Máy này đã bị khoá; không tính thay đổi sau số 6',
        'Nơi nhận chưa tính của Máy mất: 7 tệp, 8 thay đổi (revoked)',
        'Tệp chờ tệp trước đó: 1',
        'Tệp đang tạm giữ: 2',
        'Tệp trùng số với tệp khác, chưa được tính: 3',
        'Tệp không nhận: 4',
      ],
    ],
    [
      en,
      [
        'Pictures of signed papers still asked for: 5',
        'This PC is locked out; changes after 6 do not count',
        'Not counted by who receives, of Máy mất: 7 files, 8 changes (revoked)',
        'Files waiting for one before them: 1',
        'Files in quarantine: 2',
        'Files with the numbers of other ones, not counted: 3',
        'Files refused: 4',
      ],
    ],
  ] as const) {
    const usual = statusLines(status, text);
    expect(statusLines(said, text).filter((line) => !usual.includes(line))).toEqual(lines);
    for (const line of lines) expect(usual).not.toContain(line);
  }
});
