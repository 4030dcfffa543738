/** A package is merged in slices (docs/decisions/0008): others are answered between them, and an end between two of them loses nothing. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Command } from '../../../core/journal/command.ts';
import type { InstallationRow } from '../../../core/database/tables.ts';
import { Exchange } from '../../../core/sync/exchange.ts';
import type { TestRegister } from '../open-test-register.ts';
import {
  carry,
  enrol,
  exchange,
  expectSound,
  filesFor,
  openOffice,
  openSchool,
  ownerOf,
  receive,
  reopen,
} from './sides.ts';

/** Three commands of a school with 300 changes each, and one by a program that writes what only an office may. */
async function writeMuch({ register, session }: TestRegister): Promise<void> {
  const school = await register.getInstallation();
  const write = (role: InstallationRow['role'], work: (command: Command) => void) =>
    register.transact(async (transaction) => {
      const installation = { ...school, role };
      const command = await Command.begin({ transaction, installation, actor: session.personId!, at: register.now() });
      work(command);
      await command.finish();
    });
  for (let number = 1; number <= 3; number += 1) {
    await write('school', (command) => {
      for (let at = 1; at <= 300; at += 1)
        command.create('classes', { name: `${number}A${at}`, schoolYear: '2026-2027' });
    });
    if (number === 2)
      await write('office', (command) => {
        const where = { change: 'x', recordTable: 'x', record: 'x' };
        command.create('refusals', { member: school.owner, ...where, reason: 'malformed' });
      });
  }
}

async function sideWithAPackage(): Promise<{
  office: TestRegister;
  school: TestRegister;
  bytes: Buffer;
  last: number;
}> {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  await exchange(school, office);
  await writeMuch(school);
  const packages = (await filesFor(school, office)).filter(({ kind }) => kind === 'package');
  expect(packages).toHaveLength(1);
  return { office, school, bytes: packages[0]!.bytes, last: await headOf(school, school) };
}

async function headOf(at: TestRegister, of: TestRegister): Promise<number> {
  const { replica } = await of.register.getInstallation();
  const row = await at.register.reader
    .selectFrom('chainHeads')
    .select('seq')
    .where('replica', '=', replica)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

async function classesAt(side: TestRegister): Promise<number> {
  return (await side.register.reader.selectFrom('classes').select('id').execute()).length;
}

async function statesAt(side: TestRegister, of: TestRegister): Promise<string[]> {
  const owner = await ownerOf(of);
  const rows = await side.register.reader.selectFrom('packages').select('state').where('owner', '=', owner).execute();
  return rows.map(({ state }) => state).sort();
}

it('answers other schools, and saves what the clerk of the office enters, between two slices of a package', async () => {
  const { office, school, bytes, last } = await sideWithAPackage();
  const other = await openSchool('17150502');
  await enrol(office, other);
  await carry(other, office);
  const before = await headOf(office, school);
  const files = office.register.part(Exchange);
  const heads: number[] = [];
  const whileMerging = async (work: () => Promise<unknown>): Promise<void> => {
    await work();
    heads.push(await headOf(office, school));
  };
  // They ask while the first slice is being written.
  const { promise: isBegun, resolve: begin } = Promise.withResolvers<void>();
  const transact = office.register.transact.bind(office.register);
  office.register.transact = async (work) =>
    transact(async (transaction) => {
      begin();
      return work(transaction);
    });
  const merging = receive(office, bytes).finally(() => heads.push(Number.POSITIVE_INFINITY));
  await isBegun;
  const answered = [
    whileMerging(async () => files.acknowledgementFor(await ownerOf(other))),
    whileMerging(async () => files.outgoing(await ownerOf(other))),
    whileMerging(() => office.client.people.save({ name: 'Khà Văn Tình', role: 'clerk' })),
  ];
  expect(await merging).toMatchObject({ outcome: 'taken', changes: last - before, refusedChanges: 1 });
  await Promise.all(answered);
  expect(heads).toHaveLength(4);
  expect(heads.indexOf(Number.POSITIVE_INFINITY)).toBe(3);
  for (const head of heads.slice(0, 3)) {
    expect(head).toBeGreaterThan(before);
    expect(head).toBeLessThan(last);
  }
  expect(await statesAt(office, school)).toEqual(['merged', 'merged']);
  await expectSound(office);
});

it('reads on after an end at any moment, without the file being sent again; what it acknowledges is true throughout', async () => {
  let { office, bytes, last, school } = await sideWithAPackage();
  const before = { head: await headOf(office, school), classes: await classesAt(office) };
  let cuts = 0;
  const seen = new Set<number>();
  for (let isDone = false; !isDone;) {
    // Somebody always waits to write, so that each slice has its commit.
    Object.defineProperty(office.register, 'isWriteAwaited', { get: () => true });
    const transact = office.register.transact.bind(office.register);
    let left = cuts === 0 ? 0 : 1;
    office.register.transact = async (work) => {
      if (left === 0) throw new Error('the program ended');
      left -= 1;
      return transact(work);
    };
    // The file comes once; afterwards only what was kept of it is there.
    const reading =
      (await headOf(office, school)) === before.head
        ? receive(office, bytes)
        : office.register.part(Exchange).outgoing(await ownerOf(school));
    isDone = await reading.then(
      () => true,
      (error: Error) => {
        expect(error.message).toBe('the program ended');
        return false;
      },
    );
    office.register.transact = transact;
    cuts += 1;
    office = await reopen(office);
    const head = await headOf(office, school);
    seen.add(head);
    expect(await statesAt(office, school)).toEqual(
      head === before.head ? ['merged'] : ['merged', head === last ? 'merged' : 'waiting'],
    );
    if (head === last) break;
  }
  expect(seen.size).toBeGreaterThan(3);
  const file = (await filesFor(office, school)).find(({ kind }) => kind === 'acknowledgement');
  await receive(school, file!.bytes);
  const { replica } = await school.register.getInstallation();
  const confirmed = await school.register.reader
    .selectFrom('acknowledgements')
    .select('seq')
    .where('replica', '=', replica)
    .execute();
  expect(confirmed).toEqual([{ seq: last }]);
  expect(await classesAt(office)).toBe(before.classes + 900);
  expect(await office.register.reader.selectFrom('refusals').select('change').execute()).toHaveLength(1);
  expect((await filesFor(school, office)).filter(({ kind }) => kind === 'package')).toEqual([]);
  await carry(office, school);
  expect(await school.client.sync.status()).toMatchObject({ refusedRecords: 1 });
  await expectSound(office, school);
});

it('has one commit for several slices while nobody waits', async () => {
  const { office, school, bytes, last } = await sideWithAPackage();
  const before = await headOf(office, school);
  const heads = new Set<number>();
  const transact = office.register.transact.bind(office.register);
  office.register.transact = async (work) => {
    const result = await transact(work);
    heads.add(await headOf(office, school));
    return result;
  };
  expect(await receive(office, bytes)).toMatchObject({ outcome: 'taken', changes: last - before });
  expect([...heads]).toEqual([last]);
  await expectSound(office);
});

it('refuses a package whole, though what makes it bad comes in its last slice', async () => {
  const { office, school, bytes } = await sideWithAPackage();
  // The last command stands with a counter that no reader takes.
  await school.register.transact((db) =>
    db
      .updateTable('chainHeads')
      .set((row) => ({ counter: row('counter', '+', 2 ** 33) }))
      .execute(),
  );
  await school.client.students.save({ fullName: 'Vàng A Páo' });
  await school.register.part(Exchange).pack();
  const before = await headOf(office, school);
  // Both portions as one, as a copy of the PC might have packed them.
  await school.register.transact((db) => db.deleteFrom('packages').where('first', '>', before).execute());
  const [whole] = await school.register.part(Exchange).pack();
  const all = readFileSync(path.join(school.register.options.dataDir, whole!.file!));
  expect(all.length).toBeGreaterThan(bytes.length / 2);
  expect(await receive(office, all)).toMatchObject({ outcome: 'refused', reason: 'malformed' });
  expect(await headOf(office, school)).toBe(before);
  expect(await statesAt(office, school)).toEqual(['merged', 'refused']);
});
