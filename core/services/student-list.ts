/** The pupils' long table. */
import type { StudentFilter, StudentRow } from '../../shared/contract/students.ts';
import { parseSearchText } from '../queries/search-text.ts';
import { countListedStudents, listStudentPage, prepareFilter } from '../queries/student-list.ts';
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
  await register.getInstallation();
  const db = register.reader;
  const filter = { ...input, ...(await prepareFilter(db, { ...input, text: parseSearchText(input.text) })) };
  const standings = await countListedStudents(db, filter);
  const count = (isCounted: (row: (typeof standings)[number]) => boolean) =>
    standings.reduce((total, row) => total + (isCounted(row) ? row.count : 0), 0);
  const total = count(() => true);
  const rows = input.offset < total ? await listStudentPage(db, filter) : [];
  return {
    total,
    rows: rows.map(toStudentRow),
    counts: {
      poor: count((row) => row.povertyStatus === 'poor'),
      nearPoor: count((row) => row.povertyStatus === 'near_poor'),
      received: count((row) => row.deviceState === 'received'),
    },
  };
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
