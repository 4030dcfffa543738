/** Files of every protocol version, read for ever (docs/sync.md "Test vectors"). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readAcknowledgement } from '../../../core/sync/files/acknowledgement.ts';
import { readAnswer } from '../../../core/sync/files/answer.ts';
import { invitationFromDigits, readInvitation } from '../../../core/sync/files/invitation.ts';
import { readJoinFile } from '../../../core/sync/files/join-file.ts';
import { decodePackage } from '../../../core/sync/files/package-body.ts';
import { getPackageHeader, openSealedFile } from '../../../core/sync/files/sealed-file.ts';
import { isCertificateSound } from '../../../core/sync/keys/certificate.ts';

const fixtures = path.join(import.meta.dirname, '../../fixtures/packages');
const versions = readdirSync(fixtures, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const side = z.object({ identity: z.string(), signKey: z.string() });
const described = z.object({
  keys: z.object({ school: side, office: side }),
  package: z.object({
    id: z.string(),
    changes: z.array(z.record(z.string(), z.unknown())),
    secrets: z.array(z.tuple([z.string(), z.string()])),
  }),
  acknowledgement: z.unknown(),
  invitation: z.object({ content: z.unknown(), digits: z.string() }),
  answer: z.unknown(),
  join: z.object({ content: z.unknown(), digits: z.string() }),
});

it('has files of the first version', () => {
  expect(versions).toContain('v1');
});

describe.each(versions)('files of %s', (version) => {
  const read = (name: string) => readFileSync(path.join(fixtures, version, name));
  const content = described.parse(JSON.parse(read('content.json').toString()));
  const { school, office } = content.keys;

  it.each([
    ['the school', school.identity],
    ['the office', office.identity],
  ])('a package, opened by %s', async (_who, identity) => {
    const file = await openSealedFile(read('package.somay'), [identity]);
    expect(file.id).toBe(content.package.id);
    expect(isCertificateSound(file.header.certificate, school.signKey)).toBe(true);
    expect(isCertificateSound(file.header.certificate, office.signKey)).toBe(false);
    const { changes, secrets } = await decodePackage(getPackageHeader(file), file.body);
    const inHex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null;
    expect(
      changes.map((change) => ({
        ...change,
        prev: inHex(change.prev),
        hash: inHex(change.hash),
        commitment: inHex(change.commitment),
      })),
    ).toEqual(content.package.changes);
    expect(secrets.map(({ subject, secret }) => [subject, inHex(secret)])).toEqual(content.package.secrets);
  });

  it('an acknowledgement and an answer', async () => {
    const acknowledgement = await openSealedFile(read('acknowledgement.somay'), [school.identity]);
    expect(readAcknowledgement(acknowledgement)).toEqual(content.acknowledgement);
    expect(isCertificateSound(acknowledgement.header.certificate, office.signKey)).toBe(true);
    expect(readAnswer(await openSealedFile(read('answer.somay'), [office.identity]))).toEqual(content.answer);
  });

  it('an invitation, as a file and as digits', () => {
    expect(readInvitation(read('invitation.somay'))).toEqual(content.invitation.content);
    expect(invitationFromDigits(content.invitation.digits)).toEqual(content.invitation.content);
  });

  it('a file for joining', async () => {
    expect(await readJoinFile(read('join.somay'), content.join.digits)).toEqual(content.join.content);
  });
});
