/** What is known to wait: at a PC, also of what it was before and of its further PCs; at an office, of each school. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { Exchange } from '../../../core/sync/exchange.ts';
import { makeTestFolder, TEST_NOW } from '../open-test-register.ts';
import {
  addStudent,
  carry,
  enrol,
  exchange,
  filesFor,
  openOffice,
  openSchool,
  openSide,
  receive,
  reopen,
  sit,
} from './sides.ts';

it('counts what this PC wrote before it went on as a new replica', async () => {
  const office = await openOffice();
  const original = await openSchool();
  await enrol(office, original);
  await exchange(original, office);
  await addStudent(original, 'Một');
  const before = await original.client.sync.status();
  const copy = await reopen(original, { copyTo: path.join(makeTestFolder(), 'copy') });
  const status = await copy.client.sync.status();
  expect(status.replica).not.toBe(before.replica);
  // One more: the event that says so.
  expect(status).toMatchObject({ changes: before.changes + 1, accepted: before.accepted });
  expect(status.waitingSince).toBe(TEST_NOW.toISOString());
  expect(status.siblings).toEqual([]);
  await exchange(copy, office);
  expect(await copy.client.sync.status()).toMatchObject({
    changes: before.changes + 1,
    packed: before.changes + 1,
    accepted: before.changes + 1,
    waitingSince: null,
  });
});

it('says what a further PC has that waits, here and there', async () => {
  const office = await openOffice();
  const first = await openSchool();
  await enrol(office, first);
  await exchange(first, office);
  const { file, digits } = await first.client.replicas.invite();
  const second = await openSide();
  await second.client.replicas.join({ file, digits, name: 'Máy hai' });
  await exchange(first, second);
  await sit(second);
  await addStudent(second, 'Hai');
  await carry(second, first);
  const own = (await second.client.sync.status()).changes;
  expect(own).toBeGreaterThan(0);
  const { replica } = await second.register.getInstallation();
  const mine = { replica, name: 'Máy hai' };
  expect((await first.client.sync.status()).siblings).toEqual([{ ...mine, changes: own, here: own, accepted: 0 }]);
  // Only its word has come, not the package.
  await addStudent(second, 'Ba');
  for (const { kind, bytes } of await filesFor(second, first))
    if (kind === 'acknowledgement') await receive(first, bytes);
  const all = (await second.client.sync.status()).changes;
  expect(all).toBeGreaterThan(own);
  expect((await first.client.sync.status()).siblings).toEqual([{ ...mine, changes: all, here: own, accepted: 0 }]);
  await carry(second, first);
  await exchange(first, office);
  expect((await first.client.sync.status()).siblings).toEqual([{ ...mine, changes: all, here: all, accepted: all }]);
});

it('lists schools by freshness, with the changes that are known to wait at each', async () => {
  let now = TEST_NOW;
  const office = await openOffice('UBND xã Mai Châu', { clock: () => now });
  const schools = [await openSchool('101'), await openSchool('102'), await openSchool('103')];
  for (const school of schools) await enrol(office, school);
  const [, early, late] = schools;
  await exchange(early!, office);
  now = new Date(TEST_NOW.getTime() + 9 * 24 * 3600 * 1000);
  await exchange(late!, office);
  now = new Date(TEST_NOW.getTime() + 12 * 24 * 3600 * 1000);
  // Seventeen pupils (two changes each), of which only the school's word has come.
  for (let number = 1; number <= 17; number += 1)
    await late!.client.students.save({
      fullName: `Em ${number}`,
      guardian: { name: 'Hà Văn Tiến', relation: 'father' },
    });
  await late!.register.part(Exchange).pack();
  for (const { kind, bytes } of await filesFor(late!, office))
    if (kind === 'acknowledgement') await receive(office, bytes);
  expect(
    (await office.client.enrolment.members()).map(({ code, silentDays, missingChanges }) => ({
      code,
      silentDays,
      missingChanges,
    })),
  ).toEqual([
    { code: '102', silentDays: 12, missingChanges: 0 },
    { code: '103', silentDays: 3, missingChanges: 34 },
  ]);
});
