/** Which backups stay. */
import { expect, it } from 'vitest';
import { listSuperfluous } from '../../../core/backup/rotate-backups.ts';

function daily(days: number): { folder: string; at: string; reason: string }[] {
  const end = Date.parse('2026-11-29T03:00:00.000Z');
  return Array.from({ length: days }, (_, back) => {
    const at = new Date(end - back * 86_400_000).toISOString();
    return { folder: at.slice(0, 10), at, reason: 'daily' };
  });
}

it('keeps the newest of 7 days, 4 weeks and 12 months of two years of daily backups', () => {
  const all = daily(730);
  const gone = new Set(listSuperfluous(all));
  const kept = all.filter(({ folder }) => !gone.has(folder)).map(({ folder }) => folder);
  expect(kept).toEqual([
    '2026-11-29',
    '2026-11-28',
    '2026-11-27',
    '2026-11-26',
    '2026-11-25',
    '2026-11-24',
    '2026-11-23',
    '2026-11-22',
    '2026-11-15',
    '2026-11-08',
    '2026-10-31',
    '2026-09-30',
    '2026-08-31',
    '2026-07-31',
    '2026-06-30',
    '2026-05-31',
    '2026-04-30',
    '2026-03-31',
    '2026-02-28',
    '2026-01-31',
    '2025-12-31',
  ]);
});

it('gives the same answer day by day as over all at once, so that nothing needed later is dropped early', () => {
  let held: ReturnType<typeof daily> = [];
  for (const backup of daily(400).toReversed()) {
    held.push(backup);
    const gone = new Set(listSuperfluous(held));
    held = held.filter(({ folder }) => !gone.has(folder));
  }
  const all = daily(400);
  const gone = new Set(listSuperfluous(all));
  expect(held.map(({ folder }) => folder).sort()).toEqual(
    all
      .map(({ folder }) => folder)
      .filter((folder) => !gone.has(folder))
      .sort(),
  );
});

it('keeps the last five before an import and before an update, and ten that a person asked for', () => {
  const of = (reason: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({
      folder: `${reason} ${at}`,
      at: `2026-11-28T0${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}:00.000Z`,
      reason,
    }));
  const all = [...of('import', 8), ...of('update', 8), ...of('person', 14)];
  const gone = new Set(listSuperfluous(all));
  const kept = all.filter(({ folder }) => !gone.has(folder)).map(({ folder }) => folder);
  expect(kept.filter((name) => name.startsWith('import'))).toEqual([3, 4, 5, 6, 7].map((at) => `import ${at}`));
  expect(kept.filter((name) => name.startsWith('update'))).toHaveLength(5);
  expect(kept.filter((name) => name.startsWith('person'))).toHaveLength(10);
});
