/** A school that has lost its passphrases and its code is let in again by its office, where it had allowed that. */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openRegister, type Session } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import { findVaultFile } from '../../../core/vault/vault-file.ts';
import { makeTestFolder, type TestRegister } from '../open-test-register.ts';
import { addStudent, enrol, exchange, openOffice, openSchool, openSide, studentNames } from '../sync/sides.ts';

const LOST = 'trâu ngồi đếm sao';
const NEW = 'suối chảy qua bản';
const OFFICE = 'gạch tám mèo mây';

beforeEach(() => void vi.stubEnv('SO_MAY_BACKUP_DIR', makeTestFolder()));
afterEach(() => void vi.unstubAllEnvs());

/** A protected school with a pupil, whose office may open its register when `isAllowed`; closed, on a stick. */
async function makeSchool(
  office: TestRegister,
  isAllowed: boolean,
): Promise<{ stick: string; code: string; person: string }> {
  const school = await openSchool();
  await enrol(office, school);
  await exchange(school, office);
  await addStudent(school, 'Tòng Thị Xuyến');
  const { code } = await school.client.vault.protect({ newPassphrase: LOST });
  if (isAllowed) await school.client.vault.saveOffice({ passphrase: LOST, isOn: true });
  const person = school.session.personId!;
  await school.register.close();
  const stick = path.join(makeTestFolder(), 'so-may');
  cpSync(school.register.options.dataDir, stick, { recursive: true });
  return { stick, code, person };
}

describe('an office', () => {
  it('opens the register of a school by the envelope sealed to it; the school goes on with a new passphrase and a new code', async () => {
    const office = await openOffice();
    const { stick, code, person } = await makeSchool(office, true);
    const rescued = await office.client.vault.rescue({ folder: stick, newPassphrase: NEW });
    expect(rescued).toMatchObject({ name: 'Hà Thị Loan' });
    expect(rescued.code).toMatch(/^\d{24}$/);
    expect(readFileSync(path.join(stick, 'keys.json'), 'utf8')).not.toContain(rescued.code);

    vi.stubEnv('SO_MAY_CONFIG_DIR', makeTestFolder());
    const register = await openRegister({ ...office.register.options, dataDir: stick });
    onTestFinished(() => register.close());
    const session: Session = { personId: null };
    const school = { register, session, client: createRouterClient(router, { context: { register, session } }) };
    expect(school.register.isLocked).toBe(true);
    await expect(school.client.vault.unlock({ person, passphrase: LOST })).rejects.toMatchObject({
      code: 'wrongPassphrase',
    });
    await expect(school.client.vault.recover({ code, person, newPassphrase: LOST })).rejects.toMatchObject({
      code: 'wrongCode',
    });
    await school.client.vault.unlock({ person, passphrase: NEW });
    expect(await studentNames(school)).toEqual(['Tòng Thị Xuyến']);
    expect(await school.client.journal.verify()).toMatchObject({ isSound: true });
    // What the office did stands in its own journal, without a name of a pupil or a key.
    const details = (await office.register.reader.selectFrom('events').select('details').execute()).map(
      (event) => event.details,
    );
    expect(details.filter((text) => text.includes('schoolOpened'))).toEqual([
      JSON.stringify({ vault: { what: 'schoolOpened', value: findVaultFile(stick)?.vault } }),
    ]);
  }, 60_000);

  it('opens the register of a school no longer that has left it', async () => {
    const office = await openOffice();
    const school = await openSchool();
    await enrol(office, school);
    await school.client.vault.protect({ newPassphrase: LOST });
    await school.client.vault.saveOffice({ passphrase: LOST, isOn: true });
    const kinds = () => findVaultFile(school.register.options.dataDir)?.envelopes.map(({ kind }) => kind);
    expect(kinds()).toContain('office');
    await school.client.enrolment.leave({});
    expect(kinds()).toEqual(['account', 'recovery']);
    const events = await school.register.reader.selectFrom('events').select('details').execute();
    expect(events).toContainEqual({ details: JSON.stringify({ vault: { what: 'office', value: false } }) });
    await school.register.close();
    const rescue = office.client.vault.rescue({ folder: school.register.options.dataDir, newPassphrase: NEW });
    await expect(rescue).rejects.toMatchObject({ code: 'notSealedToOffice' });
  }, 60_000);

  it('opens a backup of a school in the same way', async () => {
    const office = await openOffice();
    const school = await openSchool();
    await enrol(office, school);
    await exchange(school, office);
    await addStudent(school, 'Tòng Thị Xuyến');
    await school.client.vault.protect({ newPassphrase: LOST });
    await school.client.vault.saveOffice({ passphrase: LOST, isOn: true });
    const to = makeTestFolder();
    let backup = '';
    for await (const event of await school.client.backups.make({ to }))
      if (event.type === 'done') backup = event.made[0]!.folder;
    await school.register.close();
    await office.client.vault.rescue({ folder: path.join(backup, 'so-may.sqlite'), newPassphrase: NEW });
    vi.stubEnv('SO_MAY_CONFIG_DIR', makeTestFolder());
    const fresh = await openSide();
    for await (const event of await fresh.client.backups.restore({ folder: backup, secret: { passphrase: NEW } }))
      if (event.type === 'done') expect(event.result.counts.students).toBe(1);
    expect(await studentNames(fresh)).toEqual(['Tòng Thị Xuyến']);
  }, 60_000);

  it('opens nothing that was not sealed to it: another office, or a school that never allowed it', async () => {
    const office = await openOffice();
    const allowed = await makeSchool(office, true);
    const other = await openOffice('UBND xã Hang Kia');
    const before = readFileSync(path.join(allowed.stick, 'keys.json'));
    await expect(other.client.vault.rescue({ folder: allowed.stick, newPassphrase: NEW })).rejects.toMatchObject({
      code: 'notSealedToOffice',
      details: { name: 'UBND xã Mai Châu' },
    });
    expect(readFileSync(path.join(allowed.stick, 'keys.json')).equals(before)).toBe(true);
    const { stick } = await makeSchool(office, false);
    await expect(office.client.vault.rescue({ folder: stick, newPassphrase: NEW })).rejects.toMatchObject({
      code: 'notSealedToOffice',
      details: { name: null },
    });
    await expect(office.client.vault.rescue({ folder: makeTestFolder(), newPassphrase: NEW })).rejects.toMatchObject({
      code: 'schoolKeysMissing',
    });
  }, 60_000);

  it('asks for the own passphrase, where somebody there has one, and for a good one of the school', async () => {
    const office = await openOffice();
    const { stick } = await makeSchool(office, true);
    await expect(office.client.vault.rescue({ folder: stick, newPassphrase: 'matkhau123' })).rejects.toMatchObject({
      code: 'passphraseTooWeak',
    });
    await office.client.vault.protect({ newPassphrase: OFFICE });
    await expect(
      office.client.vault.rescue({ folder: stick, newPassphrase: NEW, passphrase: LOST }),
    ).rejects.toMatchObject({ code: 'wrongPassphrase' });
    await office.client.vault.rescue({ folder: stick, newPassphrase: NEW, passphrase: OFFICE });
  }, 60_000);
});
