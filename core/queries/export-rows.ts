/** The register as rows for the export, a page at a time: what is voided is left out, every receipt is in. */
import type { ReadHandle } from '../database/handles.ts';
import { selectReceiptEntries } from './receipt-entries.ts';
import { selectPage } from './student-list.ts';

export interface PageRequest {
  offset: number;
  limit: number;
}

const ALL_IN_USE = {
  text: null,
  isBroad: false,
  class: null,
  povertyStatus: null,
  device: null,
  round: null,
  consent: null,
  includeVoided: false,
  sort: 'class',
} as const;

/** Pupils of one school or of all, in the order of the class lists, with household and the device that each holds. */
export function listExportStudents(db: ReadHandle, owner: string | null, page: PageRequest) {
  return db
    .selectFrom('studentSearch')
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'studentSearch.owner').onRef('students.id', '=', 'studentSearch.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .leftJoin('households', (join) =>
      join.onRef('households.owner', '=', 'students.owner').onRef('households.id', '=', 'students.household'),
    )
    .leftJoin('receipts', (join) =>
      join.onRef('receipts.owner', '=', 'studentSearch.owner').onRef('receipts.id', '=', 'studentSearch.receipt'),
    )
    .leftJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'receipts.owner').onRef('devices.id', '=', 'receipts.device'),
    )
    .select(['students.id', 'students.household', 'students.moetId', 'students.fullName', 'students.birthDate'])
    .select(['students.gender', 'students.ethnicity', 'students.note', 'classes.name as className'])
    .select(['households.headName', 'households.village', 'households.commune', 'households.province'])
    .select(['devices.serialNumber', 'receipts.receivedOn'])
    .where('studentSearch.student', 'in', selectPage(db, { ...ALL_IN_USE, owner, ...page }))
    .orderBy('studentSearch.classSortKey')
    .orderBy('studentSearch.sortKey')
    .orderBy('studentSearch.student')
    .execute();
}

/** Receipts and counter-documents after one, the first first. */
export function listExportReceipts(db: ReadHandle, owner: string, page: { after: string; limit: number }) {
  return selectReceiptEntries(db, owner)
    .select(['students.moetId', 'devices.imei'])
    .where('receipts.id', '>', page.after)
    .orderBy('receipts.id')
    .limit(page.limit)
    .execute();
}
