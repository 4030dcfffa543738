import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { writeExport } from '../../../core/forms/write-export.ts';
import type { ExportDevice, ExportReceipt, ExportStudent } from '../../../core/forms/write-export.ts';
import { readZipText } from '../../../core/forms/zip-file.ts';
import { openWorkbook } from './filled-sheets.ts';

const student: ExportStudent = {
  schoolCode: '17150501',
  schoolName: 'Trường TH&THCS Chiềng Châu',
  className: '6A',
  moetId: '0012345678',
  fullName: 'Lò Thị Loan',
  birthDate: '2015-03-09',
  gender: 'Nữ',
  ethnicity: 'Thái',
  povertyStatus: 'Hộ nghèo',
  reviewYear: 2025,
  certificateNo: '12/GCN-HN',
  certificateDate: '2026-01-02',
  householdHead: 'Lò Văn Inh',
  guardianName: 'Vì Thị Pấng',
  phone: '0386012345',
  village: 'xóm Lác',
  commune: 'xã Mai Châu',
  province: 'tỉnh Phú Thọ',
  serialNumber: 'R9WT4100K',
  receivedOn: '2026-09-05',
  note: null,
};
const device: ExportDevice = {
  schoolCode: '17150501',
  schoolName: 'Trường TH&THCS Chiềng Châu',
  round: 'Đợt 1',
  name: 'Máy tính bảng',
  brand: 'Samsung',
  model: 'SM-T225',
  serialNumber: '00123',
  imei: '352099001761481',
  imei2: null,
  simNumber: '0386012345',
  iccid: '89840480001234567890',
  accessories: 'Sạc, cáp',
  price: 3_290_000,
  condition: 'Mới',
  state: 'Đã giao',
  holderName: 'Lò Thị Loan',
  holderClass: '6A',
  note: null,
};
const receipt: ExportReceipt = {
  schoolCode: '17150501',
  schoolName: 'Trường TH&THCS Chiềng Châu',
  kind: 'Bàn giao',
  receivedOn: '2026-09-05',
  round: 'Đợt 1',
  mode: 'Tặng',
  fullName: 'Lò Thị Loan',
  className: '6A',
  moetId: '0012345678',
  serialNumber: '00123',
  imei: '352099001761481',
  receiverName: 'Vì Thị Pấng',
  receiverRelation: 'Mẹ',
  reason: null,
};

async function exported(students: ExportStudent[]) {
  const bytes = await writeExport({ students, devices: [device], receipts: [receipt], hasSchools: false });
  const workbook = XLSX.read(bytes, { cellDates: true, cellNF: true, cellFormula: true, UTC: true });
  return { bytes, workbook, pupils: workbook.Sheets['Học sinh'] ?? {} };
}

describe('the export', () => {
  it('has one sheet each for pupils, devices and receipts, with one heading row', async () => {
    const { workbook } = await exported([student]);
    expect(workbook.SheetNames).toEqual(['Học sinh', 'Thiết bị', 'Giấy ký nhận']);
    const heads = workbook.SheetNames.map(
      (name) => XLSX.utils.sheet_to_json<string[]>(workbook.Sheets[name] ?? {}, { header: 1 })[0],
    );
    expect(heads.map((head) => head?.slice(0, 4))).toEqual([
      ['Lớp', 'Mã định danh', 'Họ và tên', 'Ngày sinh'],
      ['Đợt', 'Tên thiết bị', 'Nhãn hiệu', 'Model'],
      ['Loại', 'Ngày nhận', 'Đợt', 'Hình thức'],
    ]);
    expect(heads.flat().join()).not.toMatch(/CCCD|căn cước|định danh cá nhân/i);
  });

  it('keeps numbers that are names as text, and days as dates', async () => {
    const { workbook, pupils } = await exported([student]);
    expect(pupils['B2']).toMatchObject({ t: 's', v: '0012345678' });
    expect(pupils['M2']).toMatchObject({ t: 's', v: '0386012345' });
    expect(pupils['D2']).toMatchObject({ t: 'd', z: 'dd/mm/yyyy' });
    expect((pupils['D2'] as { v: Date }).v.toISOString().slice(0, 10)).toBe('2015-03-09');
    expect(pupils['H2']).toMatchObject({ t: 'n', v: 2025, z: '0' });
    const devices = workbook.Sheets['Thiết bị'];
    expect(devices?.['I2']).toMatchObject({ t: 's', v: '89840480001234567890' });
    expect(devices?.['K2']).toMatchObject({ t: 'n', v: 3_290_000 });
  });

  it('freezes and filters the heading over all rows', async () => {
    const { bytes } = await exported([student, student, student]);
    const sheet = (await openWorkbook(bytes)).getWorksheet('Học sinh');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet?.autoFilter).toBe('A1:S4');
  });

  it('shows what looks like a formula as text, and keeps what XML cannot hold out', async () => {
    const names = ['=HYPERLINK("http://x")', '+84 386', '@x', ']]>&<b>', 'Lò\nLoan 🙂', 'y'.repeat(40_000), '_x0041_'];
    const { pupils, bytes } = await exported(
      names.map((fullName) => ({ ...student, fullName, note: 'a\u0000\uD83D' })),
    );
    const cells = names.map((_, index) => pupils[`C${index + 2}`] as XLSX.CellObject);
    expect(cells.slice(0, 5).map((cell) => cell.v)).toEqual(names.slice(0, 5));
    expect(String(cells[5]?.v)).toHaveLength(32_767);
    // SheetJS reads such text twice, so the file itself is looked at.
    expect(readZipText(bytes, 'xl/worksheets/sheet1.xml')).toContain('<v>_x005F_x0041_</v>');
    expect(cells.every((cell) => cell.t === 's' && cell.f === undefined && cell.z === '@')).toBe(true);
    expect(pupils['S2']?.v).toBe('a\uFFFD');
  });

  it('keeps a day that is none, or too old for a spreadsheet, as text', async () => {
    const { pupils } = await exported(
      ['2015-02-30', '1899-12-31', 'không rõ'].map((birthDate) => ({ ...student, birthDate })),
    );
    expect([2, 3, 4].map((row) => pupils[`D${row}`]?.v)).toEqual(['2015-02-30', '1899-12-31', 'không rõ']);
  });

  it('takes rows from a generator, 5,000 and none alike', async () => {
    function* many() {
      for (let index = 0; index < 5_000; index++) yield { ...student, fullName: `Em ${index}` };
    }
    const bytes = await writeExport({ students: many(), devices: [], receipts: [], hasSchools: false });
    const workbook = XLSX.read(bytes);
    expect(workbook.Sheets['Học sinh']?.['!ref']).toBe('A1:S5001');
    expect(workbook.Sheets['Thiết bị']?.['!ref']).toBe('A1:P1');
  });

  it('begins every line with its school for an office', async () => {
    const model = { students: [student], devices: [device], receipts: [receipt], hasSchools: true };
    const workbook = XLSX.read(await writeExport(model));
    for (const name of workbook.SheetNames) {
      const [head, row] = XLSX.utils.sheet_to_json<string[]>(workbook.Sheets[name] ?? {}, { header: 1 });
      expect(head?.slice(0, 2)).toEqual(['Mã trường', 'Trường']);
      expect(row?.slice(0, 2)).toEqual(['17150501', 'Trường TH&THCS Chiềng Châu']);
    }
  });

  it('goes on in another sheet where one is full', async () => {
    async function* three() {
      for (let index = 0; index < 3; index++) yield await Promise.resolve({ ...student, fullName: `Em ${index}` });
    }
    const model = { students: three(), devices: [], receipts: [], hasSchools: false };
    const workbook = XLSX.read(await writeExport(model, 3));
    expect(workbook.SheetNames).toEqual(['Học sinh', 'Học sinh 2', 'Thiết bị', 'Giấy ký nhận']);
    expect(workbook.Sheets['Học sinh']?.['!ref']).toBe('A1:S3');
    expect(workbook.Sheets['Học sinh 2']?.['C2']).toMatchObject({ v: 'Em 2' });
  });
});
