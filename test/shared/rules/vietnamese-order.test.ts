import { array, assert, boolean, constantFrom, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classSortKey, compareClassNames, sortKey } from '../../../shared/rules/vietnamese-order.ts';

const collator = new Intl.Collator('vi');
const byKey = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const letters = Array.from("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz'-0123456789");
const tones = ['', '', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const letter = tuple(constantFrom(...letters), constantFrom(...tones), boolean()).map(([base, tone, isCapital]) => {
  const marked = /[a-zăâêôơư]/.test(base) ? (base + tone).normalize('NFC') : base;
  return isCapital ? marked.toUpperCase() : marked;
});
const syllable = array(letter, { minLength: 1, maxLength: 7 }).map((all) => all.join(''));
/** Syllables over two letters only meet often enough to test tones and case. */
const closeSyllable = array(
  constantFrom('a', 'à', 'ả', 'ã', 'á', 'ạ', 'ă', 'ắ', 'ặ', 'â', 'ấ', 'A', 'Á', 'n', 'N', 'đ', 'd', 'ư', 'ự', 'u'),
  { minLength: 1, maxLength: 3 },
).map((all) => all.join(''));

describe('sortKey', () => {
  it('orders syllables exactly as the Vietnamese collation does', () => {
    for (const some of [syllable, closeSyllable]) {
      assert(
        property(some, some, (a, b) => {
          expect(byKey(sortKey(a), sortKey(b))).toBe(Math.sign(collator.compare(a, b)));
        }),
        { numRuns: 20_000 },
      );
    }
  });

  it('gives composed and decomposed spellings one key', () => {
    assert(property(syllable, (some) => sortKey(some.normalize('NFD')) === sortKey(some.normalize('NFC'))));
  });

  it('compares tên first, then họ and đệm, syllable by syllable', () => {
    const names = ['Nguyễn An Cường', 'Án Bình', 'An Cường', 'An Bình', 'Bùi Văn An', 'Đặng Ánh', 'Bùi Ánh', 'Bùi Ăn'];
    expect(names.toSorted((a, b) => byKey(sortKey(a), sortKey(b)))).toEqual([
      'Bùi Văn An',
      'Bùi Ánh',
      'Đặng Ánh',
      'Bùi Ăn',
      'An Bình',
      'Án Bình',
      'An Cường',
      'Nguyễn An Cường',
    ]);
  });

  it('puts the tones in the order huyền, hỏi, ngã, sắc, nặng, and đ after d', () => {
    const words = ['Mạ', 'Má', 'Mã', 'Mả', 'Mà', 'Ma', 'Đa', 'Dũng', 'Da'];
    expect(words.toSorted((a, b) => byKey(sortKey(a), sortKey(b)))).toEqual([
      'Da',
      'Dũng',
      'Đa',
      'Ma',
      'Mà',
      'Mả',
      'Mã',
      'Má',
      'Mạ',
    ]);
  });

  it("sorts by the given name that the clerk names, as in H'Hen Niê", () => {
    expect(byKey(sortKey("H'Hen Niê", "H'Hen"), sortKey('Bùi Lan'))).toBe(-1);
    expect(byKey(sortKey("H'Hen Niê"), sortKey('Bùi Lan'))).toBe(1);
    expect(sortKey('H’Hen Niê')).toBe(sortKey("H'Hen Niê"));
  });
});

describe('class order', () => {
  it('counts numbers as numbers', () => {
    const names = ['10A10', '10A1', '7A', '6B', '10A2', '6A', '9A', 'Lá 2', 'Chồi', 'Lá 10', '6Đ', '6D', '6E'];
    expect(names.toSorted(compareClassNames)).toEqual([
      '6A',
      '6B',
      '6D',
      '6Đ',
      '6E',
      '7A',
      '9A',
      '10A1',
      '10A2',
      '10A10',
      'Chồi',
      'Lá 2',
      'Lá 10',
    ]);
    expect(classSortKey('6a')).toBe(classSortKey('6A'));
  });
});
