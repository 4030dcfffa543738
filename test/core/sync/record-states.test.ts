/** How a record stands on its way up is the same whatever carried the files: waiting, packed, received, accepted, refused. */
import { expect, it } from 'vitest';
import { Exchange } from '../../../core/sync/exchange.ts';
import type { Carried } from '../../../core/sync/received.ts';
import type { TestRegister } from '../open-test-register.ts';
import { addStudent, enrol, exchange, filesFor, openOffice, openSchool, ownerOf } from './sides.ts';

it.each<Carried>(['http', 'folder', 'hand'])('goes from waiting to accepted, or refused, over %s', async (carrier) => {
  const [office, school] = [await openOffice(), await openSchool()];
  const stateOf = async (record: string) => (await school.client.sync.states({ records: [record] }))[0]?.state;
  const take = (side: TestRegister, bytes: Buffer) => side.register.part(Exchange).receive(bytes, carrier);
  const answer = async () => {
    for (const { bytes } of await filesFor(office, school)) await take(school, bytes);
  };
  await enrol(office, school);
  await exchange(school, office);
  const first = await addStudent(school, 'Một');
  expect(await stateOf(first)).toBe('waiting');
  await school.register.part(Exchange).pack();
  expect(await stateOf(first)).toBe('packed');
  const second = await addStudent(school, 'Hai');
  const packages = (await filesFor(school, office)).filter(({ kind }) => kind === 'package');
  expect(packages).toHaveLength(2);
  await take(office, packages[1]!.bytes);
  await answer();
  expect([await stateOf(first), await stateOf(second)]).toEqual(['packed', 'received']);
  await take(office, packages[0]!.bytes);
  await answer();
  expect([await stateOf(first), await stateOf(second)]).toEqual(['accepted', 'accepted']);
  // An edit waits again, until it has gone, too.
  await school.client.students.save({ id: first, fullName: 'Một sửa' });
  expect(await stateOf(first)).toBe('waiting');
  await office.register.run(office.session, async (command) => {
    const where = { change: second, recordTable: 'students', record: second };
    command.create('refusals', { member: await ownerOf(school), ...where, reason: 'malformed' });
  });
  await answer();
  expect(await stateOf(second)).toBe('refused');
  expect((await school.client.sync.refused({})).rows).toMatchObject([{ record: second, student: second }]);
  expect((await office.client.sync.refused({})).rows).toMatchObject([
    { record: second, label: 'Hai', ownerName: 'Trường 17150501', reason: 'malformed', student: second },
  ]);
  expect((await office.client.sync.refused({ records: [first] })).rows).toEqual([]);
  expect((await office.client.sync.refused({ records: [first, second] })).total).toBe(1);
  // A change that names the refused one mends it.
  await school.client.students.save({ id: second, fullName: 'Hai sửa' });
  expect(await stateOf(second)).toBe('waiting');
  await exchange(school, office);
  expect((await office.client.sync.refused({})).rows).toEqual([]);
});
