/** Real registers of schools and offices in temporary folders, and what carries files between them. */
import { cpSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { expect, onTestFinished } from 'vitest';
import { setUpInput } from '../../../shared/contract/register.ts';
import { openRegister, type Register, type RegisterOptions, type Session } from '../../../core/register.ts';
import { findInstallation } from '../../../core/queries/changes.ts';
import { listPeople } from '../../../core/queries/people.ts';
import { router } from '../../../core/router.ts';
import { setUpRegister } from '../../../core/services/set-up-register.ts';
import { Exchange } from '../../../core/sync/exchange.ts';
import { openSealedFile } from '../../../core/sync/files/sealed-file.ts';
import { openKeyring } from '../../../core/sync/keyring.ts';
import type { Received } from '../../../core/sync/received.ts';
import { makeTestFolder, TEST_NOW, type TestRegister } from '../open-test-register.ts';

/** A folder with a register that is not set up, or was copied. */
export async function openSide(options: Partial<RegisterOptions> = {}): Promise<TestRegister> {
  const register = await openRegister({
    dataDir: makeTestFolder(),
    resourcesDir: fileURLToPath(new URL('../../../resources', import.meta.url)),
    workerUrl: new URL('../../../core/jobs/import-worker.ts', import.meta.url),
    clock: () => TEST_NOW,
    ...options,
  });
  onTestFinished(() => register.close().catch(() => undefined));
  const session: Session = { personId: null };
  // As the command line does: while nobody has been chosen, the first person that the register knows.
  const context = async () => {
    session.personId ??= await findFirstPerson(register);
    return { register, session };
  };
  const side = { register, session, client: createRouterClient(router, { context }) };
  if ((await side.client.register.status()).isSetUp) await sit(side);
  return side;
}

async function findFirstPerson({ reader }: Register): Promise<string | null> {
  const installation = await findInstallation(reader);
  return (installation && (await listPeople(reader, installation.owner))[0]?.id) ?? null;
}

/** Seats the first person. */
export async function sit(side: TestRegister): Promise<void> {
  side.session.personId = (await side.client.people.list())[0]?.id ?? null;
}

export async function openSchool(code = '17150501', options: Partial<RegisterOptions> = {}): Promise<TestRegister> {
  const side = await openSide(options);
  const school = { code, name: `Trường ${code}`, schoolYear: '2026-2027' };
  const input = setUpInput.parse({ role: 'school', school, personName: 'Hà Thị Loan' });
  side.session.personId = await setUpRegister(side.register, input);
  return side;
}

export async function openOffice(
  name = 'UBND xã Mai Châu',
  options: Partial<RegisterOptions> = {},
): Promise<TestRegister> {
  const side = await openSide(options);
  const input = setUpInput.parse({ role: 'office', office: { name, level: 'commune' }, personName: 'Bùi Văn Hạnh' });
  side.session.personId = await setUpRegister(side.register, input);
  return side;
}

/** The same folder, opened again; `copyTo` copies it first, as an explorer would. */
export async function reopen(side: TestRegister, { copyTo }: { copyTo?: string } = {}): Promise<TestRegister> {
  const { dataDir } = side.register.options;
  await side.register.close();
  if (copyTo) cpSync(dataDir, copyTo, { recursive: true });
  return openSide({ dataDir: copyTo ?? dataDir });
}

export async function ownerOf(side: TestRegister): Promise<string> {
  return (await side.register.getInstallation()).owner;
}

/** What `from` has for `to`, as bytes. */
export async function filesFor(
  from: TestRegister,
  to: TestRegister,
): Promise<{ name: string; kind: string; bytes: Buffer }[]> {
  const exchange = from.register.part(Exchange);
  await exchange.pack();
  const files = await exchange.outgoing(await ownerOf(to));
  return Promise.all(files.map(async (file) => ({ name: file.name, kind: file.kind, bytes: await file.read() })));
}

export async function receive(to: TestRegister, bytes: Buffer): Promise<Received> {
  return to.register.part(Exchange).receive(bytes, 'folder');
}

/** Carries everything one way. */
export async function carry(from: TestRegister, to: TestRegister): Promise<Received[]> {
  const received: Received[] = [];
  for (const { bytes } of await filesFor(from, to)) received.push(await receive(to, bytes));
  return received;
}

/** Both ways, and the acknowledgements back. */
export async function exchange(one: TestRegister, other: TestRegister): Promise<void> {
  await carry(one, other);
  await carry(other, one);
  await carry(one, other);
}

export async function enrol(office: TestRegister, member: TestRegister): Promise<void> {
  const { file } = await office.client.enrolment.invite({});
  await member.client.enrolment.accept({ file });
}

export async function addStudent(side: TestRegister, fullName: string): Promise<string> {
  const { id } = await side.client.students.save({ fullName });
  return id;
}

export async function studentNames(side: TestRegister): Promise<string[]> {
  const rows = await side.register.reader.selectFrom('students').select('fullName').orderBy('fullName').execute();
  return rows.map((row) => row.fullName);
}

export async function expectSound(...sides: TestRegister[]): Promise<void> {
  for (const side of sides) {
    const report = await side.client.journal.verify();
    expect(report.faults).toEqual([]);
    expect(report.isSound).toBe(true);
  }
}

/** What a sealed file of a side says, opened with the key of that side, as text. */
export async function readSealed({ register }: TestRegister, file: string): Promise<string> {
  const { keys } = await openKeyring(register);
  const { body } = await openSealedFile(readFileSync(file), [keys.ownerIdentity.identity]);
  return Buffer.from(body).toString('utf8');
}
