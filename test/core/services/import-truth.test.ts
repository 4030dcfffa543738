import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countChanges, expectSound, fixtureFile, openTestImport } from './import-fixture.ts';

const files = [
  'one-sheet-merged-header.xlsx',
  'semicolons-nfd-bad-rows.csv',
  'sheet-per-class.xls',
  'tcvn3-vntime.xlsx',
];
const truthShape = z.object({
  accepted: z.array(z.record(z.string(), z.union([z.string(), z.null()]))),
  rejected: z.array(z.object({ row: z.number(), field: z.string() })),
  warnings: z.array(z.object({ row: z.number(), field: z.string() })).default([]),
});

function truthOf(file: string) {
  const url = new URL(`../../fixtures/rosters/${file}.truth.json`, import.meta.url);
  return truthShape.parse(JSON.parse(readFileSync(url, 'utf8')));
}

function sorted(rows: readonly Record<string, unknown>[], keys: readonly string[]): string[] {
  return rows.map((row) => JSON.stringify(keys.map((key) => row[key]))).sort();
}

describe.each(files)('importing %s into an empty register', (file) => {
  it('gives exactly the pupils that its truth names, and names the rows that wait', async () => {
    const test = await openTestImport();
    const truth = truthOf(file);
    const result = await test.import(fixtureFile(`rosters/${file}`));
    expect(result).toMatchObject({ accepted: truth.accepted.length, changed: 0, unchanged: 0 });
    const { rows } = await test.client.students.records({ limit: 1000, wholeNumbers: true });
    const keys = Object.keys(truth.accepted[0]!);
    expect(sorted(rows, keys)).toEqual(sorted(truth.accepted, keys));
    expect(result.rejected.map(({ row, field }) => ({ row, field }))).toEqual(
      truth.rejected.map(({ row, field }) => ({ row, field })),
    );
    for (const { row, field } of truth.warnings)
      expect(result.warnings.map((note) => ({ row: note.row, field: note.field }))).toContainEqual({ row, field });
    for (const { message, row } of [...result.rejected, ...result.warnings]) {
      expect(message).toContain(`dòng ${row}`);
      expect(message).not.toContain('Chi tiết');
    }
    await expectSound(test);
  });

  it('changes nothing when it is imported again, and says so', async () => {
    const test = await openTestImport();
    const first = await test.import(fixtureFile(`rosters/${file}`));
    const changes = await countChanges(test.register);
    const waiting = (await test.client.imports.problems({})).total;

    const { preview, apply } = await test.stage(fixtureFile(`rosters/${file}`));
    expect(preview.counts).toMatchObject({ new: 0, changed: 0, unchanged: first.accepted });
    expect(preview.sameAs).toEqual({ command: first.id, at: '2026-09-05T05:00:00.000Z' });
    expect(await apply()).toMatchObject({ id: null, accepted: 0, changed: 0, unchanged: first.accepted });
    expect(await countChanges(test.register)).toBe(changes);
    expect((await test.client.imports.problems({})).total).toBe(waiting);
  });
});
