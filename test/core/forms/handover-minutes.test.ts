import { describe, expect, it } from 'vitest';
import { fillWorkbook } from '../../../core/forms/fill-form.ts';
import { fillAndOpen, structureOf, templateOf, textsOf } from './filled-sheets.ts';
import { inventedHandoverMinutes, inventedMinutes } from './invented-forms.ts';

describe('F3, the minutes of handover', () => {
  it('has the structure that was agreed on', async () => {
    const { sheet } = await fillAndOpen(inventedHandoverMinutes(1));
    await expect(structureOf(sheet)).toMatchFileSnapshot('golden/handover-minutes.txt');
  });

  it.each([1, 35, 200])('gives each of %i pupils a sheet of one portrait page', async (count) => {
    const { workbook } = await fillAndOpen(inventedHandoverMinutes(count));
    expect(workbook.worksheets).toHaveLength(count);
    const names = new Set(workbook.worksheets.map((sheet) => sheet.name.toLocaleLowerCase('vi')));
    expect(names.size).toBe(count);
    for (const sheet of workbook.worksheets)
      expect(sheet.pageSetup).toMatchObject({
        orientation: 'portrait',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 1,
      });
    expect(workbook.worksheets.at(-1)?.name).toContain(inventedMinutes(count - 1).student.fullName);
  });

  it('ticks gift or loan, and nothing when it is not decided', async () => {
    const ticks = async (mode: 'gift' | 'loan' | null) => {
      const minutes = [{ ...inventedMinutes(0), mode }];
      const { sheet } = await fillAndOpen(inventedHandoverMinutes(1, { minutes }));
      const text = textsOf(sheet).join('\n');
      return { boxes: text.match(/[☐☒]/g)?.join(''), returns: text.includes('trả lại máy và đủ phụ kiện') };
    };
    expect(await ticks('gift')).toEqual({ boxes: '☒☐', returns: false });
    expect(await ticks('loan')).toEqual({ boxes: '☐☒', returns: true });
    expect(await ticks(null)).toEqual({ boxes: '☐☐', returns: false });
  });

  it('leaves the line of the SIM out for a device without one', async () => {
    const withSim = await fillAndOpen(inventedHandoverMinutes(1));
    const without = await fillAndOpen(inventedHandoverMinutes(1, { minutes: [inventedMinutes(4)] }));
    expect(textsOf(withSim.sheet).join('\n')).toContain('SIM: số thuê bao 0386012340');
    expect(textsOf(without.sheet).join('\n')).not.toContain('SIM:');
    expect(without.sheet.rowCount).toBe(withSim.sheet.rowCount - 1);
    expect(textsOf(without.sheet)).toContain('Bùi Văn Thịnh');
  });

  it('ends with the two copies and the mark of the end', async () => {
    const { sheet } = await fillAndOpen(inventedHandoverMinutes(1));
    expect(textsOf(sheet).join('\n')).toContain(
      'Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản./.',
    );
  });

  it('leaves dots to be filled by hand where the receiver is not known', async () => {
    const minutes = inventedMinutes(0);
    const receiver = { ...minutes.receiver, name: null, relation: null, personalId: null, idIssuedOn: null };
    const unknown = { ...minutes, receiver: { ...receiver, idIssuedBy: null, phone: null, address: null } };
    const { sheet } = await fillAndOpen(inventedHandoverMinutes(1, { date: null, basis: null, minutes: [unknown] }));
    const text = textsOf(sheet).join('\n');
    expect(text).toMatch(/Ông \(Bà\) ……+/);
    expect(text).toMatch(/Số căn cước: ……+, ngày cấp ……\/……\/………/);
    expect(text).not.toMatch(/undefined|null|NaN|\{\{|\}\}|\[object/);
  });

  it('lets a pupil of age receive for himself', async () => {
    const minutes = inventedMinutes(0);
    const own = { ...minutes, receiver: { ...minutes.receiver, relation: 'self' as const } };
    const { sheet } = await fillAndOpen(inventedHandoverMinutes(1, { minutes: [own] }));
    expect(textsOf(sheet).join('\n')).toContain('- Là học sinh Lò Thị Thắng, sinh ngày 01/01/2015');
  });

  it('needs hardly any shrinking for usual names, and little for long ones', async () => {
    const long = inventedMinutes(1);
    const longest = {
      ...long,
      student: { ...long.student, fullName: 'Nguyễn Hoàng Thị Phương Thảo Nguyên Hương Giang' },
      receiver: {
        ...long.receiver,
        name: 'Công Tằng Tôn Nữ Nguyễn Hoàng Thị Phương Thảo Nguyên',
        address: 'số nhà 125, tổ 14, điểm dân cư Nậm Pồ Trên, bản Huổi Hốc Nậm Chua, xã Nà Hỳ, tỉnh Điện Biên '.repeat(
          2,
        ),
      },
    };
    const model = inventedHandoverMinutes(2, { minutes: [inventedMinutes(0), longest] });
    const { paginations } = await fillWorkbook(templateOf('handover-minutes'), model);
    expect(paginations.map((pagination) => pagination.pages.length)).toEqual([1, 1]);
    expect(paginations[0]?.scale).toBeGreaterThan(0.97);
    expect(paginations[1]?.scale).toBeGreaterThan(0.85);
  });
});
