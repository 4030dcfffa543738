import { describe, expect, it } from 'vitest';
import type { IncomingChange, IncomingRun } from '../../../core/journal/incoming-run.ts';
import { CHAIN_START, commitmentOf, hashOf } from '../../../core/journal/change-bytes.ts';
import { ForkFound, GapFound, RunMalformed, SecretMissing } from '../../../core/journal/merge-stops.ts';
import { openRegister } from '../../../core/register.ts';
import { changeId } from '../../../shared/records/change-id.ts';
import { openKeyed, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { exchange, merge, openSiblings, readRun } from './replicas.ts';

const REPLICA = 'aaaaaaaaaaaaaaaa';
const SECRET = Buffer.alloc(32, 7);

/** A run of an invented installation, chained and hashed as its program would. */
function invent(
  owner: string,
  given: (Partial<IncomingChange> & { recordTable: string; values: object })[],
): IncomingRun {
  let prev: Buffer = CHAIN_START;
  const changes = given.map(({ values, ...own }, index) => {
    const seq = own.seq ?? index + 1;
    const change = {
      replica: REPLICA,
      seq,
      counter: 1000 + seq,
      owner,
      record: changeId(REPLICA, seq),
      subject: '',
      fields: JSON.stringify(values),
      base: '',
      command: changeId(REPLICA, seq),
      actor: changeId(REPLICA, 1),
      at: '2026-09-05T01:30:00.000Z',
      schema: 2,
      prev,
      ...own,
    };
    prev = hashOf({ ...change, fields: '' }, commitmentOf({ ...change, fields: change.fields ?? '' }, SECRET));
    return { ...change, commitment: null, hash: prev };
  });
  const subjects = [...new Set(changes.map((change) => change.subject))];
  return { replica: REPLICA, owner, changes, secrets: subjects.map((subject) => ({ owner, subject, secret: SECRET })) };
}

const OTHER = 'bbbbbbbbbbbbbbbb';
const faults = async ({ client }: TestRegister) => (await client.journal.verify()).faults;
const rowsOf = (opened: TestRegister, owner: string) =>
  opened.register.reader.selectFrom('classes').selectAll().where('owner', '=', owner).orderBy('id').execute();

describe('parallel work of two PCs', () => {
  it('merges edits of different groups without a word', async () => {
    const [one, two] = (await openSiblings(2)) as [TestRegister, TestRegister];
    const { id } = await one.client.classes.save({ name: '6A' });
    await exchange(one, two);
    await one.client.classes.save({ id, name: '6B' });
    await two.register.run(two.session, (command) => command.change('classes', id, { homeroomTeacher: 'Cô Hoa' }));
    await exchange(one, two);
    await exchange(two, one);
    for (const side of [one, two]) {
      expect(await rowsOf(side, (await side.register.getInstallation()).owner)).toMatchObject([
        { name: '6B', homeroomTeacher: 'Cô Hoa' },
      ]);
      expect((await side.client.conflicts.list({})).total).toBe(0);
      expect(await faults(side)).toEqual([]);
    }
  });

  it('shows both values of one group, lets one win until a person settles it, and keeps the other', async () => {
    const [one, two] = (await openSiblings(2)) as [TestRegister, TestRegister];
    const { id } = await one.client.classes.save({ name: '6A' });
    await exchange(one, two);
    await one.client.classes.save({ id, name: '6B' });
    await two.client.classes.save({ id, name: '6C' });
    await exchange(one, two);
    await exchange(two, one);
    const lists = [await one.client.conflicts.list({}), await two.client.conflicts.list({})];
    expect(lists[0]).toEqual(lists[1]);
    const [conflict] = lists[0]!.rows;
    const [winner, loser] = conflict!.values;
    expect(conflict).toMatchObject({ recordTable: 'classes', record: id, fieldGroup: 'name', canSettle: true });
    expect(winner).toMatchObject({ isWinner: true, actorName: 'Hà Thị Loan' });
    const { name } = (await rowsOf(one, conflict!.owner))[0]!;
    expect(winner!.fields).toEqual([{ field: 'name', value: name }]);
    expect(new Set([winner, loser].map((value) => value!.fields[0]!.value))).toEqual(new Set(['6B', '6C']));
    expect(conflict!.label).toBe(name);

    // The winner's value is taken: nothing differs in the row, and still the conflict ends everywhere.
    await one.client.conflicts.settle({ id: conflict!.id, version: winner!.version });
    expect((await one.client.conflicts.list({})).total).toBe(0);
    expect((await two.client.conflicts.list({})).total).toBe(1);
    await exchange(one, two);
    expect((await two.client.conflicts.list({})).total).toBe(0);
    await expect(one.client.conflicts.settle({ id: conflict!.id, version: loser!.version })).rejects.toMatchObject({
      code: 'conflictSettled',
    });
    for (const side of [one, two]) expect(await faults(side)).toEqual([]);
  });

  it('makes the row when the creation comes after a sibling’s edit', async () => {
    const [one, two, three] = (await openSiblings(3)) as [TestRegister, TestRegister, TestRegister];
    const { id } = await one.client.classes.save({ name: '6A' });
    await exchange(one, two);
    await two.client.classes.save({ id, name: '6B' });
    const { replica } = await two.register.getInstallation();
    await merge(three, await readRun(two.register.reader, replica));
    const { owner } = await three.register.getInstallation();
    expect(await rowsOf(three, owner)).toEqual([]);
    expect(await faults(three)).toEqual([]);
    await exchange(one, three);
    expect(await rowsOf(three, owner)).toMatchObject([{ id, name: '6B' }]);
    expect(await faults(three)).toEqual([]);
  });

  it('finds a device that both handed over, a code entered twice, and a record that has not come', async () => {
    const [one, two, three] = (await openSiblings(3)) as [TestRegister, TestRegister, TestRegister];
    const { id: round } = await one.client.rounds.save({ name: 'Đợt 2', mode: 'gift', entitlement: 'per_student' });
    const { id: device } = await one.client.devices.save({ round, serialNumber: 'HA1V0001' });
    await exchange(one, two);
    for (const [side, fullName] of [
      [one, 'Lò Văn An'],
      [two, 'Vàng A Páo'],
    ] as const) {
      const { id: student } = await side.client.students.save({ fullName, moetId: '1715870222' });
      await side.client.receipts.save({ student, device, receiverName: fullName, receivedOn: '2026-09-05' });
    }
    await merge(three, await readRun(two.register.reader, (await two.register.getInstallation()).replica));
    const missing = await three.client.findings.list({ kind: 'referenceMissing' });
    expect(missing.rows.map(({ value }) => value)).toEqual([device]);
    for (const side of [one, two]) {
      await exchange(side === one ? two : one, side);
      const { rows } = await side.client.findings.list({});
      expect(rows.map(({ kind }) => kind)).toEqual(['deviceTwoPupils', 'studentCodeTwice', 'stockNegative']);
      expect(rows[0]!.records.map(({ label }) => label).sort()).toEqual(['HA1V0001', 'Lò Văn An', 'Vàng A Páo']);
    }
    await exchange(one, three);
    expect((await three.client.findings.list({ kind: 'referenceMissing' })).total).toBe(0);
  });
});

describe('a run that cannot be merged', () => {
  it('is a fork, a gap, a missing secret, or malformed, and writes nothing', async () => {
    const [one, two] = (await openSiblings(2)) as [TestRegister, TestRegister];
    const { replica, owner } = await one.register.getInstallation();
    const head = (await two.register.reader.selectFrom('chainHeads').selectAll().execute())[0]!;
    await one.client.classes.save({ name: '6A' });
    await one.client.classes.save({ name: '6B' });
    const before = await two.register.reader.selectFrom('changes').selectAll().execute();
    const whole = await readRun(one.register.reader, replica);
    const at = (seq: number, other: Partial<IncomingChange>) => ({
      ...whole,
      changes: whole.changes.map((change) => (change.seq === seq ? { ...change, ...other } : change)),
    });
    await expect(merge(two, at(2, { hash: Buffer.alloc(32) }))).rejects.toThrow(ForkFound);
    await expect(merge(two, at(head.seq + 1, { prev: Buffer.alloc(32) }))).rejects.toThrow(ForkFound);
    await expect(merge(two, await readRun(one.register.reader, replica, head.seq + 2))).rejects.toMatchObject({
      name: GapFound.name,
      expected: head.seq + 1,
      first: head.seq + 2,
    });
    const unknown = at(head.seq + 1, { subject: changeId(OTHER, 7) });
    await expect(merge(two, unknown)).rejects.toThrow(SecretMissing);
    for (const counter of [1, head.counter + 2 ** 32 + 1000])
      await expect(merge(two, at(head.seq + 1, { counter }))).rejects.toThrow(RunMalformed);
    await expect(merge(two, { ...invent(OTHER, []), replica, changes: whole.changes })).rejects.toThrow(RunMalformed);
    expect(await two.register.reader.selectFrom('changes').selectAll().execute()).toEqual(before);

    expect(await merge(two, whole)).toMatchObject({ applied: 2, known: head.seq, records: 2 });
    expect(await merge(two, whole)).toMatchObject({ applied: 0, known: head.seq + 2, records: 0 });
    expect(owner).toBe(whole.owner);
  });
});

describe('a change that may not do what it does', () => {
  const six = { recordTable: 'classes', values: { name: '6A', schoolYear: '2026-2027' } };
  it.each([
    [
      'a table that only an office writes',
      { recordTable: 'offices', values: { name: 'X', level: 'commune' } },
      'notOwner',
    ],
    [
      'a value that the declaration does not allow',
      { ...six, values: { ...six.values, schoolYear: 'x' } },
      'malformed',
    ],
    ['a creation without a field that it needs', { ...six, values: { name: '6A' } }, 'malformed'],
    ['a creation under another id', { ...six, record: changeId(REPLICA, 1) }, 'malformed'],
    ['a base out of order', { ...six, record: changeId(REPLICA, 1), base: `${changeId(REPLICA, 1)} x` }, 'malformed'],
    ['a subject where there is none', { ...six, subject: changeId(REPLICA, 1) }, 'malformed'],
    [
      'an edit that is no JSON',
      { ...six, record: changeId(REPLICA, 1), base: changeId(REPLICA, 1), fields: '{' },
      'malformed',
    ],
  ])('is refused alone: %s', async (_, change, reason) => {
    const office = await openTestRegister();
    const run = invent(OTHER, [six, change, { ...six, values: { ...six.values, name: '6C' } }]);
    const answer = await merge(office, run);
    expect(answer.refused).toMatchObject([{ seq: 2, reason, recordTable: change.recordTable }]);
    expect((await rowsOf(office, OTHER)).map(({ name }) => name)).toEqual(['6A', '6C']);
    expect(await faults(office)).toEqual([]);
  });

  it('does not count an edit of a document, in the row, in later merges nor in conflicts', async () => {
    const office = await openTestRegister();
    const first = changeId(REPLICA, 1);
    const run = invent(OTHER, [
      { recordTable: 'events', values: { kind: 'print', details: '{}' } },
      { recordTable: 'events', record: first, base: first, values: { details: 'no' } },
    ]);
    expect((await merge(office, run)).refused).toMatchObject([{ seq: 2, record: first, reason: 'malformed' }]);
    const rows = office.register.reader.selectFrom('events').select('details').where('owner', '=', OTHER);
    expect(await rows.execute()).toEqual([{ details: '{}' }]);
    expect(await faults(office)).toEqual([]);
  });
});

describe('what is not here', () => {
  it('keeps a withheld change by its commitment: the chain proves, the record has no row', async () => {
    const office = await openTestRegister();
    const run = invent(OTHER, [
      { recordTable: 'classes', values: { name: '6A', schoolYear: '2026-2027' } },
      { recordTable: 'classes', values: { name: '6B', schoolYear: '2026-2027' } },
    ]);
    const [shown, hidden] = run.changes as [IncomingChange, IncomingChange];
    const commitment = Buffer.from(commitmentOf({ ...hidden, fields: hidden.fields ?? '' }, SECRET), 'hex');
    const withheld = { ...run, changes: [shown, { ...hidden, fields: null, commitment }] };
    expect(await merge(office, withheld)).toMatchObject({ applied: 2, refused: [], records: 1 });
    expect((await rowsOf(office, OTHER)).map(({ name }) => name)).toEqual(['6A']);
    expect(await faults(office)).toEqual([]);
    await office.register.transact(async (transaction) => {
      await transaction.updateTable('commitments').set({ commitment: SECRET }).execute();
    });
    expect(await faults(office)).toMatchObject([
      { kind: 'altered', detail: '2' },
      { kind: 'altered', detail: 'chainHead' },
    ]);
  });

  it('parks tables, fields and values of a newer program', async () => {
    const office = await openTestRegister();
    const first = changeId(REPLICA, 1);
    const answer = await merge(
      office,
      invent(OTHER, [
        { recordTable: 'classes', values: { name: '6A', schoolYear: '2026-2027', storey: 2 }, schema: 99 },
        { recordTable: 'printers', values: { name: 'P1' }, schema: 99 },
        { recordTable: 'classes', record: first, base: first, values: { name: { vi: '6A' } }, schema: 99 },
        { recordTable: 'classes', values: { name: ['6B'], schoolYear: '2026-2027' }, schema: 99 },
      ]),
    );
    expect(answer).toMatchObject({ applied: 4, refused: [], records: 1 });
    expect(await rowsOf(office, OTHER)).toMatchObject([{ name: '6A' }]);
    expect(await faults(office)).toEqual([]);
  });

  it('replays what waited for a table when a newer program opens the file', async () => {
    const member = 'cccccccccccccccc';
    const values = { member, replica: REPLICA, lastSeq: 7, reason: 'Mất máy' };
    const [one] = (await openSiblings(1)) as [TestRegister];
    await merge(one, invent(OTHER, [{ recordTable: 'revocations', subject: member, values }]));
    const expected = await one.register.reader.selectFrom('revocations').selectAll().execute();
    const { file: name, databaseKey } = one.register;
    await one.register.close();
    // As a program that knew only the first migration left the file: the change is there, the table is not.
    const file = openKeyed({ file: name, databaseKey });
    for (const table of `enrolments revocations refusals known_replicas collectors invitations acknowledgements packages
      commitments refused_changes conflicts sync_settings import_files attachments attachment_files
      deletions erasures erased_subjects erased_files consents requests drafts pins failed_proofs anchors`.split(/\s+/))
      file.exec(`drop table ${table}`);
    file.exec(
      'drop table secrets; create table secrets (owner text not null, subject text not null, secret blob not null, primary key (owner, subject)) strict, without rowid',
    );
    file.pragma('user_version = 1');
    file.close();
    const again = await openRegister(one.register.options);
    expect(await again.reader.selectFrom('revocations').selectAll().execute()).toEqual(expected);
    expect(expected).toHaveLength(1);
    await again.close();
  });
});
