/** Envelopes: who has the secret gets the data key, and nobody else gets anything. */
import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { deriveKey } from '../../../core/vault/derive-key.ts';
import {
  envelope,
  openAccount,
  openDevice,
  openRecovery,
  wrapForAccount,
  wrapForDevice,
  wrapForRecovery,
} from '../../../core/vault/envelope.ts';
import { openBytes, sealBytes } from '../../../core/vault/sealed-bytes.ts';

// Not as cheap as other tests may have it.
vi.unmock('../../../core/vault/stretch-cost.ts');

const dataKey = randomBytes(32);

it('opens for the passphrase, however it was composed, and for no other', async () => {
  const sealed = await wrapForAccount(dataKey, {
    person: 'p',
    name: 'Loan',
    passphrase: 'mưa ở Mường Lát'.normalize('NFD'),
  });
  expect(await openAccount(sealed, 'mưa ở Mường Lát'.normalize('NFC'))).toEqual(dataKey);
  expect(await openAccount(sealed, 'mưa ở Mường lát')).toBeUndefined();
  // An envelope moved to another person opens for nobody.
  expect(await openAccount({ ...sealed, person: 'q' }, 'mưa ở Mường Lát')).toBeUndefined();
});

it('makes each guess cost 128 MiB of scrypt, and refuses to spend more than that fourfold', async () => {
  const sealed = await wrapForRecovery(dataKey, '123', '2026-09-05T05:00:00.000Z');
  expect(sealed.stretch).toMatchObject({ n: 2 ** 17, r: 8, p: 1 });
  expect(await openRecovery(sealed, '123')).toEqual(dataKey);
  expect(await openRecovery(sealed, '124')).toBeUndefined();
  const greedy = { ...sealed, stretch: { ...sealed.stretch, n: 2 ** 30 } };
  expect(envelope.safeParse(greedy).success).toBe(false);
});

it('opens with the device key it was made for', () => {
  const device = randomBytes(32);
  const sealed = wrapForDevice(dataKey, device);
  expect(openDevice(sealed, device)).toEqual(dataKey);
  expect(openDevice(sealed, randomBytes(32))).toBeUndefined();
});

it('seals the same bytes differently each time, and notices any altered one', () => {
  const plain = Buffer.from('Lò Văn Đức');
  const sealed = sealBytes(dataKey, plain, 'a');
  expect(sealBytes(dataKey, plain, 'a').equals(sealed)).toBe(false);
  expect(openBytes(dataKey, sealed, 'a')).toEqual(plain);
  expect(openBytes(dataKey, sealed, 'b')).toBeUndefined();
  for (let at = 0; at < sealed.length; at += 1) {
    const altered = Buffer.from(sealed);
    altered[at]! ^= 1;
    expect(openBytes(dataKey, altered, 'a')).toBeUndefined();
  }
  expect(openBytes(dataKey, sealed.subarray(0, 20), 'a')).toBeUndefined();
});

it('gives each purpose a key of its own', () => {
  const keys = (['database', 'keys', 'attachments'] as const).map((purpose) =>
    deriveKey(dataKey, purpose).toString('hex'),
  );
  expect(new Set([...keys, dataKey.toString('hex')]).size).toBe(4);
});
