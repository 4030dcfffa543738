/** Class lists of many shapes from the same pupils: what schools make of one table. */
import { utils, write, type WorkBook, type WorkSheet } from '@e965/xlsx';
import type { RosterValueName } from '../../../core/spreadsheets/roster-fields.ts';
import { Dice, inventPupils, type Pupil } from './invented-pupils.ts';
import { toSingleBytes, toTcvn3, toVni, toWindows1258 } from './old-codes.ts';

type Value = string | number | null;
interface Column {
  group?: string;
  header: string;
  /** Fields of the pupil that this column gives. */
  gives: RosterValueName[];
  cell: (pupil: Pupil) => Value;
}
export interface InventedList {
  seed: number;
  fileName: string;
  bytes: Buffer;
  expected: Partial<Pupil>[];
  description: string;
}

const formats = ['xlsx', 'biff8', 'ods', 'csv', 'tsv', 'html'] as const;
const cellCodes = ['unicode', 'unicode', 'nfd', 'tcvn3', 'vni'] as const;
const textCodes = [
  'utf8',
  'utf8-bom',
  'utf16le',
  'utf16le-bom',
  'utf16be-bom',
  'windows-1258',
  'nfd',
  'tcvn3',
  'vni',
] as const;

function dress(dice: Dice, header: string): string {
  return dice.pick([
    header,
    header,
    header,
    header.toUpperCase(),
    `${header} (*)`,
    ` ${header} `,
    header.replace(' ', '\n'),
  ]);
}

function nameColumns(dice: Dice): Column[] {
  const areCapitals = dice.chance(0.15);
  const write = (text: string) => (areCapitals ? text.toUpperCase() : text);
  const family = (pupil: Pupil) => write(pupil.fullName.split(' ').slice(0, -1).join(' '));
  const given = (pupil: Pupil) => write(pupil.fullName.split(' ').at(-1) ?? '');
  const kind = dice.below(4);
  if (kind === 0) {
    return [
      { header: dice.pick(['Họ đệm', 'Họ và tên đệm', 'Họ và đệm', 'Họ']), gives: ['fullName'], cell: family },
      { header: 'Tên', gives: [], cell: given },
    ];
  }
  if (kind === 1) {
    return [
      { header: dice.pick(['Họ và tên', 'Họ tên học sinh']), gives: ['fullName'], cell: family },
      { header: '', gives: [], cell: given },
    ];
  }
  const header = dice.pick([
    'Họ và tên',
    'Họ tên',
    'Họ, tên',
    'Tên học sinh',
    'Họ và tên học sinh',
    'Họ tên HS',
    'Họ và tên khai sinh',
  ]);
  return [{ header: dress(dice, header), gives: ['fullName'], cell: (pupil) => write(pupil.fullName) }];
}

function birthColumn(dice: Dice, isBinary: boolean): Column {
  const style = dice.below(isBinary ? 6 : 5);
  const header = dress(
    dice,
    dice.pick([
      'Ngày sinh',
      'Ngày tháng năm sinh',
      'Ngày, tháng, năm sinh',
      'Sinh ngày',
      'NS',
      'Ngày sinh (dd/mm/yyyy)',
    ]),
  );
  const cell = ({ birthDate }: Pupil): Value => {
    const [year = '', month = '', day = ''] = birthDate.split('-');
    if (style === 0) return `${Number(day)}/${Number(month)}/${year}`;
    if (style === 1) return `${day}-${month}-${year}`;
    if (style === 2) return `${day}.${month}.${year}`;
    if (style === 3) return birthDate;
    if (style === 5) return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000 + 25_569;
    return `${day}/${month}/${year}`;
  };
  return { header, gives: ['birthDate'], cell };
}

function genderColumn(dice: Dice): Column {
  if (dice.chance(0.35)) {
    const mark = dice.pick(['x', 'X', '1', 'v']);
    return {
      header: dice.pick(['Nữ', 'Nữ (x)']),
      gives: ['gender'],
      cell: ({ gender }) => (gender === 'female' ? mark : null),
    };
  }
  const [male, female] = dice.pick([
    ['Nam', 'Nữ'],
    ['nam', 'nữ'],
    ['NAM', 'NỮ'],
    ['Trai', 'Gái'],
  ] as const);
  return {
    header: dress(dice, dice.pick(['Giới tính', 'Nam/nữ', 'GT', 'Nam, nữ'])),
    gives: ['gender'],
    cell: ({ gender }) => (gender === 'female' ? female : male),
  };
}

function povertyColumns(dice: Dice): Column[] {
  if (dice.chance(0.4)) {
    const mark = dice.pick(['x', 'X', '1']);
    const isGrouped = dice.chance(0.5);
    const group = isGrouped ? { group: dice.pick(['Diện ưu tiên', 'Thuộc diện', 'Đối tượng chính sách']) } : {};
    const of = (status: string) => (pupil: Pupil) => (pupil.povertyStatus === status ? mark : null);
    return [
      {
        ...group,
        header: dice.pick(['Nghèo', 'Hộ nghèo', 'Con hộ nghèo']),
        gives: ['povertyStatus'],
        cell: of('poor'),
      },
      { ...group, header: dice.pick(['Cận nghèo', 'Hộ cận nghèo']), gives: [], cell: of('near_poor') },
    ];
  }
  const words = dice.pick([
    { poor: 'Hộ nghèo', near_poor: 'Hộ cận nghèo', none: null },
    { poor: 'nghèo', near_poor: 'cận nghèo', none: 'Không' },
    { poor: 'HN', near_poor: 'HCN', none: '' },
    { poor: 'Con hộ nghèo', near_poor: 'Con hộ cận nghèo', none: '-' },
  ] as const);
  const cell = ({ povertyStatus }: Pupil) => words[povertyStatus ?? 'none'];
  const status: Column = {
    header: dice.pick(['Hộ nghèo/cận nghèo', 'Đối tượng', 'Diện chính sách', 'Hoàn cảnh gia đình', 'Diện ưu tiên']),
    gives: ['povertyStatus'],
    cell,
  };
  if (dice.chance(0.5)) return [status];
  return [
    { ...status, group: 'Diện ưu tiên', header: 'Hộ' },
    { group: 'Diện ưu tiên', header: 'Số GCN', gives: ['certificateNo'], cell: ({ certificateNo }) => certificateNo },
  ];
}

function placeColumns(dice: Dice): Column[] {
  const isBare = (village: string | null) => (village ?? '').startsWith('Tổ');
  if (dice.chance(0.35)) {
    const prefix = dice.pick(['xóm', 'bản', 'thôn']);
    const cell = ({ village, commune }: Pupil) => `${isBare(village) ? '' : `${prefix} `}${village}, xã ${commune}`;
    return [
      {
        header: dress(dice, dice.pick(['Địa chỉ (xóm, xã)', 'Chỗ ở hiện nay', 'Nơi ở hiện nay', 'Địa chỉ'])),
        gives: ['village', 'commune'],
        cell,
      },
    ];
  }
  const group = dice.chance(0.5)
    ? { group: dice.pick(['Nơi ở hiện nay', 'Chỗ ở', 'Địa chỉ', 'Hộ khẩu thường trú']) }
    : {};
  const prefix = dice.pick(['', '', 'xóm ', 'Bản ']);
  return [
    {
      ...group,
      header: dice.pick(['Xóm/bản', 'Bản', 'Thôn, bản', 'Xóm', 'Thôn (xóm, bản)']),
      gives: ['village'],
      cell: ({ village }) => (isBare(village) ? village : `${prefix}${village}`),
    },
    {
      ...group,
      header: dice.pick(['Xã', 'Xã/phường', 'Xã, phường']),
      gives: ['commune'],
      cell: ({ commune }) => commune,
    },
  ];
}

const relationWords = {
  father: ['Bố', 'Cha', 'bố'],
  mother: ['Mẹ', 'mẹ'],
  grandmother: ['Bà', 'Bà nội', 'Bà ngoại'],
} as const;

function guardianColumns(dice: Dice, isBinary: boolean): Column[] {
  const isGrouped = dice.chance(0.5);
  const group = isGrouped
    ? { group: dice.pick(['Cha/mẹ (người giám hộ)', 'Phụ huynh', 'Người giám hộ', 'Bố mẹ hoặc người đỡ đầu']) }
    : {};
  const asNumber = isBinary && dice.chance(0.5);
  const spaced = dice.chance(0.2);
  const phone = ({ guardianPhone }: Pupil): Value => {
    if (guardianPhone === null) return null;
    if (asNumber) return Number(guardianPhone);
    return spaced
      ? `${guardianPhone.slice(0, 4)} ${guardianPhone.slice(4, 7)} ${guardianPhone.slice(7)}`
      : guardianPhone;
  };
  const columns: Column[] = [
    {
      ...group,
      header: isGrouped
        ? dice.pick(['Họ tên', 'Họ và tên', 'Tên'])
        : dice.pick(['Tên phụ huynh', 'Họ tên phụ huynh', 'Người giám hộ', 'Họ tên người giám hộ', 'Họ tên cha/mẹ']),
      gives: ['guardianName'],
      cell: ({ guardianName }) => guardianName,
    },
  ];
  if (dice.chance(0.6))
    columns.push({
      ...group,
      header: dice.pick(['Quan hệ', 'Mối quan hệ', 'Quan hệ với HS']),
      gives: ['guardianRelation'],
      cell: ({ guardianRelation }) => dice.pick(relationWords[guardianRelation as 'father']),
    });
  if (dice.chance(0.7))
    columns.push({
      ...group,
      header: dice.pick(['SĐT', 'Điện thoại', 'Số điện thoại', 'SĐT liên hệ']),
      gives: ['guardianPhone'],
      cell: phone,
    });
  return columns;
}

/** Columns that no register needs: the reader must not be led astray by them. */
const useless: readonly Column[] = [
  { header: 'Nghề nghiệp bố', gives: [], cell: () => 'Làm ruộng' },
  { header: 'Bệnh về mắt', gives: [], cell: () => 'Không' },
  { header: 'Nơi sinh', gives: [], cell: () => 'Hòa Bình' },
  { header: 'Quốc tịch', gives: [], cell: () => 'Việt Nam' },
  { header: 'Khối', gives: [], cell: ({ className }) => /^\d+/.exec(className)?.[0] ?? '' },
  { header: 'Huyện', gives: [], cell: () => 'Mai Châu' },
  { header: 'Trạng thái', gives: [], cell: () => 'Đang học' },
  { header: 'Năm sinh mẹ', gives: [], cell: () => '1985' },
];

type ClassPlace = 'column' | 'banner' | 'sheet' | 'title';

function columnsOf(dice: Dice, isBinary: boolean, classPlace: ClassPlace): Column[] {
  const groups: Column[][] = [nameColumns(dice), [birthColumn(dice, isBinary)]];
  if (classPlace === 'column')
    groups.push([
      {
        header: dress(dice, dice.pick(['Lớp', 'Lớp học', 'Tên lớp'])),
        gives: ['className'],
        cell: ({ className }) => (dice.chance(0.1) ? `Lớp ${className}` : className),
      },
    ]);
  if (dice.chance(0.7))
    groups.push([
      {
        header: dress(
          dice,
          dice.pick(['Mã học sinh', 'Mã định danh Bộ GD&ĐT', 'Mã định danh', 'Mã HS', 'Mã định danh học sinh']),
        ),
        gives: ['moetId'],
        cell: ({ moetId }) => moetId,
      },
    ]);
  if (dice.chance(0.6))
    groups.push([
      {
        header: dress(dice, dice.pick(['Số định danh cá nhân', 'Số CCCD', 'CCCD', 'Số căn cước', 'Số ĐDCN'])),
        gives: ['personalId'],
        cell: ({ personalId }) => personalId,
      },
    ]);
  if (dice.chance(0.8)) groups.push([genderColumn(dice)]);
  if (dice.chance(0.6))
    groups.push([
      {
        header: dress(dice, dice.pick(['Dân tộc', 'DT', 'Dân tộc'])),
        gives: ['ethnicity'],
        cell: ({ ethnicity }) => ethnicity,
      },
    ]);
  if (dice.chance(0.7)) groups.push(povertyColumns(dice));
  if (dice.chance(0.6)) groups.push(placeColumns(dice));
  if (dice.chance(0.6)) groups.push(guardianColumns(dice, isBinary));
  for (const column of useless) if (dice.chance(0.12)) groups.push([column]);
  return dice.shuffle(groups).flat();
}

interface Grid {
  rows: Value[][];
  merges: { s: { r: number; c: number }; e: { r: number; c: number } }[];
}

function headerRows(dice: Dice, columns: readonly Column[], grid: Grid): Value[][] {
  const hasGroups = columns.some(({ group }) => group !== undefined);
  if (!hasGroups) return [columns.map(({ header }) => header || null)];
  const top = grid.rows.length;
  const isMerged = dice.chance(0.7);
  const upper = columns.map(({ group, header }, index) =>
    group === undefined ? header || null : columns[index - 1]?.group === group ? null : group,
  );
  const lower = columns.map(({ group, header }) => (group === undefined ? null : header));
  if (isMerged) {
    for (const [index, { group }] of columns.entries()) {
      if (group === undefined) grid.merges.push({ s: { r: top, c: index }, e: { r: top + 1, c: index } });
      else if (columns[index - 1]?.group !== group && columns[index + 1]?.group === group) {
        let last = index;
        while (columns[last + 1]?.group === group) last++;
        grid.merges.push({ s: { r: top, c: index }, e: { r: top, c: last } });
      }
    }
  }
  return [upper, lower];
}

function gridOf(dice: Dice, columns: readonly Column[], pupils: readonly Pupil[], classPlace: ClassPlace): Grid {
  const grid: Grid = { rows: [], merges: [] };
  if (dice.chance(0.5))
    grid.rows.push(
      [dice.pick(['PHÒNG GD&ĐT MAI CHÂU', 'UBND XÃ BAO LA', 'SỞ GIÁO DỤC VÀ ĐÀO TẠO'])],
      ['TRƯỜNG TH&THCS BAO LA'],
      [],
    );
  const [first] = pupils;
  if (classPlace === 'title') grid.rows.push([`DANH SÁCH HỌC SINH LỚP ${first?.className} NĂM HỌC 2026 - 2027`]);
  else if (dice.chance(0.6)) grid.rows.push(['DANH SÁCH HỌC SINH'], ['Năm học 2026 - 2027']);
  if (dice.chance(0.3)) grid.rows.push(['GVCN: Hà Thị Loan']);
  if (dice.chance(0.4)) grid.rows.push([]);
  const header = headerRows(dice, columns, grid);
  grid.rows.push(...header);
  if (dice.chance(0.2)) grid.rows.push(columns.map((_, index) => index + 1));
  const repeats = dice.chance(0.25);
  const hasSubtotals = dice.chance(0.3);
  let number = 0;
  let previous = classPlace === 'banner' ? '' : (first?.className ?? '');
  for (const pupil of pupils) {
    if (pupil.className !== previous) {
      if (hasSubtotals && previous !== '') grid.rows.push([null, `Cộng lớp ${previous}: ${number} học sinh`]);
      if (repeats && previous !== '') grid.rows.push(...header);
      if (classPlace === 'banner')
        grid.rows.push([dice.pick([`Lớp ${pupil.className}`, `LỚP: ${pupil.className}`, pupil.className])]);
      previous = pupil.className;
    }
    if (dice.chance(0.04)) grid.rows.push([]);
    number++;
    grid.rows.push(columns.map((column) => (column.header === 'STT' ? number : column.cell(pupil))));
  }
  if (dice.chance(0.5))
    grid.rows.push(
      [],
      [
        dice.pick([
          `Tổng số: ${number} học sinh`,
          `Tổng cộng: ${number}`,
          `Danh sách có ${number} học sinh`,
          'Tổng cộng',
        ]),
      ],
    );
  if (dice.chance(0.5)) {
    grid.rows.push(
      [null, null, null, 'Chiềng Châu, ngày 05 tháng 9 năm 2026'],
      ['Người lập biểu', null, null, 'HIỆU TRƯỞNG'],
      [null, null, null, '(Ký, ghi rõ họ tên)'],
      [],
      ['Hà Thị Loan', 'Bùi Văn Hùng', null, 'Đinh Thị Mai'],
    );
  }
  if (dice.chance(0.2)) for (let index = 0; index < 50; index++) grid.rows.push(Array.from({ length: 30 }, () => ' '));
  return grid;
}

function recode(grid: Grid, code: (text: string) => string): Grid {
  return {
    ...grid,
    rows: grid.rows.map((row) => row.map((value) => (typeof value === 'string' ? code(value) : value))),
  };
}

function toDelimited(dice: Dice, grid: Grid, separator: string): string {
  const quoteAll = dice.chance(0.2);
  const field = (value: Value): string => {
    const text = value === null ? '' : String(value);
    return quoteAll || text.includes(separator) || /["\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return (
    grid.rows.map((row) => row.map(field).join(separator)).join(dice.pick(['\r\n', '\n'])) + dice.pick(['', '\r\n'])
  );
}

const coders = {
  unicode: (text: string) => text,
  nfd: (text: string) => text.normalize('NFD'),
  tcvn3: toTcvn3,
  vni: toVni,
};

function textBytes(dice: Dice, grid: Grid, separator: string, code: (typeof textCodes)[number]): Buffer {
  const text = toDelimited(
    dice,
    code === 'nfd' || code === 'tcvn3' || code === 'vni' ? recode(grid, coders[code]) : grid,
    separator,
  );
  if (code === 'tcvn3' || code === 'vni') return toSingleBytes(text);
  if (code === 'windows-1258') return toWindows1258(text);
  if (code === 'utf16le') return Buffer.from(text, 'utf16le');
  if (code === 'utf16le-bom') return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (code === 'utf16be-bom') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return Buffer.from(code === 'utf8-bom' ? `\ufeff${text}` : text);
}

function sheetOf(grid: Grid): WorkSheet {
  const sheet = utils.aoa_to_sheet(grid.rows);
  sheet['!merges'] = grid.merges;
  return sheet;
}

export function inventList(seed: number): InventedList {
  const dice = new Dice(seed);
  const format = dice.pick(formats);
  const isText = format === 'csv' || format === 'tsv';
  const isBinary = format === 'xlsx' || format === 'biff8' || format === 'ods';
  const classPlace = dice.pick<ClassPlace>(
    isBinary ? ['column', 'column', 'banner', 'sheet', 'title'] : ['column', 'column', 'banner', 'title'],
  );
  const classes =
    classPlace === 'title' ? ['5A'] : dice.pick([['6A'], ['6A', '6B'], ['1A', '2A', '10A1'], ['7/1', '7/2']]);
  const pupils = inventPupils(dice, classes, 12);
  const ordinal: Column = { header: 'STT', gives: [], cell: () => null };
  const columns = [...(dice.chance(0.85) ? [ordinal] : []), ...columnsOf(dice, isBinary, classPlace)];
  const code = isText ? dice.pick(textCodes) : dice.pick(cellCodes);
  const given = new Set<RosterValueName>([...columns.flatMap(({ gives }) => gives), 'className']);
  const expected = pupils.map((pupil) =>
    Object.fromEntries(Object.entries(pupil).filter(([name]) => given.has(name as RosterValueName))),
  );
  const description = `seed ${seed}: ${format} ${code} class by ${classPlace}; ${columns.map(({ group, header }) => (group ? `${group} > ${header}` : header)).join(' | ')}`;
  const result = (extension: string, bytes: Buffer): InventedList => ({
    seed,
    fileName: `ds.${extension}`,
    bytes,
    expected,
    description,
  });
  if (isText) {
    const grid = gridOf(dice, columns, pupils, classPlace);
    return result(
      format,
      textBytes(dice, grid, format === 'tsv' ? '\t' : dice.pick([';', ',', '|']), code as (typeof textCodes)[number]),
    );
  }
  const coder = coders[code as keyof typeof coders];
  const book: WorkBook = utils.book_new();
  const add = (name: string, some: readonly Pupil[]) =>
    utils.book_append_sheet(book, sheetOf(recode(gridOf(dice, columns, some, classPlace), coder)), name);
  if (dice.chance(0.2) && format !== 'html')
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([['HƯỚNG DẪN'], ['Điền đủ các cột, không sửa tiêu đề.']]),
      'Huong dan',
    );
  if (classPlace === 'sheet')
    for (const name of classes)
      add(
        dice.pick(['Lớp ', '', 'LOP ']).concat(name.replace('/', '.')),
        pupils.filter(({ className }) => className === name),
      );
  else add('DS', pupils);
  if (dice.chance(0.2) && format !== 'html')
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['Mã', 'Dân tộc'],
        ['01', 'Kinh'],
        ['02', 'Mường'],
      ]),
      'DAN_TOC',
    );
  if (classPlace === 'sheet')
    for (const pupil of expected)
      if (typeof pupil['className'] === 'string') pupil['className'] = pupil['className'].replace('/', '.');
  const bytes = write(book, { type: 'buffer', bookType: format, compression: true }) as Buffer;
  return result(format === 'html' ? 'xls' : format === 'biff8' ? 'xls' : format, bytes);
}
