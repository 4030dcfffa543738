import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import {
  type Invitation,
  invitationFromDigits,
  invitationToDigits,
  readInvitation,
  writeInvitation,
} from '../../../core/sync/files/invitation.ts';
import { type JoinFile, readJoinFile, writeJoinFile } from '../../../core/sync/files/join-file.ts';
import { writeFileSafely } from '../../../core/host/write-file-safely.ts';
import { createKeys } from '../../../core/sync/keys/key-file.ts';
import { createCode, createPassphrase } from '../../../core/vault/one-time-code.ts';

const replica = '7k3m9qz2w8xd4t6b';
const owner = 'c5r0n1p9y2v8h4e6';
const keys = await createKeys({ owner, replica, name: 'Máy văn phòng' });
const invitation: Invitation = {
  office: {
    owner,
    name: 'UBND xã Hang Kia',
    level: 'commune',
    code: '05155',
    signKey: keys.ownerSign.publicKey,
    recipient: keys.ownerIdentity.recipient,
  },
  http: { url: 'https://192.0.2.10:8443', fingerprint: 'ab'.repeat(32) },
  code: createCode(),
  expiresAt: '2026-12-01T00:00:00.000Z',
};

it('reads an invitation back, as a file and as digits that a scanner types', () => {
  expect(readInvitation(writeInvitation(invitation, replica))).toEqual(invitation);
  const digits = invitationToDigits(invitation);
  expect(digits).toMatch(/^\d+$/);
  // Numeric QR codes of the largest version hold 7,089 digits.
  expect(digits.length).toBeLessThan(1500);
  expect(invitationFromDigits(digits.replace(/(\d{40})/g, '$1\n'))).toEqual(invitation);
});

it('refuses an invitation with a digit mistyped, swapped or missing', () => {
  const digits = invitationToDigits(invitation);
  for (let at = 0; at < digits.length; at += 37) {
    const other = String((Number(digits[at]) + 1) % 10);
    expect(() => invitationFromDigits(digits.slice(0, at) + other + digits.slice(at + 1))).toThrow('malformed');
    expect(() => invitationFromDigits(digits.slice(0, at) + digits.slice(at + 1))).toThrow('malformed');
  }
});

it('opens a join file with its digits alone', async () => {
  const content: JoinFile = {
    owner,
    role: 'school',
    code: '17A',
    name: 'Trường THCS Hang Kia',
    ownerKeys: { ownerSign: keys.ownerSign, ownerIdentity: keys.ownerIdentity },
    secret: 'A'.repeat(43),
    collector: null,
    expiresAt: '2026-12-01T00:00:00.000Z',
  };
  const digits = createPassphrase();
  expect(digits).toMatch(/^\d{20}$/);
  const bytes = await writeJoinFile(content, keys, digits);
  expect(await readJoinFile(bytes, digits)).toEqual(content);
  expect(await readJoinFile(bytes, createPassphrase())).toBeUndefined();
  expect(bytes.toString('latin1')).not.toContain(keys.ownerSign.privateKey);
});

it('leaves the old file whole and nothing half-written when a write fails', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-may-write-'));
  const file = path.join(folder, 'a.somay');
  writeFileSafely(file, Buffer.from('one'));
  writeFileSafely(file, Buffer.from('two'));
  expect(readFileSync(file, 'utf8')).toBe('two');
  expect(() => writeFileSafely(path.join(folder, 'missing', 'b.somay'), Buffer.from('x'))).toThrow('ENOENT');
  writeFileSync(path.join(folder, 'not-a-folder'), '');
  expect(() => writeFileSafely(path.join(folder, 'not-a-folder', 'b.somay'), Buffer.from('x'))).toThrow();
  expect(readdirSync(folder).sort()).toEqual(['a.somay', 'not-a-folder']);
});
