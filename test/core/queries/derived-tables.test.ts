import { describe, expect, it, onTestFinished } from 'vitest';
import { openRegister } from '../../../core/register.ts';
import { rebuildDerivedTables } from '../../../core/queries/derived-tables.ts';
import { makeTestFolder, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { writeRandomHistory } from '../random-history.ts';
import { chooseSeed } from '../../seeded-random.ts';

/** What the derived tables say, without the numbers of the names, which depend on the order of entry. */
async function readDerived({ register }: TestRegister) {
  const students = await register.reader.selectFrom('studentSearch').selectAll().orderBy('student').execute();
  const devices = await register.reader.selectFrom('deviceSearch').selectAll().orderBy('device').execute();
  return { students: students.map(({ name: _name, ...row }) => row), devices };
}

/** The name search itself: tables that only SQLite has. */
function countNames({ register }: TestRegister) {
  return register.transact(async (db) => ({
    names: (
      await db
        .selectFrom('searchedNames' as 'students')
        .selectAll()
        .execute()
    ).length,
    suffixes: (
      await db
        .selectFrom('nameSuffixes' as 'students')
        .selectAll()
        .execute()
    ).length,
  }));
}

describe('the derived tables', () => {
  it('say after any history what they say when they are rebuilt', async () => {
    const seed = chooseSeed(13);
    const opened = await openTestRegister();
    const { done } = await writeRandomHistory(opened, seed, 300);
    expect(done['createStudent'], `seed ${seed}`).toBeGreaterThan(0);
    const kept = await readDerived(opened);
    const names = await countNames(opened);
    await opened.register.transact((db) => rebuildDerivedTables(db));
    expect(await readDerived(opened), `seed ${seed}`).toEqual(kept);
    expect(await countNames(opened), `seed ${seed}`).toEqual(names);
  });

  it('give a planned device up while another pupil holds it, as a merge may bring', async () => {
    const { register, session, client } = await openTestRegister();
    const [round] = await client.rounds.list();
    const paper = { round: round!.id, device: '', student: '' };
    const planned = await register.run(session, async (command) => {
      const student = command.create('students', { fullName: 'Lò Văn An' });
      paper.student = command.create('students', { fullName: 'Vi Thị Na' });
      paper.device = command.create('devices', { round: paper.round, serialNumber: 'A1' });
      command.create('assignments', { ...paper, student });
      return student;
    });
    const standing = async () =>
      (await client.students.list({ sort: 'name' })).rows.map((row) => [row.id, row.device, row.serialNumber]);
    const receipt = await register.run(session, async (command) =>
      command.create('receipts', { ...paper, kind: 'handover', mode: 'gift', receivedOn: '2026-09-05' }),
    );
    expect(await standing()).toEqual([
      [planned, 'none', null],
      [paper.student, 'received', 'A1'],
    ]);
    await register.run(session, async (command) =>
      command.create('receipts', {
        ...paper,
        kind: 'cancellation',
        cancels: receipt,
        mode: 'gift',
        receivedOn: '2026-09-06',
      }),
    );
    expect(await standing()).toEqual([
      [planned, 'assigned', 'A1'],
      [paper.student, 'none', null],
    ]);
  });

  it('are rebuilt at opening when other rules filled them', async () => {
    const dataDir = makeTestFolder();
    const first = await openTestRegister({ dataDir });
    await first.client.students.save({ fullName: 'Lò Văn An' });
    await first.register.transact(async (db) => {
      await db.updateTable('studentSearch').set({ foldedName: 'LO VAN AN', sortKey: '' }).execute();
      await db.updateTable('derivedVersion').set({ version: 0 }).execute();
    });
    await first.register.close();
    const register = await openRegister(first.register.options);
    onTestFinished(() => register.close());
    expect(await register.reader.selectFrom('studentSearch').select('foldedName').execute()).toEqual([
      { foldedName: 'lo van an' },
    ]);
  });
});
