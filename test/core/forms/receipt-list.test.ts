import { describe, expect, it } from 'vitest';
import { fillAndOpen, listRows, manualBreaks, structureOf, templateOf, textsOf } from './filled-sheets.ts';
import { inventedReceiptList, inventedRow, inventedSchool } from './invented-forms.ts';
import { previewForm } from '../../../core/forms/preview-form.ts';

const headings = [
  'STT',
  'Họ và tên',
  'Ngày sinh',
  'Lớp',
  'Đối tượng',
  'Tên thiết bị, model',
  'Số sê-ri (S/N)',
  'IMEI',
  'Số SIM, ICCID',
  'Phụ kiện kèm',
  'Tình trạng',
  'Người nhận',
  'Quan hệ',
  'Ngày nhận',
  'Ký nhận',
  'Ghi chú',
];
const tenMm = (10 / 25.4) * 72;

describe('F2, the list of signatures', () => {
  it('has the structure that was agreed on', async () => {
    const { sheet } = await fillAndOpen(inventedReceiptList(2));
    await expect(structureOf(sheet)).toMatchFileSnapshot('golden/receipt-list.txt');
  });

  it('carries the sixteen columns of the form in their order', async () => {
    const { sheet } = await fillAndOpen(inventedReceiptList(1));
    const row = sheet.getRow(8);
    expect(headings.map((_, index) => row.getCell(index + 1).text)).toEqual(headings);
    expect(headings.map((_, index) => sheet.getRow(9).getCell(index + 1).text)).toEqual(
      headings.map((_, index) => `(${index + 1})`),
    );
  });

  it.each([1, 35, 200])('prints %i rows, each with room to sign, with the heading repeated', async (count) => {
    const { sheet, bytes } = await fillAndOpen(inventedReceiptList(count));
    expect(sheet.pageSetup.printTitlesRow).toBe('8:9');
    const rows = listRows(sheet, 8, count);
    expect(rows.map((row) => row['Họ và tên'])).toEqual(
      Array.from({ length: count }, (_, index) => inventedRow(index).fullName),
    );
    for (let row = 10; row < 10 + count; row++) expect(sheet.getRow(row).height).toBeGreaterThanOrEqual(tenMm);
    expect(sheet.getCell(10 + count, 1).text).toBe(
      `Tổng số: ${String(count).padStart(2, '0')} học sinh; ${String(count).padStart(2, '0')} máy.`,
    );
    expect(manualBreaks(bytes)).toHaveLength({ 1: 0, 35: 3, 200: 17 }[count] ?? -1);
  });

  it('keeps the signatures together, never alone on a page', async () => {
    for (let count = 1; count <= 40; count++) {
      const preview = await previewForm(templateOf('receipt-list'), inventedReceiptList(count));
      const last = preview.sheets[0]?.pages.at(-1)?.rows ?? [];
      // The last pupil (index 8 + count), the totals and the four rows of the signatures.
      expect(last.slice(-6), `${count} rows`).toEqual([0, 1, 2, 3, 4, 5].map((offset) => 8 + count + offset));
    }
  });

  it('fits the width of the page', async () => {
    const { sheets } = await previewForm(templateOf('receipt-list'), inventedReceiptList(1));
    const width = sheets[0]?.columnWidthsMm.reduce((sum, column) => sum + column, 0) ?? Infinity;
    expect(width).toBeLessThanOrEqual(297 - 30 - 15 - 2);
  });

  it('leaves receiver, day and signature blank when the handover is only planned', async () => {
    const { sheet } = await fillAndOpen(inventedReceiptList(3, { isPlanned: true }));
    for (const row of listRows(sheet, 8, 3))
      expect([row['Người nhận'], row['Quan hệ'], row['Ngày nhận'], row['Ký nhận']]).toEqual(['', '', '', '']);
    const done = await fillAndOpen(inventedReceiptList(1));
    expect(listRows(done.sheet, 8, 1)[0]).toMatchObject({ 'Người nhận': 'Vì Thị Pấng', 'Ngày nhận': '05/09/2026' });
  });

  it('names the homeroom teacher only for one class', async () => {
    const school = await fillAndOpen(inventedReceiptList(1));
    expect(textsOf(school.sheet).join('\n')).toContain('Toàn trường');
    expect(textsOf(school.sheet).join('\n')).not.toContain('CHỦ NHIỆM');
    const one = await fillAndOpen(inventedReceiptList(1, { className: '6A', homeroomTeacher: 'Lò Văn Inh' }));
    expect(textsOf(one.sheet)).toContain('Lò Văn Inh');
    expect(textsOf(one.sheet).join('\n')).toMatch(/Lớp 6A – Năm học 2026–2027[\s\S]*GIÁO VIÊN CHỦ NHIỆM/);
  });

  it('counts pupils once and devices one by one', async () => {
    const rows = [
      inventedRow(0),
      { ...inventedRow(0), serialNumber: 'SECOND' },
      { ...inventedRow(1), serialNumber: null },
    ];
    const { sheet } = await fillAndOpen(inventedReceiptList(0, { rows }));
    expect(textsOf(sheet)).toContain('Tổng số: 02 học sinh; 02 máy.');
  });

  it('leaves dots, not words, where something is not known', async () => {
    const nothing = Object.fromEntries(Object.keys(inventedRow(0)).map((key) => [key, null]));
    const { sheet } = await fillAndOpen(
      inventedReceiptList(1, {
        school: { ...inventedSchool, superiorOfficeName: null, place: null, schoolYear: null, principalName: null },
        date: null,
        round: null,
        preparerName: null,
        rows: [{ ...inventedRow(0), ...nothing, studentId: '1', fullName: 'Lò Thị Loan' }],
      }),
    );
    const text = textsOf(sheet).join('\n');
    expect(text).not.toMatch(/undefined|null|NaN|\{\{|\}\}|\[object/);
    expect(text).toContain('……………, ngày …… tháng …… năm ………');
  });

  it('lets a deputy sign for the head', async () => {
    const school = { ...inventedSchool, principalTitle: 'Phó Hiệu trưởng' };
    const { sheet } = await fillAndOpen(inventedReceiptList(1, { school }));
    expect(textsOf(sheet).join('\n')).toContain('KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG\n(Ký');
  });
});
