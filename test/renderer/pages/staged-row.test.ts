import { describe, expect, it } from 'vitest';
import { rowKey } from '../../../renderer/pages/imports/import-desk.ts';
import { filledGroups, hasAnythingToWrite } from '../../../renderer/pages/imports/row-groups.ts';
import { changedCells, filledCells } from '../../../renderer/pages/imports/staged-row.ts';
import type { ImportRow } from '../../../shared/contract/imports.ts';

const row: ImportRow = {
  sheet: 'Lớp 6A',
  row: 12,
  group: 'changed',
  isLowered: false,
  label: 'Hà Thị Lan',
  match: 's',
  cells: [
    { field: 'fullName', column: 'B', text: 'Hà Thị Lan', value: 'Hà Thị Lan' },
    { field: 'village', column: 'C', text: 'Nà Sò', value: 'Nà Sò', before: 'Lầu' },
    { field: 'ethnicity', column: 'D', text: 'Thái', value: 'Thái', before: null },
    { field: 'note', column: 'E', text: ' ', value: null },
  ],
  problems: [],
  warnings: [],
};
const none = { new: 0, changed: 0, unchanged: 0, problems: 0, warnings: 0, lowered: 0 };

describe('a staged row', () => {
  it('tells what it would replace, also where nothing was', () => {
    expect(changedCells(row).map((cell) => cell.field)).toEqual(['village', 'ethnicity']);
  });
  it('shows no empty cells', () => {
    expect(filledCells(row).map((cell) => cell.field)).toEqual(['fullName', 'village', 'ethnicity']);
  });
  it('is named by its place, whatever the sheet is called', () => {
    expect(rowKey({ sheet: '12 6A', row: 3 })).not.toBe(rowKey({ sheet: '6A', row: 312 }));
  });
});

describe('the groups of a staged file', () => {
  it('put first what needs a person, and leave out what is empty', () => {
    expect(filledGroups({ ...none, new: 4, problems: 1, warnings: 2 })).toEqual(['problem', 'new', 'warning']);
  });
  it('say when there is nothing to write: the same file again', () => {
    const sameAs = { command: 'c', at: '2026-09-05T00:00:00Z' };
    expect(hasAnythingToWrite({ counts: { ...none, unchanged: 9 }, sameAs: null })).toBe(false);
    expect(hasAnythingToWrite({ counts: { ...none, problems: 1 }, sameAs: null })).toBe(true);
    expect(hasAnythingToWrite({ counts: { ...none, problems: 1 }, sameAs })).toBe(false);
  });
});
