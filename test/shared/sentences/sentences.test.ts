/** Every Problem that the contract declares has a sentence in both languages. */
import { describe, expect, it } from 'vitest';
import { contract } from '../../../shared/contract/contract.ts';
import { commandInWords } from '../../../shared/sentences/commands.ts';
import { fieldName } from '../../../shared/sentences/fields.ts';
import { registerSentences } from '../../../shared/sentences/register.ts';
import { hasSentence, sentence } from '../../../shared/sentences/sentences.ts';

/** Codes of all procedures, by walking the contract. */
function declaredCodes(node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== 'object' || node === null) return found;
  const declaration: unknown = Reflect.get(node, '~orpc');
  if (typeof declaration === 'object' && declaration !== null) {
    const errors: unknown = Reflect.get(declaration, 'errorMap');
    if (typeof errors === 'object' && errors !== null) for (const code of Object.keys(errors)) found.add(code);
    return found;
  }
  for (const child of Object.values(node)) declaredCodes(child, found);
  return found;
}

describe('sentences', () => {
  const codes = [...declaredCodes(contract)].sort();

  it('exist for every Problem of the contract', () => {
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !hasSentence(code))).toEqual([]);
  });

  it.each(['vi', 'en'] as const)('are whole sentences in %s', (language) => {
    for (const code of codes) {
      const text = sentence(language, code, {});
      expect(text, code).toMatch(/\S.*[.?!]$/s);
    }
  });

  it('of the register need no details to be understood', () => {
    for (const [code, tell] of Object.entries(registerSentences)) {
      expect(tell.vi({}), code).not.toMatch(/undefined|null/);
      expect(tell.en({}), code).not.toMatch(/undefined|null/);
    }
  });

  it('name a code that nobody knows, so that a helper can ask about it', () => {
    expect(sentence('vi', 'somethingNew')).toContain('somethingNew');
  });

  it('tell the finer reason where the details name it', () => {
    const details = { field: 'personalId', problem: 'personalIdElevenDigits', text: '17215549611' };
    expect(sentence('vi', 'personalIdInvalid', details)).toBe(sentence('vi', 'personalIdElevenDigits', details));
  });
});

describe('fields and commands in words', () => {
  it('finds a field by the path of the contract', () => {
    expect(fieldName('vi', 'guardian.phone')).toBe('Điện thoại');
    expect(fieldName('vi', 'guardian.name')).toBe('Họ tên người giám hộ');
    expect(fieldName('en', 'status', 'poverty_statuses')).toBe('Household status');
  });

  it('says what was done', () => {
    const facts = { kind: 'student', table: 'students', recordCount: 3, label: 'Vàng A Páo' };
    expect(commandInWords('vi', facts)).toBe('Ghi học sinh Vàng A Páo');
    expect(commandInWords('en', { ...facts, kind: 'import', label: null, recordCount: 1 })).toContain('1 record');
  });
});
