/** What stands on the minutes of handover (F3) beside the receipt: certificate, phone and address of the household. */
import { foldText } from '../../shared/rules/fold.ts';
import type { HandoverMinutes } from '../forms/form-models.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';
import { type FormLine, listHouseholds } from '../queries/form-rows.ts';
import { inSlices } from '../queries/in-slices.ts';
import { listGuardians, listPovertyStatuses } from '../queries/students.ts';

/** First grade of trung học cơ sở. */
const LOWER_SECONDARY = 6;
/** Receivers who live with the pupil, so that the household's address is theirs. */
const OF_HOUSEHOLD = new Set(['father', 'mother', 'self']);

type Household = Pick<SyncedRow<'households'>, 'village' | 'commune' | 'province'>;

interface Surroundings {
  households: Map<string, Household>;
  /** Newest status that is not voided, by household. */
  statuses: Map<string, SyncedRow<'poverty_statuses'>>;
  /** By pupil. */
  guardians: Map<string, SyncedRow<'guardians'>[]>;
}

/** One copy per line. Before anyone has signed all about the receiver is left to be written by hand. */
export async function gatherMinutes(
  db: ReadHandle,
  owner: string,
  lines: readonly FormLine[],
  modeOfRound: (round: string) => HandoverMinutes['mode'],
): Promise<HandoverMinutes[]> {
  const around = await gatherSurroundings(db, owner, lines);
  return lines.map((line) => toMinutes(line, around, modeOfRound));
}

async function gatherSurroundings(db: ReadHandle, owner: string, lines: readonly FormLine[]): Promise<Surroundings> {
  const around: Surroundings = { households: new Map(), statuses: new Map(), guardians: new Map() };
  const households = new Set(lines.flatMap(({ row }) => row.household ?? []));
  await inSlices([...households], async (ids) => {
    for (const household of await listHouseholds(db, owner, ids)) around.households.set(household.id, household);
    for (const status of await listPovertyStatuses(db, owner, ids)) {
      if (status.voidedAt === null && !around.statuses.has(status.household))
        around.statuses.set(status.household, status);
    }
  });
  await inSlices([...new Set(lines.map(({ row }) => row.student))], async (ids) => {
    for (const guardian of await listGuardians(db, owner, ids))
      around.guardians.set(guardian.student, [...(around.guardians.get(guardian.student) ?? []), guardian]);
  });
  return around;
}

function toMinutes(
  { row, signed }: FormLine,
  { households, statuses, guardians }: Surroundings,
  modeOfRound: (round: string) => HandoverMinutes['mode'],
): HandoverMinutes {
  const status = statuses.get(row.household ?? '');
  const guardian = guardians
    .get(row.student)
    ?.find(({ name }) => signed?.receiverName && foldText(name) === foldText(signed.receiverName));
  const livesWithPupil = guardian !== undefined || OF_HOUSEHOLD.has(signed?.receiverRelation ?? '');
  const household = signed && livesWithPupil ? households.get(row.household ?? '') : undefined;
  return {
    documentNumber: null,
    mode: signed?.mode ?? modeOfRound(row.round),
    loanUntil: null,
    receivedOn: signed?.receivedOn ?? null,
    student: {
      fullName: row.fullName,
      birthDate: row.birthDate,
      className: row.className,
      moetId: row.moetId,
      povertyStatus: row.povertyStatus === 'unknown' ? null : row.povertyStatus,
      certificateNo: status?.certificateNo ?? null,
      certificateDate: status?.certificateDate ?? null,
      signsToo: Number(/^\d+/.exec(row.className ?? '')?.[0] ?? 0) >= LOWER_SECONDARY,
    },
    receiver: {
      name: signed?.receiverName ?? null,
      relation: signed?.receiverRelation ?? null,
      personalId: signed?.receiverPersonalId ?? null,
      idIssuedOn: null,
      idIssuedBy: null,
      phone: guardian?.phone ?? null,
      address: household ? addressOf(household) : null,
    },
    device: {
      name: row.deviceName,
      brand: row.brand,
      model: row.model,
      serialNumber: row.serialNumber,
      imei: row.imei,
      price: row.price,
      condition: row.condition,
      accessories: row.accessories,
      note: row.note,
      simNumber: row.simNumber,
      iccid: row.iccid,
      carrier: null,
      dataPlan: null,
      simActivatedOn: null,
      simExpiresOn: null,
    },
  };
}

function addressOf({ village, commune, province }: Household): string | null {
  return [village, commune, province].filter((part) => part !== null).join(', ') || null;
}
