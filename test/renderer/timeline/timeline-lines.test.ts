import { describe, expect, it } from 'vitest';
import { timelineBlocks } from '../../../renderer/timeline/timeline-lines.ts';
import type { TimelineEntry } from '../../../shared/contract/students.ts';

function entry(given: Partial<TimelineEntry>): TimelineEntry {
  return {
    change: 'aaaaaaaaaaaaaaaa-0000009',
    command: 'aaaaaaaaaaaaaaaa-0000008',
    at: '2026-11-23T03:09:00.000Z',
    actorName: 'Hà Thị Loan',
    table: 'students',
    record: 'aaaaaaaaaaaaaaaa-0000001',
    isCreation: false,
    fields: [],
    ...given,
  };
}

describe('the timeline', () => {
  it('tells a change in the words of the reader', () => {
    const entries = [entry({ fields: [{ field: 'birthDate', before: '2011-03-15', after: '2011-03-16' }] })];
    const [block] = timelineBlocks('vi', entries);
    expect(block?.records[0]?.lines).toEqual([
      { key: 'birthDate', field: 'Ngày sinh', before: '15/03/2011', after: '16/03/2011' },
    ]);
    const [english] = timelineBlocks('en', entries);
    expect(english?.records[0]?.lines[0]?.field).toBe('Date of birth');
  });

  it('puts closed lists into words and long numbers into groups', () => {
    const entries = [
      entry({ fields: [{ field: 'personalId', before: null, after: '017215549611' }] }),
      entry({ table: 'poverty_statuses', fields: [{ field: 'status', before: 'none', after: 'near_poor' }] }),
    ];
    const lines = timelineBlocks('vi', entries).flatMap((block) => block.records.flatMap((record) => record.lines));
    expect(lines.map((line) => line.after)).toEqual(['Hộ cận nghèo', '017 215 549 611']);
  });

  it('gathers what one command did, in the order in which it did it', () => {
    const entries = [
      entry({
        table: 'guardians',
        change: 'c-2',
        isCreation: true,
        fields: [{ field: 'name', before: null, after: 'Khà A Dê' }],
      }),
      entry({ change: 'c-1', isCreation: true, fields: [{ field: 'fullName', before: null, after: 'Khà Hữu Thuận' }] }),
    ];
    const blocks = timelineBlocks('vi', entries);
    expect(blocks).toHaveLength(1);
    expect(blocks[0]?.records.map((record) => record.table)).toEqual(['students', 'guardians']);
  });

  it('leaves out links between records and fields that stayed empty', () => {
    const entries = [
      entry({
        fields: [
          { field: 'household', before: null, after: 'aaaaaaaaaaaaaaaa-0000003' },
          { field: 'note', before: null, after: null },
        ],
      }),
    ];
    expect(timelineBlocks('vi', entries)).toEqual([]);
  });
});
