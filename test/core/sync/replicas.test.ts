/** Further, lost, copied and restored installations. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Exchange } from '../../../core/sync/exchange.ts';
import { makeTestFolder, type TestRegister } from '../open-test-register.ts';
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
  receive,
  reopen,
  sit,
  studentNames,
} from './sides.ts';

async function replicaOf(side: Awaited<ReturnType<typeof openSide>>): Promise<string> {
  return (await side.register.getInstallation()).replica;
}

async function joinSide(first: TestRegister, name: string): Promise<TestRegister> {
  const { file, digits } = await first.client.replicas.invite();
  const side = await openSide();
  await side.client.replicas.join({ file, digits, name });
  return side;
}

describe('installations of one side', () => {
  it('lets a second PC join without an office: it gets everything and both write on', async () => {
    const first = await openSchool();
    await addStudent(first, 'Một');
    const { file, digits } = await first.client.replicas.invite();
    const second = await openSide();
    await expect(
      second.client.replicas.join({ file, digits: digits.replace(/^./, '0'), name: 'B' }),
    ).rejects.toMatchObject({ code: 'codeWrong' });
    await second.client.replicas.join({ file, digits, name: 'Máy phòng thiết bị' });
    await exchange(first, second);
    await sit(second);
    await addStudent(second, 'Hai');
    await exchange(second, first);
    expect(await studentNames(first)).toEqual(['Hai', 'Một']);
    expect(await studentNames(second)).toEqual(['Hai', 'Một']);
    const names = (await first.client.replicas.list()).map((replica) => replica.name);
    expect(names).toContain('Máy phòng thiết bị');
    await expectSound(first, second);
  });

  it('goes on as a new replica in a copied folder, and forks nothing', async () => {
    const office = await openOffice();
    let original = await openSchool();
    await enrol(office, original);
    await addStudent(original, 'Một');
    await exchange(original, office);
    const copy = await reopen(original, { copyTo: path.join(makeTestFolder(), 'copy') });
    original = await reopen(original);
    expect(await replicaOf(copy)).not.toBe(await replicaOf(original));
    await addStudent(original, 'Gốc');
    await addStudent(copy, 'Bản sao');
    await exchange(original, office);
    await exchange(copy, office);
    expect(await studentNames(office)).toEqual(['Bản sao', 'Gốc', 'Một']);
    expect(await office.client.sync.status()).toMatchObject({ forks: 0, waitingFiles: 0, refusedFiles: 0 });
    await expectSound(office, original, copy);
  });

  it('goes on as a new replica from an old backup, and gets back what the office has', async () => {
    const office = await openOffice();
    let school = await openSchool();
    await enrol(office, school);
    await addStudent(school, 'Một');
    await exchange(school, office);
    const before = await replicaOf(school);
    const { dataDir } = school.register.options;
    const backup = path.join(makeTestFolder(), 'backup');
    school = await reopen(school);
    await school.register.close();
    cpSync(dataDir, backup, { recursive: true });
    school = await openSide({ dataDir });
    await addStudent(school, 'Hai');
    await exchange(school, office);
    await school.register.close();
    cpSync(path.join(backup, 'so-may.sqlite'), path.join(dataDir, 'so-may.sqlite'));
    school = await openSide({ dataDir });
    expect(await studentNames(school)).toEqual(['Một']);
    expect(await replicaOf(school)).not.toBe(before);
    await addStudent(school, 'Ba');
    await exchange(school, office);
    await exchange(school, office);
    expect(await studentNames(school)).toEqual(['Ba', 'Hai', 'Một']);
    expect(await studentNames(office)).toEqual(['Ba', 'Hai', 'Một']);
    expect(await office.client.sync.status()).toMatchObject({ forks: 0 });
    await expectSound(office, school);
  });

  it('quarantines what a revoked PC writes after its end, until a person releases it', async () => {
    const first = await openSchool();
    const { file, digits } = await first.client.replicas.invite();
    const lost = await openSide();
    await lost.client.replicas.join({ file, digits, name: 'Máy mất' });
    await exchange(first, lost);
    await sit(lost);
    await addStudent(lost, 'Trước');
    await exchange(lost, first);
    const replica = await replicaOf(lost);
    await first.client.replicas.revoke({ replica, reason: 'mất cắp' });
    await addStudent(lost, 'Sau');
    await carry(lost, first);
    expect(await studentNames(first)).toEqual(['Trước']);
    expect(await first.register.part(Exchange).findKnownCaller(replica)).toMatchObject({ isLockedOut: true });
    const { rows } = await first.client.files.list({ state: 'quarantined' });
    expect(rows).toMatchObject([{ reason: 'revoked', replica }]);
    await first.client.files.release({ id: rows[0]!.id });
    expect(await studentNames(first)).toEqual(['Sau', 'Trước']);
    await expect(first.client.files.release({ id: rows[0]!.id })).rejects.toMatchObject({ code: 'fileNotQuarantined' });
    await expectSound(first);
  });

  it('counts nothing of a locked-out PC that goes on from a copy, until a person takes it back', async () => {
    const office = await openOffice();
    const first = await openSchool();
    await enrol(office, first);
    const lost = await joinSide(first, 'Máy mất');
    await exchange(first, lost);
    await sit(lost);
    await addStudent(lost, 'Trước');
    await exchange(lost, first);
    const named = await replicaOf(lost);
    await first.client.replicas.revoke({ replica: named, reason: 'mất cắp' });
    await exchange(first, office);
    const copy = await reopen(lost, { copyTo: path.join(makeTestFolder(), 'copy') });
    expect(await replicaOf(copy)).not.toBe(named);
    for (const name of ['Sau một', 'Sau hai']) {
      await addStudent(copy, name);
      for (const to of [first, office]) await carry(copy, to);
    }
    for (const side of [first, office]) {
      expect(await studentNames(side)).toEqual(['Trước']);
      const listed = (await side.client.replicas.list()).find((each) => each.continues === named);
      expect(listed).toMatchObject({ revokedAfter: 0 });
      expect(await side.register.part(Exchange).findKnownCaller(listed!.replica)).toMatchObject({ isLockedOut: true });
    }
    const { rows } = await first.client.files.list({ state: 'quarantined' });
    const earlier = rows.sort((one, other) => one.first - other.first).find((row) => row.replica !== named);
    await first.client.files.release({ id: earlier!.id });
    expect(await studentNames(first)).toEqual(['Sau hai', 'Sau một', 'Trước']);
    await exchange(first, office);
    expect(await studentNames(office)).toEqual(['Sau hai', 'Sau một', 'Trước']);
    await addStudent(copy, 'Sau ba');
    await carry(copy, first);
    expect(await studentNames(first)).toContain('Sau ba');
    await expectSound(first, office);
  });

  it('counts nothing while it is not known for which PC one goes on, and a PC of its side is locked out', async () => {
    const first = await openSchool();
    const [lost, third] = [await joinSide(first, 'Máy mất'), await joinSide(first, 'Máy thư viện')];
    for (const side of [lost, third]) {
      await exchange(first, side);
      await sit(side);
      await exchange(side, first);
    }
    await first.client.replicas.revoke({ replica: await replicaOf(lost), reason: 'mất cắp' });
    const once = await reopen(third, { copyTo: path.join(makeTestFolder(), 'once') });
    const between = await replicaOf(once);
    const twice = await reopen(once, { copyTo: path.join(makeTestFolder(), 'twice') });
    await addStudent(twice, 'Sau');
    const files = await filesFor(twice, first);
    const [links, others] = [true, false].map((is) => files.filter(({ name }) => name.includes(between) === is));
    for (const { bytes } of others!) await receive(first, bytes);
    expect(await studentNames(first)).not.toContain('Sau');
    for (const { bytes } of links!) await receive(first, bytes);
    expect(await studentNames(first)).toContain('Sau');
  });

  it('goes on trusting a PC that was restored in good order when what it was before is locked out', async () => {
    const first = await openSchool();
    const second = await joinSide(first, 'Máy thư viện');
    await exchange(first, second);
    await sit(second);
    await addStudent(second, 'Trước');
    const former = await replicaOf(second);
    const restored = await reopen(second, { copyTo: path.join(makeTestFolder(), 'restored') });
    await addStudent(restored, 'Sau');
    await exchange(restored, first);
    await first.client.replicas.revoke({ replica: former, reason: 'máy hỏng' });
    await addStudent(restored, 'Sau nữa');
    await carry(restored, first);
    const again = await reopen(restored, { copyTo: path.join(makeTestFolder(), 'again') });
    await addStudent(again, 'Lại khôi phục');
    await carry(again, first);
    expect(await studentNames(first)).toEqual(['Lại khôi phục', 'Sau', 'Sau nữa', 'Trước']);
    const revoked = (await first.client.replicas.list()).filter((each) => each.revokedAfter !== null);
    expect(revoked.map(({ replica }) => replica)).toEqual([former]);

    // Left as it stood, it can be locked out by itself, and then nothing that goes on for it counts.
    await first.client.replicas.revoke({ replica: await replicaOf(again), reason: 'mất cắp' });
    const copy = await reopen(again, { copyTo: path.join(makeTestFolder(), 'copy') });
    await addStudent(copy, 'Không tính');
    await carry(copy, first);
    expect(await studentNames(first)).not.toContain('Không tính');
    await expectSound(first);
  });

  it('does not take back what another side locked out, when it goes on from a copy', async () => {
    const office = await openOffice();
    const first = await openSchool();
    await enrol(office, first);
    const lost = await joinSide(first, 'Máy mất');
    await exchange(first, lost);
    await sit(lost);
    await addStudent(lost, 'Trước');
    await exchange(lost, first);
    await exchange(first, office);
    const lostReplica = await replicaOf(lost);
    await office.client.replicas.revoke({ replica: lostReplica, reason: 'mất cắp' });
    await exchange(office, first);
    const copy = await reopen(lost, { copyTo: path.join(makeTestFolder(), 'copy') });
    await addStudent(copy, 'Sau');
    await carry(copy, first);
    const { rows } = await first.client.files.list({ state: 'quarantined' });
    const copied = rows.find((row) => row.replica !== lostReplica);
    await expect(first.client.files.release({ id: copied!.id })).rejects.toMatchObject({ code: 'fileNotQuarantined' });
  });

  it('takes at every PC of the side what one of them released, though nobody brings the file again', async () => {
    const first = await openSchool();
    const [sibling, lost] = [await joinSide(first, 'Máy thư viện'), await joinSide(first, 'Máy mất')];
    await exchange(first, sibling);
    await exchange(first, lost);
    await sit(lost);
    await addStudent(lost, 'Trước');
    for (const to of [first, sibling]) await carry(lost, to);
    await first.client.replicas.revoke({ replica: await replicaOf(lost), reason: 'mất cắp' });
    await exchange(first, sibling);
    for (const name of ['Sau một', 'Sau hai']) {
      await addStudent(lost, name);
      for (const to of [first, sibling]) await carry(lost, to);
    }
    const { rows } = await first.client.files.list({ state: 'quarantined' });
    expect(rows).toHaveLength(2);
    expect((await sibling.client.files.list({ state: 'quarantined' })).total).toBe(2);
    const [earlier] = rows.sort((one, other) => one.first - other.first);
    await first.client.files.release({ id: earlier!.id });

    // The word alone, not the file: a carrier does not bring again what its reader has kept.
    const own = await replicaOf(first);
    for (const { name, bytes } of await filesFor(first, sibling)) if (name.includes(own)) await receive(sibling, bytes);
    for (const side of [first, sibling]) {
      expect(await studentNames(side)).toEqual(['Sau một', 'Trước']);
      expect(await side.client.files.list({ state: 'quarantined' })).toMatchObject({
        total: 1,
        rows: [{ reason: 'revoked' }],
      });
    }
    await expectSound(first, sibling);
  });

  it('offers an office that was restored from an old copy everything again', async () => {
    let office = await openOffice();
    const school = await openSchool();
    await enrol(office, school);
    await exchange(school, office);
    const { dataDir } = office.register.options;
    const backup = path.join(makeTestFolder(), 'backup');
    await office.register.close();
    cpSync(dataDir, backup, { recursive: true });
    office = await openSide({ dataDir });
    await addStudent(school, 'Một');
    await exchange(school, office);
    await office.register.close();
    cpSync(path.join(backup, 'so-may.sqlite'), path.join(dataDir, 'so-may.sqlite'));
    office = await openSide({ dataDir });
    expect(await studentNames(office)).toEqual([]);
    await carry(office, school);
    await exchange(school, office);
    expect(await studentNames(office)).toEqual(['Một']);
    await expectSound(office, school);
  });
});
