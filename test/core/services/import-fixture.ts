/** Imports without a worker, for tests of what a file does to the register; test/core/jobs has the worker. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { ImportKind, ImportPreview, ImportResult, ImportRow } from '../../../shared/contract/imports.ts';
import { type RecordTableName, recordTableNames } from '../../../shared/records/record-tables.ts';
import type { RowGroup } from '../../../core/jobs/import-messages.ts';
import { StagedImport } from '../../../core/jobs/staged-import.ts';
import { rebuildDerivedTables } from '../../../core/queries/derived-tables.ts';
import type { AnyRow } from '../../../core/queries/records.ts';
import { toTableKey } from '../../../core/database/tables.ts';
import type { Register, Session } from '../../../core/register.ts';
import { openTestRegister, type TestRegister } from '../open-test-register.ts';

export interface TestImport extends TestRegister {
  /** Reads a file and compares it; nothing is written. */
  stage: (file: TestFile) => Promise<Stage>;
  /** Stages a file and writes it. */
  import: (file: TestFile, lower?: { sheet: string; row: number }[]) => Promise<ImportResult>;
}
export interface TestFile {
  name: string;
  bytes: Uint8Array;
  kind?: ImportKind;
  round?: string;
}
export interface Stage {
  staged: StagedImport;
  preview: ImportPreview;
  rows: (group: RowGroup) => Promise<ImportRow[]>;
  apply: (lower?: { sheet: string; row: number }[]) => Promise<ImportResult>;
}

const silent = (): void => undefined;

export async function openTestImport(): Promise<TestImport> {
  const opened = await openTestRegister();
  const stage = (file: TestFile): Promise<Stage> => stageFile(opened.register, opened.session, file);
  return { ...opened, stage, import: async (file, lower) => (await stage(file)).apply(lower) };
}

export async function stageFile(register: Register, session: Session, file: TestFile): Promise<Stage> {
  const staged = new StagedImport(register);
  const { name, bytes, kind = 'roster', round = null } = file;
  const preview = await staged.read({ stage: 'test', kind, fileName: name, bytes, round }, silent);
  return {
    staged,
    preview,
    rows: async (group) => (await staged.rows({ group, offset: 0, limit: 1000 })).rows,
    apply: (lower = []) => staged.apply({ personId: session.personId, lower, delivery: null }, silent),
  };
}

const HEADERS = {
  moetId: 'Mã định danh Bộ GD&ĐT',
  fullName: 'Họ và tên',
  birthDate: 'Ngày sinh',
  gender: 'Giới tính',
  ethnicity: 'Dân tộc',
  className: 'Lớp',
  personalId: 'Số định danh cá nhân',
  commune: 'Xã',
  village: 'Thôn',
  status: 'Hộ nghèo/cận nghèo',
  certificateNo: 'Số giấy chứng nhận',
  certificateDate: 'Ngày cấp giấy chứng nhận hộ nghèo',
  guardian: 'Họ tên cha/mẹ',
  relation: 'Quan hệ với học sinh',
  phone: 'Số điện thoại',
  site: 'Điểm trường',
} as const;
export type ListRow = Partial<Record<keyof typeof HEADERS, string>>;

/** A class list with the columns that the rows name; row 2 of the sheet is the first pupil. */
export function list(...rows: ListRow[]): TestFile {
  const columns = (Object.keys(HEADERS) as (keyof typeof HEADERS)[]).filter((column) =>
    rows.some((row) => row[column] !== undefined),
  );
  const lines = [
    columns.map((column) => HEADERS[column]),
    ...rows.map((row) => columns.map((name) => row[name] ?? '')),
  ];
  const text = lines.map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\n');
  return { name: 'danh-sach.csv', bytes: new TextEncoder().encode(`\ufeff${text}\n`) };
}

export function fixtureFile(path: string, kind: ImportKind = 'roster'): TestFile {
  const url = new URL(`../../fixtures/${path}`, import.meta.url);
  return { name: path.split('/').at(-1)!, bytes: new Uint8Array(readFileSync(url)), kind };
}

/** All rows of all synced tables, without what only remembers. */
export async function dumpRecords(register: Register, leaveOut: RecordTableName[] = ['events']): Promise<AnyRow[]> {
  const dump: AnyRow[] = [];
  for (const table of recordTableNames) {
    if (leaveOut.includes(table)) continue;
    const rows: AnyRow[] = await register.reader
      .selectFrom(toTableKey(table) as 'students')
      .selectAll()
      .orderBy('id')
      .execute();
    dump.push(...rows.map((row) => ({ table, ...row })));
  }
  return dump;
}

export async function countChanges(register: Register): Promise<number> {
  const row = await register.reader
    .selectFrom('changes')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Every table follows from the journal, the chain is whole, and the derived tables are as a rebuilding makes them. */
export async function expectSound({ register, client }: TestRegister): Promise<void> {
  const { isSound, faults } = await client.journal.verify();
  expect({ isSound, faults }).toEqual({ isSound: true, faults: [] });
  const derived = () =>
    register.reader
      .selectFrom('studentSearch')
      .select(['student', 'foldedName', 'sortKey', 'classSortKey', 'class', 'povertyStatus', 'deviceState', 'isVoided'])
      .orderBy('student')
      .execute();
  const before = await derived();
  await register.exclusively(() => register.transact((db) => rebuildDerivedTables(db)));
  expect(before).toEqual(await derived());
}

/** The one pupil of this name with all that belongs to it. */
export async function pupil({ client }: TestRegister, fullName: string) {
  const { rows } = await client.students.records({ limit: 1000 });
  const found = rows.filter((row) => row.fullName === fullName);
  expect(found.length, `pupils called ${fullName}`).toBe(1);
  const { id } = found[0]!;
  const { personalId } = await client.numbers.ofStudent({ student: id });
  return { ...(await client.students.get({ id })), personalId };
}
