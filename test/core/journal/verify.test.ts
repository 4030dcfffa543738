import type Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { commitmentOf, hashOf } from '../../../core/journal/change-bytes.ts';
import type { ChangeRow } from '../../../core/database/tables.ts';
import { getRecordTable, recordTableNames } from '../../../shared/records/record-tables.ts';
import type { VerifyReport } from '../../../shared/contract/students.ts';
import { chooseSeed, seededRandom, type SeededRandom } from '../../seeded-random.ts';
import { openTestRegister, type TestRegister } from '../open-test-register.ts';
import { writeRandomHistory } from '../random-history.ts';
import { verifyAfter } from './verify-after.ts';

type Fault = VerifyReport['faults'][number];

async function openWithHistory(seed: number, steps = 150): Promise<TestRegister> {
  const opened = await openTestRegister();
  await writeRandomHistory(opened, seed, steps);
  return opened;
}

type Cell = string | number | Buffer | null;
type Row = Record<string, Cell>;

function pickRow(file: Sqlite.Database, random: SeededRandom, table: string): Row | undefined {
  const rows = file.prepare(`select * from ${table}`).all() as Row[];
  return rows.length === 0 ? undefined : random.pick(rows);
}

/** Another value of the same kind, one byte away where it is text or bytes. */
function flip(value: Cell, random: SeededRandom): Cell {
  if (value === null) return 'x';
  if (typeof value === 'number') return value + 1;
  const bytes = Buffer.isBuffer(value) ? Buffer.from(value) : Buffer.from(value);
  if (bytes.length === 0) return 'x';
  const at = random.integer(bytes.length);
  bytes[at] = Buffer.isBuffer(value) ? bytes[at]! ^ 1 : bytes[at] === 0x78 ? 0x79 : 0x78;
  return Buffer.isBuffer(value) ? bytes : bytes.toString();
}

const kinds = (report: VerifyReport): Set<Fault['kind']> => new Set(report.faults.map((fault) => fault.kind));

describe('verification', () => {
  it('finds a register sound after any history of commands, so nothing is written past the journal', async () => {
    const seed = chooseSeed(3);
    const opened = await openTestRegister();
    const { done } = await writeRandomHistory(opened, seed, 300);
    const report = await opened.client.journal.verify();
    expect(report.faults, `seed ${seed}`).toEqual([]);
    expect(report.isSound, `seed ${seed}`).toBe(true);
    expect(report.unanchored).toBe(report.changes);
    expect(report.records).toBeGreaterThan(Object.keys(done).length);
  });

  it('reports every change of which one byte was flipped, in whatever column, as altered', async () => {
    const seed = chooseSeed(4);
    const random = seededRandom(seed);
    const opened = await openWithHistory(seed);
    const columns = 'counter owner record_table record subject fields base command actor at schema prev hash'.split(
      ' ',
    );
    for (const column of columns) {
      let harmed = '';
      const report = await verifyAfter(opened, (file) => {
        const row = pickRow(file, random, 'changes')!;
        harmed = `${String(row['replica'])}-${Number(row['seq']).toString(36).padStart(7, '0')}`;
        file
          .prepare(`update changes set ${column} = ? where replica = ? and seq = ?`)
          .run(flip(row[column]!, random), row['replica'], row['seq']);
      });
      const altered = report.faults.filter((fault) => fault.kind === 'altered').map((fault) => fault.change);
      // A subject or owner that another record bears leads to another secret, or to none.
      const missing = report.faults.filter((fault) => fault.kind === 'secretMissing').map((fault) => fault.change);
      expect([...altered, ...(column === 'owner' ? missing : [])], `${column}, seed ${seed}`).toContain(harmed);
      expect(report.isSound).toBe(false);
    }
  });

  it('reports a field of any synced table that was changed by hand, a row that was cut out and one that was slipped in', async () => {
    const seed = chooseSeed(5);
    const random = seededRandom(seed);
    const opened = await openWithHistory(seed);
    for (const table of recordTableNames) {
      const fields = Object.keys(getRecordTable(table).fields.shape);
      const column = random.pick(fields).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      let id: string | undefined;
      const differs = await verifyAfter(opened, (file) => {
        const row = pickRow(file, random, table);
        if (!row) return;
        id = String(row['id']);
        file.pragma('ignore_check_constraints = on');
        file
          .prepare(`update ${table} set ${column} = ? where id = ?`)
          .run(otherValue(column, row[column]!, random), id);
      });
      if (id === undefined) continue;
      expect(differs.faults, `${table}.${column}, seed ${seed}`).toEqual([
        expect.objectContaining({ kind: 'rowDiffers', table, record: id, detail: toField(column) }),
      ]);
      const missing = await verifyAfter(opened, (file) => file.prepare(`delete from ${table} where id = ?`).run(id));
      expect(missing.faults, `${table}, seed ${seed}`).toEqual([
        expect.objectContaining({ kind: 'rowMissing', table, record: id }),
      ]);
      const unknown = await verifyAfter(opened, (file) =>
        file.exec(
          `create temp table copy as select * from ${table} where id = '${id}';
           update copy set id = 'zzzzzzzzzzzzzzzz-0000001'; insert into ${table} select * from copy; drop table copy`,
        ),
      );
      expect(unknown.faults, `${table}, seed ${seed}`).toEqual([
        expect.objectContaining({ kind: 'rowUnknown', table, record: 'zzzzzzzzzzzzzzzz-0000001' }),
      ]);
    }
  });

  it('reports removed changes: one in the middle, the last ones, the whole chain', async () => {
    const seed = chooseSeed(6);
    const opened = await openWithHistory(seed, 60);
    const last = (await opened.client.journal.verify()).changes;
    const middle = await verifyAfter(opened, (file) => file.exec('delete from changes where seq = 7'));
    expect(middle.faults[0]).toMatchObject({ kind: 'removed', detail: '7' });
    expect(kinds(middle)).toContain('removed');
    const tail = await verifyAfter(opened, (file) => file.exec(`delete from changes where seq > ${last - 2}`));
    expect(tail.faults).toContainEqual(expect.objectContaining({ kind: 'removed', detail: `${last - 1}–${last}` }));
    const all = await verifyAfter(opened, (file) => file.exec('delete from changes'));
    expect(all.faults[0]).toMatchObject({ kind: 'removed', detail: `1–${last}` });
    const head = await verifyAfter(opened, (file) => file.exec('delete from chain_heads'));
    expect(head.faults).toMatchObject([{ kind: 'removed', detail: 'chainHead' }]);
  });

  it('reports a change that was moved, a link that leads elsewhere and a counter that does not rise', async () => {
    const seed = chooseSeed(7);
    const opened = await openWithHistory(seed, 60);
    const moved = await verifyAfter(opened, (file) =>
      file.exec(
        'update changes set seq = 999999 where seq = 5; update changes set seq = 5 where seq = 6; update changes set seq = 6 where seq = 999999',
      ),
    );
    expect(moved.faults.slice(0, 3).map((fault) => [fault.kind, fault.detail])).toEqual([
      ['altered', '5'],
      ['altered', '6'],
      ['reordered', '7'],
    ]);
    const elsewhere = await verifyAfter(opened, (file) => forgeLast(file, { prev: Buffer.alloc(32, 7) }));
    expect(elsewhere.faults).toMatchObject([{ kind: 'reordered' }]);
    const sinking = await verifyAfter(opened, (file) => forgeLast(file, { counter: 1 }));
    expect(sinking.faults.map((fault) => fault.kind)).toContain('reordered');
  });

  it('reports a secret that was flipped and one that was lost', async () => {
    const opened = await openWithHistory(chooseSeed(8), 60);
    const subject = "(select subject from changes where subject <> '' limit 1)";
    const flipped = await verifyAfter(opened, (file) =>
      file.exec(`update secrets set secret = zeroblob(32) where subject = ${subject}`),
    );
    expect(kinds(flipped)).toEqual(new Set(['altered']));
    const lost = await verifyAfter(opened, (file) => file.exec(`delete from secrets where subject = ${subject}`));
    expect(kinds(lost)).toEqual(new Set(['secretMissing']));
  });

  it('sees one moment of the file while others write', async () => {
    const opened = await openWithHistory(3, 60);
    const verifying = opened.client.journal.verify();
    await Promise.all([verifying, writeRandomHistory(opened, 4, 20)]);
    expect((await verifying).faults).toEqual([]);
  });
});

/** Rewrites the last change with its hash and head made to fit, as someone could who has the program's code. */
function forgeLast(file: Sqlite.Database, part: Partial<ChangeRow>): void {
  const stored = file.prepare('select *, record_table as recordTable from changes order by seq desc limit 1').get();
  const change = { ...(stored as ChangeRow), ...part };
  const { secret } = file
    .prepare('select secret from secrets where owner = ? and subject = ?')
    .get(change.owner, change.subject) as { secret: Buffer };
  const hash = hashOf(change, commitmentOf(change, secret));
  file
    .prepare('update changes set prev = ?, counter = ?, hash = ? where seq = ?')
    .run(change.prev, change.counter, hash, change.seq);
  file.prepare('update chain_heads set hash = ?, counter = ?').run(hash, change.counter);
}

function toField(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** STRICT tables take no text in a column of whole numbers. */
function otherValue(column: string, value: Cell, random: SeededRandom): Cell {
  return value === null && ['price', 'review_year'].includes(column) ? 1 : flip(value, random);
}
