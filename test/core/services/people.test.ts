import { describe, expect, it } from 'vitest';
import { openTestRegister } from '../open-test-register.ts';
import { problemOf } from './device-fixture.ts';

describe('people at the keyboard', () => {
  it('seats who set the register up, and whoever is chosen after', async () => {
    const { client } = await openTestRegister();
    expect((await client.session.get()).person).toMatchObject({ name: 'Hà Thị Loan', role: 'clerk' });
    const { id } = await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
    await client.session.choosePerson({ person: id });
    expect((await client.session.get()).person).toEqual({
      id,
      name: 'Lò Văn Thuận',
      role: 'principal',
      isVoided: false,
    });
  });

  it('remembers who sits down, once, and never among what was done lately', async () => {
    const { client, register } = await openTestRegister();
    const { id } = await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
    await client.session.choosePerson({ person: id });
    await client.session.choosePerson({ person: id });
    const events = await register.reader.selectFrom('events').selectAll().execute();
    expect(events.map(({ kind, details }) => [kind, details])).toEqual([['sign_in', JSON.stringify({ person: id })]]);
    const { recent } = await client.register.overview({});
    expect(recent.map(({ kind }) => kind)).not.toContain('sign_in');
  });

  it('takes somebody new at the keyboard, who stands for the own entry', async () => {
    const { client, register, session } = await openTestRegister();
    session.personId = null;
    const { person } = await client.session.addPerson({ name: 'Lò Thị Sen', role: 'clerk' });
    expect(session.personId).toBe(person.id);
    const changes = await register.reader.selectFrom('changes').selectAll().where('actor', '=', person.id).execute();
    expect(changes.map(({ recordTable }) => recordTable)).toEqual(['people', 'events']);
    expect(await problemOf(client.commands.undo({ command: person.id }))).toMatchObject({ code: 'personIsAtKeyboard' });
    expect((await client.journal.verify()).isSound).toBe(true);
  });

  it('changes name and role, and takes one off without forgetting', async () => {
    const { client } = await openTestRegister();
    const { id } = await client.people.save({ name: 'Lo Van Thuan', role: 'clerk' });
    await client.people.save({ id, name: 'Lò Văn Thuận', role: 'principal' });
    expect((await client.people.save({ id, name: 'Lò Văn Thuận', role: 'principal' })).command).toBeNull();
    await client.people.void({ id, reason: 'Nghỉ hưu' });
    expect((await client.people.list()).at(-1)).toEqual({
      id,
      name: 'Lò Văn Thuận',
      role: 'principal',
      isVoided: true,
      hasPin: false,
    });
    expect(await problemOf(client.session.choosePerson({ person: id }))).toMatchObject({ code: 'recordNotFound' });
  });

  it('does not take off who sits at the keyboard', async () => {
    const { client, session } = await openTestRegister();
    expect(await problemOf(client.people.void({ id: session.personId!, reason: 'Thử' }))).toEqual({
      code: 'personIsAtKeyboard',
      details: {},
    });
  });

  it('does not undo the entry of who sits at the keyboard, so that somebody is always left', async () => {
    const { client, session } = await openTestRegister();
    const first = session.personId!;
    const { id, command } = await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
    await client.session.choosePerson({ person: id });
    await client.people.void({ id: first, reason: 'Nghỉ hưu' });
    expect(await problemOf(client.commands.undo({ command: command! }))).toMatchObject({ code: 'personIsAtKeyboard' });
    expect((await client.session.get()).person).toMatchObject({ id });
  });

  it('writes nothing while nobody is chosen', async () => {
    const { client, session } = await openTestRegister();
    session.personId = null;
    expect((await client.session.get()).person).toBeNull();
    expect(await problemOf(client.people.save({ name: 'A', role: 'clerk' }))).toMatchObject({
      code: 'personNotChosen',
    });
  });
});
