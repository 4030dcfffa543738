/** Files that are no list, or a bad one: a Problem with a sentence, in bounded time and memory, and never a bug. */
import { readFileSync } from 'node:fs';
import { CFB, utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readDeliveryNote } from '../../../core/spreadsheets/read-delivery-note.ts';
import { readRoster } from '../../../core/spreadsheets/read-roster.ts';
import { readWorkbook } from '../../../core/spreadsheets/read-workbook.ts';
import { isProblem } from '../../../shared/problems.ts';
import { readingSentences } from '../../../shared/sentences/reading.ts';
import { Dice } from './invented-pupils.ts';

const fixtures = new URL('../../fixtures/', import.meta.url);
const samples = [
  'rosters/one-sheet-merged-header.xlsx',
  'rosters/semicolons-nfd-bad-rows.csv',
  'rosters/sheet-per-class.xls',
  'rosters/tcvn3-vntime.xlsx',
  'devices/delivery-note.xlsx',
].map((path) => readFileSync(new URL(path, fixtures)));

/** Code of the Problem that reading ends in, or 'read'. Anything but a Problem fails the test. */
function outcome(bytes: Uint8Array): string {
  try {
    readRoster(readWorkbook(bytes, 'danh-sach.xlsx'));
    return 'read';
  } catch (error) {
    if (!isProblem(error)) throw error;
    expect(Object.keys(readingSentences)).toContain(error.code);
    return error.code;
  }
}

function text(content: string): Buffer {
  return Buffer.from(content);
}

function workbookOf(rows: unknown[][], bookType: 'xlsx' | 'biff8' = 'xlsx'): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'DS');
  return write(book, { type: 'buffer', bookType, compression: true }) as Buffer;
}

/** A workbook whose sheet's XML was edited. */
function withSheetXml(rows: unknown[][], edit: (xml: string) => string): Buffer {
  const path = '/xl/worksheets/sheet1.xml';
  const zip = CFB.read(workbookOf(rows), { type: 'buffer' }) as object;
  const entry = CFB.find(zip, path) as { content: Uint8Array };
  const xml = edit(Buffer.from(entry.content).toString());
  CFB.utils.cfb_del(zip, path);
  CFB.utils.cfb_add(zip, path, Buffer.from(xml));
  return CFB.write(zip, { type: 'buffer', fileType: 'zip', compression: true }) as Buffer;
}

/** The old workbook of the samples with its stream edited. */
function withXlsStream(edit: (stream: Buffer) => Uint8Array): Buffer {
  const container = CFB.read(samples[2], { type: 'buffer' }) as object;
  const { content } = CFB.find(container, '/Workbook') as { content: Uint8Array };
  const written = CFB.utils.cfb_new() as object;
  CFB.utils.cfb_add(written, '/Workbook', edit(Buffer.from(content)));
  return CFB.write(written, { type: 'buffer', fileType: 'cfb' }) as Buffer;
}

const header = 'STT;Họ và tên;Ngày sinh;Lớp;Số CCCD;Mã định danh\n';

describe('files that cannot be read', () => {
  it('refuses what is empty', () => {
    expect(outcome(Buffer.alloc(0))).toBe('fileEmpty');
    expect(outcome(text(' \r\n\r\n  '))).toBe('fileEmpty');
    expect(outcome(workbookOf([]))).toBe('fileEmpty');
    expect(outcome(text(';;;\n;;;\n'))).toBe('fileEmpty');
  });

  it('refuses what is no table', () => {
    expect(outcome(text('%PDF-1.7 …'))).toBe('fileNotATable');
    expect(outcome(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]))).toBe('fileNotATable');
    expect(outcome(Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 89) % 251)))).toBe('fileNotATable');
    expect(outcome(text('<html><body><p>Kính gửi nhà trường</p></body></html>'))).toBe('fileNotATable');
    expect(outcome(text('Kính gửi các thầy cô,\nmai họp lúc 7 giờ.\n'))).toBe('fileHasNoHeader');
  });

  it('refuses a document or another zip under the name of a spreadsheet', () => {
    const sheet = workbookOf([
      ['STT', 'Họ và tên', 'Lớp'],
      [1, 'Bùi An', '6A'],
    ]);
    expect(
      outcome(Buffer.from(sheet.toString('latin1').replaceAll('xl/workbook.xml', 'xl/warkbook.xml'), 'latin1')),
    ).toBe('fileNotATable');
  });

  it('says that a password protects the file', () => {
    const compound = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(600),
    ]);
    expect(outcome(compound)).toBe('filePasswordProtected');
    const zip = Buffer.from(
      workbookOf([
        ['Họ tên', 'Lớp'],
        ['Bùi An', '6A'],
      ]),
    );
    // Bit 0 of the flags of every directory entry: encrypted.
    for (
      let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
      at >= 0;
      at = zip.indexOf('PK\u0001\u0002', at + 4, 'latin1')
    )
      zip[at + 8] = 1;
    expect(outcome(zip)).toBe('filePasswordProtected');
  });

  it('refuses what was not copied whole, wherever it was cut', () => {
    for (const sample of [samples[0], samples[2]]) {
      for (let part = 1; part < 12; part++) {
        const cut = sample?.subarray(0, Math.floor((sample.length * part) / 12)) ?? Buffer.alloc(0);
        expect(['fileDamaged', 'fileNotATable']).toContain(outcome(cut));
      }
    }
  });

  it('refuses an old workbook whose stream ends before its last sheet does', () => {
    expect(outcome(withXlsStream((stream) => stream.subarray(0, Math.floor(stream.length / 2))))).toBe('fileDamaged');
    expect(outcome(withXlsStream((stream) => stream))).toBe('read');
    // Cut cleanly behind the first sheet: the others would be lost without a word.
    const afterFirstSheet = (stream: Buffer) => {
      let ends = 0;
      let at = 0;
      for (; at + 4 <= stream.length && ends < 2; at += 4 + stream.readUInt16LE(at + 2)) {
        if (stream.readUInt16LE(at) === 0x000a) ends++;
      }
      return stream.subarray(0, at);
    };
    expect(outcome(withXlsStream(afterFirstSheet))).toBe('fileDamaged');
  });

  it('does not run forever on a damaged formula of an old workbook', () => {
    const bytes = withXlsStream((stream) => {
      const damaged = Buffer.from(stream);
      for (let at = 0; at + 4 <= damaged.length; at += 4 + damaged.readUInt16LE(at + 2)) {
        // A number becomes a formula that is too short to be one.
        if (damaged.readUInt16LE(at) === 0x0203) damaged.writeUInt16LE(0x0006, at);
      }
      return damaged;
    });
    expect(outcome(bytes)).toBe('read');
  });

  it('refuses 200 MB before looking into them', () => {
    expect(outcome(Buffer.alloc(200 << 20, 0x41))).toBe('fileTooLarge');
  });

  it('stops unpacking at the limit, whatever size the zip states', () => {
    const bomb = workbookOf([['Họ tên', 'Lớp', 'x'.repeat(30_000)]]);
    const at = bomb.indexOf('PK\u0001\u0002', 0, 'latin1');
    const stated = Buffer.from(bomb);
    stated.writeUInt32LE(0x7fffffff, at + 24);
    expect(outcome(stated)).toBe('fileTooLarge');
  });

  it('never ends in anything but pupils or a Problem, however the bytes are damaged', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const dice = new Dice(seed);
      let bytes: Buffer = Buffer.from(dice.pick(samples));
      const at = dice.below(bytes.length);
      if (dice.chance(0.3)) bytes = bytes.subarray(0, at);
      else if (dice.chance(0.5))
        for (let count = dice.below(30); count >= 0; count--) bytes[dice.below(bytes.length)] = dice.below(256);
      else
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + dice.below(2000)))]);
      expect(() => outcome(bytes), `seed ${seed}`).not.toThrow();
    }
  });
});

describe('bad lists that are read all the same', () => {
  function rosterOf(content: string | Buffer) {
    return readRoster(readWorkbook(typeof content === 'string' ? text(content) : content, 'a.csv'));
  }
  function codesOf(content: string | Buffer): string[] {
    return rosterOf(content).rows.flatMap(({ problems }) => problems.map(({ problem }) => problem));
  }

  it('passes over two million blank rows', () => {
    const roster = rosterOf(
      `${header}1;Bùi An;15/03/2015;6A;;\n${'\n'.repeat(1_000_000)}${';;;;;\n'.repeat(1_000_000)}2;Bùi Bình;16/03/2015;6A;;\n`,
    );
    expect(roster.rows.map(({ row, values }) => [row, values.fullName])).toEqual([
      [2, 'Bùi An'],
      [2_000_003, 'Bùi Bình'],
    ]);
  });

  it('passes over a million formatted blank rows of a workbook', () => {
    const rows = Array.from(
      { length: 1_048_573 },
      (_, index) => `<row r="${index + 4}"><c r="A${index + 4}" s="1"/></row>`,
    );
    const bytes = withSheetXml(
      [
        ['STT', 'Họ và tên', 'Lớp'],
        [1, 'Bùi An', '6A'],
      ],
      (xml) => xml.replace('</sheetData>', `${rows.join('')}</sheetData>`),
    );
    expect(rosterOf(bytes).rows).toHaveLength(1);
  });

  it('refuses more rows than a school can have', () => {
    expect(outcome(text(header + '1;Bùi An;15/03/2015;6A;;\n'.repeat(200_001)))).toBe('fileTooManyRows');
  });

  it('refuses the row with a cell of 32,000 characters and reads the others', () => {
    const roster = rosterOf(`${header}1;${'Bùi '.repeat(8000)};15/03/2015;6A;;\n2;Bùi An;15/03/2015;6A;;\n`);
    expect(roster.rows[0]?.problems).toMatchObject([
      { row: 2, column: 'B', field: 'fullName', problem: 'cellTooLong', details: { limit: 200 } },
    ]);
    expect(roster.rows[1]?.problems).toEqual([]);
  });

  it('takes no formula for a value, and the remembered value where there is one', () => {
    expect(
      codesOf(
        `${header}1;"=HYPERLINK(""http://x"",""Bùi An"")";15/03/2015;6A;;\n2;=A1+1;15/03/2015;6A;;\n3;#N/A;15/03/2015;6A;;\n`,
      ),
    ).toEqual(['cellIsFormula', 'cellIsFormula', 'cellIsFormula']);
    expect(rosterOf(`${header}1;Bùi An;15/03/2015;6A;="017215285432";\n`).rows[0]?.values.personalId).toBe(
      '017215285432',
    );
    const sheet = utils.aoa_to_sheet([
      ['STT', 'Họ và tên', 'Lớp'],
      [1, 'x', '6A'],
      [2, 'x', '6A'],
    ]);
    sheet['B2'] = { t: 's', v: 'Bùi An', f: 'HYPERLINK("http://x","Bùi An")' };
    sheet['B3'] = { t: 'e', v: 0x2a, f: 'VLOOKUP(1,A1,1)' };
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, 'DS');
    const roster = rosterOf(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(roster.rows.map(({ values, problems }) => [values.fullName, problems[0]?.problem])).toEqual([
      ['Bùi An', undefined],
      [null, 'cellIsFormula'],
    ]);
  });

  it('refuses identifiers that lost digits, and says what may be missing', () => {
    const rows = [
      ['STT', 'Họ và tên', 'Ngày sinh', 'Lớp', 'Số CCCD', 'Mã định danh'],
      [1, 'Bùi An', '15/03/2015', '6A', 17_215_285_432, '1700000001'],
      [2, 'Bùi Bình', '15/03/2015', '6A', '1.7E+10', '1700000002'],
      [3, 'Bùi Cường', '15/03/2015', '6A', '1,72153E+11', '1.7E+09'],
      [4, 'Bùi Dũng', '15/03/2015', '6A', '12345', '1700000004'],
    ];
    const roster = rosterOf(workbookOf(rows));
    expect(
      roster.rows.map(({ problems }) => problems.map(({ problem, details }) => [problem, details['candidate']])),
    ).toEqual([
      [['personalIdElevenDigits', '017215285432']],
      [['personalIdLostDigits', undefined]],
      [
        ['moetIdLostDigits', undefined],
        ['personalIdLostDigits', undefined],
      ],
      [['personalIdWrongLength', undefined]],
    ]);
  });

  it('shows a number as its format shows it: 000000000000 keeps the leading zero', () => {
    const sheet = utils.aoa_to_sheet([
      ['STT', 'Họ và tên', 'Số CCCD'],
      [1, 'Bùi An', 17_215_285_432],
    ]);
    sheet['C2'] = { t: 'n', v: 17_215_285_432, z: '000000000000' };
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, 'DS');
    expect(rosterOf(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer).rows[0]?.values.personalId).toBe(
      '017215285432',
    );
  });

  it('refuses 31/02 and a year alone, and takes every way of writing a day', () => {
    const days = ['31/02/2015', '2015', '29/02/2015', '3/15/2015', '15/3/15', '15032015', '2015-03-15', '15.3.2015'];
    const roster = rosterOf(
      header + days.map((day, index) => `${index + 1};Bùi An ${'abcdefgh'[index]};${day};6A;;\n`).join(''),
    );
    expect(roster.rows.map(({ values, problems }) => values.birthDate ?? problems[0]?.problem)).toEqual([
      'birthDateImpossible',
      'birthDateNotUnderstood',
      'birthDateImpossible',
      'birthDateImpossible',
      '2015-03-15',
      '2015-03-15',
      '2015-03-15',
      '2015-03-15',
    ]);
  });

  it('names the second of two columns headed alike, and the columns that it drops', () => {
    const roster = rosterOf('STT;Họ và tên;Lớp;Lớp;Bệnh về mắt\n1;Bùi An;6A;6B;Cận\n');
    expect(roster.rows[0]?.values).toEqual({ fullName: 'Bùi An', className: '6A' });
    expect(roster.notes).toMatchObject([
      { row: 1, column: 'D', problem: 'headerRepeated', details: { header: 'Lớp', otherColumn: 'C' } },
      { row: 1, column: 'E', problem: 'columnDropped', details: { header: 'Bệnh về mắt' } },
    ]);
  });

  it('treats a quote that never closes as a character', () => {
    const roster = rosterOf(`${header}1;"Bùi An;15/03/2015;6A;;\n2;Bùi Bình;15/03/2015;6A;;\n`);
    expect(roster.rows.map(({ values }) => values.birthDate)).toEqual(['2015-03-15', '2015-03-15']);
  });

  it('refuses a delivery note that lists no device', () => {
    expect(() => readDeliveryNote(readWorkbook(text(`${header}1;Bùi An;15/03/2015;6A;;\n`), 'a.csv'))).toThrow(
      'fileHasNoHeader',
    );
  });
});
