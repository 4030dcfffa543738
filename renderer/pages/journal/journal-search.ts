/** What the address of the journal says: the filter, and the entry that stands open. */
import { auditKind, type AuditKind } from '../../../shared/contract/audit.ts';
import { type RecordTableName, recordTableNames } from '../../../shared/records/record-tables.ts';
import { choiceIn, textIn } from '../../search-params.ts';

export interface JournalSearch {
  /** Record id of who did it. */
  person?: string | undefined;
  /** ISO days, both inclusive. */
  from?: string | undefined;
  until?: string | undefined;
  kind?: AuditKind | undefined;
  table?: RecordTableName | undefined;
  /** Everything that concerns this pupil, or this device. */
  student?: string | undefined;
  device?: string | undefined;
  /** Id of the change beside the table. */
  entry?: string | undefined;
}

export function readJournalSearch(search: Record<string, unknown>): JournalSearch {
  return {
    person: textIn(search, 'person'),
    from: textIn(search, 'from'),
    until: textIn(search, 'until'),
    kind: choiceIn(search, 'kind', auditKind.options),
    table: choiceIn(search, 'table', recordTableNames),
    student: textIn(search, 'student'),
    device: textIn(search, 'device'),
    entry: textIn(search, 'entry'),
  };
}

/** The filter of the call. */
export function toAuditFilter({ entry: _entry, ...filter }: JournalSearch) {
  return filter;
}

export function isFiltered(search: JournalSearch): boolean {
  return Object.values(toAuditFilter(search)).some((value) => value !== undefined);
}
