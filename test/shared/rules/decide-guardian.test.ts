import { describe, expect, it } from 'vitest';
import { betterSpelling } from '../../../shared/rules/better-spelling.ts';
import { decideGuardian, type KnownGuardian } from '../../../shared/rules/decide-guardian.ts';

const father: KnownGuardian = {
  id: 'f',
  name: 'Hà Văn Tiến',
  relation: 'father',
  phone: '0912345678',
  personalId: null,
};
const mother: KnownGuardian = { id: 'm', name: 'Bùi Thị Mai', relation: 'mother', phone: null, personalId: null };
const nameless: KnownGuardian = { id: 'n', name: '', relation: null, phone: '0912345678', personalId: null };

describe('what a class list does to guardians', () => {
  it('completes and mends the one of the same name', () => {
    expect(decideGuardian([father, mother], { name: 'bui thi mai', phone: '0987654321' })).toMatchObject({
      kind: 'change',
      id: 'm',
      fields: { phone: '0987654321' },
    });
    expect(decideGuardian([father], { name: 'Hà Văn Tiến' })).toEqual({ kind: 'keep' });
  });

  it('adds one of another name, also of the same relation', () => {
    expect(decideGuardian([mother], { name: 'Vàng Thị Sua', relation: 'mother' })).toMatchObject({ kind: 'add' });
  });

  it('gives a phone without a name to the guardian of that relation, else to the first', () => {
    expect(decideGuardian([father, mother], { relation: 'mother', phone: '0987654321' })).toMatchObject({ id: 'm' });
    expect(decideGuardian([father, mother], { phone: '0987654321' })).toMatchObject({ id: 'f' });
    expect(decideGuardian([father, mother], { phone: '0912345678' })).toEqual({ kind: 'keep' });
  });

  it('names the guardian of whom only the phone was known', () => {
    expect(decideGuardian([nameless], { name: 'Hà Văn Tiến' })).toMatchObject({
      id: 'n',
      fields: { name: 'Hà Văn Tiến' },
    });
    expect(decideGuardian([nameless], { name: 'Hà Văn Tiến', phone: '0987654321' })).toMatchObject({ kind: 'add' });
  });

  it('says nothing of a relation alone', () => {
    expect(decideGuardian([], { relation: 'mother' })).toEqual({ kind: 'keep' });
    expect(decideGuardian([father], { relation: 'mother' })).toEqual({ kind: 'keep' });
  });
});

describe('which of two spellings stays', () => {
  it.each([
    ['Hà Thị Lan', 'Ha Thi Lan', null],
    ['Ha Thi Lan', 'Hà Thị Lan', 'Hà Thị Lan'],
    ['Hòa', 'Hoà', 'Hoà'],
    ['Hà Thị Lan', 'Ha Thi Lanh', 'Ha Thi Lanh'],
    ['Hà Thị Lan', '', null],
    ['Hà Thị Lan', null, null],
    [null, 'Lan', 'Lan'],
  ])('%s, then %s: %s', (stored, stated, expected) => {
    expect(betterSpelling(stored, stated)).toBe(expected);
  });
});
