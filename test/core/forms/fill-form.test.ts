import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import type { Worksheet } from 'exceljs';
import { describe, expect, it } from 'vitest';
import { fillForm } from '../../../core/forms/fill-form.ts';
import { withStandardFont } from '../../../core/forms/standard-font.ts';
import { fillAndOpen, listRows, openWorkbook, templateOf, textsOf } from './filled-sheets.ts';
import { inventedHandoverMinutes, inventedMinutes, inventedReceiptList, inventedRow } from './invented-forms.ts';

/** The built-in template of F2, changed by `change`. */
async function changedTemplate(change: (sheet: Worksheet, workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = await openWorkbook(templateOf('receipt-list'));
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new Error('no sheet');
  change(sheet, workbook);
  return withStandardFont(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

/** Turns the sixteen columns of the table round, widths too, as an office might. */
function reverseColumns(sheet: Worksheet): void {
  const widths = Array.from({ length: 16 }, (_, index) => sheet.getColumn(index + 1).width);
  widths.forEach((width, index) => (sheet.getColumn(16 - index).width = width));
  for (const number of [8, 10]) {
    const row = sheet.getRow(number);
    const cells = Array.from({ length: 16 }, (_, index) => {
      const cell = row.getCell(index + 1);
      return { value: cell.value, style: { ...cell.style } };
    });
    cells.forEach((cell, index) => Object.assign(row.getCell(16 - index), cell));
  }
}

describe('a template that an office edited', () => {
  it('fills right with its columns in another order', async () => {
    const model = inventedReceiptList(35);
    const turned = await fillAndOpen(model, await changedTemplate(reverseColumns));
    const usual = await fillAndOpen(model);
    expect(turned.sheet.getCell('A8').text).toBe('Ghi chú');
    expect(turned.sheet.getCell('P8').text).toBe('STT');
    expect(listRows(turned.sheet, 8, 35)).toEqual(listRows(usual.sheet, 8, 35));
    expect(listRows(turned.sheet, 8, 35)[34]).toMatchObject({
      STT: '35',
      'Họ và tên': inventedRow(34).fullName,
      'Số sê-ri (S/N)': inventedRow(34).serialNumber,
    });
    expect(turned.sheet.getColumn(1).width).toBe(usual.sheet.getColumn(16).width);
  });

  it('may leave columns out, add lines above, and write sentences round its placeholders', async () => {
    const template = await changedTemplate((sheet) => {
      sheet.getCell('H10').value = null;
      sheet.getCell('P10').value = 'Em {{rows.fullName}}, {{ rows.className | không rõ lớp }}';
      sheet.getCell('A3').value = 'Mã trường: {{school.code|chưa có}}';
    });
    const rows = [inventedRow(0), { ...inventedRow(1), className: null }];
    const { sheet } = await fillAndOpen(inventedReceiptList(0, { rows }), template);
    expect(sheet.getCell('A3').text).toBe('Mã trường: 14119512');
    expect(listRows(sheet, 8, 2).map((row) => [row['IMEI'], row['Ghi chú']])).toEqual([
      ['', 'Em Lò Thị Thắng, 6A'],
      ['', 'Em Hà Công Hặc, không rõ lớp'],
    ]);
  });

  it('may be cut into runs of letters anywhere, also inside a placeholder', async () => {
    const template = await changedTemplate((sheet) => {
      const runs = [{ text: 'Đợt {{rou', font: { bold: true } }, { text: 'nd.name}} ', font: {} }, { text: 'hết' }];
      sheet.getCell('A5').value = { richText: runs };
    });
    const { sheet } = await fillAndOpen(inventedReceiptList(1), template);
    expect(sheet.getCell('A5').text).toBe('Đợt Đợt 1 hết');
  });

  it('keeps the school emblem where it was', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    const template = await changedTemplate((sheet, workbook) => {
      const image = workbook.addImage({ base64: png, extension: 'png' });
      sheet.addImage(image, { tl: { col: 1.5, row: 13 }, ext: { width: 20, height: 20 } });
    });
    const { sheet } = await fillAndOpen(inventedReceiptList(5), template);
    const [image] = sheet.getImages();
    expect(image?.range.tl.nativeRow).toBe(13 + 4);
    expect(image?.range.tl.nativeCol).toBe(1);
  });

  it('keeps its column widths whatever standard font its program gave it', async () => {
    const workbook = await openWorkbook(templateOf('receipt-list'));
    const template = new Uint8Array(await workbook.xlsx.writeBuffer());
    const calibri = await fillAndOpen(inventedReceiptList(1), template);
    const usual = await fillAndOpen(inventedReceiptList(1));
    // exceljs writes Calibri 11 (digits of 7 pixels) into the template; the built-in one has Times New Roman 12 (8 pixels).
    expect((calibri.sheet.getColumn(2).width ?? 0) / (usual.sheet.getColumn(2).width ?? 1)).toBeCloseTo(7 / 8, 2);
  });

  it('is told which placeholder is unknown, and where', async () => {
    const unknown = async (text: string) => {
      const template = await changedTemplate((sheet) => (sheet.getCell('B10').value = text));
      return fillForm(template, inventedReceiptList(2));
    };
    const place = { sheet: 'Danh sách ký nhận', cell: 'B10' };
    for (const [text, placeholder] of [
      ['{{rows.fullname}}', 'rows.fullname'],
      ['{{học sinh}}', 'học sinh'],
      ['{{constructor}}', 'constructor'],
      ['{{rows}}', 'rows'],
      ['{{if rows.nobody}}x', 'rows.nobody'],
      ['{{school}}', 'school'],
      ['{{rows.fullName}', '{{rows.fullName}'],
    ] as const)
      await expect(unknown(text), text).rejects.toMatchObject({
        code: 'formPlaceholderUnknown',
        details: { placeholder, ...place },
      });
  });

  it('is refused when it is no workbook or holds formulas', async () => {
    for (const bytes of [new Uint8Array(), Buffer.from('Họ và tên;Lớp'), templateOf('receipt-list').subarray(0, 4000)])
      await expect(fillForm(bytes, inventedReceiptList(1))).rejects.toMatchObject({
        code: 'formTemplateInvalid',
        details: { reason: 'unreadable' },
      });
    const template = await changedTemplate((sheet) => (sheet.getCell('A3').value = { formula: 'SUM(B1:B2)' }));
    await expect(fillForm(template, inventedReceiptList(1))).rejects.toMatchObject({
      code: 'formTemplateInvalid',
      details: { reason: 'formula', cell: 'A3' },
    });
  });
});

describe('hostile text', () => {
  const hostile = [
    '=HYPERLINK("http://x.example","Bấm")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    ']]><row>&amp;<b>"\'',
    '{{school.name}}',
    '_x0041_',
    'Lò Thị 🙂 👩‍👧',
    'a\u0000b\u0007c',
  ];
  const shown = hostile.map((text) => (text.includes('\u0000') ? 'a b c' : text));

  it('is printed as it was written', async () => {
    const rows = hostile.map((text, index) => ({ ...inventedRow(index), fullName: text, note: text }));
    const { bytes, sheet } = await fillAndOpen(inventedReceiptList(0, { rows }));
    expect(listRows(sheet, 8, rows.length).map((row) => row['Họ và tên'])).toEqual(shown);
    const read = XLSX.read(bytes, { cellFormula: true }).Sheets['Danh sách ký nhận'];
    const cells = hostile.map((_, index) => read?.[`B${10 + index}`]);
    expect(cells.map((cell) => cell?.v)).toEqual(shown);
    expect(cells.every((cell) => cell?.t === 's' && cell.f === undefined)).toBe(true);
    expect(sheet.getCell('B10').numFmt).toBe('@');
  });

  it('of 32,000 characters, with line breaks or a broken emoji, still makes a file that opens', async () => {
    const rows = ['x'.repeat(32_000), 'Lò\nThị\r\nLoan', `${'🙂'.repeat(20_000)}\uD83D`, '\uD83D'].map(
      (fullName, index) => ({
        ...inventedRow(index),
        fullName,
      }),
    );
    const { sheet, bytes } = await fillAndOpen(inventedReceiptList(0, { rows }));
    const names = listRows(sheet, 8, 4).map((row) => row['Họ và tên'] ?? '');
    expect(names[0]).toHaveLength(32_000);
    expect(names[1]).toBe('Lò Thị Loan');
    expect(names[2]?.length).toBeLessThanOrEqual(32_767);
    expect(sheet.getRow(10).height).toBe(409.5);
    expect(XLSX.read(bytes).SheetNames).toEqual(['Danh sách ký nhận']);
  });

  it('in a name makes sheet names that Excel accepts and that differ', async () => {
    const names = [
      "H'Hen Niê",
      'A/B:C*D?[E]\\F',
      'Lò Thị Loan',
      'lò thị loan',
      'x'.repeat(60),
      'x'.repeat(50),
      '🙂'.repeat(30),
      "''",
      'History',
    ];
    const minutes = names.map((fullName, index) => {
      const one = inventedMinutes(index);
      return { ...one, student: { ...one.student, fullName } };
    });
    const { workbook } = await fillAndOpen(inventedHandoverMinutes(0, { minutes }));
    const sheetNames = workbook.worksheets.map((sheet) => sheet.name);
    expect(sheetNames[0]).toBe('H’Hen Niê');
    expect(new Set(sheetNames.map((name) => name.toLocaleLowerCase('vi'))).size).toBe(names.length);
    for (const name of sheetNames) expect(name).toMatch(/^(?!history$)[^'[\]:*?/\\]{1,31}$/i);
    expect(sheetNames.every((name) => name.isWellFormed())).toBe(true);
    expect(textsOf(workbook.worksheets[0] as Worksheet).join('\n')).toContain("của em H'Hen Niê");
  });
});
