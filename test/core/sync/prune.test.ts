/** Files that have done their work are removed, and are made again when somebody lacks them. */
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderCarrier } from '../../../core/carriers/folder-carrier.ts';
import type { Log } from '../../../core/host/log.ts';
import { CarrierStates } from '../../../core/sync/carrier-states.ts';
import { Exchange } from '../../../core/sync/exchange.ts';
import { readOuterHeader, writeOuterHeader } from '../../../core/sync/files/outer-header.ts';
import { pruneFiles } from '../../../core/sync/prune-files.ts';
import { makeTestFolder, TEST_NOW, type TestRegister } from '../open-test-register.ts';
import {
  addStudent,
  enrol,
  exchange,
  expectSound,
  filesFor,
  openOffice,
  openSchool,
  ownerOf,
  studentNames,
} from './sides.ts';

const DAY = 24 * 3600 * 1000;

/** `outbox/…` or `inbox/…` of a side, packages and parts of them only. */
function filesIn(side: TestRegister, folder: string): string[] {
  const whole = path.join(side.register.options.dataDir, folder);
  return existsSync(whole) ? readdirSync(whole).filter((name) => statSync(path.join(whole, name)).isFile()) : [];
}

function makeOld(side: TestRegister, place: string, days: number): void {
  const at = new Date(Date.now() - days * DAY);
  utimesSync(path.join(side.register.options.dataDir, place), at, at);
}

/** A school of an office whose clock the test sets. */
async function openEnrolled(): Promise<{ office: TestRegister; school: TestRegister; pass: (days: number) => void }> {
  let now = TEST_NOW;
  const office = await openOffice();
  const school = await openSchool('17150501', { clock: () => now });
  await enrol(office, school);
  return { office, school, pass: (days) => void (now = new Date(now.getTime() + days * DAY)) };
}

async function carryByFolder(side: TestRegister, folder: string): Promise<void> {
  const { register } = side;
  const carrier = new FolderCarrier({
    exchange: register.part(Exchange),
    states: register.part(CarrierStates),
    findPlaces: async () => [folder],
    now: () => TEST_NOW,
  });
  await carrier.run(() => undefined, new AbortController().signal);
}

describe('own packages in outbox/', () => {
  it('go thirty days after the office has confirmed them, and are written again for an office that lost them', async () => {
    const { office, school, pass } = await openEnrolled();
    await addStudent(school, 'Một');
    await exchange(school, office);
    expect(filesIn(school, 'outbox')).not.toEqual([]);
    expect(await pruneFiles(school.register)).toBe(0);
    pass(31);
    await addStudent(school, 'Hai');
    await school.register.part(Exchange).pack();
    await pruneFiles(school.register);
    // What the office has not confirmed stays, however old.
    expect(filesIn(school, 'outbox')).toHaveLength(1);
    pass(400);
    await pruneFiles(school.register);
    expect(filesIn(school, 'outbox')).toHaveLength(1);

    // An office that begins anew from an empty disk, with the same keys, is a new epoch: everything is offered again.
    await school.register.exclusively(() =>
      school.register.transact((db) => db.updateTable('acknowledgements').set({ seq: 0 }).execute()),
    );
    const names = (await filesFor(school, office)).filter(({ kind }) => kind === 'package');
    expect(names.length).toBeGreaterThan(1);
    expect(names.some(({ name }) => name.includes('-1-'))).toBe(true);
    await exchange(school, office);
    expect(await studentNames(office)).toEqual(['Hai', 'Một']);
    await expectSound(office, school);
  });

  it('stay for ever without an office: they are the only copy outside the register', async () => {
    let now = TEST_NOW;
    const school = await openSchool('17150501', { clock: () => now });
    await addStudent(school, 'Một');
    await school.register.part(Exchange).pack();
    now = new Date(now.getTime() + 4000 * DAY);
    expect(await pruneFiles(school.register)).toBe(0);
    expect(filesIn(school, 'outbox')).toHaveLength(1);
  });
});

describe('what others wrote', () => {
  it('stays in inbox/; what no row names and what was half written goes after a day', async () => {
    const { office, school } = await openEnrolled();
    await addStudent(school, 'Một');
    await exchange(school, office);
    const kept = filesIn(office, 'inbox');
    expect(kept).not.toEqual([]);
    const { dataDir } = office.register.options;
    for (const [name, days] of [
      [`inbox/${'a'.repeat(64)}.somay`, 2],
      [`inbox/${'b'.repeat(64)}.somay`, 0],
      ['outbox/x.somay.part', 2],
    ] as const) {
      writeFileSync(path.join(dataDir, name), 'left behind');
      makeOld(office, name, days);
    }
    for (const name of kept) makeOld(office, `inbox/${name}`, 400);
    expect(await pruneFiles(office.register)).toBe(2);
    expect(filesIn(office, 'inbox').sort()).toEqual([...kept, `${'b'.repeat(64)}.somay`].sort());
  });

  it('is sealed again for the superior after its copy for it has gone', async () => {
    const [province, { office, school }] = [await openOffice('Sở'), await openEnrolled()];
    await enrol(province, office);
    await addStudent(school, 'Một');
    await exchange(school, office);
    await exchange(office, province);
    await exchange(office, province);
    const folder = `outbox/${await ownerOf(province)}`;
    const sealed = filesIn(office, folder).filter((name) => /^[0-9a-f]{64}\.somay$/.test(name));
    expect(sealed).not.toEqual([]);
    for (const name of sealed) makeOld(office, `${folder}/${name}`, 31);
    await pruneFiles(office.register);
    expect(filesIn(office, folder).filter((name) => sealed.includes(name))).toEqual([]);
    await office.register.exclusively(() =>
      office.register.transact((db) => db.updateTable('acknowledgements').set({ seq: 0 }).execute()),
    );
    expect((await filesFor(office, province)).filter(({ kind }) => kind === 'package').length).toBeGreaterThan(1);
  });
});

describe('a stick', () => {
  it('is cleared of own packages that the office has confirmed, and of nothing else', async () => {
    const { office, school } = await openEnrolled();
    const stick = makeTestFolder();
    await addStudent(school, 'Một');
    await carryByFolder(school, stick);
    const folder = path.join(stick, 'so-may', await ownerOf(office));
    const packages = (): string[] => readdirSync(folder).filter((name) => /-\d+-\d+\.somay$/.test(name));
    expect(packages()).not.toEqual([]);
    const [before] = packages();
    writeFileSync(path.join(folder, 'IMG_1.jpg'), 'photo');
    // The same numbers with other bytes: a header is a hint that nobody signed.
    const { header } = readOuterHeader(readFileSync(path.join(folder, before ?? '')));
    const payload = Buffer.from('another');
    const payloadSha256 = hash('sha256', payload, 'hex');
    writeFileSync(
      path.join(folder, 'copy.somay'),
      Buffer.concat([writeOuterHeader({ ...header, payloadBytes: payload.length, payloadSha256 }), payload]),
    );
    await carryByFolder(school, stick);
    expect(packages()).toHaveLength(1);

    await carryByFolder(office, stick);
    expect(packages()).toHaveLength(1);
    await carryByFolder(school, stick);
    expect(packages()).toEqual([]);
    expect(existsSync(path.join(folder, 'IMG_1.jpg'))).toBe(true);
    expect(existsSync(path.join(folder, 'copy.somay'))).toBe(true);

    await addStudent(school, 'Hai');
    await carryByFolder(school, stick);
    await carryByFolder(office, stick);
    expect(await studentNames(office)).toEqual(['Hai', 'Một']);
  });

  it('with an oversized file: refused by name, listed, and logged once, also when the program starts anew', async () => {
    const { office, school } = await openEnrolled();
    const lines: Parameters<Log>[0][] = [];
    office.register.options.log = (line) => void lines.push(line);
    await addStudent(school, 'Một');
    const stick = makeTestFolder();
    await carryByFolder(school, stick);
    const folder = path.join(stick, 'so-may', await ownerOf(office));
    const [name] = readdirSync(folder).filter((each) => /-\d+-\d+\.somay$/.test(each));
    truncateSync(path.join(folder, name ?? ''), 40 * 1024 * 1024);
    // Each with a memory of its own, as two starts of the program.
    await carryByFolder(office, stick);
    await carryByFolder(office, stick);
    const { rows } = await office.client.files.list({ state: 'refused' });
    expect(rows).toMatchObject([{ reason: 'malformed', sizeBytes: 40 * 1024 * 1024, ownerName: 'Trường 17150501' }]);
    expect(lines.filter(({ message }) => message === 'a file was refused')).toMatchObject([{ reason: 'malformed' }]);
  });
});
