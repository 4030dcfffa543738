/** What changes no record is remembered all the same: one event each, naming nobody's number and no place of this PC. */
import { describe, expect, it } from 'vitest';
import { exchange, expectSound, openOffice, openSchool, openSide } from '../sync/sides.ts';
import { eventInWords } from '../../../shared/sentences/events.ts';
import { makeTestFolder, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { problemOf } from './device-fixture.ts';

async function newest({ client }: TestRegister): Promise<unknown> {
  const [entry] = (await client.audit.list({ limit: 1 })).entries;
  return entry && [entry.kind, entry.actorName, entry.details];
}

describe('events', () => {
  it('remember a setting of this PC, without its value', async () => {
    const test = await openTestRegister();
    const { client, register } = test;
    const folder = makeTestFolder();
    await client.sync.saveSettings({ folder });
    expect(await newest(test)).toEqual(['settings_changed', 'Hà Thị Loan', { what: 'sync' }]);
    await client.backups.savePlaces({ folder });
    expect(await newest(test)).toEqual(['settings_changed', 'Hà Thị Loan', { what: 'backupPlaces' }]);
    await client.replicas.rename({ name: 'Máy văn phòng' });
    expect(await newest(test)).toEqual(['settings_changed', 'Hà Thị Loan', { what: 'replicaRenamed' }]);
    await client.replicas.invite();
    expect(await newest(test)).toEqual(['settings_changed', 'Hà Thị Loan', { what: 'replicaInvited' }]);
    const told = JSON.stringify(await register.reader.selectFrom('events').select('details').execute());
    expect(told).not.toContain(folder);
  });

  it('remember a backup that a person made, in the backup itself, and one that came to nothing', async () => {
    const test = await openTestRegister();
    const { client, register } = test;
    const to = makeTestFolder();
    for await (const _ of await client.backups.make({ to }));
    expect(await newest(test)).toEqual(['backup_made', 'Hà Thị Loan', {}]);
    // The backup holds the event: nothing is new since.
    expect(await client.journal.verify()).toMatchObject({ isSound: true, unanchored: 0 });
    const failing = async () => {
      for await (const _ of await client.backups.make({ to: '/dev/null/x' }));
    };
    const { code } = await problemOf(failing());
    expect(await newest(test)).toEqual(['backup_made', 'Hà Thị Loan', { what: 'backupFailed', problem: code }]);
    const told = JSON.stringify(await register.reader.selectFrom('events').select('details').execute());
    expect(told).not.toContain(to);
  });

  it('remember that the register went back to a backup, in the register that came of it', async () => {
    const test = await openTestRegister();
    const { client } = test;
    const to = makeTestFolder();
    await client.students.save({ fullName: 'Hà Thị Hoa', className: '6A' });
    let folder = '';
    for await (const event of await client.backups.make({ to }))
      if (event.type === 'done') folder = event.made[0]?.folder ?? '';
    await client.students.save({ fullName: 'Lò Văn Cường', className: '6A' });
    for await (const _ of await client.backups.restore({ folder, keepsLater: true }));
    expect(await newest(test)).toMatchObject(['restored', 'Hà Thị Loan', { replayed: expect.any(Number) }]);
    expect(await client.journal.verify()).toMatchObject({ isSound: true });
  });

  it('remember who connected with an office, who invited, enrolled and locked out, and a PC that joined', async () => {
    const office = await openOffice();
    const school = await openSchool();
    const { file } = await office.client.enrolment.invite({ memberName: 'Trường', expiresInDays: 7 });
    expect(await newest(office)).toEqual(['settings_changed', 'Bùi Văn Hạnh', { what: 'memberInvited' }]);
    await school.client.enrolment.accept({ file });
    expect(await newest(school)).toEqual(['settings_changed', 'Hà Thị Loan', { what: 'collector' }]);
    await exchange(school, office);
    const enrolled = await office.client.audit.list({ table: 'enrolments' });
    expect(enrolled.entries).toMatchObject([{ isCreation: true, table: 'enrolments' }]);
    await school.client.enrolment.leave({});
    expect(await newest(school)).toEqual(['settings_changed', 'Hà Thị Loan', { what: 'collectorLeft' }]);

    const { file: joinFile, digits } = await school.client.replicas.invite();
    const second = await openSide();
    await second.client.replicas.join({ file: joinFile, digits, name: 'Máy hai' });
    await exchange(school, second);
    await exchange(second, school);
    const { replica } = await second.register.getInstallation();
    const settings = await school.client.audit.list({ kind: 'settings_changed' });
    const joined = settings.entries.filter(({ details }) => details['what'] === 'joined');
    expect(joined.map(({ change, actorName }) => [change.slice(0, 16), actorName])).toEqual([[replica, '']]);
    await school.client.replicas.revoke({ replica, reason: 'Máy mất' });
    const locked = await school.client.audit.list({ table: 'revocations' });
    expect(locked.entries).toMatchObject([{ isCreation: true, actorName: 'Hà Thị Loan' }]);
    await expectSound(school, office);
  });

  it.each(['vi', 'en'] as const)('are told in words of their own (%s)', (language) => {
    const told = [
      eventInWords(language, 'backup_made', {}),
      eventInWords(language, 'backup_made', { what: 'backupFailed' }),
      eventInWords(language, 'restored', {}),
      ...[
        'collector',
        'collectorLeft',
        'memberInvited',
        'replicaInvited',
        'joined',
        'backupPlaces',
        'oldCopies',
        'sync',
      ].map((what) => eventInWords(language, 'settings_changed', { what })),
    ];
    expect(new Set(told).size).toBe(told.length);
  });

  it('remember an export, and no print when no form came of it', async () => {
    const test = await openTestRegister();
    const { client } = test;
    await client.students.save({ fullName: 'Hà Thị Hoa', className: '6A' });
    await client.exports.write({});
    expect(await newest(test)).toMatchObject(['export', 'Hà Thị Loan', { students: 1 }]);
    const request = { form: 'receipt-list', isPlanned: true } as const;
    expect(await problemOf(client.forms.notePrint(request))).toMatchObject({ code: 'formHasNoRows' });
    expect(await newest(test)).toMatchObject(['export', 'Hà Thị Loan', { students: 1 }]);
  });

  it('remember PINs that were set, given and mistyped, under whoever sat there', async () => {
    const test = await openTestRegister();
    const { client, session } = test;
    const { id } = await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
    const clerk = session.personId ?? '';
    await client.session.savePin({ newPin: '480213' });
    expect(await newest(test)).toEqual(['account_changed', 'Hà Thị Loan', { person: clerk, what: 'pinSet' }]);
    await client.people.givePin({ id });
    expect(await newest(test)).toEqual(['account_changed', 'Hà Thị Loan', { person: id, what: 'pinGiven' }]);
    expect(await problemOf(client.session.choosePerson({ person: id, pin: 'nope' }))).toMatchObject({
      code: 'pinWrong',
    });
    expect(await newest(test)).toEqual(['sign_in_failed', 'Hà Thị Loan', { person: id }]);
    await client.session.leave();
    expect(await problemOf(client.session.choosePerson({ person: id, pin: '111112' }))).toMatchObject({
      code: 'pinWrong',
    });
    session.personId = clerk;
    expect(await newest(test)).toEqual(['sign_in_failed', '', { person: id }]);
    expect(JSON.stringify((await client.audit.list({})).entries)).not.toContain('480213');
    expect((await client.journal.verify()).isSound).toBe(true);
  });
});
