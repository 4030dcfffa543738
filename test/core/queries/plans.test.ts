import { type SelectQueryBuilder, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Tables, toTableKey } from '../../../core/database/tables.ts';
import { selectPage } from '../../../core/queries/student-list.ts';
import { openTestOffice, openTestRegister } from '../open-test-register.ts';

const queryPlan = sql`query plan`;
const ALL = {
  text: null,
  isBroad: false,
  class: null,
  povertyStatus: null,
  device: null,
  round: null,
  consent: null,
  includeVoided: false,
} as const;

async function planOf(query: Pick<SelectQueryBuilder<Tables, keyof Tables, unknown>, 'explain'>): Promise<string> {
  const steps = await query.explain<{ detail: string }>(undefined, queryPlan);
  return steps.map((step) => step.detail).join('; ');
}

describe('the plans of SQLite', () => {
  it.each([
    ['guardians', 'student'],
    ['poverty_statuses', 'household'],
    ['students', 'class'],
    ['students', 'household'],
    ['students', 'moetId'],
    ['assignments', 'student'],
    ['assignments', 'device'],
    ['receipts', 'student'],
    ['receipts', 'device'],
    ['receipts', 'cancels'],
    ['movements', 'device'],
    ['devices', 'serialNumber'],
  ] as const)('find %s by a list of %s through its index, not through all rows of the owner', async (table, field) => {
    const { register } = await openTestRegister();
    const query = register.reader
      .selectFrom(toTableKey(table) as 'students')
      .selectAll()
      .where('owner', '=', 'o')
      .where(
        field as 'id',
        'in',
        Array.from({ length: 500 }, (_, index) => String(index)),
      );
    expect(await planOf(query)).toMatch(/USING INDEX \w+_by_/);
    const inJson = register.reader.selectFrom(toTableKey(table) as 'students').selectAll();
    const fixed = inJson.where(field as 'id', 'in', sql<string>`(select value from json_each(${'[]'}))`);
    expect(await planOf(fixed)).toMatch(/USING INDEX \w+_by_/);
  });

  it('finds rows of an owner by a list of ids through the key', async () => {
    const { register } = await openTestRegister();
    const query = register.reader.selectFrom('students').selectAll().where('owner', '=', 'o');
    const fixed = query.where('id', 'in', sql<string>`(select value from json_each(${'[]'}))`);
    expect(await planOf(fixed)).toContain('USING PRIMARY KEY (owner=? AND id=?)');
  });

  it.each([
    ['class', 'student_search_in_class_order'],
    ['name', 'student_search_in_name_order'],
  ] as const)('walk the pupils by %s without sorting, and without touching their rows', async (sort, index) => {
    const { register } = await openTestRegister();
    const request = {
      owner: null,
      text: null,
      isBroad: false,
      class: null,
      povertyStatus: 'poor',
      device: 'none',
      round: null,
      consent: null,
    } as const;
    const page = selectPage(register.reader, { ...request, includeVoided: false, sort, offset: 100, limit: 200 });
    expect(await planOf(page)).toBe(`SCAN student_search USING COVERING INDEX ${index}`);
  });

  it.each([
    ['class', 'student_search_of_school_in_class_order'],
    ['name', 'student_search_of_school_in_name_order'],
  ] as const)('walk the pupils of one school of an office by %s without sorting', async (sort, index) => {
    const { register, client } = await openTestOffice();
    // EXPLAIN alone does not notice that another connection has made indexes.
    await client.students.list({});
    const request = { ...ALL, owner: 'aaaaaaaaaaaaaaaa', sort, offset: 100, limit: 200 };
    expect(await planOf(selectPage(register.reader, request))).toBe(
      `SEARCH student_search USING COVERING INDEX ${index} (owner=?)`,
    );
    expect(await planOf(selectPage(register.reader, { ...request, owner: null }))).toBe(
      `SCAN student_search USING COVERING INDEX ${index.replace('_of_school', '')}`,
    );
  });
});
