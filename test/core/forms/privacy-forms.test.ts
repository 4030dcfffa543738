import { describe, expect, it } from 'vitest';
import { fillWorkbook } from '../../../core/forms/fill-form.ts';
import { fillAndOpen, listRows, manualBreaks, structureOf, templateOf, textsOf } from './filled-sheets.ts';
import {
  inventedConsentForm,
  inventedDeletionMinutes,
  inventedHeldData,
  inventedPostingList,
} from './invented-privacy-forms.ts';

const models = [inventedDeletionMinutes(), inventedPostingList(3), inventedConsentForm(), inventedHeldData()];
const motto = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc';

describe('the forms of privacy', () => {
  it.each(models)('$form has the structure that was agreed on, on A4 in portrait', async (model) => {
    const { sheet } = await fillAndOpen(model);
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'portrait' });
    expect(textsOf(sheet)[0]).toContain(model.form === 'consent-form' ? motto : 'TRƯỜNG TH&THCS CHIỀNG CHÂU');
    expect(textsOf(sheet).join('\n')).toContain(motto);
    await expect(structureOf(sheet)).toMatchFileSnapshot(`golden/${model.form}.txt`);
  });

  it.each(models)('$form leaves nothing unfilled, also where nothing is known', async (model) => {
    const bare = { ...model, school: { ...model.school, superiorOfficeName: null, place: null, principalName: null } };
    const { sheet } = await fillAndOpen({ ...bare, date: null, preparerName: null });
    expect(textsOf(sheet).join('\n')).not.toMatch(/undefined|null|NaN|\{\{|\}\}|\[object/);
  });
});

describe('the minutes of deletion', () => {
  it('say how many and why, on one page, with the id of the minutes in the register', async () => {
    const model = inventedDeletionMinutes();
    const { sheet } = await fillAndOpen(model);
    const text = textsOf(sheet).join('\n');
    for (const part of ['Hết thời hạn lưu', '05/09/2026', '31', '418', '2020–2021', model.deletionId])
      expect(text).toContain(part);
    const { paginations } = await fillWorkbook(templateOf('deletion-minutes'), model);
    expect(paginations.map(({ pages }) => pages.length)).toEqual([1]);
    expect(paginations[0]?.scale).toBeGreaterThan(0.9);
  });
});

describe('the list for the notice board', () => {
  it('has a number, a name and a class, and no other column', async () => {
    const { sheet } = await fillAndOpen(inventedPostingList(2));
    expect(listRows(sheet, 8, 2)).toEqual([
      { STT: '1', 'Họ và tên': 'Lò Thị Thắng', Lớp: '6A' },
      { STT: '2', 'Họ và tên': 'Hà Công Hặc', Lớp: '6B' },
    ]);
    const text = textsOf(sheet).join('\n');
    expect(text).not.toMatch(/nghèo|R9WT4|2015|3520990017/);
  });

  it('breaks between rows and keeps the signatures with the last of them', async () => {
    const { bytes, sheet } = await fillAndOpen(inventedPostingList(200));
    expect(manualBreaks(bytes).length).toBeGreaterThan(3);
    expect(sheet.pageSetup.printTitlesRow).toBe('8:9');
  });
});

describe('the consent form', () => {
  it('is ticked by nobody, and asks the child from 7 years on', async () => {
    const { workbook } = await fillAndOpen(inventedConsentForm());
    const [older, younger] = workbook.worksheets.map((sheet) => textsOf(sheet).join('\n'));
    expect(older?.match(/[☐☒]/g)).toEqual(['☐', '☐', '☐']);
    expect(older).toContain('Em đồng ý');
    expect(younger?.match(/[☐☒]/g)).toEqual(['☐', '☐']);
    expect(younger).not.toMatch(/Em đồng ý|HỌC SINH/);
    expect(older).toContain('PĐY-01/2026');
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Lò Thị Thắng', 'Hà Công Chứ']);
  });

  it('has dots where a blank one is copied', async () => {
    const nobody = { studentName: null, birthDate: null, className: null, guardianName: null, guardianRelation: null };
    const { sheet } = await fillAndOpen(inventedConsentForm({ papers: [{ ...nobody, needsChild: true }] }));
    expect(textsOf(sheet).join('\n')).toMatch(/Tôi là ……+, \(cha\/mẹ\/người giám hộ\) ……+ của em ……+/);
  });
});

describe('the answer about held data', () => {
  it('has every line on its pages, and says when numbers are only told in part', async () => {
    const model = inventedHeldData();
    const { sheet } = await fillAndOpen(model);
    const texts = textsOf(sheet);
    for (const { label, value } of model.lines) expect(texts).toEqual(expect.arrayContaining([value ?? label]));
    expect(texts.join('\n')).toContain('Số định danh chỉ ghi một phần');
    const whole = await fillAndOpen(inventedHeldData({ isWhole: true }));
    expect(textsOf(whole.sheet).join('\n')).not.toContain('Số định danh chỉ ghi một phần');
    const { paginations } = await fillWorkbook(templateOf('held-data'), model);
    expect(paginations[0]?.pages.length).toBe(3);
  });
});
