/** Rules found broken after a merge, each with the records that it concerns. */
import type { Finding, FindingKind } from '../../shared/contract/conflicts.ts';
import {
  findCancelledTwice,
  findDeviceNumbersTwice,
  findDevicesHeldTwice,
  findHouseholdsWithTwo,
  findNegativeStock,
  findPupilNumbersTwice,
  findPupilsWithTwo,
  type Found,
} from '../queries/findings.ts';
import { findMissingReferences } from '../queries/missing-references.ts';
import { findLabel } from '../queries/record-labels.ts';
import type { Register } from '../register.ts';

const RULES = [
  findDevicesHeldTwice,
  findPupilsWithTwo,
  findHouseholdsWithTwo,
  findDeviceNumbersTwice,
  findPupilNumbersTwice,
  findCancelledTwice,
  findNegativeStock,
  findMissingReferences,
];
/** A record that a thousand others wait for is shown with the first of them. */
const RECORDS_SHOWN = 20;

/** Raises registerNotSetUp. */
export async function listFindings(
  register: Register,
  { kind, offset, limit }: { kind: FindingKind | null; offset: number; limit: number },
): Promise<{ total: number; rows: Finding[] }> {
  await register.getInstallation();
  const db = register.reader;
  const all: Found[] = [];
  for (const rule of RULES) all.push(...(await rule(db)));
  const wanted = kind === null ? all : all.filter((found) => found.kind === kind);
  const rows: Finding[] = [];
  for (const { records, ...found } of wanted.slice(offset, offset + limit)) {
    const labelled: Finding['records'] = [];
    for (const record of records.slice(0, RECORDS_SHOWN))
      labelled.push({ ...record, label: (await findLabel(db, record)).label });
    rows.push({ ...found, records: labelled });
  }
  return { total: wanted.length, rows };
}
