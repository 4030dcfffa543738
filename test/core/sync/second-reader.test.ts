/**
 * docs/sync.md is enough to write a reader. This one was written from docs/sync.md and docs/journal.md alone, of Node's own zlib and crypto and an
 * age library; it imports nothing of core/ to read with, and must come to the same as the program did.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync, zstdDecompressSync } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openKeyring } from '../../../core/sync/keyring.ts';
import { writePackagesForMember } from '../../../core/sync/member-packages.ts';
import { addStudent, carry, enrol, exchange, filesFor, openOffice, openSchool, receive } from './sides.ts';

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const netstring = (item: string | Uint8Array): Buffer => {
  const bytes = Buffer.from(item as Uint8Array);
  return Buffer.concat([Buffer.from(`${bytes.length}:`), bytes, Buffer.from(',')]);
};

function readNetstrings(bytes: Buffer): Buffer[] {
  const items: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const colon = bytes.indexOf(':', at);
    const end = colon + 1 + Number(bytes.subarray(at, colon).toString());
    expect(bytes[end]).toBe(','.charCodeAt(0));
    items.push(bytes.subarray(colon + 1, end));
    at = end + 1;
  }
  return items;
}

/** Ed25519 over netstrings by a public key of 32 bytes as base64url. */
function isSigned(key: string, items: (string | Uint8Array)[], signature: Uint8Array): boolean {
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
  return verify(null, Buffer.concat(items.map(netstring)), publicKey, signature);
}

const outerHeader = z.object({
  kind: z.string(),
  protocol: z.literal(1),
  owner: z.string(),
  replica: z.string(),
  first: z.number().optional(),
  last: z.number().optional(),
  payloadBytes: z.number(),
  payloadSha256: z.string(),
});
const certificate = z.object({
  owner: z.string(),
  replica: z.string(),
  name: z.string(),
  signKey: z.string(),
  recipient: z.string(),
  continues: z.string().nullable(),
  signature: z.string(),
});
const signedHeader = z.object({
  kind: z.string(),
  protocol: z.literal(1),
  owner: z.string(),
  replica: z.string(),
  at: z.string(),
  certificate,
  first: z.number().optional(),
  last: z.number().optional(),
  prevHash: z.string().optional(),
  lastHash: z.string().optional(),
  chain: z.string().optional(),
});
const id = z.union([z.number(), z.string()]);
const body = z.object({
  changes: z.object({
    counter: z.array(z.number()),
    table: z.array(z.string()),
    record: z.array(id),
    subject: z.array(id),
    fields: z.array(z.string().nullable()),
    base: z.array(z.array(id)),
    command: z.array(id),
    actor: z.array(id),
    at: z.array(z.union([z.string(), z.literal(0)])),
    schema: z.array(z.number()),
    commitment: z.array(z.union([z.string(), z.literal(0)])),
    secret: z.array(z.number()).optional(),
  }),
  secrets: z.array(z.tuple([z.string(), z.string()])),
});

/** "A file": the magic line, the outer header, the payload. */
function readFile(bytes: Buffer): { outer: z.output<typeof outerHeader>; payload: Buffer } {
  const magic = bytes.indexOf('\n');
  expect(bytes.subarray(0, magic).toString()).toBe('so-may 1');
  const line = bytes.indexOf('\n', magic + 1);
  const outer = outerHeader.parse(JSON.parse(bytes.subarray(magic + 1, line).toString()));
  const payload = bytes.subarray(line + 1);
  expect(payload.length).toBe(outer.payloadBytes);
  expect(sha256(payload).toString('hex')).toBe(outer.payloadSha256);
  return { outer, payload };
}

/** Unsealed, unpacked, split into three, signature and certificate checked against the owner's key. */
async function open(bytes: Buffer, identity: string, ownerKey: string) {
  const { outer, payload } = readFile(bytes);
  const age = new Decrypter();
  age.addIdentity(identity);
  const content = zstdDecompressSync(await age.decrypt(payload));
  const [headerBytes, bodyBytes, signature, ...rest] = readNetstrings(content) as [Buffer, Buffer, Buffer];
  expect(rest).toEqual([]);
  const header = signedHeader.parse(JSON.parse(headerBytes.toString()));
  const { owner, replica, name, signKey, recipient, continues, signature: certified } = header.certificate;
  const items = ['so-may/certificate/1', owner, replica, name, signKey, recipient, continues ?? ''];
  expect(isSigned(ownerKey, items, Buffer.from(certified, 'base64url'))).toBe(true);
  if (signature.length > 0)
    expect(isSigned(signKey, [`so-may/${header.kind}/1`, headerBytes, bodyBytes], signature)).toBe(true);
  else {
    // Written again by another hand: the hashes that come from the body must be those of this chain.
    const { first, last, prevHash, lastHash, chain } = header;
    const range = [header.owner, header.replica, String(first), String(last), String(prevHash), String(lastHash)];
    expect(isSigned(signKey, ['so-may/chain/1', ...range], Buffer.from(chain ?? '', 'base64url'))).toBe(true);
  }
  for (const part of ['kind', 'owner', 'replica', 'first', 'last'] as const) expect(outer[part]).toBe(header[part]);
  const read = JSON.parse(bodyBytes.toString()) as unknown;
  return { header, body: read, id: sha256(content).toString('hex'), isByAuthor: signature.length > 0 };
}

/** "package": the columns as changes, each hashed by docs/journal.md; the last hash must be the header's. */
function readChanges(header: z.output<typeof signedHeader>, given: unknown) {
  const { changes: columns, secrets } = body.parse(given);
  const { replica, owner, first = 0, last = 0 } = header;
  let [counter, at, prev] = [0, '', header.prevHash ?? ''];
  const changes = columns.counter.map((difference, index) => {
    const seq = first + index;
    const toId = (written: string | number): string =>
      typeof written === 'string' ? written : `${replica}-${(seq - written).toString(36).padStart(7, '0')}`;
    counter += difference;
    at = columns.at[index] || at;
    const subject = toId(columns.subject[index] ?? '');
    const fields = columns.fields[index] ?? null;
    const candidates = secrets
      .filter(([whose]) => whose === subject)
      .map(([, secret]) => Buffer.from(secret, 'base64url'));
    const secret = candidates[columns.secret?.[index] ?? 0] ?? Buffer.alloc(0);
    const withheld = columns.commitment[index] || null;
    const commitment = fields === null ? String(withheld) : sha256(secret, `${replica}:${seq}`, fields).toString('hex');
    const change = {
      replica,
      seq,
      counter,
      owner,
      recordTable: columns.table[index] ?? '',
      record: toId(columns.record[index] ?? ''),
      subject,
      fields,
      base: (columns.base[index] ?? []).map(toId).join(' '),
      command: toId(columns.command[index] ?? ''),
      actor: toId(columns.actor[index] ?? ''),
      at,
      schema: columns.schema[index] ?? 0,
      prev,
    };
    const { recordTable, record, base, command, actor, schema } = change;
    const numbers = [replica, seq, counter, owner, recordTable, record, subject, base, command, actor, at, schema];
    const items = ['so-may/change/1', ...numbers.map(String), commitment, prev];
    prev = sha256(...items.map(netstring)).toString('hex');
    return { ...change, hash: prev, commitment: fields === null ? commitment : null };
  });
  expect(changes).toHaveLength(last - first + 1);
  expect(prev).toBe(header.lastHash);
  return {
    changes,
    secrets: secrets.map(([whose, secret]) => [whose, Buffer.from(secret, 'base64url').toString('hex')]),
  };
}

/** Digits of a QR code: three a byte, two check digits, deflated JSON. */
function readDigits(digits: string): unknown {
  expect(BigInt(digits) % 97n).toBe(1n);
  const bytes = digits.slice(0, -2).match(/.../g) ?? [];
  return JSON.parse(inflateRawSync(Uint8Array.from(bytes, Number)).toString());
}

const fixtures = path.join(import.meta.dirname, '../../fixtures/packages');
const side = z.object({ identity: z.string(), signKey: z.string() });
const described = z.object({
  keys: z.object({ school: side, office: side }),
  package: z.object({ id: z.string(), changes: z.array(z.unknown()), secrets: z.array(z.unknown()) }),
  acknowledgement: z.unknown(),
  invitation: z.object({ content: z.unknown(), digits: z.string() }),
  answer: z.unknown(),
  join: z.object({ content: z.unknown(), digits: z.string() }),
});
const versions = readdirSync(fixtures).filter((name) => /^v\d+$/.test(name));

describe.each(versions)('a reader written from docs/sync.md alone reads files of %s', (version) => {
  const read = (name: string): Buffer => readFileSync(path.join(fixtures, version, name));
  const content = described.parse(JSON.parse(read('content.json').toString()));
  const { school, office } = content.keys;

  it('a package, change by change', async () => {
    for (const { identity } of [school, office]) {
      const file = await open(read('package.somay'), identity, school.signKey);
      expect(file.id).toBe(content.package.id);
      const { changes, secrets } = readChanges(file.header, file.body);
      expect(changes).toEqual(content.package.changes);
      expect(secrets).toEqual(content.package.secrets);
    }
  });

  it('an acknowledgement, an answer, an invitation as file and digits, a file for joining', async () => {
    expect((await open(read('acknowledgement.somay'), school.identity, office.signKey)).body).toEqual(
      content.acknowledgement,
    );
    expect((await open(read('answer.somay'), office.identity, school.signKey)).body).toEqual(content.answer);
    expect(JSON.parse(readFile(read('invitation.somay')).payload.toString())).toEqual(content.invitation.content);
    expect(readDigits(content.invitation.digits)).toEqual(content.invitation.content);
    const age = new Decrypter();
    age.addPassphrase(content.join.digits);
    const joined = await age.decrypt(readFile(read('join.somay')).payload);
    expect(JSON.parse(Buffer.from(joined).toString())).toEqual(content.join.content);
  });
});

describe('a reader written from docs/sync.md alone', () => {
  it('reads what is written today: an office’s package for one member, with what concerns another one withheld', async () => {
    const [office, school, other] = [await openOffice(), await openSchool(), await openSchool('17150502')];
    for (const member of [school, other]) {
      await enrol(office, member);
      await exchange(member, office);
    }
    await addStudent(school, 'Vàng A Chua');
    await carry(school, office);
    const [atOffice, atSchool] = [await openKeyring(office.register), await openKeyring(school.register)];

    const upward = (await filesFor(school, office)).filter(({ kind }) => kind === 'package');
    const names: string[] = [];
    for (const { bytes } of upward) {
      const file = await open(bytes, atOffice.keys.ownerIdentity.identity, atSchool.own.signKey);
      for (const { fields, recordTable } of readChanges(file.header, file.body).changes)
        if (recordTable === 'students' && fields !== null) names.push(fields);
    }
    expect(names.join()).toContain('Vàng A Chua');

    const { register } = office;
    const last = (
      await register.reader
        .selectFrom('chainHeads')
        .selectAll()
        .where('replica', '=', atOffice.keys.replica)
        .executeTakeFirstOrThrow()
    ).seq;
    const [downward] = await writePackagesForMember(register, atOffice, atSchool.own.owner, { first: 1, last });
    const file = await open(
      (await downward?.read()) ?? Buffer.alloc(0),
      atSchool.keys.ownerIdentity.identity,
      atOffice.own.signKey,
    );
    const enrolments = readChanges(file.header, file.body).changes.filter(
      ({ recordTable }) => recordTable === 'enrolments',
    );
    expect(enrolments.map(({ subject, fields }) => [subject, fields === null])).toEqual([
      [atSchool.own.owner, false],
      [(await other.register.getInstallation()).owner, true],
    ]);
  });

  it('reads what an office wrote again after an erasure, on the author’s word for the chain', async () => {
    const [superior, office, school] = [await openOffice(), await openOffice(), await openSchool()];
    await enrol(office, school);
    const id = await addStudent(school, 'Vàng A Chua');
    await addStudent(school, 'Hà Thị Lan');
    await exchange(school, office);
    // Only the erasure goes up, not what the school wrote again.
    const known = new Set((await filesFor(school, office)).map(({ name }) => name));
    await school.client.erasures.save({ students: [id], reason: 'request', basis: null, typedName: 'Vàng A Chua' });
    for (const file of await filesFor(school, office)) if (!known.has(file.name)) await receive(office, file.bytes);
    await enrol(superior, office);
    const [atSuperior, atSchool] = [await openKeyring(superior.register), await openKeyring(school.register)];
    const files = [];
    for (const { kind, bytes } of await filesFor(office, superior))
      if (kind === 'package' && readFile(bytes).outer.owner === atSchool.own.owner)
        files.push(await open(bytes, atSuperior.keys.ownerIdentity.identity, atSchool.own.signKey));
    const told = files.flatMap(({ header, body: given }) => readChanges(header, given).changes);
    expect(files.map(({ isByAuthor }) => isByAuthor)).toContain(false);
    expect(told.map(({ seq }) => seq)).toEqual(told.map((_, at) => at + 1));
    expect(told.some(({ subject, fields }) => subject === id && fields !== null)).toBe(false);
    expect(JSON.stringify(told)).toContain('Hà Thị Lan');
  });
});
