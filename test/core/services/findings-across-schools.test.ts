/** What only an office can see: the same pupil, household or device in the registers of two of its schools. */
import { expect, it } from 'vitest';
import { enrol, exchange, expectSound, openOffice, openSchool, ownerOf } from '../sync/sides.ts';
import type { TestRegister } from '../open-test-register.ts';
import { addDevice, RECEIVER } from './device-fixture.ts';

async function openTwoSchools(): Promise<{ office: TestRegister; schools: [TestRegister, TestRegister] }> {
  const office = await openOffice();
  const schools: [TestRegister, TestRegister] = [await openSchool('101'), await openSchool('102')];
  for (const school of schools) await enrol(office, school);
  return { office, schools };
}

/** A child of a household whose head has this personal ID; no form asks for the household of a brother at another school. */
function addChild({ register, session }: TestRegister, fullName: string, headPersonalId: string): Promise<string> {
  return register.run(session, async (command) => {
    const household = command.create('households', { headName: 'Vàng A Páo', headPersonalId });
    return command.create('students', { fullName, household });
  });
}

async function kindsAt(office: TestRegister) {
  const { rows } = await office.client.findings.list({});
  return rows.map(({ kind, value, records }) => ({ kind, value, owners: records.map(({ owner }) => owner).sort() }));
}

it('finds a pupil, a household and a device in the registers of two schools', async () => {
  const { office, schools } = await openTwoSchools();
  const owners = [await ownerOf(schools[0]), await ownerOf(schools[1])].sort();
  for (const school of schools) {
    await school.client.students.save({ fullName: 'Sùng Thị Mai', personalId: '017314012345' });
    const [round] = await school.client.rounds.list();
    const device = await addDevice(school.client, round!.id, 'HA1V0001');
    await school.client.rounds.save({ ...round!, entitlement: 'per_household' });
    const child = await addChild(school, 'Vàng Thị Dí', '017088012345');
    await school.client.receipts.save({ student: child, device, ...RECEIVER });
    await exchange(school, office);
    // Within one school each of them is in order.
    expect((await school.client.findings.list({})).total).toBe(0);
  }
  expect(await kindsAt(office)).toEqual([
    { kind: 'householdTwoDevices', value: '0170••••••45', owners: [...owners, ...owners].sort() },
    { kind: 'serialNumberTwice', value: 'HA1V0001', owners },
    { kind: 'pupilAtTwoSchools', value: '0173••••••45', owners },
  ]);
  await expectSound(office);
});

it('finds nothing in a household whose children go to two schools with one device between them', async () => {
  const { office, schools } = await openTwoSchools();
  for (const [at, school] of schools.entries()) {
    const [round] = await school.client.rounds.list();
    await school.client.rounds.save({ ...round!, entitlement: 'per_household' });
    const child = await addChild(school, 'Vàng Thị Dí', '017088012345');
    const other = await addChild(school, 'Lò Văn Súa', `01708805432${at}`);
    const device = await addDevice(school.client, round!.id, `HA1V000${at}`);
    await school.client.receipts.save({ student: at === 0 ? child : other, device, ...RECEIVER });
    await exchange(school, office);
  }
  expect(await kindsAt(office)).toEqual([]);
});
