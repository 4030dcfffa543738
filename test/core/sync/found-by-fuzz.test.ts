/** Failures that the simulator (test/fuzz) found, each as the shortest history that shows it. */
import fs, { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Exchange } from '../../../core/sync/exchange.ts';
import { readOuterHeader } from '../../../core/sync/files/outer-header.ts';
import type { PackageRow } from '../../../core/database/tables.ts';
import { SCHEMA_VERSION } from '../../../core/database/migrations/migrations.ts';
import { findOwnerRole } from '../../../core/queries/merge.ts';
import { saveKnownReplica } from '../../../core/queries/packages.ts';
import { continueReplica } from '../../../core/sync/installation-keys.ts';
import { readAskedAttachments, saveAskedAttachments } from '../../../core/sync/send-attachments.ts';
import type { TestRegister } from '../open-test-register.ts';
import { writeAs } from '../other-program.ts';
import {
  addStudent,
  carry,
  enrol,
  exchange,
  expectSound,
  filesFor,
  openOffice,
  openSchool,
  openSide,
  ownerOf,
  receive,
  reopen,
  studentNames,
} from './sides.ts';
import { forkSchool, joinPc } from './snapshots.ts';

it('still wants the good copy of a package of which a damaged one was refused', async () => {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  await exchange(school, office);
  await addStudent(school, 'Vàng A Páo');
  const [good] = (await filesFor(school, office)).filter(({ kind }) => kind === 'package');
  const damaged = good!.bytes.subarray(0, good!.bytes.length - 10);
  expect(await receive(office, damaged)).toMatchObject({ outcome: 'refused', reason: 'malformed' });
  expect(await office.register.part(Exchange).isWanted(readOuterHeader(good!.bytes).header)).toBe(true);
  await carry(school, office);
  expect(await studentNames(office)).toEqual(['Vàng A Páo']);
});

it('waits for an antivirus that holds the file just written', async () => {
  const school = await openSchool();
  await addStudent(school, 'Vàng A Páo');
  const { renameSync } = fs;
  let held = 2;
  fs.renameSync = (from, to) => {
    held -= 1;
    if (held >= 0) throw Object.assign(new Error('held'), { code: 'EBUSY' });
    renameSync(from, to);
  };
  syncBuiltinESMExports();
  onTestFinished(() => {
    fs.renameSync = renameSync;
    syncBuiltinESMExports();
  });
  expect(await school.register.part(Exchange).pack()).toHaveLength(1);
});

it('passes on what came twice in different portions, from the file that is here', async () => {
  const [province, commune, school] = [await openOffice('Sở'), await openOffice(), await openSchool()];
  await enrol(province, commune);
  await enrol(commune, school);
  await exchange(school, commune);
  await exchange(commune, province);
  await exchange(commune, province);
  await addStudent(school, 'Một');
  await exchange(school, commune);
  // A copy of the school's PC packed the same changes and more: it brought nothing new, so its file was not kept.
  const row = await newestMerged(commune, await ownerOf(school));
  await commune.register.transact((db) =>
    db
      .insertInto('packages')
      .values({ ...row, id: 'f'.repeat(64), first: 1, file: null })
      .execute(),
  );
  await exchange(commune, province);
  await exchange(commune, province);
  expect(await studentNames(province)).toEqual(['Một']);
});

it('goes on as a new replica in the copy of a PC that had not written anything yet', async () => {
  const first = await openSchool();
  const { file, digits } = await first.client.replicas.invite();
  let second = await openSide();
  await second.client.replicas.join({ file, digits, name: 'Máy hai' });
  const copy = await reopen(second, { copyTo: `${second.register.options.dataDir}-copy` });
  second = await reopen(second);
  const replicas = await Promise.all(
    [second, copy].map(async (side) => (await side.register.getInstallation()).replica),
  );
  expect(replicas[0]).not.toBe(replicas[1]);
});

it('goes on as a new replica in an old copy of a folder whose last changes were not packed when its program ended (seed 607202269)', async () => {
  let school = await openSchool();
  const { dataDir } = school.register.options;
  const older = `${dataDir}-older`;
  school = await reopen(school);
  await school.register.close();
  cpSync(dataDir, older, { recursive: true });
  school = await openSide({ dataDir });
  // Nothing of the exchange is loaded, so closing packs as little as a program that is killed.
  await addStudent(school, 'Vàng A Páo');
  school = await reopen(school);
  const before = await school.register.getInstallation();
  const clone = await reopen(school, { copyTo: `${dataDir}-clone` });
  expect(await studentNames(clone)).toEqual(['Vàng A Páo']);
  rmSync(dataDir, { recursive: true });
  cpSync(older, dataDir, { recursive: true });
  school = await openSide({ dataDir });
  expect((await school.register.getInstallation()).replica).not.toBe(before.replica);
  await addStudent(school, 'Hà Thị Mai');
  await exchange(clone, school);
  for (const side of [clone, school]) expect(await studentNames(side)).toEqual(['Hà Thị Mai', 'Vàng A Páo']);
  await expectSound(clone, school);
});

it('takes genuine packages of a sibling after one id was given to two pupils (seed 60010)', async () => {
  const { office, first, second } = await forkSchool();
  await addStudent(second, 'Ba');
  await carry(first, office);
  expect((await carry(second, office)).filter(({ reason }) => reason === 'altered')).toEqual([]);
  expect(await studentNames(office)).toEqual(['Ba', 'Hai']);
  await exchange(first, second);
  await exchange(first, second);
  expect(await studentNames(first)).toEqual(['Ba', 'Hai']);
  expect(await studentNames(second)).toEqual(['Ba', 'Một']);
  await expectSound(office, first, second);
});

it('lists what a sibling’s newer program wrote into a table of its own, and does not undo it (seed 9)', async () => {
  const first = await openSchool();
  const second = await joinPc(first);
  await writeAs(first, SCHEMA_VERSION + 1, {
    recordTable: 'visits',
    subject: '',
    base: '',
    fields: '{"day":"2026-09-10"}',
  });
  await exchange(first, second);
  const [newest] = await second.client.commands.recent({ limit: 1 });
  expect(newest).toMatchObject({ table: 'visits', canUndo: false });
  await expect(second.client.commands.undo({ command: newest!.command })).rejects.toMatchObject({
    code: 'commandNotUndoable',
    details: { reason: 'newerProgram' },
  });
  await expectSound(first, second);
});

/** A pupil who has received a device; erased by whoever gives the name. */
async function addHolder({ client }: TestRegister, fullName: string): Promise<string> {
  const [round] = await client.rounds.list();
  const { id: student } = await client.students.save({ fullName, className: '6A' });
  const { id: device } = await client.devices.save({ round: round!.id, serialNumber: 'S1' });
  await client.receipts.save({ student, device, receiverName: fullName, receivedOn: '2026-09-05' });
  return student;
}

function erase({ client }: TestRegister, student: string, typedName: string): Promise<unknown> {
  return client.erasures.save({ students: [student], reason: 'request', basis: null, typedName });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.somay$/.test(name));
}

it('removes what an office had sealed for its superior of somebody who is erased (seed 7100009)', async () => {
  const [superior, office, school] = [await openOffice(), await openOffice(), await openSchool()];
  await enrol(superior, office);
  await enrol(office, school);
  const id = await addStudent(school, 'Vàng A Páo');
  await exchange(school, office);
  // Sealed for the superior, and not taken along before the erasure comes.
  await filesFor(office, superior);
  const folder = path.join(office.register.options.dataDir, 'outbox', await ownerOf(superior));
  const sealed = filesIn(folder);
  expect(sealed).not.toEqual([]);
  await erase(school, id, 'Vàng A Páo');
  await exchange(school, office);
  expect(filesIn(folder).filter((name) => sealed.includes(name))).toEqual([]);
  await exchange(school, office);
  await exchange(office, superior);
  expect(await studentNames(superior)).toEqual([]);
  await expectSound(superior, office, school);
});

it('says that a device is handed over when its pupil was erased before the office heard of either (seed 7100007)', async () => {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  const id = await addHolder(school, 'Vàng A Páo');
  await erase(school, id, 'Vàng A Páo');
  await exchange(school, office);
  for (const side of [school, office])
    expect((await side.client.devices.list({})).rows).toMatchObject([{ state: 'handed_over', student: null }]);
});

it('keeps a package that it asked for again though it had nothing of the one who was erased (seed 7100011)', async () => {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  const id = await addStudent(school, 'Vàng A Páo');
  await addStudent(school, 'Hà Thị Mai');
  await school.register.part(Exchange).pack();
  // Written again at once, without the values: this is what the office hears first.
  await erase(school, id, 'Vàng A Páo');
  for (let turn = 0; turn < 3; turn += 1) await exchange(school, office);
  await expectWholeHistory(office, school);
  expect(await studentNames(office)).toEqual(['Hà Thị Mai']);
});

it('keeps the package without the values though it came once before the erasure did (seed 7200004)', async () => {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  const id = await addStudent(school, 'Vàng A Páo');
  await exchange(school, office);
  await erase(school, id, 'Vàng A Páo');
  // Beside the one with the values it brings nothing new, and is not kept.
  const outbox = path.join(school.register.options.dataDir, 'outbox');
  const first = readdirSync(outbox).filter((name) => name.includes('-1-'));
  expect(first).toHaveLength(1);
  for (const name of first) await receive(office, readFileSync(path.join(outbox, name)));
  for (let turn = 0; turn < 3; turn += 1) await exchange(school, office);
  await expectWholeHistory(office, school);
  expect(await studentNames(office)).toEqual([]);
});

/** The files that the office keeps hold the school's whole history, and it asks for none. */
async function expectWholeHistory(office: TestRegister, school: TestRegister): Promise<void> {
  const { reader } = office.register;
  expect(await reader.selectFrom('packages').select('id').where('reason', '=', 'erased').execute()).toEqual([]);
  const kept = await reader
    .selectFrom('packages')
    .select(['first', 'last'])
    .where('owner', '=', await ownerOf(school))
    .where('file', 'is not', null)
    .orderBy('first')
    .execute();
  expect(kept[0]?.first).toBe(1);
  for (const [at, { first }] of kept.entries()) if (at > 0) expect(first).toBe(kept[at - 1]!.last + 1);
}

function newestMerged({ register }: TestRegister, owner: string): Promise<PackageRow> {
  return register.reader
    .selectFrom('packages')
    .selectAll()
    .where('state', '=', 'merged')
    .where('owner', '=', owner)
    .orderBy('last', 'desc')
    .executeTakeFirstOrThrow();
}

it('gives every PC of a side the pictures that it asks for, whichever of them was heard last (seed 29000963)', async () => {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  const student = await addStudent(school, 'Vàng A Páo');
  const [round] = await school.client.rounds.list();
  const { id: device } = await school.client.devices.save({ round: round!.id, serialNumber: 'S1' });
  const signed = { student, device, receiverName: 'Vàng A Chu', receivedOn: '2026-09-05' };
  const { id: receipt } = await school.client.receipts.save(signed);
  const file = new File([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')], 'giấy.png');
  await school.client.attachments.add({ receipt, file });
  for (let turn = 0; turn < 2; turn += 1) await exchange(school, office);
  const second = await openSide();
  const join = await school.client.replicas.invite();
  await second.client.replicas.join({ file: join.file, digits: join.digits, name: 'Máy hai' });
  await carry(second, office);
  for (const { kind, bytes } of await filesFor(office, second)) if (kind !== 'attachment') await receive(second, bytes);
  expect(await studentNames(second)).toEqual(['Vàng A Páo']);
  await carry(second, office);
  await carry(school, office);
  expect((await filesFor(office, second)).map(({ kind }) => kind)).toContain('attachment');
});

it('offers a picture no more for what an office asked before it went on as another PC', async () => {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  await exchange(school, office);
  const db = school.register;
  const peer = await ownerOf(office);
  const { replica: former } = await office.register.getInstallation();
  const ask = (peerReplica: string, missing: string[]) =>
    db.exclusively(() => db.transact((write) => saveAskedAttachments(write, { peer, peerReplica }, missing)));
  const next = '0123456789abcdef';
  await ask(former, ['f'.repeat(64)]);
  const known = await db.reader
    .selectFrom('knownReplicas')
    .selectAll()
    .where('replica', '=', former)
    .executeTakeFirstOrThrow();
  await db.exclusively(() =>
    db.transact((write) => saveKnownReplica(write, { ...known, replica: next, continues: former })),
  );
  expect(await readAskedAttachments(db.reader, peer)).toEqual(['f'.repeat(64)]);
  await ask(next, []);
  expect(await readAskedAttachments(db.reader, peer)).toEqual([]);
  // The original of a copy goes on asking beside it.
  await ask(former, ['e'.repeat(64)]);
  await ask(next, ['d'.repeat(64)]);
  expect(await readAskedAttachments(db.reader, peer)).toEqual(['d'.repeat(64), 'e'.repeat(64)]);
});

it('works on as what it was when the step to a new replica could not be committed, and takes it up at the next opening (seed 7406)', async () => {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  await exchange(school, office);
  const { register } = school;
  const installation = await register.getInstallation();
  const step = register.exclusively(() =>
    register.transact(async (db) => {
      await continueReplica(db, register.keyPlace, installation, 'knownElsewhere');
      throw new Error('the disk is full');
    }),
  );
  await expect(step).rejects.toThrow('the disk is full');
  await addStudent(school, 'Vàng A Páo');
  await exchange(school, office);
  expect(await studentNames(office)).toEqual(['Vàng A Páo']);
  const again = await reopen(school);
  expect((await again.register.getInstallation()).replica).not.toBe(installation.replica);
  await addStudent(again, 'Vàng Thị Mỷ');
  await exchange(again, office);
  expect(await studentNames(office)).toEqual(['Vàng A Páo', 'Vàng Thị Mỷ']);
  await expectSound(again, office);
});

it('knows that the side above is an office before its own records have come (seed 29001066)', async () => {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  expect(await findOwnerRole(school.register.reader, await ownerOf(office))).toBe('office');
  expect(await findOwnerRole(office.register.reader, await ownerOf(school))).toBe('school');
});
