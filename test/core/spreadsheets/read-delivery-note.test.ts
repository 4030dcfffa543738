/** What a delivery note means, told on small ones. All numbers are made up. */
import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { checkDeliveryValues, readDeliveryNote } from '../../../core/spreadsheets/read-delivery-note.ts';
import { readWorkbook } from '../../../core/spreadsheets/read-workbook.ts';
import { toTcvn3 } from './old-codes.ts';

function read(rows: unknown[][]) {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'BB');
  return readDeliveryNote(readWorkbook(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer, 'bb.xlsx'));
}
const header = [
  'STT',
  'Loại máy',
  'Nhãn hiệu',
  'Kiểu máy',
  'Số máy (Serial)',
  'IMEI 1',
  'IMEI 2',
  'Số SIM',
  'Mã thẻ SIM (ICCID)',
  'Đơn giá',
  'Ghi chú',
];
const line = [
  1,
  'Máy tính bảng',
  'Samsung',
  'SM-T225',
  'R9ABC123456',
  490_154_203_237_518,
  '352099001761481',
  912_345_678,
  '8984011155427433550',
  '2.500.000',
  null,
];

describe('delivery notes', () => {
  it('reads a minutes sheet with parties, number and date in lines of their own', () => {
    const note = read([
      ['UBND XÃ CHIỀNG CHÂU', null, null, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
      ['Số: 12/BB-VHXH'],
      ['BIÊN BẢN BÀN GIAO'],
      ['Hôm nay, ngày 05 tháng 9 năm 2026, chúng tôi gồm:'],
      ['Bên giao:', 'UBND xã Chiềng Châu'],
      ['Bên nhận: Trường TH&THCS Chiềng Châu'],
      header,
      line,
      ['Cộng', null, null, null, null, null, null, null, null, 2_500_000],
      ['ĐẠI DIỆN BÊN GIAO', null, null, null, 'ĐẠI DIỆN BÊN NHẬN'],
      ['Hà Văn Toàn', null, null, null, 'Bùi Thị Mai'],
    ]);
    expect(note).toMatchObject({
      documentNumber: '12/BB-VHXH',
      documentDate: '2026-09-05',
      giver: 'UBND xã Chiềng Châu',
    });
    expect(note.rows.map(({ values }) => values)).toEqual([
      {
        name: 'Máy tính bảng',
        brand: 'Samsung',
        model: 'SM-T225',
        serialNumber: 'R9ABC123456',
        imei: '490154203237518',
        imei2: '352099001761481',
        simNumber: '0912345678',
        iccid: '8984011155427433550',
        price: 2_500_000,
        note: null,
      },
    ]);
  });

  it('reads one in TCVN3', () => {
    const note = read(
      [header, line].map((row) => row.map((cell) => (typeof cell === 'string' ? toTcvn3(cell) : cell))),
    );
    expect([note.encoding, note.rows[0]?.values.name]).toEqual(['tcvn3', 'Máy tính bảng']);
  });

  it('splits two IMEIs in one cell', () => {
    expect(
      read([
        ['STT', 'Serial', 'IMEI'],
        [1, 'ABC12345', '490154203237518/352099001761481'],
      ]).rows[0]?.values,
    ).toMatchObject({ imei: '490154203237518', imei2: '352099001761481' });
  });

  it('refuses lines one by one: missing or repeated serial number whatever its case, repeated IMEI, lost digits', () => {
    const note = read([
      ['STT', 'Tên thiết bị', 'Số sê-ri', 'IMEI', 'ICCID'],
      [1, 'Máy', 'abc12345', '490154203237518', 8.98e18],
      [2, 'Máy', 'ABC12345', '', ''],
      [3, 'Máy', '', '', ''],
      [4, 'Máy', 'ABC12346', '490154203237518', ''],
      [5, 'Máy', 'ABC12347', '3.5E+14', ''],
      [6, 'Máy', 'ABC12348', '352099001761482', ''],
    ]);
    expect(
      note.rows.map(({ problems }) =>
        problems.map(({ row, column, field, problem, details }) => [row, column, field, problem, details['otherRow']]),
      ),
    ).toEqual([
      [],
      [[3, 'C', 'serialNumber', 'serialNumberRepeated', 2]],
      [[4, 'C', 'serialNumber', 'serialNumberMissing', undefined]],
      [[5, 'D', 'imei', 'imeiRepeated', 2]],
      [[6, 'D', 'imei', 'imeiLostDigits', undefined]],
      [],
    ]);
    expect(note.rows.flatMap(({ warnings }) => warnings.map(({ problem }) => problem))).toEqual([
      'digitsLost',
      'imeiCheckDigit',
    ]);
  });

  it('checks a line that a clerk mends by the same rules', () => {
    expect(checkDeliveryValues({ serialNumber: 'ABC 12345', price: '2.500.000 đ' })).toEqual({
      values: { serialNumber: 'ABC12345', price: 2_500_000 },
      problems: [],
      warnings: [],
    });
    expect(checkDeliveryValues({ serialNumber: '' }).problems).toMatchObject([
      { field: 'serialNumber', problem: 'serialNumberMissing' },
    ]);
  });
});
