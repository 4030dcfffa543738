/** Rules found broken after a merge, each with the records that it concerns. */
import type { Finding, FindingKind } from '../../shared/contract/conflicts.ts';
import { maskNumber } from '../../shared/rules/mask-number.ts';
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
/** Kinds whose records share the ID number of a person. */
const PERSON_NUMBERS: ReadonlySet<FindingKind> = new Set([
  'personalIdTwice',
  'pupilAtTwoSchools',
  'householdTwoDevices',
]);

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
    const value = PERSON_NUMBERS.has(found.kind) && /^\d+$/.test(found.value) ? maskNumber(found.value) : found.value;
    rows.push({ ...found, value, records: labelled });
  }
  return { total: wanted.length, rows };
}
