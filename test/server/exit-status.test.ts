/** Exit statuses of every command: 0 done, 1 a problem, 2 wrong usage. `open` ends with 0 in open.test.ts. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deliveryNote, openDesk, openFilledDesk, roster } from './so-may.ts';

const uyen = '1715870222';
const serial = 'R9LT0890798';
const handOver = ['hand-over', '--student', uyen, '--receiver', 'Hà Thị Loan', '--serial'];
const init = ['init', '--code', '17150501', '--name', 'Trường', '--school-year', '2026-2027'];
const out = path.join('no-such-folder', 'x.xlsx');

/** On a register with pupils and devices: what ends with 1, and what with 2. */
const refused: [name: string, problem: string[], usage: string[]][] = [
  ['init', init, ['init']],
  ['open', ['open', '--port', '1', '--no-browser', '--actor', 'Ai Đó'], ['open', '--port', 'x']],
  ['import', ['import', 'no-such-list.xlsx'], ['import']],
  ['import undo', ['import', 'undo', 'no-such-id'], ['import', 'undo']],
  ['students', ['students', '--class', '12Z'], ['students', '--class']],
  ['search', ['search', 'an', '--actor', 'Ai Đó'], ['search']],
  ['devices', ['devices', '--round', 'Đợt 9'], ['devices', '--round']],
  ['devices import', ['devices', 'import', 'no-such-note.xlsx'], ['devices', 'import']],
  ['assign', ['assign', '--class', '12Z'], ['assign']],
  ['hand-over', [...handOver, 'NOPE'], ['hand-over']],
  ['receipts', ['receipts', '--class', '12Z'], ['receipts', '--class']],
  ['receipts cancel', ['receipts', 'cancel', 'no-such-id', '--reason', 'x'], ['receipts', 'cancel', 'x']],
  ['form', ['form', 'receipt-list', '--out', out], ['form', 'receipt-list']],
  ['export', ['export', '--out', out], ['export']],
  ['enrol', ['enrol', 'no-such.somay'], ['enrol']],
  ['sync', ['sync', '--once', '--actor', 'Ai Đó'], ['sync']],
  ['sync status', ['sync', 'status', '--actor', 'Ai Đó'], ['sync', 'status', 'x']],
  ['sync folder', ['sync', 'folder', 'no-such-folder'], ['sync', 'folder']],
  ['package write', ['package', 'write', '--to', '/dev/null/x'], ['package', 'write']],
  ['package read', ['package', 'read', 'no-such.somay'], ['package', 'read']],
  ['package release', ['package', 'release', 'no-such-id'], ['package', 'release']],
  ['package settle', ['package', 'settle', 'no-such-id'], ['package', 'settle']],
  ['replicas', ['replicas', '--actor', 'Ai Đó'], ['replicas', 'x']],
  ['revoke', ['revoke', 'no-such-replica', '--reason', 'x'], ['revoke', 'x']],
  ['join', ['join', 'no-such.somay', '--digits', '1', '--name', 'x'], ['join']],
  ['package show', ['package', 'show', 'no-such.somay'], ['package', 'show']],
  ['backup', ['backup', '--to', '/dev/null/x'], ['backup', '--to']],
  ['restore', ['restore', 'no-such-backup'], ['restore']],
  ['backup list', ['backup', 'list', '--actor', 'Ai Đó'], ['backup', 'list', 'x']],
  ['audit', ['audit', '--person', 'Ai Đó'], ['audit', '--since', '5/9/2026']],
  ['unlock', ['unlock', '--check', '--actor', 'Ai Đó'], ['unlock']],
  ['recover', ['recover', '--code', '1'], ['recover']],
  ['account list', ['account', 'list', '--actor', 'Ai Đó'], ['account', 'list', 'x']],
  ['account add', ['account', 'add', 'Ai Đó'], ['account', 'add']],
  ['account passphrase', ['account', 'passphrase'], ['account', 'passphrase', 'x']],
  ['account remove', ['account', 'remove', 'Ai Đó'], ['account', 'remove']],
  ['account rescue', ['account', 'rescue', 'no-such-folder'], ['account', 'rescue']],
  ['erase', ['erase', '--student', '0000000000'], ['erase']],
  ['verify', ['verify', '--actor', 'Ai Đó'], ['verify', 'everything']],
];

describe('exit status 1 (problem) and 2 (usage)', () => {
  it.each(refused)('%s', async (_name, problem, usage) => {
    const desk = await openFilledDesk();
    const met = await desk.run(...problem);
    expect({ status: met.status, stdout: met.stdout }).toEqual({ status: 1, stdout: '' });
    expect(met.stderr.trim().split('\n')).toHaveLength(1);
    const wrong = await desk.run(...usage);
    expect({ status: wrong.status, stdout: wrong.stdout }).toEqual({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('so-may --help');
  });
});

describe('exit status 0 (done)', () => {
  it('ends every command of a school’s first hour', async () => {
    const desk = openDesk();
    await desk.get(...init);
    await desk.get('import', roster);
    const again = await desk.get('import', roster);
    expect(again).toMatchObject({ id: null, unchanged: 59 });
    const devices = await desk.get('devices', 'import', deliveryNote);
    for (const list of [['students'], ['devices'], ['receipts'], ['search', 'uyen']]) await desk.list(...list);
    await desk.get('assign', '--student', uyen, '--serial', serial);
    const receipt = await desk.get(...handOver, serial, '--on', '2026-09-05');
    await desk.get('receipts', 'cancel', String(receipt['id']), '--reason', 'Ghi nhầm');
    const file = path.join(desk.dataDir, 'x.xlsx');
    await desk.get('form', 'receipt-list', '--planned', '--class', '6A', '--out', file);
    await desk.get('form', 'posting-list', '--planned', '--class', '6A', '--out', file);
    await desk.get('form', 'consent-form', '--class', '6A', '--out', file);
    await desk.get('form', 'held-data', '--student', uyen, '--out', file);
    await desk.get('export', '--out', file);
    expect(existsSync(file)).toBe(true);
    await desk.get('import', 'undo', String(devices['id']));
    await desk.get('verify');
  });
});

describe('exit status of an import', () => {
  it.each([
    ['1: no row saved or unchanged', 'STT;Họ và tên;Ngày sinh;Lớp\n1;;31/02/2015;6A\n', 1],
    ['0: one row of two saved', 'STT;Họ và tên;Ngày sinh;Lớp\n1;;31/02/2015;6A\n2;Bùi An;1/2/2015;6A\n', 0],
  ])('%s', async (_name, content, status) => {
    const desk = openDesk();
    await desk.get(...init);
    const file = path.join(desk.dataDir, 'list.csv');
    writeFileSync(file, content);
    expect((await desk.run('import', file, '--preview')).status).toBe(status);
    expect((await desk.run('import', file)).status).toBe(status);
  });
});
