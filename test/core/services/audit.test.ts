import { describe, expect, it } from 'vitest';
import * as XLSX from '@e965/xlsx';
import { openTestRegister, TEST_NOW, type TestRegister } from '../open-test-register.ts';
import { problemOf } from './device-fixture.ts';

const NUMBER = '034215001234';

interface Desk extends TestRegister {
  clerk: string;
  principal: string;
  pupil: string;
}

/** On 5 September a clerk enters a pupil and a principal; on the 6th the principal changes the pupil and looks at the number. */
async function openDesk(): Promise<Desk> {
  let now = TEST_NOW.getTime();
  const test = await openTestRegister({ clock: () => new Date(now) });
  const { client, session } = test;
  const clerk = session.personId ?? '';
  const { id: pupil } = await client.students.save({ fullName: 'Hà Thị Hoa', personalId: NUMBER, className: '6A' });
  const { id: principal } = await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
  now += 24 * 60 * 60 * 1000;
  await client.session.choosePerson({ person: principal });
  await client.students.save({ id: pupil, fullName: 'Hà Thị Hoa Mai', personalId: NUMBER, className: '6A' });
  await client.numbers.ofStudent({ student: pupil });
  return { ...test, clerk, principal, pupil };
}

describe('the journal for people', () => {
  it('tells what was done, newest first, each field before and after, by whom', async () => {
    const { client } = await openDesk();
    const { entries, cursor } = await client.audit.list({});
    expect(cursor).toBeNull();
    expect(entries[0]).toMatchObject({
      kind: 'id_number_viewed',
      actorName: 'Lò Văn Thuận',
      label: 'Hà Thị Hoa Mai',
      fields: [],
    });
    expect(entries[1]).toMatchObject({
      kind: null,
      table: 'students',
      actorName: 'Lò Văn Thuận',
      isCreation: false,
      fields: [{ field: 'fullName', before: 'Hà Thị Hoa', after: 'Hà Thị Hoa Mai' }],
    });
    expect(entries[2]).toMatchObject({ kind: 'sign_in', actorName: 'Lò Văn Thuận', label: 'Lò Văn Thuận' });
    expect(entries.at(-1)).toMatchObject({ table: 'people', isCreation: true, actorName: 'Hà Thị Loan' });
    expect(JSON.stringify(entries)).not.toContain(NUMBER);
  });

  it('is filtered by person, day, kind, table, pupil and device', async () => {
    const { client, clerk, principal, pupil } = await openDesk();
    const count = async (filter: Parameters<typeof client.audit.list>[0]) =>
      (await client.audit.list(filter)).entries.map(({ kind, table }) => kind ?? table);
    expect(await count({ person: principal })).toEqual(['id_number_viewed', 'students', 'sign_in']);
    expect(await count({ from: '2026-09-06' })).toEqual(['id_number_viewed', 'students', 'sign_in']);
    expect(await count({ from: '2026-09-06', until: '2026-09-06', kind: 'change' })).toEqual(['students']);
    expect(await count({ until: '2026-09-04' })).toEqual([]);
    expect(await count({ until: '2026-09-05', person: clerk, table: 'people' })).toEqual(['people', 'people']);
    expect(await count({ kind: 'id_number_viewed' })).toEqual(['id_number_viewed']);
    expect(await count({ student: pupil })).toEqual(['id_number_viewed', 'students', 'students']);
    expect(await count({ student: pupil, kind: 'change', person: clerk })).toEqual(['students']);
    const { id: round } = (await client.rounds.list({}))[0]!;
    const { id: device } = await client.devices.save({ round, serialNumber: 'R9LT0890798' });
    expect(await count({ device })).toEqual(['movements', 'devices']);
    expect(await problemOf(client.audit.list({ device: pupil }))).toMatchObject({ code: 'recordNotFound' });
  });

  it('goes on page after page without losing or repeating one, whatever is written meanwhile', async () => {
    const { client } = await openDesk();
    const all = (await client.audit.list({ limit: 500 })).entries.map(({ change }) => change);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof client.audit.list>> = await client.audit.list({ cursor, limit: 3 });
      seen.push(...page.entries.map(({ change }) => change));
      ({ cursor } = page);
      await client.people.save({ name: `Người ${seen.length}`, role: 'clerk' });
    } while (cursor !== null);
    expect(seen).toEqual(all);
    expect(await problemOf(client.audit.list({ cursor: 'x' }))).toMatchObject({ code: 'valueRefused' });
  });

  it('is written as a workbook, and that is remembered', async () => {
    const { client, principal } = await openDesk();
    const file = await client.audit.write({ person: principal });
    expect(file.name).toBe('nhat-ky-2026-09-06.xlsx');
    const sheet = XLSX.read(await file.arrayBuffer()).Sheets['Nhật ký']!;
    const rows = XLSX.utils.sheet_to_json<Record<string, string>>(sheet);
    expect(rows.map((row) => [row['Người'], row['Việc'], row['Về'], row['Nội dung']])).toEqual([
      ['Lò Văn Thuận', 'Xem số định danh đầy đủ', 'Hà Thị Hoa Mai', undefined],
      ['Lò Văn Thuận', 'Học sinh', 'Hà Thị Hoa Mai', 'Họ và tên: Hà Thị Hoa → Hà Thị Hoa Mai'],
      ['Lò Văn Thuận', 'Ngồi vào máy', 'Lò Văn Thuận', undefined],
    ]);
    const [newest] = (await client.audit.list({ limit: 1 })).entries;
    expect(newest).toMatchObject({ kind: 'export', details: { what: 'audit', rows: 3, person: principal } });
    expect(await problemOf(client.audit.write({ until: '2026-01-01' }))).toMatchObject({ code: 'auditEmpty' });
  });
});
