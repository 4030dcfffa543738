/** What a side hears of its files that others have and do not count, and what a person does about them. */
import { expect, it } from 'vitest';
import { Exchange } from '../../../core/sync/exchange.ts';
import { readOuterHeader } from '../../../core/sync/files/outer-header.ts';
import type { TestRegister } from '../open-test-register.ts';
import { addStudent, carry, enrol, exchange, filesFor, openOffice, openSchool, receive, sit } from './sides.ts';
import { joinPc, takeSnapshot } from './snapshots.ts';

const statusOf = (side: TestRegister) => side.client.sync.status();
const replicaOf = async (side: TestRegister) => (await side.register.getInstallation()).replica;
const forksAt = async (side: TestRegister) => (await side.client.files.list({ state: 'forked' })).rows;

it('tells a locked-out PC what no longer counts, its further PCs which files, and nobody any more once they are taken', async () => {
  const office = await openOffice();
  const first = await openSchool();
  await enrol(office, first);
  await exchange(first, office);
  const lost = await joinPc(first);
  await sit(lost);
  await addStudent(lost, 'Trước khi khoá');
  for (const side of [first, office]) await exchange(lost, side);
  const replica = await replicaOf(lost);
  expect(await statusOf(lost)).toMatchObject({ notTaken: [], lockedOutAfter: null });
  await office.client.replicas.revoke({ replica, reason: 'mất cắp' });
  await addStudent(lost, 'Sau khi khoá');
  await carry(lost, office);
  for (const side of [lost, first]) await carry(office, side);
  const notTaken = [{ replica, reason: 'revoked', files: 1 }];
  expect(await statusOf(lost)).toMatchObject({ notTaken, lockedOutAfter: expect.any(Number) as number });
  expect((await statusOf(lost)).notTaken[0]).toMatchObject({ isThisOne: true });
  expect(await statusOf(first)).toMatchObject({ notTaken, lockedOutAfter: null });
  expect((await statusOf(first)).notTaken[0]).toMatchObject({ isThisOne: false, name: 'Máy hai' });

  const [kept] = (await office.client.files.list({ state: 'quarantined' })).rows;
  await office.client.files.release({ id: kept!.id });
  for (const side of [lost, first]) await carry(office, side);
  expect(await statusOf(first)).toMatchObject({ notTaken: [], lockedOutAfter: null });
  expect((await statusOf(lost)).notTaken).toEqual([]);
});

it('lets a person say that a file with the numbers of another one is dealt with, however often it comes again', async () => {
  const office = await openOffice();
  const before = await openSchool();
  await enrol(office, before);
  await exchange(before, office);
  const { side, putBack } = await takeSnapshot(before);
  await addStudent(side, 'Một');
  await carry(side, office);
  const school = await putBack();
  await addStudent(school, 'Hai');
  const [file] = (await filesFor(school, office)).filter(({ kind }) => kind === 'package');
  // Of the numbers of one that was merged: a look at the outer header does not tell them apart, so it is read, once.
  const { header } = readOuterHeader(file!.bytes);
  const isWanted = () => office.register.part(Exchange).isWanted(header);
  expect(await isWanted()).toBe(true);
  expect(await receive(office, file!.bytes)).toMatchObject({ outcome: 'forked' });
  expect(await isWanted()).toBe(false);
  const [fork] = await forksAt(office);
  expect((await statusOf(office)).forks).toBe(1);

  await office.client.files.settle({ id: fork!.id, isSettled: true });
  expect((await statusOf(office)).forks).toBe(0);
  expect(await receive(office, file!.bytes)).toMatchObject({ outcome: 'known' });
  expect((await statusOf(office)).forks).toBe(0);
  expect(await forksAt(office)).toMatchObject([{ id: fork!.id, reason: 'settled' }]);

  await office.client.files.settle({ id: fork!.id, isSettled: false });
  expect((await statusOf(office)).forks).toBe(1);
  await expect(office.client.files.settle({ id: 'no-such-file', isSettled: true })).rejects.toMatchObject({
    code: 'fileNotForked',
  });
});
