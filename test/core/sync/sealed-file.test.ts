import { hash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { ChangeRow } from '../../../core/database/tables.ts';
import { CHAIN_START, commitmentOf, hashOf } from '../../../core/journal/change-bytes.ts';
import { decodePackage, encodePackage } from '../../../core/sync/files/package-body.ts';
import { PROTOCOL, readOuterHeader, writeOuterHeader } from '../../../core/sync/files/outer-header.ts';
import { seal } from '../../../core/sync/files/seal.ts';
import { openSealedFile, resealFile, writeSealedFile } from '../../../core/sync/files/sealed-file.ts';
import { isCertificateSound } from '../../../core/sync/keys/certificate.ts';
import { createKeys, readKeyFile, writeKeyFile } from '../../../core/sync/keys/key-file.ts';
import { createCode, fromDigits, readCode, toDigits } from '../../../core/vault/one-time-code.ts';

const replica = '7k3m9qz2w8xd4t6b';
const owner = 'c5r0n1p9y2v8h4e6';
const keys = await createKeys({ owner, replica, name: 'Máy 1' });
const reader = [keys.ownerIdentity.identity];
const secret = randomBytes(32);
const withheld = new Map<number, Buffer>();
const changes: ChangeRow[] = [];
for (let seq = 5, prev: Buffer = CHAIN_START; seq <= 25; seq += 1) {
  const self = `${replica}-${seq.toString(36).padStart(7, '0')}`;
  const change = {
    replica,
    seq,
    counter: seq * 3,
    owner,
    recordTable: 'students',
    record: self,
    subject: seq % 2 ? self : '',
    fields: `{"fullName":"Đặng Yến Thúy ${seq}"}`,
    base: seq > 7 ? `${replica}-0000001 aaaaaaaaaaaaaaaa-0000002` : '',
    command: self,
    actor: `${replica}-0000001`,
    at: `2026-09-05T01:3${Math.floor(seq / 10)}:00.000Z`,
    schema: 3,
    prev,
  };
  const commitment = commitmentOf(change, secret);
  if (seq === 9) withheld.set(seq, Buffer.from(commitment, 'hex'));
  prev = hashOf(change, commitment);
  changes.push({ ...change, hash: prev });
}
const secrets = ['', ...changes.map((change) => change.subject).filter(Boolean)].map((subject) => ({
  owner,
  subject,
  secret,
}));
const header = {
  owner,
  replica,
  first: 5,
  last: 25,
  prevHash: CHAIN_START.toString('hex'),
  lastHash: changes.at(-1)!.hash.toString('hex'),
};
const body = encodePackage(changes, secrets, withheld);
const outer = { code: '17A', to: '', first: 5, last: 25 };
const written = await writeSealedFile({
  kind: 'package',
  keys,
  at: '2026-09-05T02:00:00.000Z',
  header,
  body,
  recipients: [keys.ownerIdentity.recipient],
  outer,
});

it('reads a package back as it was written, and resealed with the same id', async () => {
  const file = await openSealedFile(written.bytes, reader);
  expect(file.id).toBe(written.id);
  expect(isCertificateSound(file.header.certificate, keys.ownerSign.publicKey)).toBe(true);
  expect(isCertificateSound({ ...file.header.certificate, name: 'x' }, keys.ownerSign.publicKey)).toBe(false);
  expect(await decodePackage(header, file.body)).toEqual({
    secrets,
    changes: changes.map((change) => ({
      ...change,
      fields: change.seq === 9 ? null : change.fields,
      commitment: withheld.get(change.seq) ?? null,
    })),
  });
  const other = await createKeys({ owner, replica, name: 'x' });
  await expect(openSealedFile(written.bytes, [other.ownerIdentity.identity])).rejects.toMatchObject({
    reason: 'notOwner',
  });
  const resealed = await resealFile(file, [other.ownerIdentity.recipient], owner);
  expect(await openSealedFile(resealed.bytes, [other.ownerIdentity.identity])).toMatchObject({
    id: written.id,
    outer: { to: owner },
  });
});

it('refuses a file with any 97th byte flipped, cut short, longer, newer, or with a header that lies', async () => {
  for (let at = 0; at < written.bytes.length; at += 97) {
    const bytes = Buffer.from(written.bytes);
    bytes[at]! ^= 1;
    await expect(openSealedFile(bytes, reader)).rejects.toMatchObject({ name: 'FileRefused' });
  }
  for (const bytes of [
    written.bytes.subarray(0, -1),
    Buffer.concat([written.bytes, Buffer.from('x')]),
    Buffer.from('PK'),
  ])
    await expect(openSealedFile(bytes, reader)).rejects.toMatchObject({ reason: 'malformed' });
  const swap = (from: string, to: string): Buffer =>
    Buffer.from(written.bytes.toString('latin1').replace(from, to), 'latin1');
  await expect(openSealedFile(swap('"last":25', '"last":26'), reader)).rejects.toMatchObject({ reason: 'altered' });
  await expect(openSealedFile(swap('"kind":"package"', '"kind":"answer"'), reader)).rejects.toMatchObject({
    reason: 'altered',
  });
  expect(() => readOuterHeader(swap('"protocol":1', '"protocol":2'))).toThrow('tooNew');
  expect(() => readOuterHeader(swap('so-may 1', 'so-may 2'))).toThrow('tooNew');
  expect(() => readOuterHeader(swap('"payloadBytes":', '"payloadBytes":200000'))).toThrow('malformed');
});

it('refuses a zip bomb', async () => {
  const bomb = await seal(zstdCompressSync(Buffer.alloc(65 * 1_048_576)), [keys.ownerIdentity.recipient]);
  const payloadSha256 = hash('sha256', bomb, 'hex');
  const common = { kind: 'package', protocol: PROTOCOL, owner, replica } as const;
  const bytes = Buffer.concat([
    writeOuterHeader({ ...common, ...outer, payloadBytes: bomb.length, payloadSha256 }),
    bomb,
  ]);
  await expect(openSealedFile(bytes, reader)).rejects.toMatchObject({ reason: 'malformed' });
});

it('refuses altered changes and other lengths', async () => {
  const altered = Buffer.from(Buffer.from(body).toString().replace('Thúy 11', 'Thúy 12'));
  await expect(decodePackage(header, altered)).rejects.toThrow('altered');
  await expect(decodePackage({ ...header, last: 26 }, body)).rejects.toThrow('malformed');
  const parsed = JSON.parse(Buffer.from(body).toString()) as { changes: { fields: (string | null)[] } };
  parsed.changes.fields[0] = '';
  await expect(decodePackage(header, Buffer.from(JSON.stringify(parsed)))).rejects.toThrow('malformed');
  await expect(decodePackage({ ...header, prevHash: 'ab'.repeat(32) }, body)).rejects.toThrow('altered');
});

it('keeps the keys, for their owner alone', () => {
  const dataKey = randomBytes(32);
  const folder = mkdtempSync(path.join(tmpdir(), 'so-may-keys-'));
  expect(readKeyFile(folder, dataKey)).toBeUndefined();
  writeKeyFile(folder, keys, dataKey);
  expect(readKeyFile(folder, dataKey)).toEqual(keys);
  expect(readFileSync(path.join(folder, 'keys.json'), 'utf8')).not.toContain('AGE-SECRET-KEY');
  expect(() => readKeyFile(folder, randomBytes(32))).toThrow('keysDamaged');
  if (process.platform !== 'win32') expect(statSync(path.join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
  writeFileSync(path.join(folder, 'keys.json'), '{');
  expect(() => readKeyFile(folder, dataKey)).toThrow('keysDamaged');
});

it('finds a mistyped digit in codes and QR digits', () => {
  const code = createCode();
  expect(readCode(`${code.slice(0, 4)} ${code.slice(4)}`)).toBe(code);
  expect(readCode(code.slice(0, 3) + ((Number(code[3]) + 1) % 10) + code.slice(4))).toBeUndefined();
  const digits = toDigits(Buffer.from('mời'));
  expect(Buffer.from(fromDigits(digits) ?? []).toString()).toBe('mời');
  expect(fromDigits(`2${digits.slice(1)}`)).toBeUndefined();
});
