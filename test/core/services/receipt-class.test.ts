import { describe, expect, it } from 'vitest';
import {
  addDevice,
  addDevices,
  addPupil,
  addSiblings,
  classNamed,
  listMovements,
  openTestSchool,
  problemOf,
  RECEIVED_ON,
  RECEIVER,
} from './device-fixture.ts';

const receiver = { receiverName: 'Hà Văn Tiến', receiverRelation: 'father' } as const;

async function openPlannedClass() {
  const school = await openTestSchool();
  const { client, round } = school;
  const [an, binh, cuong] = [
    await addPupil(client, 'Bùi Văn An', { guardian: 'Bùi Văn Nghĩa', status: 'poor' }),
    await addPupil(client, 'Hà Thị Bình'),
    await addPupil(client, 'Lò Văn Cường'),
  ];
  const devices = await addDevices(client, round, 'S1', 'S2', 'S3');
  const schoolClass = await classNamed(client, '6A');
  await client.assignments.saveClass({ class: schoolClass, round });
  return { ...school, an, binh, cuong, devices, schoolClass };
}

describe('the sheet of a class', () => {
  it('shows what is planned, who normally signs, and what was signed', async () => {
    const { client, round, schoolClass, an, cuong, devices } = await openPlannedClass();
    const { id } = await client.receipts.save({ student: cuong, ...RECEIVER });
    const sheet = await client.receipts.sheet({ class: schoolClass, round });
    expect(sheet.map((row) => row.fullName)).toEqual(['Bùi Văn An', 'Hà Thị Bình', 'Lò Văn Cường']);
    expect(sheet[0]).toMatchObject({
      student: an,
      povertyStatus: 'poor',
      guardianName: 'Bùi Văn Nghĩa',
      guardianRelation: 'father',
      device: devices[0],
      serialNumber: 'S1',
      model: 'SM-T225',
      receipt: null,
      obstacle: null,
    });
    expect(sheet[2]).toMatchObject({
      assignment: null,
      device: null,
      receipt: { id, serialNumber: 'S3' },
      obstacle: { problem: 'studentHoldsDevice', details: { serialNumber: 'S3' } },
    });
  });

  it('covers the whole school without a class, and one round only', async () => {
    const { client, round } = await openPlannedClass();
    await addPupil(client, 'Hà Văn Bảy', { className: '10A' });
    await addPupil(client, 'Hà Văn Tám', { className: '7A' });
    const sheet = await client.receipts.sheet({ class: null, round });
    expect(sheet.map((row) => row.className)).toEqual(['6A', '6A', '6A', '7A', '10A']);
    const { id: other } = await client.rounds.save({ name: 'Đợt 2', mode: 'gift', entitlement: 'per_student' });
    const later = await client.receipts.sheet({ class: null, round: other });
    expect(later.every((row) => row.assignment === null)).toBe(true);
    const call = client.receipts.sheet({ class: null, round: '0000000000000000-0000009' });
    expect((await problemOf(call)).code).toBe('recordNotFound');
  });
});

describe('the class signs in one action', () => {
  it('saves every ticked line, in one command, and leaves out the absent', async () => {
    const school = await openPlannedClass();
    const { client, round, schoolClass, register } = school;
    const sheet = await client.receipts.sheet({ class: schoolClass, round });
    const lines = sheet.slice(0, 2).map((row) => ({ student: row.student, device: row.device!, ...receiver }));
    const answer = await client.receipts.saveClass({ round, receivedOn: RECEIVED_ON, lines });
    expect(answer).toMatchObject({ saved: 2, refused: [] });
    expect((await client.receipts.list({ class: schoolClass })).total).toBe(2);
    const changes = await register.reader
      .selectFrom('changes')
      .select('recordTable')
      .where('command', '=', answer.command ?? '')
      .execute();
    expect(changes.map((change) => change.recordTable)).toEqual(['receipts', 'movements', 'receipts', 'movements']);
    expect(await client.devices.stock({})).toMatchObject([{ inStock: 0, assigned: 1, handedOver: 2 }]);
  });

  it('saves the good lines and names the others, each on what the lines before it did', async () => {
    const school = await openPlannedClass();
    const { client, round, an, binh, cuong, devices } = school;
    const { id: otherRound } = await client.rounds.save({ name: 'Đợt 2', mode: 'gift', entitlement: 'per_student' });
    const foreign = await addDevice(client, otherRound, 'X1');
    const sua = await addPupil(client, 'Vàng Thị Sua');
    const nobody = '0000000000000000-0000009';
    const line = (student: string, device: string) => ({ student, device, ...receiver });
    const answer = await client.receipts.saveClass({
      round,
      receivedOn: RECEIVED_ON,
      lines: [
        line(an, devices[0]!),
        line(an, devices[0]!),
        line(binh, devices[2]!),
        line(sua, foreign),
        line(nobody, devices[1]!),
        line(sua, nobody),
        line(cuong, devices[2]!),
      ],
    });
    expect(answer.saved).toBe(2);
    expect(answer.refused.map(({ label, problem }) => [label, problem])).toEqual([
      ['Bùi Văn An', 'deviceAlreadyHandedOver'],
      ['Hà Thị Bình', 'deviceAssignedToOther'],
      ['Vàng Thị Sua', 'deviceOfOtherRound'],
      ['', 'studentNotFound'],
      ['Vàng Thị Sua', 'deviceNotFound'],
    ]);
    expect((await listMovements(school)).filter((movement) => movement.kind === 'handed_over')).toHaveLength(2);
  });

  it('stops the second of a household in the same action', async () => {
    const school = await openPlannedClass();
    const { client, schoolClass } = school;
    const [pao, mai] = await addSiblings(school, schoolClass, 'Vàng A Páo', 'Vàng Thị Mai');
    const { id: round } = await client.rounds.save({ name: 'TT 09', mode: 'loan', entitlement: 'per_household' });
    const [first, second] = await addDevices(client, round, 'H1', 'H2');
    const answer = await client.receipts.saveClass({
      round,
      receivedOn: RECEIVED_ON,
      lines: [
        { student: pao!, device: first!, ...receiver },
        { student: mai!, device: second!, ...receiver },
      ],
    });
    expect(answer).toMatchObject({ saved: 1, refused: [{ student: mai, problem: 'householdHoldsDevice' }] });
    expect((await client.receipts.list({ student: pao! })).rows).toMatchObject([{ mode: 'loan' }]);
  });

  it('writes nothing for a day that is still to come', async () => {
    const { client, round, an, devices } = await openPlannedClass();
    const lines = [{ student: an, device: devices[0]!, ...receiver }];
    const call = client.receipts.saveClass({ round, receivedOn: '2026-10-05', lines });
    expect((await problemOf(call)).code).toBe('receivedOnInFuture');
    expect((await client.receipts.list({})).total).toBe(0);
  });
});
