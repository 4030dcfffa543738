/**
 * Bad input, on the built program and real files: a sentence, bounded time and memory, nothing half-saved, the program goes on.
 * What each file does to the reader is told in test/core/spreadsheets/bad-files.test.ts.
 */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { utils, write } from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { runSoMay } from '../e2e/program.ts';
import { mountSmallDisk } from '../small-disk.ts';
import { buildSoMay, type Desk, fixtures, openDesk, roster } from './so-may.ts';

beforeAll(() => buildSoMay());

const init = ['init', '--code', '17150501', '--name', 'Trường', '--school-year', '2026-2027'];
const header = 'STT;Họ và tên;Ngày sinh;Lớp;Số CCCD\n';
const good = '9;Bùi An;15/03/2015;6A;\n';
/** More than reading the largest list takes; the whole of a bad file must not be held several times over. */
const MOST_MEGABYTES = 1000;
const measure = `process.on('exit',()=>process.stderr.write('maxRSS='+process.resourceUsage().maxRSS+'\\n'))`;

/** An import as it ended, and what it changed in the register. */
async function importBytes(
  bytes: Buffer | string,
  { desk, name = 'danh-sach.csv' }: { desk?: Desk; name?: string } = {},
) {
  const school = desk ?? (await openSchool());
  const file = path.join(school.dataDir, name);
  writeFileSync(file, bytes);
  return finish(school, file);
}

async function finish(desk: Desk, file: string) {
  const before = await desk.get('verify');
  const args = ['import', file, '--json', '--data', desk.dataDir];
  const ended = await runSoMay(args, undefined, ['--import', `data:text/javascript,${measure}`]);
  const peaks = [...ended.stderr.matchAll(/maxRSS=(\d+)/g)].map(([, kibibytes]) => Number(kibibytes) / 1024);
  expect(Math.max(...peaks)).toBeLessThan(MOST_MEGABYTES);
  const after = await desk.get('verify');
  expect(after).toMatchObject({ isSound: true, faults: [] });
  const answer = JSON.parse(ended.stdout) as { problem?: string; message?: string; rejected: { message: string }[] };
  return {
    status: ended.status,
    answer,
    changes: Number(after['changes']) - Number(before['changes']),
    pupils: (await desk.list('students')).map((student) => student['fullName']),
  };
}

async function openSchool(): Promise<Desk> {
  const desk = openDesk();
  await desk.get(...init);
  return desk;
}

/** The whole file is refused with a sentence, nothing is written, and the next file is welcome. */
async function expectRefused(bytes: Buffer | string, problem: string, sentence: RegExp): Promise<void> {
  const desk = await openSchool();
  const { status, answer, changes } = await importBytes(bytes, { desk });
  expect({ status, ...answer, changes }).toMatchObject({
    status: 1,
    problem,
    message: expect.stringMatching(sentence),
    changes: 0,
  });
  expect(await desk.get('import', roster)).toMatchObject({ accepted: 59 });
}

/** One row is refused in a sentence that names its place; the good row beside it is saved. */
async function expectRowRefused(rows: Buffer | string, sentence: RegExp): Promise<void> {
  const { status, answer, pupils } = await importBytes(rows);
  expect({ status, pupils }).toEqual({ status: 0, pupils: ['Bùi An'] });
  expect(answer.rejected.length).toBeGreaterThan(0);
  for (const { message } of answer.rejected) expect(message).toMatch(sentence);
}

describe('Bad input: the file', () => {
  it('not a table', () => expectRefused('%PDF-1.7 …', 'fileNotATable', /không phải bảng tính/));

  it('empty', () => expectRefused('', 'fileEmpty', /trống/));

  it('password-protected', () =>
    expectRefused(
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
        Buffer.alloc(600),
      ]),
      'filePasswordProtected',
      /mật khẩu/,
    ));

  it('truncated', () => {
    const whole = readFileSync(path.join(fixtures, 'rosters/one-sheet-merged-header.xlsx'));
    return expectRefused(whole.subarray(0, whole.length / 2), 'fileDamaged', /hỏng hoặc chép chưa hết/);
  });

  it('200 MB', async () => {
    const desk = await openSchool();
    const file = path.join(desk.dataDir, 'lon.csv');
    writeFileSync(file, header + good);
    truncateSync(file, 200 << 20);
    const { status, answer, changes } = await finish(desk, file);
    expect({ status, changes, ...answer }).toMatchObject({
      status: 1,
      changes: 0,
      problem: 'fileTooLarge',
      message: expect.stringContaining('quá lớn'),
    });
    expect(await desk.get('import', roster)).toMatchObject({ accepted: 59 });
  });

  it('2,000,000 blank rows', async () => {
    const { status, pupils } = await importBytes(
      `${header}${'\n'.repeat(1_000_000)}${';;;;\n'.repeat(1_000_000)}${good}`,
    );
    expect({ status, pupils }).toEqual({ status: 0, pupils: ['Bùi An'] });
  });

  it('something else than a file: a folder', async () => {
    const desk = await openSchool();
    expect(await desk.problem('import', desk.dataDir)).toMatchObject({ problem: 'fileNotReadable' });
  });
});

describe('Bad input: its cells', () => {
  it('a cell of 32,000 characters', () =>
    expectRowRefused(
      `${header}1;${'Bùi '.repeat(8000)};15/03/2015;6A;\n${good}`,
      /dòng 2, cột B: Ô này dài \d+ ký tự/,
    ));

  it('formulas and `=HYPERLINK(` as text', () =>
    expectRowRefused(
      `${header}1;"=HYPERLINK(""http://x"",""Bùi Bình"")";15/03/2015;6A;\n2;=A1+1;15/03/2015;6A;\n${good}`,
      /dòng [23], cột B: Ô này là công thức/,
    ));

  it('ID numbers stored as numbers or as 1.7E+10', () => {
    const book = utils.book_new();
    const rows = [
      ['STT', 'Họ và tên', 'Ngày sinh', 'Lớp', 'Số CCCD'],
      [1, 'Bùi Bình', '15/03/2015', '6A', 17_215_285_432],
      [2, 'Bùi Cường', '15/03/2015', '6A', '1.7E+10'],
      [9, 'Bùi An', '15/03/2015', '6A', '017215285433'],
    ];
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'DS');
    const bytes = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    return expectRowRefused(bytes, /dòng [23], cột E: Số định danh .*(11 chữ số thay vì 12|1\.7E\+10)/);
  });

  it('31/02', () => expectRowRefused(`${header}1;Bùi Bình;31/02/2015;6A;\n${good}`, /dòng 2, cột C: .*31\/02\/2015/));

  it('duplicate headers', async () => {
    const { status, answer, pupils } = await importBytes('STT;Họ và tên;Lớp;Lớp\n1;Bùi An;6A;6B\n');
    expect({ status, pupils }).toEqual({ status: 0, pupils: ['Bùi An'] });
    expect(answer).toMatchObject({ warnings: [{ column: 'D', message: expect.stringMatching(/cột D: .*cột C/) }] });
  });
});

describe('Bad input: the disk', () => {
  const many = `${header}${Array.from({ length: 4000 }, (_, at) => `${at};Bùi Thị An;15/03/2015;6A;0${17_000_000_000 + at}\n`).join('')}`;

  it('a full disk', async (context) => {
    const { folder, resize } = mountSmallDisk(context, '3m');
    const desk = openDesk(folder);
    await desk.get(...init);
    const { status, answer, changes, pupils } = await importBytes(many, { desk });
    expect({ status, changes, pupils }).toEqual({ status: 1, changes: 0, pupils: [] });
    expect(answer).toMatchObject({ problem: 'diskFull', message: expect.stringContaining('Ổ đĩa đã đầy') });
    resize('64m');
    expect(await desk.get('import', roster)).toMatchObject({ accepted: 59 });
  });

  it('a read-only folder', async (context) => {
    const { folder, setReadOnly } = mountSmallDisk(context, '16m');
    const desk = openDesk(folder);
    await desk.get(...init);
    setReadOnly();
    const { status, stdout, stderr } = await desk.run('import', roster);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('không cho ghi');
    expect((await openDesk(path.join(folder, 'new')).run(...init)).stderr).toContain('không cho ghi');
  });
});
