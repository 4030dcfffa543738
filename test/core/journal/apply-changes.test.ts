import { describe, expect, it } from 'vitest';
import { getRecordTable, recordTableNames } from '../../../shared/records/record-tables.ts';
import { rebuildDerivedTables } from '../../../core/queries/derived-tables.ts';
import { verifyRegister } from '../../../core/services/verify-register.ts';
import { toTableKey } from '../../../core/database/tables.ts';
import { chooseSeed, seededRandom } from '../../seeded-random.ts';
import type { TestRegister } from '../open-test-register.ts';
import { writeRandomHistory } from '../random-history.ts';
import { exchange, merge, openSiblings, readRun } from './replicas.ts';

/** Everything in a register that follows from the changes it has seen. */
async function picture({ register }: TestRegister): Promise<Record<string, unknown>> {
  const db = register.reader;
  const tables: Record<string, unknown> = {};
  for (const table of recordTableNames) {
    expect(getRecordTable(table)).toBeDefined();
    tables[table] = await db
      .selectFrom(toTableKey(table) as 'students')
      .selectAll()
      .orderBy('owner')
      .orderBy('id')
      .execute();
  }
  tables['conflicts'] = await db.selectFrom('conflicts').selectAll().orderBy('record').orderBy('fieldGroup').execute();
  tables['refused'] = await db.selectFrom('refusedChanges').selectAll().execute();
  tables['secrets'] = await db.selectFrom('secrets').selectAll().orderBy('owner').orderBy('subject').execute();
  return { ...tables, ...(await derived({ register } as TestRegister)) };
}

async function derived({ register }: TestRegister): Promise<Record<string, unknown>> {
  const db = register.reader;
  const students = await db.selectFrom('studentSearch').selectAll().orderBy('student').execute();
  return {
    studentSearch: students.map(({ name: _name, ...row }) => row),
    deviceSearch: await db.selectFrom('deviceSearch').selectAll().orderBy('owner').orderBy('device').execute(),
  };
}

describe('merging', () => {
  it('leaves all registers equal that saw the same changes, whatever the order, repeats and parts', async () => {
    const seed = chooseSeed(2);
    const random = seededRandom(seed);
    const replicas = await openSiblings(3);
    for (let round = 0; round < 6; round += 1) {
      for (const replica of replicas) await writeRandomHistory(replica, random.integer(2 ** 31), 25);
      for (let moves = 0; moves < 4; moves += 1) {
        const [from, into] = [random.pick(replicas), random.pick(replicas)];
        const { replica } = await from.register.getInstallation();
        const all = await readRun(from.register.reader, replica);
        const head = await into.register.reader
          .selectFrom('chainHeads')
          .select('seq')
          .where('replica', '=', replica)
          .executeTakeFirst();
        const start = random.integer((head?.seq ?? 0) + 1) + 1;
        const end = start + random.integer(all.changes.length);
        await merge(into, await readRun(from.register.reader, replica, start, end));
      }
    }
    for (const from of replicas) for (const into of replicas) if (from !== into) await exchange(from, into);
    const [first, ...others] = replicas as [TestRegister, ...TestRegister[]];
    const expected = await picture(first);
    for (const other of others) expect(await picture(other), `seed ${seed}`).toEqual(expected);
    for (const replica of replicas) {
      expect((await verifyRegister(replica.register)).faults, `seed ${seed}`).toEqual([]);
      const before = await derived(replica);
      await replica.register.transact((transaction) => rebuildDerivedTables(transaction));
      expect(await derived(replica), `seed ${seed}`).toEqual(before);
    }
  });
});
