/** The columns of the pupils' table: all of them, or the few that fit beside an open pupil. */
import type { StudentRow } from '../../../shared/contract/students.ts';
import { formatDay, groupDigits } from '../../language/format.ts';
import type { Words } from '../../language/words.ts';
import { DeviceMark, PovertyMark } from '../../marks/marks.tsx';
import type { GridColumn } from '../../table/grid-row.tsx';
import { nameParts } from './name-parts.ts';

/** `hasSchools`: pupils of many schools, each named; the village and the receipt's words give way to it. */
export function studentColumns(words: Words, isWide: boolean, hasSchools = false): GridColumn<StudentRow>[] {
  const w = words.students.columns;
  const all = {
    class: { id: 'class', header: w.class, width: '68px', cell: (row) => row.className },
    moetId: { id: 'moetId', header: w.moetId, width: '124px', cell: (row) => groupDigits(row.moetId) },
    family: {
      id: 'family',
      header: w.familyName,
      width: 'minmax(110px, 1fr)',
      cell: (row) => nameParts(row.fullName, row.sortName).family,
    },
    given: {
      id: 'given',
      header: w.givenName,
      width: '104px',
      cell: (row) => <strong>{nameParts(row.fullName, row.sortName).given}</strong>,
    },
    birthDate: { id: 'birthDate', header: w.birthDate, width: '104px', cell: (row) => formatDay(row.birthDate) },
    poverty: {
      id: 'poverty',
      header: w.povertyStatus,
      width: '156px',
      cell: (row) => <PovertyMark status={row.povertyStatus} />,
    },
    village: { id: 'village', header: w.village, width: '120px', cell: (row) => row.village },
    device: { id: 'device', header: w.device, width: '132px', cell: (row) => row.serialNumber ?? '–' },
    receipt: {
      id: 'receipt',
      header: w.receipt,
      width: '168px',
      cell: (row) => <DeviceMark device={row.device} {...receiptText(row, words)} />,
    },
  } satisfies Record<string, GridColumn<StudentRow>>;
  const school: GridColumn<StudentRow> = {
    id: 'school',
    header: words.office.school,
    width: 'minmax(130px, 1.1fr)',
    cell: (row) => row.schoolName,
  };
  if (hasSchools) {
    const { village: _village, ...others } = all;
    return isWide ? [school, ...Object.values(others)] : [school, all.class, all.family, all.given];
  }
  if (isWide) return Object.values(all);
  return [all.class, all.family, all.given, all.birthDate, all.poverty];
}

function receiptText(row: StudentRow, words: Words): { text?: string } {
  if (row.device === 'received' && row.receivedOn) return { text: words.students.signedOn(formatDay(row.receivedOn)) };
  if (row.device === 'assigned') return { text: words.students.planned };
  return {};
}
