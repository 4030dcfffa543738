/** Random class lists in random order: twice is once, every undo gives the register back, the journal stays sound. */
import { describe, expect, it } from 'vitest';
import { chooseSeed, type SeededRandom, seededRandom } from '../../seeded-random.ts';
import { dumpRecords, expectSound, list, type ListRow, openTestImport, type TestImport } from './import-fixture.ts';

const RUNS = 12;
const seed = chooseSeed(37);

/** Children of one school as two offices write them: some with codes, some without, siblings among them. */
function inventSchool(random: SeededRandom): ListRow[] {
  return Array.from({ length: 24 }, (_, number): ListRow => {
    const home = Math.floor(number / random.pick([1, 2, 3]));
    return {
      fullName: `${random.pick(['Hà', 'Bùi', 'Vàng'])} ${random.pick(['Thị', 'Văn', 'A'])} ${'ABCDEGHIKLMNOPQRSTUVXY'[number % 22]}${number > 21 ? 'a' : 'o'}`,
      birthDate: `${1 + random.integer(28)}/${1 + random.integer(12)}/${2012 + random.integer(4)}`,
      moetId: random.integer(2) === 0 ? String(1_700_000_000 + number) : '',
      personalId: '',
      gender: random.pick(['Nam', 'Nữ', '']),
      className: `${6 + (number % 3)}A`,
      commune: 'Bao La',
      village: `Bản ${home}`,
      status: random.pick(['nghèo', 'cận nghèo', '']),
      certificateNo: random.integer(3) === 0 ? '' : `${home}/GCN-HN.2025`,
      guardian: random.integer(3) === 0 ? '' : `Hà Văn ${'ABCDEGHIKLMNOPQRSTUVXY'[home % 22]}`,
      phone: random.integer(3) === 0 ? '' : `09${String(10_000_000 + home)}`,
    };
  });
}

function shuffled<Item>(random: SeededRandom, items: readonly Item[]): Item[] {
  const left = [...items];
  return Array.from(items, () => left.splice(random.integer(left.length), 1)[0]!);
}

/** Some of the rows, in some order, some columns and some cells left out. */
function subList(random: SeededRandom, rows: readonly ListRow[]): ListRow[] {
  const dropped = shuffled(random, [
    'gender',
    'village',
    'status',
    'certificateNo',
    'guardian',
    'phone',
  ] as const).slice(0, random.integer(4));
  return shuffled(random, rows)
    .slice(0, 1 + random.integer(rows.length))
    .map((row) => {
      const left = { ...row };
      for (const column of dropped) delete left[column];
      return left;
    });
}

/** The pupils as flat records, without the ids and the owner that every register gives anew. */
async function pupils({ client }: TestImport) {
  const { rows } = await client.students.records({ limit: 1000 });
  return rows.map(({ id: _id, owner: _owner, ...row }) => JSON.stringify(row)).sort();
}

describe(`random class lists, SEED=${seed}`, () => {
  it('gives the same pupils for a list in any order of its rows', async () => {
    for (let run = 0; run < RUNS / 3; run++) {
      const random = seededRandom(seed + run);
      const rows = inventSchool(random).map((row) => ({ ...row, certificateNo: '', guardian: '' }));
      const one = await openTestImport();
      const other = await openTestImport();
      await one.import(list(...rows));
      await other.import(list(...shuffled(random, rows)));
      expect(await pupils(other), `SEED=${seed} run ${run}`).toEqual(await pupils(one));
    }
  });

  it('writes nothing when any list is imported a second time', async () => {
    for (let run = 0; run < RUNS; run++) {
      const random = seededRandom(seed + run);
      const school = inventSchool(random);
      const test = await openTestImport();
      for (let step = 0; step < 3; step++) {
        const file = list(...subList(random, school));
        await test.import(file);
        const again = await test.import(file);
        expect(again, `SEED=${seed} run ${run} step ${step}`).toMatchObject({ id: null, accepted: 0, changed: 0 });
      }
      await expectSound(test);
    }
  });

  it('gives the register back by undoing, import by import', async () => {
    for (let run = 0; run < RUNS; run++) {
      const random = seededRandom(seed + run);
      const school = inventSchool(random);
      const test = await openTestImport();
      const past: { id: string; before: Awaited<ReturnType<typeof dumpRecords>> }[] = [];
      for (let step = 0; step < 3; step++) {
        const before = await dumpRecords(test.register);
        const { id } = await test.import(list(...subList(random, school)));
        if (id !== null) past.push({ id, before });
      }
      for (const { id, before } of past.reverse()) {
        const { kept, command } = await test.client.commands.undo({ command: id });
        expect(kept, `SEED=${seed} run ${run}`).toEqual([]);
        const redone = random.integer(3) === 0 && command !== null;
        if (redone) {
          const again = await test.client.commands.undo({ command });
          await test.client.commands.undo({ command: id });
          expect(again.kept).toEqual([]);
        }
        const known = new Set(before.map((row) => row.id));
        const after = await dumpRecords(test.register);
        expect(
          after.filter((row) => known.has(row.id)),
          `SEED=${seed} run ${run}`,
        ).toEqual(before);
        expect(after.every((row) => known.has(row.id) || row['voidedAt'] !== null)).toBe(true);
      }
      await expectSound(test);
    }
  });
});
