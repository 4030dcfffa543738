/** Files that are not what they seem, at an office that knows the school: refused by name, logged once, and nothing else stops. */
import { hash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Log } from '../../../core/host/log.ts';
import { compress } from '../../../core/sync/files/compress.ts';
import { writeNetstrings } from '../../../core/sync/files/netstrings.ts';
import { encodePackage } from '../../../core/sync/files/package-body.ts';
import { type OuterHeader, readOuterHeader, writeOuterHeader } from '../../../core/sync/files/outer-header.ts';
import { seal } from '../../../core/sync/files/seal.ts';
import {
  getPackageHeader,
  openSealedFile,
  type PackageHeader,
  writeSealedFile,
} from '../../../core/sync/files/sealed-file.ts';
import type { KeyFile } from '../../../core/sync/keys/key-file.ts';
import { openKeyring } from '../../../core/sync/keyring.ts';
import { MOST_REFUSED } from '../../../core/queries/packages.ts';
import type { TestRegister } from '../open-test-register.ts';
import {
  addStudent,
  enrol,
  exchange,
  expectSound,
  filesFor,
  openOffice,
  openSchool,
  receive,
  studentNames,
} from './sides.ts';

type Forge = (given: {
  school: TestRegister;
  office: TestRegister;
  stranger: TestRegister;
  /** A genuine package that the office has not read yet. */
  genuine: Buffer;
}) => Promise<Buffer>;

const keysOf = async (side: TestRegister): Promise<KeyFile> => (await openKeyring(side.register)).keys;

/** The bytes with another outer header and payload that agree with each other. */
function frame(header: OuterHeader, payload: Uint8Array): Buffer {
  const payloadSha256 = hash('sha256', payload, 'hex');
  return Buffer.concat([writeOuterHeader({ ...header, payloadBytes: payload.length, payloadSha256 }), payload]);
}

/** The genuine changes, signed with these keys. */
async function signAnew(
  genuine: Buffer,
  office: TestRegister,
  keys: KeyFile,
  further: Partial<PackageHeader> = {},
): Promise<Buffer> {
  const { ownerIdentity } = await keysOf(office);
  const file = await openSealedFile(genuine, [ownerIdentity.identity]);
  const { first, last, prevHash, lastHash, at } = getPackageHeader(file);
  const header = { first, last, prevHash, lastHash, ...further };
  const outer = { code: '17150501', to: '', first: header.first, last: header.last };
  const recipients = [ownerIdentity.recipient];
  return (await writeSealedFile({ kind: 'package', keys, at, body: file.body, header, recipients, outer })).bytes;
}

/** As whoever holds a package may write it again: without a signature over the whole, here with another body or header as well. */
async function redactAnew(
  genuine: Buffer,
  office: TestRegister,
  rewrite: (body: string) => string,
  further: Partial<PackageHeader> = {},
): Promise<Buffer> {
  const { ownerIdentity } = await keysOf(office);
  const file = await openSealedFile(genuine, [ownerIdentity.identity]);
  const header = Buffer.from(JSON.stringify({ ...file.header, ...further }));
  const body = Buffer.from(rewrite(Buffer.from(file.body).toString()));
  const content = writeNetstrings([header, body, '']);
  return frame(readOuterHeader(genuine).header, await seal(await compress(content), [ownerIdentity.recipient]));
}

const forgeries: [what: string, reason: string, forge: Forge][] = [
  [
    'foreign: of a school that nobody enrolled',
    'notOwner',
    async ({ genuine, office, stranger }) => signAnew(genuine, office, await keysOf(stranger)),
  ],
  [
    'forged: in the school’s name, by a stranger’s keys',
    'notOwner',
    async ({ genuine, office, school, stranger }) => {
      const { owner, replica, certificate } = await keysOf(school);
      const keys = await keysOf(stranger);
      const named = { ...keys.certificate, owner, replica, name: certificate.name };
      return signAnew(genuine, office, { ...keys, owner, replica, certificate: named });
    },
  ],
  [
    'forged: with the school’s certificate and a wrong key',
    'altered',
    async ({ genuine, office, school, stranger }) =>
      signAnew(genuine, office, { ...(await keysOf(school)), replicaSign: (await keysOf(stranger)).replicaSign }),
  ],
  [
    'another chain under a sound signature',
    'altered',
    async ({ genuine, office, school }) =>
      signAnew(genuine, office, await keysOf(school), { lastHash: 'ab'.repeat(32) }),
  ],
  [
    'a range that its body does not have',
    'malformed',
    async ({ genuine, office, school }) => {
      const { first, last } = readOuterHeader(genuine).header;
      return signAnew(genuine, office, await keysOf(school), { first: first ?? 1, last: (last ?? 1) + 5 });
    },
  ],
  [
    'a body that is no package',
    'malformed',
    async ({ genuine, office, school }) => {
      const { ownerIdentity } = await keysOf(office);
      const { first, last, prevHash, lastHash } = getPackageHeader(
        await openSealedFile(genuine, [ownerIdentity.identity]),
      );
      const header = { first, last, prevHash, lastHash };
      const file = {
        kind: 'package' as const,
        keys: await keysOf(school),
        at: '2026-09-05T02:00:00.000Z',
        body: encodePackage([], []).subarray(1),
        recipients: [ownerIdentity.recipient],
      };
      return (await writeSealedFile({ ...file, header, outer: { code: '', to: '', first, last } })).bytes;
    },
  ],
  [
    'a header that lies about its replica',
    'altered',
    async ({ genuine }) => {
      const { header, payloadStart } = readOuterHeader(genuine);
      return frame({ ...header, replica: '0000000000000000' }, genuine.subarray(payloadStart));
    },
  ],
  [
    'written again by another hand, with one value changed',
    'altered',
    async ({ genuine, office }) => redactAnew(genuine, office, (body) => body.replace('Vàng A Chua', 'Vàng A Chúa')),
  ],
  [
    'written again by another hand, with fewer changes',
    'malformed',
    async ({ genuine, office }) => redactAnew(genuine, office, () => encodePackage([], []).toString()),
  ],
  [
    'without any signature, by an author who said nothing of the chain',
    'altered',
    async ({ genuine, office, school }) =>
      redactAnew(await signAnew(genuine, office, await keysOf(school)), office, (body) => body, {
        chain: 'A'.repeat(86),
      }),
  ],
  [
    'written again by another hand, over another stretch of the chain',
    'altered',
    async ({ genuine, office }) => redactAnew(genuine, office, (body) => body, { prevHash: 'ab'.repeat(32) }),
  ],
  ['a header that lies about its length', 'malformed', async ({ genuine }) => genuine.subarray(0, -1)],
  [
    'a zip bomb',
    'malformed',
    async ({ genuine, office }) => {
      const bomb = zstdCompressSync(Buffer.alloc(65 * 1024 * 1024));
      return frame(readOuterHeader(genuine).header, await seal(bomb, [(await keysOf(office)).ownerIdentity.recipient]));
    },
  ],
  [
    'sealed to somebody else',
    'notOwner',
    async ({ genuine, stranger }) =>
      frame(
        readOuterHeader(genuine).header,
        await seal(Buffer.from('x'), [(await keysOf(stranger)).ownerIdentity.recipient]),
      ),
  ],
  ['no file of this program', 'malformed', async () => Buffer.from('\u0089PNG')],
];

it.each(forgeries)(
  'refuses what is %s as %s, logs it once however often it comes, and goes on',
  async (_what, reason, forge) => {
    const lines: Parameters<Log>[0][] = [];
    const office = await openOffice('UBND xã Mai Châu', { log: (line) => void lines.push(line) });
    const [school, stranger] = [await openSchool(), await openSchool('17150599')];
    await enrol(office, school);
    await exchange(school, office);
    await addStudent(school, 'Vàng A Chua');
    const files = await filesFor(school, office);
    const genuine = files.find(({ kind }) => kind === 'package')!.bytes;
    const bad = await forge({ school, office, stranger, genuine });

    for (let time = 0; time < 3; time += 1)
      expect(await receive(office, bad)).toMatchObject({ outcome: 'refused', reason, changes: 0 });
    expect(lines.filter(({ message }) => message === 'a file was refused')).toMatchObject([{ level: 'error', reason }]);
    expect(await office.client.files.list({ state: 'refused' })).toMatchObject({ total: 1, rows: [{ reason }] });
    expect(await studentNames(office)).toEqual([]);

    // The genuine one of the same numbers is taken all the same.
    await exchange(school, office);
    expect(await studentNames(office)).toEqual(['Vàng A Chua']);
    expect((await office.client.enrolment.members())[0]).toMatchObject({ missingChanges: 0 });
    await expectSound(office, school);
  },
);

it('takes packages that come replayed and in any order once each, whatever they are called', async () => {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  const files: Buffer[] = [];
  for (const name of ['Một', 'Hai', 'Ba', 'Bốn']) {
    await addStudent(school, name);
    files.splice(0, files.length, ...(await filesFor(school, office)).map(({ bytes }) => bytes));
  }
  const outcomes: string[] = [];
  for (const bytes of [...files].reverse().concat(files, files)) outcomes.push((await receive(office, bytes)).outcome);
  expect(await studentNames(office)).toEqual(['Ba', 'Bốn', 'Hai', 'Một']);
  expect(outcomes.slice(-files.length)).toEqual(files.map(() => 'known'));
  expect(await office.client.sync.status()).toMatchObject({ waitingFiles: 0, forks: 0 });
  await expectSound(office, school);
});

it('remembers of strangers what they sent last, and nothing that they send puts out what a member sent', async () => {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  await exchange(school, office);
  await addStudent(school, 'Vàng A Páo');
  const [genuine] = (await filesFor(school, office)).filter(({ kind }) => kind === 'package');
  const { header } = readOuterHeader(genuine!.bytes);
  await receive(office, frame(header, Buffer.from('spoilt')));
  for (let at = 0; at < MOST_REFUSED + 20; at += 1) {
    const owner = String(at).padStart(16, '0');
    await receive(office, frame({ ...header, owner, replica: owner }, Buffer.from(`flood ${at}`)));
  }
  const { total } = await office.client.files.list({ state: 'refused' });
  expect(total).toBe(MOST_REFUSED + 1);
  const own = await office.client.files.list({ state: 'refused', owner: header.owner });
  expect(own.rows).toMatchObject([{ owner: header.owner, reason: 'altered' }]);
});
