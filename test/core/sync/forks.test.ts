/** One id for two pupils: what a snapshot of a PC, put back with all that could tell of it, leaves behind (docs/decisions/0007). */
import { describe, expect, it } from 'vitest';
import type { ChangeRow } from '../../../core/database/tables.ts';
import { CHAIN_START, commitmentOf, hashOf } from '../../../core/journal/change-bytes.ts';
import { decodePackage, encodePackage } from '../../../core/sync/files/package-body.ts';
import { getPackageHeader, openSealedFile } from '../../../core/sync/files/sealed-file.ts';
import { openKeyring } from '../../../core/sync/keyring.ts';
import type { Received } from '../../../core/sync/received.ts';
import { openKeyed, type TestRegister } from '../open-test-register.ts';
import {
  addStudent,
  carry,
  enrol,
  exchange,
  expectSound,
  filesFor,
  openOffice,
  openSchool,
  receive,
  studentNames,
} from './sides.ts';
import { forkSchool, joinPc, takeSnapshot } from './snapshots.ts';

const forkedAt = async ({ register }: TestRegister) =>
  register.reader.selectFrom('refusedChanges').selectAll().where('reason', '=', 'forked').execute();

/** The packages of this very installation. */
async function carryOwn(from: TestRegister, to: TestRegister): Promise<Received[]> {
  const own = (await filesFor(from, to)).filter(({ kind }) => kind === 'package');
  const replica = await replicaOf(from);
  const received: Received[] = [];
  for (const { name, bytes } of own) if (name.includes(replica)) received.push(await receive(to, bytes));
  return received.filter(({ outcome }) => outcome !== 'known');
}
const replicaOf = async ({ register }: TestRegister) => (await register.getInstallation()).replica;

describe('an id that was given to two pupils', () => {
  it('blocks nothing: what speaks of the other pupil stays in the chain, is refused as forked and told to its author', async () => {
    const { office, first, second } = await forkSchool();
    await carry(first, office);
    await addStudent(second, 'Ba');
    expect(await carryOwn(second, office)).toMatchObject([{ outcome: 'taken', refusedChanges: 1 }]);
    expect(await studentNames(office)).toEqual(['Ba', 'Hai']);
    expect(await office.register.reader.selectFrom('guardians').selectAll().execute()).toEqual([]);
    const [refused] = await forkedAt(office);
    expect(refused).toMatchObject({ replica: await replicaOf(second), reason: 'forked' });
    await carry(office, second);
    expect((await second.client.sync.refused({ offset: 0, limit: 10 })).rows).toMatchObject([{ reason: 'forked' }]);
    await expectSound(office, second);
  });

  it('is told alike whatever comes first: the other pupil’s guardian waits uncounted for no one', async () => {
    const { office, first, second } = await forkSchool();
    await carryOwn(second, office);
    expect(await office.register.reader.selectFrom('guardians').select('name').execute()).toHaveLength(1);
    await carry(first, office);
    expect(await studentNames(office)).toEqual(['Hai']);
    expect(await office.register.reader.selectFrom('guardians').selectAll().execute()).toEqual([]);
    expect(await forkedAt(office)).toHaveLength(1);
    await expectSound(office);
  });

  it('lets the other chain count where its creation is, and its changes be passed on byte for byte', async () => {
    const { office, first, second, student } = await forkSchool();
    // The second PC holds the first pupil; what is said of the other one is refused there, and nothing behind it.
    await exchange(first, second);
    expect(await replicaOf(first)).not.toBe(student.slice(0, 16));
    await first.client.students.save({ id: student, fullName: 'Hai lần hai' });
    await addStudent(first, 'Bốn');
    await exchange(first, second);
    expect(await studentNames(second)).toEqual(['Bốn', 'Một']);
    expect(await forkedAt(second)).toHaveLength(1);
    expect((await second.client.sync.refused({ offset: 0, limit: 10 })).rows).toMatchObject([
      { record: student, label: 'Một', reason: 'forked', student },
    ]);
    expect(await studentNames(first)).toEqual(['Bốn', 'Hai lần hai']);
    await exchange(first, office);
    await exchange(second, office);
    expect(await studentNames(office)).toEqual(['Bốn', 'Hai lần hai']);
    await expectSound(office, first, second);
    const ownPackages = (await filesFor(first, office)).filter(({ kind }) => kind === 'package');
    const { keys } = await openKeyring(first.register);
    for (const { bytes } of ownPackages) {
      const file = await openSealedFile(bytes, [keys.ownerIdentity.identity]);
      const { secrets } = await decodePackage(getPackageHeader(file), file.body);
      expect(new Set(secrets.map(({ subject }) => subject)).size).toBe(secrets.length);
      expect(JSON.parse(Buffer.from(file.body).toString()).changes).not.toHaveProperty('secret');
    }
  });

  it('does not arise when others build on a number that this PC has not written: it goes on as a new replica', async () => {
    const office = await openOffice();
    const before = await openSchool();
    await enrol(office, before);
    const second = await joinPc(before);
    const { side, putBack } = await takeSnapshot(before);
    const one = await addStudent(side, 'Một');
    await exchange(side, second);
    const known = (await second.register.reader.selectFrom('packages').select('id').execute()).map(({ id }) => id);
    await second.client.students.save({ id: one, fullName: 'Một', guardian: { name: 'Mẹ của Một' } });
    const first = await putBack();
    expect(await replicaOf(first)).toBe(one.slice(0, 16));
    const ownOf = await replicaOf(second);
    for (const { bytes, name } of await filesFor(second, first))
      if (name.includes(ownOf) && !known.includes(name))
        await first.client.files.open({ file: new File([bytes], name) });
    expect(await replicaOf(first)).not.toBe(one.slice(0, 16));
    expect(await addStudent(first, 'Hai')).not.toBe(one);
    await exchange(second, first);
    expect(await studentNames(first)).toEqual(['Hai', 'Một']);
    expect(await forkedAt(first)).toEqual([]);
    await expectSound(first, second);
  });

  it('is found by verification when what speaks of the other pupil is made to count, or another change not to', async () => {
    const { office, first, second } = await forkSchool();
    await carry(first, office);
    await carryOwn(second, office);
    await addStudent(second, 'Ba');
    await carryOwn(second, office);
    await expectSound(office);
    const file = openKeyed(office.register);
    const [refused] = await forkedAt(office);
    file.prepare("delete from refused_changes where reason = 'forked'").run();
    expect((await office.client.journal.verify()).faults).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ kind: 'altered', record: refused!.record })]),
    );
    file.prepare('insert into refused_changes values (?, ?, ?, ?)').run(...Object.values(refused!));
    await expectSound(office);
    const { id } = file.prepare("select id from students where full_name = 'Ba'").get() as { id: string };
    file
      .prepare("insert into refused_changes select replica, seq, record, 'forked' from changes where record = ?")
      .run(id);
    const report = await office.client.journal.verify();
    file.close();
    expect(report.faults).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ kind: 'altered', record: id })]),
    );
  });
});

describe('a package whose subject has two secrets', () => {
  const secrets = [1, 2].map((byte) => ({ owner: 'o', subject: 's', secret: Buffer.alloc(32, byte) }));
  let prev: Buffer = CHAIN_START;
  const changes = [0, 1, 1, 0].map((which, index): ChangeRow => {
    const at = {
      replica: 'aaaaaaaaaaaaaaaa',
      seq: index + 1,
      counter: index + 1,
      owner: 'o',
      recordTable: 'guardians',
    };
    const said = {
      record: `r${index}`,
      subject: 's',
      fields: `{"name":"${index}"}`,
      base: '',
      command: 'c',
      actor: 'a',
    };
    const change = { ...at, ...said, at: '2026-09-05T01:30:00.000Z', schema: 5, prev };
    prev = hashOf(change, commitmentOf(change, secrets[which]!.secret));
    return { ...change, hash: prev };
  });
  const header = (last: number) => ({
    owner: 'o',
    replica: 'aaaaaaaaaaaaaaaa',
    first: 1,
    last,
    prevHash: CHAIN_START.toString('hex'),
    lastHash: changes[last - 1]!.hash.toString('hex'),
  });

  it('says of each change which one commits to it, and is read again', async () => {
    const bytes = encodePackage(changes, secrets);
    expect(JSON.parse(bytes.toString()).changes.secret).toEqual([0, 1, 1, 0]);
    const read = await decodePackage(header(4), bytes);
    expect(read.changes.map(({ hash, fields }) => ({ hash, fields }))).toEqual(
      changes.map(({ hash, fields }) => ({ hash, fields })),
    );
    expect(read.secrets).toEqual(secrets);
    const other = bytes.toString().replace('[0,1,1,0]', '[0,1,0,0]');
    await expect(decodePackage(header(4), Buffer.from(other))).rejects.toThrow('the chain ends elsewhere');
  });

  it('has no such column when there is one', async () => {
    const bytes = encodePackage(changes.slice(0, 1), secrets.slice(0, 1));
    expect(JSON.parse(bytes.toString()).changes).not.toHaveProperty('secret');
    expect((await decodePackage(header(1), bytes)).changes).toHaveLength(1);
  });
});
