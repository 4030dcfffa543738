/** What changes no record is remembered all the same: one event each, naming nobody's number and no place of this PC. */
import { describe, expect, it } from 'vitest';
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
