import { describe, expect, it } from 'vitest';
import { foldText, nameInitials } from '../../../shared/rules/fold.ts';

describe('foldText', () => {
  it('drops accents, đ, case and runs of spaces', () => {
    expect(foldText('  Đặng\u00a0 THỊ   Hoà ')).toBe('dang thi hoa');
    expect(foldText('Đặng Thị Hòa'.normalize('NFD'))).toBe('dang thi hoa');
    expect(foldText('ƯỚC ơn Ỷ')).toBe('uoc on y');
  });

  it('does not care where the tone stands', () => {
    for (const [old, later] of [
      ['hòa', 'hoà'],
      ['thúy', 'thuý'],
      ['khỏe', 'khoẻ'],
    ] as const) {
      expect(foldText(old)).toBe(foldText(later));
    }
  });

  it("treats every apostrophe as one in H'Hen Niê", () => {
    expect(foldText('H’Hen Niê')).toBe("h'hen nie");
  });

  it('is the same when folded twice', () => {
    expect(foldText(foldText('Nguyễn  Đức'))).toBe(foldText('Nguyễn  Đức'));
  });
});

describe('nameInitials', () => {
  it('takes the first letter of each word', () => {
    expect(nameInitials('Nguyễn Văn An')).toBe('nva');
    expect(nameInitials('Đinh Ước')).toBe('du');
    expect(nameInitials("H'Hen Niê")).toBe('hn');
  });
});
