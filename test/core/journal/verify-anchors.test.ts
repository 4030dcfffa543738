/** A chain that is sound in itself, against what others hold of it. */
import type Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { BackupKeeper } from '../../../core/backup/backup-keeper.ts';
import type { ChangeRow } from '../../../core/database/tables.ts';
import { CHAIN_START, commitmentOf, hashOf } from '../../../core/journal/change-bytes.ts';
import { Exchange } from '../../../core/sync/exchange.ts';
import { makeTestFolder, openKeyed, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { writeRandomHistory } from '../random-history.ts';
import { verifyAfter } from './verify-after.ts';

/** A register of which everything is packed. */
async function openPacked(): Promise<TestRegister & { changes: number }> {
  const opened = await openTestRegister();
  await writeRandomHistory(opened, 7, 30);
  await opened.register.part(Exchange).pack();
  const report = await opened.client.journal.verify();
  expect(report).toMatchObject({ isSound: true, unanchored: 0, unanchoredRanges: [], lastAnchor: { kind: 'package' } });
  return { ...opened, changes: report.changes };
}

/** Writes the chain anew from a number on, every hash, link and the head made to fit, as someone could who has the program's code and keys. */
function rewriteFrom(file: Sqlite.Database, seq: number): void {
  const changes = file.prepare('select *, record_table as recordTable from changes order by seq').all() as ChangeRow[];
  const secretOf = file.prepare('select secret from secrets where owner = ? and subject = ?');
  const save = file.prepare('update changes set prev = ?, hash = ?, at = ? where replica = ? and seq = ?');
  let prev: Buffer = CHAIN_START;
  for (const change of changes) {
    const at = change.seq === seq ? '2020-01-01T00:00:00.000Z' : change.at;
    const { secret } = secretOf.get(change.owner, change.subject) as { secret: Buffer };
    const written = { ...change, prev, at };
    const hash = hashOf(written, commitmentOf(written, secret));
    save.run(prev, hash, at, change.replica, change.seq);
    prev = hash;
  }
  file.prepare('update chain_heads set hash = ?').run(prev);
}

describe('anchors', () => {
  it('count what is new since, chain by chain', async () => {
    const { client, changes, register } = await openPacked();
    await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
    const { replica } = await register.getInstallation();
    expect(await client.journal.verify()).toMatchObject({
      isSound: true,
      unanchored: 1,
      unanchoredRanges: [{ replica, first: changes + 1, last: changes + 1 }],
    });
  });

  it('tell that a chain was written anew from some place on, though it is sound in itself', async () => {
    const opened = await openPacked();
    const whole = await verifyAfter(opened, (file) => {
      rewriteFrom(file, 5);
      file.exec('delete from anchors');
    });
    expect(whole.faults).toEqual([]);
    const told = await verifyAfter(opened, (file) => rewriteFrom(file, 5));
    expect(told.isSound).toBe(false);
    expect(told.faults).toMatchObject([{ kind: 'rewritten', detail: `${opened.changes} (package)` }]);
    expect(told.unanchored).toBe(opened.changes);
  });

  it('tell that the end was cut off, head and rows and all, from where to where', async () => {
    const opened = await openPacked();
    const { changes } = opened;
    const report = await verifyAfter(opened, (file) => {
      const kept = file.prepare('select * from changes where seq = ?').get(changes - 2) as ChangeRow;
      file.exec(`delete from changes where seq > ${changes - 2}`);
      file.prepare('update chain_heads set seq = ?, counter = ?, hash = ?').run(kept.seq, kept.counter, kept.hash);
    });
    expect(report.faults).toContainEqual(
      expect.objectContaining({ kind: 'removed', detail: `${changes - 1}–${changes} (package)` }),
    );
  });

  it('name what was altered, removed in the middle and reordered as well', async () => {
    const opened = await openPacked();
    const altered = await verifyAfter(opened, (file) => file.exec("update changes set at = '2020' where seq = 4"));
    expect(altered.faults).toMatchObject([{ kind: 'altered', detail: '4' }]);
    const removed = await verifyAfter(opened, (file) => file.exec('delete from changes where seq = 4'));
    expect(removed.faults[0]).toMatchObject({ kind: 'removed', detail: '4' });
    const moved = await verifyAfter(opened, (file) =>
      file.exec(
        'update changes set seq = 999 where seq = 4; update changes set seq = 4 where seq = 5; update changes set seq = 5 where seq = 999',
      ),
    );
    expect(moved.faults.map(({ kind, detail }) => [kind, detail])).toContainEqual(['reordered', '6']);
  });

  it('come with a printed form, once for each head; a code that the chain no longer holds is told', async () => {
    const opened = await openTestRegister();
    const { client, register } = opened;
    const [round] = await client.rounds.list();
    const { id: student } = await client.students.save({ fullName: 'Hà Thị Lan', className: '6A' });
    const { id: device } = await client.devices.save({ round: round!.id, serialNumber: 'S1' });
    await client.assignments.save({ student, device });
    const form = { form: 'receipt-list' } as const;
    const { code } = await client.forms.preview(form);
    expect(code).toMatch(/^[0-9a-f]{10}-\d+$/);
    await client.forms.notePrint({ ...form, code });
    await client.forms.notePrint({ ...form, code });
    const anchors = () => register.reader.selectFrom('anchors').select(['kind', 'seq']).execute();
    const seq = Number(code?.split('-')[1]);
    expect(await anchors()).toEqual([{ kind: 'form', seq }]);
    // What a caller makes up anchors nothing.
    await client.forms.notePrint({ ...form, code: '0123456789-3' });
    expect(await anchors()).toHaveLength(1);
    await client.forms.write(form);
    expect(await anchors()).toHaveLength(2);
    expect((await client.journal.verify()).lastAnchor?.kind).toBe('form');

    const typed = ` ${code?.toUpperCase().replace('-', ' – ')}`;
    expect(await client.journal.checkCode({ code: typed })).toMatchObject({ isHere: true, seq });
    const wrong = await client.journal.checkCode({ code: `0123456789-${seq}` });
    expect(wrong).toEqual({ isHere: false, seq, at: null });
    await expect(client.journal.checkCode({ code: '12' })).rejects.toMatchObject({ code: 'codeOnPaperUnreadable' });

    const told = await verifyAfter(opened, (file) => rewriteFrom(file, 5));
    expect(told.faults).toContainEqual(expect.objectContaining({ kind: 'rewritten', detail: `${seq} (form)` }));
    // Whoever also takes the anchors away is told by the paper itself.
    const file = openKeyed(register);
    rewriteFrom(file, 5);
    file.exec('delete from anchors');
    file.close();
    expect((await client.journal.verify()).isSound).toBe(true);
    expect(await client.journal.checkCode({ code: code ?? '' })).toMatchObject({ isHere: false });
  });

  it('come with a checked backup', async () => {
    const { client, register } = await openPacked();
    await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
    await register.part(BackupKeeper).make({ reason: 'person', to: makeTestFolder() });
    const anchors = await register.reader.selectFrom('anchors').select('kind').execute();
    expect(anchors.map(({ kind }) => kind)).toContain('backup');
    expect(await client.journal.verify()).toMatchObject({ isSound: true, unanchored: 0 });
  });
});
