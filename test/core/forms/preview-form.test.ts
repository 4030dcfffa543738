import { describe, expect, it } from 'vitest';
import { marginText } from '../../../core/forms/margin-text.ts';
import { previewForm } from '../../../core/forms/preview-form.ts';
import { formPreview } from '../../../shared/contract/form-preview.ts';
import { fillAndOpen, manualBreaks, openWorkbook, templateOf } from './filled-sheets.ts';
import { inventedHandoverMinutes, inventedReceiptList } from './invented-forms.ts';

describe('the picture of a form', () => {
  it('breaks its pages where the workbook does, and repeats the heading', async () => {
    const model = inventedReceiptList(35);
    const { sheets } = formPreview.parse(await previewForm(templateOf('receipt-list'), model));
    const { bytes } = await fillAndOpen(model);
    const pages = sheets[0]?.pages ?? [];
    expect(pages.slice(0, -1).map((page) => (page.rows.at(-1) ?? 0) + 1)).toEqual(manualBreaks(bytes));
    expect(pages.map((page) => page.headRows)).toEqual([[], ...pages.slice(1).map(() => [7, 8])]);
    expect(pages.flatMap((page) => page.rows)).toEqual(sheets[0]?.rows.map((_, index) => index));
  });

  it('numbers every page but the first in the top margin', async () => {
    const { sheets } = await previewForm(templateOf('receipt-list'), inventedReceiptList(35));
    expect(sheets[0]?.pages.map((page) => page.header?.center)).toEqual([undefined, '2', '3', '4']);
    expect(sheets[0]?.pages[1]?.header).toMatchObject({ font: 'Times New Roman', sizePt: 13 });
  });

  it('has the code of the journal at the foot of every page, as the workbook does', async () => {
    const model = inventedReceiptList(35);
    const { sheets } = await previewForm(templateOf('receipt-list'), model);
    expect(sheets[0]?.pages.map(({ footer }) => footer?.left)).toEqual(
      Array.from({ length: 4 }, () => 'Mã sổ: 3f2a9c01be-1234'),
    );
    const { sheet } = await fillAndOpen(inventedHandoverMinutes(1));
    for (const part of ['oddFooter', 'firstFooter'] as const)
      expect(sheet.headerFooter[part]).toContain('Mã sổ: 3f2a9c01be-1234');
  });

  it('takes a value in a margin for text, never for a code of the spreadsheet', async () => {
    const workbook = await openWorkbook(templateOf('receipt-list'));
    const [sheet] = workbook.worksheets;
    if (sheet) sheet.headerFooter.oddFooter = '&L&9{{school.name}}';
    const template = new Uint8Array(await workbook.xlsx.writeBuffer());
    const { sheets } = await previewForm(template, inventedReceiptList(35));
    expect(sheets[0]?.pages[1]?.footer?.left).toBe('Trường TH&THCS Chiềng Châu');
  });

  it('covers every column of every row once', async () => {
    for (const model of [inventedReceiptList(3), inventedHandoverMinutes(2)]) {
      const { sheets } = formPreview.parse(await previewForm(templateOf(model.form), model));
      for (const sheet of sheets)
        for (const row of sheet.rows) {
          const columns = row.cells.flatMap((cell) =>
            Array.from({ length: cell.columnSpan }, (_, index) => cell.column + index),
          );
          expect(columns).toEqual(sheet.columnWidthsMm.map((_, index) => index));
        }
    }
  });

  it('leaves room for a merge that reaches down from the row above', async () => {
    const workbook = await openWorkbook(templateOf('receipt-list'));
    workbook.worksheets[0]?.mergeCells('C8:C9');
    const template = new Uint8Array(await workbook.xlsx.writeBuffer());
    const { sheets } = await previewForm(template, inventedReceiptList(1));
    expect(sheets[0]?.rows[7]?.cells.find((cell) => cell.column === 2)?.rowSpan).toBe(2);
    expect(sheets[0]?.rows[8]?.cells.map((cell) => cell.column)).not.toContain(2);
  });

  it('is A4 in the margins of the decree', async () => {
    const list = await previewForm(templateOf('receipt-list'), inventedReceiptList(1));
    const minutes = await previewForm(templateOf('handover-minutes'), inventedHandoverMinutes(2));
    expect(list.sheets[0]?.paper).toEqual({ widthMm: 297, heightMm: 210, orientation: 'landscape' });
    expect(minutes.sheets).toHaveLength(2);
    expect(minutes.sheets[1]?.paper).toEqual({ widthMm: 210, heightMm: 297, orientation: 'portrait' });
    for (const sheet of [...list.sheets, ...minutes.sheets]) {
      const { top, right, bottom, left } = sheet.marginsMm;
      expect([top, right, bottom, left].map((mm) => Math.round(mm))).toEqual([20, 15, 20, 30]);
    }
  });

  it('reads the codes of headers and footers', () => {
    expect(marginText('&L&"Arial,Bold"&9Trường A && B&R&P/&N', 2, 7)).toEqual({
      left: 'Trường A & B',
      center: '',
      right: '2/7',
      font: 'Arial',
      sizePt: 9,
    });
    expect(marginText('', 1, 1)).toBeNull();
  });
});
