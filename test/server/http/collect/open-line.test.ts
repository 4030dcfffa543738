import { expect, it } from 'vitest';
import { isOpenLine } from '../../../../server/http/collect/open-line.ts';
import { words } from '../../../../server/words.ts';

it('warns of a line without TLS that leaves this machine, in both languages', () => {
  const plain = { hasTls: false, isBehindProxy: false };
  expect(
    ['0.0.0.0', '192.168.1.5', 'may-chu', '127.evil.example'].map((host) => isOpenLine({ host, ...plain })),
  ).toEqual([true, true, true, true]);
  expect(['127.0.0.1', '127.8.8.8', 'localhost', '::1'].some((host) => isOpenLine({ host, ...plain }))).toBe(false);
  expect(isOpenLine({ host: '0.0.0.0', hasTls: true, isBehindProxy: false })).toBe(false);
  expect(isOpenLine({ host: '0.0.0.0', hasTls: false, isBehindProxy: true })).toBe(false);
  expect([words.vi.plainHttp, words.en.plainHttp].every((text) => text.includes('--tls self'))).toBe(true);
});
