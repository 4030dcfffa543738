/** The pupils' long table. */
import type { StudentFilter, StudentRow } from '../../shared/contract/students.ts';
import { classSortKey } from '../../shared/rules/vietnamese-order.ts';
import { parseSearchText } from '../queries/search-text.ts';
import { countListedStudents, listStudentPage } from '../queries/student-list.ts';
import { findClass } from '../queries/places.ts';
import type { Register } from '../register.ts';

export interface StudentList {
  total: number;
  rows: StudentRow[];
  counts: { poor: number; nearPoor: number; received: number };
}

/** One page of the pupils that match, with totals over all of them. */
export async function listStudents(
  register: Register,
  input: StudentFilter & { sort: 'name' | 'class'; offset: number; limit: number },
): Promise<StudentList> {
  const { owner } = await register.getInstallation();
  const db = register.reader;
  const schoolClass = input.class === null ? undefined : await findClass(db, owner, input.class);
  const filter = {
    ...input,
    text: parseSearchText(input.text),
    classSortKey: schoolClass ? classSortKey(schoolClass.name) : null,
  };
  const { total, ...counts } = await countListedStudents(db, filter);
  const rows = input.offset < total ? await listStudentPage(db, filter) : [];
  return { total, rows: rows.map(toStudentRow), counts };
}

type SelectedRow = Awaited<ReturnType<typeof listStudentPage>>[number];

export function toStudentRow({ deviceState, isVoided, povertyStatus, ...row }: SelectedRow): StudentRow {
  return {
    ...row,
    povertyStatus: povertyStatus === 'unknown' ? null : povertyStatus,
    device: deviceState,
    isVoided: isVoided === 1,
  };
}
