import { describe, expect, it } from 'vitest';
import {
  chooseField,
  droppedHeaders,
  groupColumns,
  sampleText,
} from '../../../renderer/pages/imports/column-groups.ts';

const column = (sheet: string, index: number, header: string, field: string | null, samples: string[] = []) => ({
  sheet,
  index,
  letter: String.fromCodePoint(65 + index),
  header,
  field,
  samples,
});
const twoSheets = [
  column('6A', 0, 'TT', null, ['1', '2']),
  column('6A', 1, 'Họ tên', 'fullName', ['Hà Thị Lan', '', 'Lò Văn Tới']),
  column('6B', 0, 'TT', null, ['1', '3']),
  column('6B', 1, 'Họ tên', 'fullName', ['Vàng A Páo', 'Hà Thị Lan']),
  column('6B', 2, 'Ghi chú', null),
];

describe('columns of a file with several sheets', () => {
  it('are asked about once when the sheets are alike', () => {
    expect(groupColumns(twoSheets).map(({ header, sheets }) => [header, sheets])).toEqual([
      ['TT', ['6A', '6B']],
      ['Họ tên', ['6A', '6B']],
      ['Ghi chú', ['6B']],
    ]);
  });
  it('show samples of every sheet, each once, none of them empty', () => {
    expect(groupColumns(twoSheets)[1]?.samples).toEqual(['Hà Thị Lan', 'Lò Văn Tới', 'Vàng A Páo']);
  });
  it('name what is dropped, each heading once', () => {
    expect(droppedHeaders(twoSheets)).toEqual(['TT', 'Ghi chú']);
    expect(droppedHeaders([column('6A', 3, ' ', null)])).toEqual(['D']);
  });
});

describe('choosing what a column means', () => {
  const note = groupColumns(twoSheets).at(-1)!;
  it('changes it on its sheets and takes the field from the column that had it there', () => {
    expect(chooseField(twoSheets, note, 'fullName')).toEqual([
      { sheet: '6A', index: 0, field: null },
      { sheet: '6A', index: 1, field: 'fullName' },
      { sheet: '6B', index: 0, field: null },
      { sheet: '6B', index: 1, field: null },
      { sheet: '6B', index: 2, field: 'fullName' },
    ]);
  });
  it('leaves the others alone when a column is dropped', () => {
    const chosen = chooseField(twoSheets, groupColumns(twoSheets)[1]!, null);
    expect(chosen.every(({ field }) => field === null)).toBe(true);
  });
});

it('shows a day that a spreadsheet keeps as a number as a day', () => {
  expect(sampleText('birthDate', '43960')).toBe('09/05/2020');
  expect(sampleText('birthDate', '12/05/2020')).toBe('12/05/2020');
  expect(sampleText('moetId', '43960')).toBe('43960');
});
