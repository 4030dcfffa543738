import { describe, expect, it } from 'vitest';
import { dayFault, readDayText, tidyDayText } from '../../../renderer/fields/day-text.ts';
import { tidyText } from '../../../renderer/fields/tidy-text.ts';

describe('a day in a text field', () => {
  it.each(['15/3/11', '15032011', '15-03-2011', '15.3.2011', ' 15/03/2011 '])('takes %s', (typed) => {
    expect(readDayText(typed)).toBe('2011-03-15');
    expect(tidyDayText(typed)).toBe('15/03/2011');
    expect(dayFault(typed)).toBeNull();
  });

  it.each([
    ['31/02/2011', 'noSuchDay'],
    ['3/15/2011', 'noSuchDay'],
    ['2011', 'notADay'],
    ['15311', 'notADay'],
    ['hôm qua', 'notADay'],
  ])('refuses %s and leaves it as typed', (typed, fault) => {
    expect(readDayText(typed)).toBeUndefined();
    expect(dayFault(typed)).toBe(fault);
    expect(tidyDayText(typed)).toBe(typed);
  });

  it('takes an empty field as no day', () => {
    expect(readDayText('  ')).toBeNull();
    expect(dayFault('')).toBeNull();
  });
});

describe('text of a field', () => {
  it('is composed, without stray spaces', () => {
    expect(tidyText('  Nguyễn   Thị  Hoa '.normalize('NFD'))).toBe('Nguyễn Thị Hoa');
  });

  it('keeps the lines of a note', () => {
    expect(tidyText('  một \n  hai  ', true)).toBe('một\nhai');
  });
});
