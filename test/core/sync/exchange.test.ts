/** A school and an office exchange files. */
import { describe, expect, it } from 'vitest';
import { Exchange } from '../../../core/sync/exchange.ts';
import { readOuterHeader } from '../../../core/sync/files/outer-header.ts';
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
  reopen,
  studentNames,
} from './sides.ts';

describe('a school and its office', () => {
  it('carries pupils up and the confirmation back', async () => {
    const [office, school] = [await openOffice(), await openSchool()];
    await enrol(office, school);
    const id = await addStudent(school, 'Vàng A Páo');
    expect(await school.client.sync.states({ records: [id] })).toEqual([{ record: id, state: 'waiting' }]);
    await school.register.part(Exchange).pack();
    expect(await school.client.sync.states({ records: [id] })).toEqual([{ record: id, state: 'packed' }]);

    const received = await carry(school, office);
    expect(received.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['answer', 'taken'],
      ['acknowledgement', 'taken'],
      ['package', 'taken'],
    ]);
    expect(await studentNames(office)).toEqual(['Vàng A Páo']);
    await carry(office, school);
    expect(await school.client.sync.states({ records: [id] })).toEqual([{ record: id, state: 'accepted' }]);
    const status = await school.client.sync.status();
    expect(status).toMatchObject({ changes: status.accepted, waitingSince: null });
    expect(status.collector?.enrolledAt).not.toBeNull();
    expect(await office.client.enrolment.members()).toMatchObject([{ students: 1, missingChanges: 0, silentDays: 0 }]);
    await expectSound(office, school);
  });

  it('sends nothing twice that was confirmed, and takes a repeated file as known', async () => {
    const [office, school] = [await openOffice(), await openSchool()];
    await enrol(office, school);
    await addStudent(school, 'Vàng A Páo');
    const files = await filesFor(school, office);
    for (const { bytes } of [...files, ...files]) await receive(office, bytes);
    const again = await Promise.all(files.map(({ bytes }) => receive(office, bytes)));
    expect(again.map(({ outcome }) => outcome)).toEqual(['known', 'known', 'known']);
    await exchange(office, school);
    expect((await filesFor(school, office)).map(({ kind }) => kind)).toEqual(['acknowledgement']);
    await expectSound(office, school);
  });

  it('lets what comes before its turn wait, over a restart, until the gap is filled', async () => {
    let office = await openOffice();
    const school = await openSchool();
    await enrol(office, school);
    await exchange(school, office);
    for (const name of ['Một', 'Hai', 'Ba']) {
      await addStudent(school, name);
      await school.register.part(Exchange).pack();
    }
    const packages = (await filesFor(school, office)).filter(({ kind }) => kind === 'package');
    expect(packages).toHaveLength(3);
    const outcomes = [];
    for (const index of [2, 1]) outcomes.push((await receive(office, packages[index]!.bytes)).outcome);
    expect(outcomes).toEqual(['waiting', 'waiting']);
    expect(await office.client.enrolment.members()).toMatchObject([{ students: 0 }]);
    expect((await office.client.enrolment.members())[0]!.missingChanges).toBeGreaterThan(0);
    office = await reopen(office);
    expect((await receive(office, packages[0]!.bytes)).outcome).toBe('taken');
    expect(await studentNames(office)).toEqual(['Ba', 'Hai', 'Một']);
    expect(await office.client.sync.status()).toMatchObject({ waitingFiles: 0 });
    await expectSound(office, school);
  });

  it('forwards to the superior office, which trusts whom the office enrolled', async () => {
    const [province, commune, school] = [await openOffice('Sở'), await openOffice(), await openSchool()];
    await enrol(province, commune);
    await enrol(commune, school);
    await addStudent(school, 'Vàng A Páo');
    await exchange(school, commune);
    await exchange(commune, province);
    await exchange(commune, province);
    expect(await studentNames(province)).toEqual(['Vàng A Páo']);
    await expectSound(province, commune, school);
  });

  it('refuses a stranger by name and goes on', async () => {
    const [office, school, stranger] = [await openOffice(), await openSchool(), await openSchool('99')];
    await enrol(office, school);
    await addStudent(stranger, 'Ai đó');
    await stranger.register.part(Exchange).pack();
    const [own] = await stranger.register.reader.selectFrom('packages').selectAll().execute();
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(`${stranger.register.options.dataDir}/${own!.file}`);
    expect(await receive(office, bytes)).toMatchObject({ outcome: 'refused', reason: 'notOwner' });
    expect(await receive(office, Buffer.from('x'))).toMatchObject({ outcome: 'refused', reason: 'malformed' });
    await exchange(school, office);
    expect(await office.client.sync.status()).toMatchObject({ refusedFiles: 2 });
  });
});

it('leaves in a shared folder what its office wrote for itself and its superior: not refused, and not opened again', async () => {
  const [superior, office, school] = [await openOffice(), await openOffice(), await openSchool()];
  await enrol(superior, office);
  await enrol(office, school);
  await exchange(school, office);
  await exchange(office, superior);
  await office.client.people.save({ name: 'Khà Văn Tình', role: 'clerk' });
  const files = (await filesFor(office, superior)).filter(
    ({ kind, bytes }) => kind === 'package' && readOuterHeader(bytes).header.to === '',
  );
  expect(files.length).toBeGreaterThan(0);
  const reader = school.register.part(Exchange);
  for (const { bytes } of files) {
    expect(await reader.receive(bytes, 'folder')).toMatchObject({ outcome: 'known', reason: null });
    expect(await reader.isWanted(readOuterHeader(bytes).header)).toBe(false);
    // Whoever opens it by hand is told.
    expect(await reader.receive(bytes, 'hand')).toMatchObject({ outcome: 'refused', reason: 'notOwner' });
  }
});
