/** How commands are written, what they say, how they end. */
import { describe, expect, it } from 'vitest';
import { openDesk } from './so-may.ts';

const school = ['--code', '17150501', '--name', 'Trường TH&THCS Chiềng Châu', '--school-year', '2026-2027'];
const commands = ['init', 'open', 'import', 'students', 'search', 'devices', 'assign', 'hand-over', 'receipts'];

describe('so-may --help', () => {
  it('names every command and the exit statuses, in Vietnamese', async () => {
    const { status, stdout } = await openDesk().run('--help');
    expect(status).toBe(0);
    for (const command of [...commands, 'form', 'export', 'verify']) expect(stdout).toContain(`  ${command} `);
    for (const command of ['import undo', 'devices import', 'receipts cancel']) expect(stdout).toContain(command);
    expect(stdout).toContain('Cách dùng:');
    expect(stdout).toContain('Mã kết thúc: 0');
  });

  it.each([...commands, 'form', 'export', 'verify'])(
    'is there for %s, with the options that all share',
    async (command) => {
      const { status, stdout } = await openDesk().run(command, '--help', '--lang', 'en');
      expect(status).toBe(0);
      for (const option of ['--data <dir>', '--json', '--lang']) expect(stdout).toContain(option);
    },
  );
});

describe('wrong usage', () => {
  it.each([
    [['no-such-command'], 'Không có lệnh no-such-command.'],
    [['import'], 'Thiếu tham số <tệp>.'],
    [['import', 'undo'], 'Thiếu tham số <id>.'],
    [['import', 'undo', 'x', '--preview'], 'Không có tuỳ chọn --preview.'],
    [['students', '--lang', 'fr'], 'Giá trị “fr” của --lang <vi|en> không dùng được. Chọn một trong: vi, en.'],
    [['init', '--role', 'district', '--name', 'x', '--lang', 'en'], 'Choose one of: school, office.'],
    [['students', '--no-such-option'], 'Không có tuỳ chọn --no-such-option.'],
    [['init', '--name', 'Trường'], 'Thiếu tuỳ chọn --code.'],
    [['init', '--role', 'district', '--name', 'Huyện'], 'district'],
    [['hand-over', '--student', '1', '--serial', '2'], 'Thiếu tuỳ chọn --receiver'],
    [['hand-over', '--student', '1', '--serial', '2', '--receiver', 'A', '--on', '5/9/2026'], 'Ngày phải có dạng'],
    [['hand-over', '--student', '1', '--serial', '2', '--receiver', 'A', '--relation', 'aunt'], 'Chọn một trong'],
    [['assign', '--student', '1'], 'Cần --student cùng --serial, hoặc --class.'],
    [['form', 'no-such-form', '--out', 'x.xlsx'], 'no-such-form'],
    [['open', '--port', 'many'], 'Cổng là số'],
  ])('%j ends with status 2 and a sentence', async (args, sentence) => {
    const { status, stdout, stderr } = await openDesk().run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stdout).toBe('');
  });
});

describe('so-may init', () => {
  it('makes the register of a school', async () => {
    const desk = openDesk();
    expect(await desk.get('init', '--role', 'school', ...school, '--person', 'Hà Thị Loan')).toMatchObject({
      isSetUp: true,
      role: 'school',
      folder: desk.dataDir,
      school: { code: '17150501', schoolYear: '2026-2027' },
      person: 'Hà Thị Loan',
    });
  });

  it('makes the register of an office', async () => {
    const args = ['--role', 'office', '--name', 'UBND xã Mai Châu', '--level', 'commune', '--person', 'Lò Văn Thuận'];
    expect(await openDesk().get('init', ...args)).toMatchObject({
      role: 'office',
      office: { name: 'UBND xã Mai Châu', level: 'commune' },
    });
  });

  it('never makes a second register over the first', async () => {
    const desk = openDesk();
    await desk.get('init', ...school);
    expect(await desk.problem('init', ...school)).toMatchObject({ problem: 'registerAlreadySetUp' });
  });

  it('names the field that the register does not take', async () => {
    const args = ['--code', '17150501', '--name', 'Trường', '--school-year', '2026'];
    const { status, stderr } = await openDesk().run('init', ...args);
    expect(status).toBe(1);
    expect(stderr).toContain('Năm học');
  });
});

describe('a problem', () => {
  it('is a sentence on stderr and status 1; nothing is made in a folder without a register', async () => {
    const desk = openDesk();
    const { status, stdout, stderr } = await desk.run('students');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('Sổ chưa được lập.');
    expect((await desk.run('students', '--lang', 'en')).stderr).toContain('The register has not been made yet.');
  });

  it('is a code with details and a sentence with --json', async () => {
    expect(await openDesk().problem('students')).toMatchObject({
      problem: 'registerNotSetUp',
      details: {},
      message: expect.stringContaining('Sổ chưa được lập.'),
    });
  });

  it('is a person whom the register does not know', async () => {
    const desk = openDesk();
    await desk.get('init', ...school, '--person', 'Hà Thị Loan');
    expect(await desk.list('students', '--actor', 'Hà Thị Loan')).toEqual([]);
    expect(await desk.problem('students', '--actor', 'Ai Đó')).toMatchObject({ problem: 'personNotFound' });
  });
});
