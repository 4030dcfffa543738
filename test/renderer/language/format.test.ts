import { describe, expect, it } from 'vitest';
import { formatDay, formatNumber, groupDigits } from '../../../renderer/language/format.ts';
import { en } from '../../../renderer/language/english.ts';
import { vi } from '../../../renderer/language/words.ts';

describe('days and numbers', () => {
  it('writes a day as clerks do', () => {
    expect(formatDay('2026-09-05')).toBe('05/09/2026');
    expect(formatDay(null)).toBe('');
  });

  it('marks thousands by the language', () => {
    expect(formatNumber(1234567, 'vi')).toBe('1.234.567');
    expect(formatNumber(1234567, 'en')).toBe('1,234,567');
    expect(formatNumber(203, 'vi')).toBe('203');
  });

  it('groups long numbers so that they can be read aloud', () => {
    expect(groupDigits('014311012345')).toBe('014 311 012 345');
    expect(groupDigits('0912345678')).toBe('0912 345 678');
    expect(groupDigits('SN-1')).toBe('SN-1');
  });
});

describe('the dictionaries', () => {
  it('say something for every entry in both languages', () => {
    const empty: string[] = [];
    const walk = (path: string, node: unknown) => {
      if (typeof node === 'string') {
        if (node.trim() === '') empty.push(path);
      } else if (typeof node === 'object' && node !== null) {
        for (const [name, child] of Object.entries(node)) walk(`${path}.${name}`, child);
      }
    };
    walk('vi', vi);
    walk('en', en);
    expect(empty).toEqual([]);
  });

  it('counts one pupil as one in English', () => {
    expect(en.today.students(1)).toBe('1 pupil');
    expect(en.today.students(1204)).toBe('1,204 pupils');
  });
});
