/** The table of who may what, asked over both transports: every procedure of the contract as every caller. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ORPCError } from '@orpc/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Caller, isPermitted, permissions, type Role } from '../../shared/permissions.ts';
import { root } from '../e2e/program.ts';
import { listProcedures } from '../fuzz/calls/list-procedures.ts';
import { openHttp, openPort, type Transport } from '../fuzz/calls/open-transports.ts';
import { makeTestFolder, openTestRegister, type TestRegister } from './open-test-register.ts';

const CALLERS: readonly Caller[] = ['nobody', 'clerk', 'principal', 'office', 'auditor'];
const REFUSALS = ['notPermitted', 'personNotChosen'];
/** An input that no procedure takes: who may call is told that, who may not is refused before. */
const NONSENSE = 'không phải đầu vào';

/** A register whose principal has a PIN, so that nobody stands in, with a person of each role. */
async function openWithRoles(): Promise<TestRegister & { people: Record<Role, string> }> {
  const test = await openTestRegister();
  const { client, session } = test;
  const people: Record<Role, string> = { clerk: session.personId ?? '', principal: '', office: '', auditor: '' };
  for (const role of ['principal', 'office', 'auditor'] as const)
    people[role] = (await client.people.save({ name: `Người ${role}`, role })).id;
  session.personId = people.principal;
  await client.session.savePin({ newPin: '480213' });
  for (const role of ['clerk', 'office', 'auditor'] as const) await client.people.givePin({ id: people[role] });
  return { ...test, people };
}

async function problemOver(transport: Transport, procedure: readonly string[], input: unknown): Promise<string | null> {
  try {
    const answer: unknown = await transport.call(procedure, input);
    if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer)
      for await (const event of answer as AsyncIterable<unknown>) void event;
    return null;
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    return error.code;
  }
}

describe('who may call what', () => {
  it('has an entry for every procedure of the contract, and none besides', () => {
    expect(Object.keys(permissions).toSorted()).toEqual(
      listProcedures()
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  // Last of all what empties the seat.
  const procedures = listProcedures().toSorted(
    (one, other) => Number(one.name === 'session.leave') - Number(other.name === 'session.leave'),
  );
  const cases = (['port', 'http'] as const).flatMap((transport) =>
    CALLERS.map((caller) => [transport, caller] as const),
  );
  it.each(cases)('over %s refuses and lets through as the table says: %s', async (name, caller) => {
    const { register, client, people } = await openWithRoles();
    let transport: Transport;
    if (name === 'port') {
      transport = openPort(register, { personId: caller === 'nobody' ? null : people[caller] }, () => undefined);
    } else {
      transport = await openHttp(register, makeTestFolder(), () => undefined);
      if (caller !== 'nobody') {
        const given = caller === 'principal' ? { pin: '480213' } : await client.people.givePin({ id: people[caller] });
        const newPin = caller === 'principal' ? undefined : '570914';
        await transport.call(['session', 'choosePerson'], { person: people[caller], ...given, newPin });
      }
    }
    onTestFinished(() => transport.close());
    const wrong: string[] = [];
    for (const procedure of procedures) {
      const problem = await problemOver(transport, procedure.path, NONSENSE);
      const isRefused = problem !== null && REFUSALS.includes(problem);
      if (isRefused === isPermitted(caller, procedure.name)) wrong.push(`${procedure.name}: ${problem}`);
    }
    expect(wrong).toEqual([]);
  });

  it('says who may, before it looks at what was given', async () => {
    const { client, session, people } = await openWithRoles();
    session.personId = people.auditor;
    await expect(client.people.void({ id: 'x', reason: '' })).rejects.toMatchObject({
      code: 'notPermitted',
      details: { procedure: 'people.void', role: 'auditor', allowed: 'principal office' },
    });
    expect((await client.people.list()).every(({ isVoided }) => !isVoided)).toBe(true);
  });

  it('follows a role that is changed while the person sits there, and a person who is taken off', async () => {
    const { register, client, session, people } = await openWithRoles();
    const port = openPort(register, { personId: people.clerk }, () => undefined);
    onTestFinished(() => port.close());
    expect(await problemOver(port, ['rounds', 'save'], NONSENSE)).toBe('valueRefused');
    session.personId = people.principal;
    await client.people.save({ id: people.clerk, name: 'Hà Thị Loan', role: 'auditor' });
    expect(await problemOver(port, ['rounds', 'save'], NONSENSE)).toBe('notPermitted');
    await client.people.void({ id: people.clerk, reason: 'Chuyển trường' });
    expect(await problemOver(port, ['rounds', 'list'], {})).toBe('personNotChosen');
  });

  it('lets a clerk stand in until somebody answers for the register by a PIN, an auditor never', async () => {
    const { client, session } = await openTestRegister();
    const clerk = session.personId;
    const { id: principal } = await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
    const { id: auditor } = await client.people.save({ name: 'Bùi Thị Mến', role: 'auditor' });
    expect(await client.session.get()).toMatchObject({ countsAs: 'principal', person: { role: 'clerk' } });
    session.personId = auditor;
    await expect(client.people.save({ name: 'A', role: 'clerk' })).rejects.toMatchObject({ code: 'notPermitted' });
    session.personId = principal;
    await client.session.savePin({ newPin: '480213' });
    session.personId = clerk;
    expect(await client.session.get()).toMatchObject({ countsAs: 'clerk' });
    await expect(client.people.save({ name: 'A', role: 'clerk' })).rejects.toMatchObject({ code: 'notPermitted' });
  });

  it('lets nobody get a role back by undoing', async () => {
    const { client, session, people } = await openWithRoles();
    session.personId = people.principal;
    const { command } = await client.people.save({ id: people.office, name: 'Người office', role: 'clerk' });
    session.personId = people.office;
    await expect(client.commands.undo({ command: command ?? '' })).rejects.toMatchObject({ code: 'notPermitted' });
    session.personId = people.principal;
    await client.commands.undo({ command: command ?? '' });
    expect((await client.people.list()).find(({ id }) => id === people.office)).toMatchObject({ role: 'office' });
  });

  it('docs/security.md says the same', () => {
    const document = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
    const told = new Map<string, Caller[]>();
    for (const line of document.split('\n').filter((text) => text.startsWith('| `'))) {
      const [names = '', ...marks] = line.split('|').slice(1, -1);
      const callers = CALLERS.filter((_, index) => marks[index]?.trim() === 'yes');
      for (const [, name] of names.matchAll(/`([\w.]+)`/g)) told.set(name ?? '', callers);
    }
    expect(Object.fromEntries(told)).toEqual(permissions);
  });
});
