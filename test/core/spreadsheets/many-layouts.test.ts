/** One list in hundreds of layouts, wordings, encodings and formats must always read back as the same pupils. */
import { describe, expect, it } from 'vitest';
import { readRoster } from '../../../core/spreadsheets/read-roster.ts';
import { readWorkbook } from '../../../core/spreadsheets/read-workbook.ts';
import { inventList } from './invented-lists.ts';

const perTest = 100;
const firstSeed = Number(process.env['ROSTER_SEED'] ?? 1);

describe('class lists of invented layouts', () => {
  it.each([0, 1, 2, 3, 4, 5])('reads every pupil of a hundred more lists exactly (%i)', (part) => {
    for (let seed = firstSeed + part * perTest; seed < firstSeed + (part + 1) * perTest; seed++) {
      const list = inventList(seed);
      const roster = readRoster(readWorkbook(list.bytes, list.fileName));
      const notes = roster.rows.flatMap(({ problems, warnings }) => [...problems, ...warnings]);
      expect(notes, list.description).toEqual([]);
      expect(
        roster.rows.map(({ values }) => values),
        list.description,
      ).toEqual(list.expected);
    }
  });
});
