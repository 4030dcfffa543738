/** The whole way of a school's register to its office and back, by command line alone. */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTestFolder } from '../core/open-test-register.ts';
import { type Desk, openDesk, openFilledDesk, roster } from './so-may.ts';

const office = ['--role', 'office', '--name', 'UBND xã Mai Châu', '--person', 'Bùi Văn Hạnh'];

async function openEnrolled() {
  const collecting = openDesk();
  await collecting.get('init', ...office);
  const school = await openFilledDesk();
  const invitation = path.join(makeTestFolder(), 'thu-moi.somay');
  const { digits } = await collecting.get('enrol', '--out', invitation, '--code', '17150501');
  return { collecting, school, invitation, digits: String(digits), stick: makeTestFolder() };
}

async function joinTo(first: Desk): Promise<Desk> {
  const second = openDesk();
  const file = path.join(makeTestFolder(), 'may-thu-hai.somay');
  const { digits } = await first.get('replicas', '--invite', file);
  await second.get('join', file, '--digits', String(digits), '--name', 'Máy thư viện');
  return second;
}

/** Lets all take turns over one folder so often that all is heard, then twice more: not a file is moved or touched. */
async function expectQuietAfter(rounds: number, desks: readonly Desk[]): Promise<void> {
  const shared = makeTestFolder();
  const listFiles = () =>
    readdirSync(shared, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((name) => {
        const { ino, mtimeMs } = statSync(path.join(shared, name));
        return [name, ino, mtimeMs];
      });
  for (const desk of desks) await desk.get('sync', 'folder', shared);
  for (let round = 0; round < rounds; round += 1) for (const desk of desks) await desk.get('sync', '--once');
  const files = listFiles();
  expect(files.length).toBeGreaterThan(desks.length);
  for (let round = 0; round < 2; round += 1)
    for (const desk of desks)
      expect(await desk.get('sync', '--once')).toMatchObject({ sentFiles: 0, receivedFiles: 0, refusedFiles: 0 });
  expect(listFiles()).toEqual(files);
}

describe('so-may enrol, package, sync status', () => {
  it('carries a register to the office on a stick, and the confirmation back', async () => {
    const { collecting, school, invitation, stick } = await openEnrolled();
    expect(await school.get('sync', 'status')).toMatchObject({ collector: null });
    expect(await school.get('enrol', invitation)).toMatchObject({ name: 'UBND xã Mai Châu', enrolledAt: null });
    expect(await school.get('package', 'write', '--to', stick)).toMatchObject({ refusedFiles: 0 });
    expect(existsSync(path.join(stick, 'so-may'))).toBe(true);
    expect(await collecting.get('package', 'read', stick)).toMatchObject({ refusedFiles: 0 });
    expect(await collecting.list('students')).toHaveLength(59);
    await collecting.get('package', 'write', '--to', stick);
    await school.get('package', 'read', stick);
    const status = await school.get('sync', 'status');
    expect(status).toMatchObject({ accepted: status['changes'], waitingSince: null, refusedRecords: 0 });
    const { acceptedChanges } = status['collector'] as { acceptedChanges: number };
    expect(acceptedChanges).toBeGreaterThan(400);
    expect((await collecting.get('verify'))['isSound']).toBe(true);
    expect((await school.get('verify'))['isSound']).toBe(true);
    // The filled register is a copy, which went on as an installation of its own.
    expect(await collecting.list('replicas')).toHaveLength(3);
  });

  it('packs what a short command wrote as soon as it has ended, and nothing after one that only read', async () => {
    const school = openDesk();
    await school.get('init', '--code', '17150501', '--name', 'Trường 1', '--school-year', '2026-2027');
    const listOutbox = () => readdirSync(path.join(school.dataDir, 'outbox'));
    expect(listOutbox()).toHaveLength(1);
    await school.get('import', roster);
    const packages = listOutbox();
    expect(packages).toHaveLength(2);
    const { changes, packed } = await school.get('sync', 'status');
    expect(Number(changes)).toBeGreaterThan(100);
    expect(packed).toBe(changes);
    await school.list('devices');
    expect(listOutbox()).toEqual(packages);
    // A list with whole ID numbers is remembered, so it writes.
    await school.list('students');
    expect(listOutbox()).toHaveLength(3);
  });

  it('takes an invitation by its digits, and only once', async () => {
    const { collecting, school, digits, invitation, stick } = await openEnrolled();
    expect(await school.problem('enrol', `${digits.slice(0, -1)}${(Number(digits.at(-1)) + 1) % 10}`)).toMatchObject({
      problem: 'codeWrong',
    });
    await school.get('enrol', digits);
    await school.get('package', 'write', '--to', stick);
    await collecting.get('package', 'read', stick);
    const before = await collecting.list('replicas');
    const other = openDesk();
    await other.get('init', '--code', '17150502', '--name', 'Trường khác', '--school-year', '2026-2027');
    await other.get('enrol', invitation);
    await other.get('package', 'write', '--to', stick);
    await collecting.run('package', 'read', stick);
    expect(await collecting.list('students')).toHaveLength(59);
    expect(await collecting.list('replicas')).toHaveLength(before.length);
  });

  it('says by name what is no file of this program, with status 1', async () => {
    const desk = await openFilledDesk();
    const file = path.join(makeTestFolder(), 'x.somay');
    writeFileSync(file, 'PNG');
    expect(await desk.problem('package', 'read', file)).toMatchObject({ problem: 'fileRefused' });
    expect(await desk.problem('enrol', file)).toMatchObject({ problem: 'fileRefused' });
    expect((await desk.run('enrol')).status).toBe(2);
  });
});

describe('so-may sync --once', () => {
  it('sends by the folder that sync folder names, and by none after --none', async () => {
    const { collecting, school, invitation, stick } = await openEnrolled();
    await school.get('enrol', invitation);
    const shared = makeTestFolder();
    expect(await school.get('sync', 'folder', shared)).toEqual({ folder: shared });
    await collecting.get('sync', 'folder', shared);
    for (let turn = 0; turn < 2; turn += 1)
      for (const desk of [school, collecting])
        expect(await desk.get('sync', '--once')).toMatchObject({ refusedFiles: 0 });
    expect(await collecting.list('students')).toHaveLength(59);
    expect(await school.get('sync', 'folder', '--none')).toEqual({ folder: null });
    expect(await school.get('sync', '--once')).toMatchObject({ carriers: [] });
    expect(existsSync(path.join(stick, 'so-may'))).toBe(false);
  });

  // The filled register is a copy: it lays down what came from the office for the PC that it was copied from.
  it('writes and reads nothing more in a shared folder once each side has heard the other', async () => {
    const { collecting, school, invitation } = await openEnrolled();
    await school.get('enrol', invitation);
    await expectQuietAfter(3, [school, collecting]);
  });

  it('writes and reads nothing more either where both sides have further PCs', async () => {
    const [collecting, school] = [openDesk(), openDesk()];
    await collecting.get('init', ...office);
    await school.get('init', '--code', '17150501', '--name', 'Trường 1', '--school-year', '2026-2027');
    const invitation = path.join(makeTestFolder(), 'thu-moi.somay');
    await collecting.get('enrol', '--out', invitation);
    await school.get('enrol', invitation);
    await expectQuietAfter(4, [school, await joinTo(school), collecting, await joinTo(collecting)]);
    const { changes, accepted } = await school.get('sync', 'status');
    expect(accepted).toBe(changes);
  });

  it('uses the folder that the settings name, and packs without an office all the same', async () => {
    const desk = await openFilledDesk();
    const once = await desk.get('sync', '--once');
    expect(once).toMatchObject({ sentFiles: 0, refusedFiles: 0 });
    expect(existsSync(path.join(desk.dataDir, 'outbox'))).toBe(true);
    const status = await desk.get('sync', 'status');
    expect(status).toMatchObject({ packed: status['changes'] });
  });
});

describe('so-may replicas, join, revoke', () => {
  it('lets a second PC join and brings it the whole register, without an office', async () => {
    const [first, second] = [await openFilledDesk(), openDesk()];
    const folder = makeTestFolder();
    const file = path.join(folder, 'may-thu-hai.somay');
    const { digits } = await first.get('replicas', '--invite', file);
    const wrong = String(digits).replace(/.$/, (last) => String((Number(last) + 1) % 10));
    expect(await second.problem('join', file, '--digits', wrong, '--name', 'Máy thư viện')).toMatchObject({
      problem: 'codeWrong',
    });
    const kept = path.join(makeTestFolder(), 'chu-so.txt');
    writeFileSync(kept, `${String(digits)}\r\n`);
    await second.get('join', file, '--digits-file', kept, '--name', 'Máy thư viện');
    const stick = path.join(folder, 'usb');
    mkdirSync(stick);
    await first.get('package', 'write', '--to', stick);
    await second.get('package', 'read', stick);
    expect(await second.list('students')).toHaveLength(59);
    expect((await second.get('verify'))['isSound']).toBe(true);
    await second.get('package', 'write', '--to', stick);
    await first.get('package', 'read', stick);
    const replicas = await first.list('replicas');
    expect(replicas.map(({ name }) => name)).toContain('Máy thư viện');
    const other = replicas.find(({ isThisOne }) => isThisOne === false);
    await first.get('revoke', String(other?.['replica']), '--reason', 'Mất máy');
    expect((await first.list('replicas')).find(({ isThisOne }) => isThisOne === false)).toMatchObject({
      revokedAfter: other?.['lastSeq'],
    });
  });
});
