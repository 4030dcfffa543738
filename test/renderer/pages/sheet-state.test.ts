import { describe, expect, it } from 'vitest';
import {
  countStates,
  fieldOf,
  foldedNamesakes,
  rowState,
  sheetLines,
  sheetValues,
  tickedRows,
} from '../../../renderer/pages/handover/sheet-state.ts';
import type { HandoverRow } from '../../../shared/contract/devices.ts';
import type { ReceiptEntry } from '../../../shared/contract/students.ts';

const pupil = (student: string, more: Partial<HandoverRow> = {}): HandoverRow => ({
  student,
  fullName: student,
  birthDate: null,
  className: '6A',
  povertyStatus: 'poor',
  guardianName: `mẹ ${student}`,
  guardianRelation: 'mother',
  assignment: null,
  device: null,
  serialNumber: null,
  model: null,
  receipt: null,
  obstacle: null,
  ...more,
});
const receipt: ReceiptEntry = {
  id: 'r',
  owner: 'aaaaaaaaaaaaaaaa',
  schoolName: null,
  kind: 'handover',
  student: 'lan',
  studentName: 'lan',
  className: '6A',
  device: 'd1',
  serialNumber: 'R1',
  deviceName: null,
  model: null,
  round: 'đ',
  roundName: 'Đợt 1',
  mode: 'gift',
  receiverName: 'mẹ lan',
  receiverRelation: 'mother',
  receiverPersonalId: null,
  receivedOn: '2026-09-05',
  cancels: null,
  cancelledBy: null,
  reason: null,
  overrideReason: null,
};
const obstacle = { problem: 'householdHoldsDevice', details: {} };
const rows = [
  pupil('lan', { receipt, obstacle: { problem: 'studentHoldsDevice', details: {} } }),
  pupil('páo', { device: 'd2', assignment: 'a2' }),
  pupil('dợ', { device: 'd3', assignment: 'a3', guardianName: null, guardianRelation: null }),
  pupil('sì', { obstacle }),
  pupil('mỷ'),
];

describe('the sheet of a class', () => {
  it('counts who has signed, who may sign, who has none and who may not', () => {
    expect(rows.map(rowState)).toEqual(['received', 'planned', 'planned', 'blocked', 'waiting']);
    expect(countStates(rows)).toEqual({ received: 1, planned: 2, blocked: 1, waiting: 1 });
  });
  it('begins with everybody present and the first guardian signing', () => {
    expect(sheetValues(rows, new Set())).toEqual({
      [fieldOf('páo', 'tick')]: 'yes',
      [fieldOf('páo', 'name')]: 'mẹ páo',
      [fieldOf('páo', 'relation')]: 'mother',
      [fieldOf('dợ', 'tick')]: 'yes',
      [fieldOf('dợ', 'name')]: '',
      [fieldOf('dợ', 'relation')]: '',
    });
  });
  it('leaves the absent unticked after the class has signed', () => {
    expect(tickedRows(rows, sheetValues(rows, new Set(['páo']))).map((row) => row.student)).toEqual(['dợ']);
  });
  it('makes a line of every ticked pupil, as the clerk wrote it', () => {
    const values = {
      ...sheetValues(rows, new Set(['dợ'])),
      [fieldOf('páo', 'name')]: 'Vàng A Chua',
      [fieldOf('páo', 'relation')]: 'father',
      [fieldOf('páo', 'personalId')]: '017084001234',
    };
    expect(sheetLines(rows, values)).toEqual([
      {
        student: 'páo',
        device: 'd2',
        receiverName: 'Vàng A Chua',
        receiverRelation: 'father',
        receiverPersonalId: '017084001234',
      },
    ]);
  });
  it('knows pupils of one name, accents or not', () => {
    const folded = foldedNamesakes([pupil('Hà Thị Lan'), pupil('Ha Thi Lan'), pupil('Lò Văn Tới')]);
    expect([...folded]).toEqual(['ha thi lan']);
  });
});
