/** The sample files are met exactly, field by field. All people in them are made up. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDeliveryNote } from '../../../core/spreadsheets/read-delivery-note.ts';
import { readRoster } from '../../../core/spreadsheets/read-roster.ts';
import { readWorkbook } from '../../../core/spreadsheets/read-workbook.ts';

const fixtures = new URL('../../fixtures/', import.meta.url);

interface RosterTruth {
  accepted: Record<string, string | number | null>[];
  rejected: { row: number; field: string; reason: string }[];
  warnings?: { row: number; field: string; reason: string }[];
}

function readFixture(path: string): Buffer {
  return readFileSync(new URL(path, fixtures));
}

const rosters = readdirSync(new URL('rosters/', fixtures)).filter((name) => !name.endsWith('.truth.json'));

describe.each(rosters)('%s', (name) => {
  const truth = JSON.parse(readFixture(`rosters/${name}.truth.json`).toString()) as RosterTruth;
  // The name is no help: another one must give the same.
  const roster = readRoster(readWorkbook(readFixture(`rosters/${name}`), 'tep.bin'));
  const good = roster.rows.filter(({ problems }) => problems.length === 0);

  it('gives every pupil of the list, field by field', () => {
    const read = good.map(({ values }) =>
      Object.fromEntries(Object.keys(truth.accepted[0] ?? {}).map((key) => [key, values[key as 'fullName'] ?? null])),
    );
    expect(read).toEqual(truth.accepted);
  });

  it('refuses exactly the rows that the truth refuses, and says where', () => {
    const refused = roster.rows.flatMap(({ problems }) =>
      problems.slice(0, 1).map(({ row, field }) => ({ row, field })),
    );
    expect(refused).toEqual(truth.rejected.map(({ row, field }) => ({ row, field })));
  });

  it('warns of exactly the rows that the truth warns of', () => {
    const warned = good.flatMap(({ warnings }) => warnings.map(({ row, field }) => ({ row, field })));
    expect(warned).toEqual((truth.warnings ?? []).map(({ row, field }) => ({ row, field })));
  });

  it('uses every column and skips no sheet', () => {
    expect(roster.columns.filter(({ field, header }) => field === null && !/^s?tt$/i.test(header))).toEqual([]);
    expect(roster.skippedSheets).toEqual([]);
  });
});

describe('reasons of refused rows', () => {
  it('tells impossible dates, missing names, eleven digits and repeated pupils apart', () => {
    const roster = readRoster(readWorkbook(readFixture('rosters/semicolons-nfd-bad-rows.csv'), 'a.csv'));
    expect(roster.rows.flatMap(({ problems }) => problems).map(({ problem, details }) => [problem, details])).toEqual([
      ['birthDateImpossible', { text: '31/02/2014' }],
      ['fullNameMissing', {}],
      ['personalIdElevenDigits', { text: '01721577142', candidate: null }],
      ['pupilRepeated', { otherRow: 24 }],
    ]);
  });
});

describe('delivery-note.xlsx', () => {
  interface DeviceTruth {
    lines: number;
    faults: { stt: number; field: string; reason: string }[];
  }
  const truth = JSON.parse(readFixture('devices/delivery-note.xlsx.truth.json').toString()) as DeviceTruth;
  const note = readDeliveryNote(readWorkbook(readFixture('devices/delivery-note.xlsx'), 'a.xlsx'));
  const firstRow = note.rows[0]?.row ?? 0;

  it('reads every line and no other, and what the note says of itself', () => {
    expect(note.rows).toHaveLength(truth.lines);
    expect(note).toMatchObject({ documentNumber: '07/BB-UBND', documentDate: '2026-09-10', giver: null });
    expect(note.rows[0]?.values).toEqual({
      name: 'Máy tính bảng',
      brand: 'Samsung',
      model: 'SM-T225',
      serialNumber: 'R9OT2786087',
      imei: '359562243577695',
      simNumber: '0833713175',
      iccid: '8984751201658509671',
      accessories: 'Sạc, cáp, bao da',
      price: 2_500_000,
    });
  });

  it('finds exactly the faults of the truth: a wrong check digit warns, the others refuse their line', () => {
    const faults = note.rows.flatMap(({ row, problems, warnings }) =>
      [...problems, ...warnings].map(({ field, problem, details }) => ({
        stt: row - firstRow + 1,
        field,
        reason:
          problem === 'imeiCheckDigit'
            ? 'check digit'
            : problem === 'serialNumberMissing'
              ? 'missing'
              : `same as line ${Number(details['otherRow']) - firstRow + 1}`,
      })),
    );
    expect(faults).toEqual(truth.faults);
    expect(note.rows.filter(({ problems }) => problems.length > 0)).toHaveLength(3);
  });
});
