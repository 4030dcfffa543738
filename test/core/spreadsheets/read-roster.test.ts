/** What a class list means, told on small lists. All people are made up. */
import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { checkRosterValues, readRoster } from '../../../core/spreadsheets/read-roster.ts';
import { rosterMeaning } from '../../../core/spreadsheets/roster-headers.ts';
import { readWorkbook } from '../../../core/spreadsheets/read-workbook.ts';
import type { ColumnChoice } from '../../../core/spreadsheets/roster-fields.ts';
import { readingSentences } from '../../../shared/sentences/reading.ts';

function read(lines: readonly string[], choice?: ColumnChoice) {
  return readRoster(readWorkbook(Buffer.from(lines.join('\r\n')), 'ds.csv'), choice);
}
function values(lines: readonly string[], choice?: ColumnChoice) {
  return read(lines, choice).rows.map((row) => row.values);
}
function workbook(sheets: Record<string, unknown[][]>) {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  return book;
}
function readSheets(sheets: Record<string, unknown[][]>) {
  return readRoster(readWorkbook(write(workbook(sheets), { type: 'buffer', bookType: 'xlsx' }) as Buffer, 'ds.xlsx'));
}

describe('headers', () => {
  it.each([
    [['Mã định danh Bộ GD&ĐT'], 'moetId'],
    [['Số định danh cá nhân'], 'personalId'],
    [['Cha/mẹ', 'Số CCCD'], 'guardianPersonalId'],
    [['CCCD chủ hộ'], 'headPersonalId'],
    [['SĐT liên hệ'], 'guardianPhone'],
    [['Họ tên bố'], 'fatherName'],
    [['Mẹ', 'Điện thoại'], 'motherPhone'],
    [['Con ông (bà)'], 'guardianName'],
    [['Nghề nghiệp cha'], undefined],
    [['Năm sinh mẹ'], undefined],
    [['Dân tộc mẹ'], undefined],
    [['Bệnh về mắt'], undefined],
    [['Phường Xã quê quán'], undefined],
    [['Nơi sinh chi tiết'], undefined],
    [['Tổ/thôn Hộ khẩu thường trú'], 'village'],
    [['Chỗ ở hiện nay'], 'address'],
    [['Khối học'], undefined],
    [['Lớp học'], 'className'],
    [['Sổ hộ nghèo (số)'], 'certificateNo'],
    [['Giấy chứng nhận hộ nghèo', 'Ngày cấp'], 'certificateDate'],
    [['Năm rà soát'], 'reviewYear'],
    [['Hộ nghèo, cận nghèo'], 'povertyStatus'],
    [['Con hộ cận nghèo'], 'nearPoorMark'],
    [['Thoát nghèo'], undefined],
    [['Quan hệ với chủ hộ'], undefined],
    [['Giới tính', 'Nữ'], 'female'],
    [['Ngày sinh', 'Năm'], 'birthYear'],
    [['Điểm trường'], 'siteName'],
    [['GVCN'], undefined],
  ])('%j means %s', (labels, field) => {
    expect(rosterMeaning(labels)?.field).toBe(field);
  });

  it('understands an export of the ministry’s database, and drops what the register does not need', () => {
    const roster = read([
      'SỞ GIÁO DỤC VÀ ĐÀO TẠO HÒA BÌNH',
      'DANH SÁCH HỌC SINH LỚP 12A1',
      '',
      'STT,Mã định danh Bộ GD&ĐT,Họ tên,Ngày sinh,Giới tính,Dân tộc,Trạng thái,SĐT liên hệ,Nơi sinh chi tiết,Tổ/thôn Hộ khẩu thường trú,Tỉnh thành quê quán,Phường Xã quê quán,Chỗ ở hiện nay,Số CMND,Ngày cấp,Nơi cấp,Tên cha,Nghề nghiệp cha,Năm sinh cha,Tên mẹ,Nghề nghiệp mẹ,Năm sinh mẹ,Lớp học,Khối học,Số định danh cá nhân',
      '1,1700000001,Bùi Văn An,15/03/2009,Nam,Mường,Đang học,0912345678,Hòa Bình,Mỏ,Hòa Bình,Bao La,"xóm Lác, xã Chiềng Châu",,,,Bùi Văn Hùng,Làm ruộng,1980,Hà Thị Mai,Làm ruộng,1982,12A1,Khối 12,017209000001',
    ]);
    expect(roster.rows[0]?.values).toEqual({
      moetId: '1700000001',
      fullName: 'Bùi Văn An',
      birthDate: '2009-03-15',
      gender: 'male',
      ethnicity: 'Mường',
      guardianPhone: '0912345678',
      village: 'Lác',
      commune: 'Chiềng Châu',
      guardianName: 'Bùi Văn Hùng',
      guardianRelation: 'father',
      className: '12A1',
      personalId: '017209000001',
    });
    expect(
      roster.notes.filter(({ problem }) => problem === 'columnDropped').map(({ details }) => details['header']),
    ).toContain('Trạng thái');
  });
});

describe('guardians', () => {
  it('takes the father, else the mother, with the phone of the same parent', () => {
    expect(
      values([
        'Họ tên,Lớp,Họ tên cha,SĐT cha,Họ tên mẹ,SĐT mẹ',
        'Bùi An,6A,Bùi Hùng,0912345678,Hà Mai,0912345679',
        'Bùi Bình,6A,,,Hà Mai,0912345679',
        'Bùi Cường,6A,,,,',
      ]),
    ).toMatchObject([
      { guardianName: 'Bùi Hùng', guardianRelation: 'father', guardianPhone: '0912345678' },
      { guardianName: 'Hà Mai', guardianRelation: 'mother', guardianPhone: '0912345679' },
      { guardianName: null, guardianRelation: null, guardianPhone: null },
    ]);
  });

  it('lets the head of the household stand in only where no guardian is asked for', () => {
    expect(values(['Họ tên,Lớp,Họ tên chủ hộ', 'Bùi An,6A,Bùi Hùng'])[0]).toMatchObject({
      headName: 'Bùi Hùng',
      guardianName: 'Bùi Hùng',
    });
    expect(values(['Họ tên,Lớp,Họ tên chủ hộ,Người giám hộ', 'Bùi An,6A,Bùi Hùng,'])[0]).toMatchObject({
      headName: 'Bùi Hùng',
      guardianName: null,
    });
    expect(values(['Họ tên,Lớp,Người giám hộ', 'Bùi An,6A,Hà Mai (mẹ)'])[0]).toMatchObject({
      guardianName: 'Hà Mai',
      guardianRelation: 'mother',
    });
  });
});

describe('rows', () => {
  const header = 'STT;Họ và tên;Ngày sinh;Lớp;Mã định danh;Số CCCD';

  it('refuses a pupil twice in one file, by either number, across sheets too', () => {
    const roster = readSheets({
      '6A': [header.split(';'), [1, 'Bùi An', '15/03/2015', '6A', '1700000001', '017215000001']],
      '6B': [
        header.split(';'),
        [1, 'Bùi An', '15/03/2015', '6B', '1700000001', ''],
        [2, 'Hà An', '15/03/2015', '6B', '', '017215000001'],
      ],
    });
    expect(roster.rows.flatMap(({ problems }) => problems)).toMatchObject([
      {
        sheet: '6B',
        row: 2,
        column: 'E',
        field: 'moetId',
        problem: 'pupilRepeated',
        details: { otherRow: 2, otherSheet: '6A' },
      },
      {
        sheet: '6B',
        row: 3,
        column: 'F',
        field: 'personalId',
        problem: 'pupilRepeated',
        details: { otherRow: 2, otherSheet: '6A' },
      },
    ]);
  });

  it('asks about namesakes born on one day in one class that no number tells apart', () => {
    const roster = read([header, '1;Bùi An;15/03/2015;6A;;', '2;Bùi An;15/03/2015;6A;;', '3;Bùi An;15/03/2015;6B;;']);
    expect(roster.rows.map(({ warnings }) => warnings.map(({ problem }) => problem))).toEqual([
      [],
      ['pupilMaybeRepeated'],
      [],
    ]);
  });

  it('does not take families that sound like "total" for a total', () => {
    const names = ['Tổng Văn An', 'Tống Thị Lan', 'Cộng Văn Bình', 'Tòng A Sáng'];
    expect(
      values([header, ...names.map((name, index) => `${index + 1};${name};15/03/2015;6A;;`)]).map(
        ({ fullName }) => fullName,
      ),
    ).toEqual(names);
  });

  it('skips prepared lines that have a number and nothing else', () => {
    expect(values([header, '1;Bùi An;15/03/2015;6A;;', '2;;;;;', '3;;;;;'])).toHaveLength(1);
  });

  it('takes the class from banner, sheet name or title, and says when two disagree', () => {
    const rows = [
      ['STT', 'Họ và tên', 'Ngày sinh'],
      [1, 'Bùi An', '15/03/2015'],
    ];
    const roster = readSheets({
      'Lớp 1A': [['DANH SÁCH HỌC SINH LỚP 1B'], ...rows],
      DS: [['DANH SÁCH LỚP 2A'], ...rows],
      'Ghi chú': [['Nộp trước ngày 5']],
    });
    expect(roster.rows.map((row) => row.values.className)).toEqual(['1A', '2A']);
    expect(roster.notes).toMatchObject([
      { sheet: 'Lớp 1A', problem: 'classNamesDisagree', details: { sheetClass: '1A', titleClass: '1B' } },
    ]);
    expect(roster.skippedSheets).toEqual(['Ghi chú']);
  });

  it('skips hidden sheets and names them', () => {
    const rows = [
      ['STT', 'Họ và tên', 'Lớp'],
      [1, 'Bùi An', '6A'],
    ];
    const book = workbook({ DS: rows, Cu: rows });
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
    const roster = readRoster(readWorkbook(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer, 'a.xlsx'));
    expect([roster.rows.length, roster.skippedSheets]).toEqual([1, ['Cu']]);
  });
});

describe('the clerk’s choice of columns', () => {
  const lines = ['STT;Họ và tên;Lớp;Cột A;Cột B', '1;Bùi An;6A;Mỏ;0912345678'];

  it('overrides the mapping and is recognised in the next like file', () => {
    const automatic = read(lines);
    expect(automatic.columns.map(({ field }) => field)).toEqual([null, 'fullName', 'className', null, null]);
    const choice = [
      { sheet: null, index: 3, field: 'village', header: 'Cột A' },
      { sheet: 'ds', index: 4, field: 'guardianPhone' },
      { sheet: 'ds', index: 2, field: null },
    ];
    expect(values(lines, choice)).toEqual([{ fullName: 'Bùi An', village: 'Mỏ', guardianPhone: '0912345678' }]);
    const next = read(['STT;Họ và tên;Lớp;Cột A;Cột B', '1;Hà Lan;7A;Lác;']);
    expect(next.fingerprint).toBe(automatic.fingerprint);
    expect(read(['STT;Họ và tên;Lớp;Cột B', '1;Hà Lan;7A;']).fingerprint).not.toBe(automatic.fingerprint);
  });

  it('moves a field from one column to another', () => {
    const lines = ['Lớp mới;Họ và tên;Lớp', '7A;Bùi An;6A'];
    expect(values(lines)[0]?.className).toBe('6A');
    const roster = read(lines, [{ sheet: 'ds', index: 0, field: 'className' }]);
    expect(roster.rows[0]?.values).toEqual({ fullName: 'Bùi An', className: '7A' });
    expect(roster.columns.map(({ field }) => field)).toEqual(['className', 'fullName', null]);
  });
});

describe('HTML as Excel saves it', () => {
  it('reads entities, tags broken over lines, and merged cells', () => {
    const html = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>\r\n<meta http-equiv=Content-Type content="text/html; charset=utf-8"></head>
<body><table border=0 cellpadding=0\r\n style='border-collapse:\r\n collapse'><tr><td class=xl65 width=64\r\n  style='height:15.0pt'>STT</td>
<td colspan=2>H&#7885; v&agrave;\r\n  t&#234;n</td><td>Ng&agrave;y<br>\r\n sinh</td><td>L&#x1edb;p</td></tr>
<tr><td x:num>1</td><td>B&ugrave;i&nbsp;Th&#7883;</td><td>An</td><td>15/03/2015</td><td>6A</td></tr></table></body></html>`;
    expect(readRoster(readWorkbook(Buffer.from(html), 'ds.xls')).rows.map((row) => row.values)).toEqual([
      { fullName: 'Bùi Thị An', birthDate: '2015-03-15', className: '6A' },
    ]);
  });
});

describe('a row that a clerk mends', () => {
  it('is checked by the same rules as a row of a file', () => {
    expect(
      checkRosterValues({
        fullName: ' BÙI  AN',
        birthDate: '15/3/15',
        personalId: '017215285432',
        gender: 'female',
        povertyStatus: 'near_poor',
      }),
    ).toMatchObject({
      values: {
        fullName: 'Bùi An',
        birthDate: '2015-03-15',
        personalId: '017215285432',
        gender: 'female',
        povertyStatus: 'near_poor',
      },
      problems: [],
      warnings: [{ field: 'personalId', problem: 'personalIdGenderMismatch' }],
    });
    expect(checkRosterValues({ fullName: '', birthDate: '31/02/2015' }).problems.map(({ problem }) => problem)).toEqual(
      ['fullNameMissing', 'birthDateImpossible'],
    );
  });

  it('is not changed by being checked again', () => {
    const { values: once } = checkRosterValues({
      fullName: 'Bùi An',
      birthDate: '15/3/15',
      gender: 'Nữ',
      ethnicity: 'Mường',
      className: 'Lớp 6A',
      village: 'xóm Mỏ',
      povertyStatus: 'Hộ nghèo',
      guardianRelation: 'Bà ngoại',
      guardianPhone: 912345678,
      reviewYear: 'năm 2025',
    });
    expect(checkRosterValues({ ...once })).toEqual({ values: once, problems: [], warnings: [] });
  });
});

describe('progress and sentences', () => {
  it('tells how far it is, ends with all, and stops where it is told to', () => {
    const lines = ['STT;Họ và tên;Lớp', ...Array.from({ length: 1500 }, (_, index) => `${index + 1};Bùi An;6A`)];
    const book = readWorkbook(Buffer.from(lines.join('\n')), 'a.csv');
    const told: number[] = [];
    readRoster(book, [], (done, total) => told.push(done / total));
    expect(told.at(-1)).toBe(1);
    expect(told.length).toBeGreaterThan(2);
    expect(() =>
      readRoster(book, [], () => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
  });

  it('has a sentence in both languages for every code, without the code in it', () => {
    for (const [code, { vi, en }] of Object.entries(readingSentences)) {
      for (const sentence of [vi({ text: 'a', otherRow: 3 }), en({ text: 'a', otherRow: 3 })]) {
        expect(sentence).not.toContain(code);
        expect(sentence).toMatch(/[.?]$/);
        expect(sentence).not.toContain('undefined');
      }
    }
  });
});
