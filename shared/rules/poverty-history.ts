/**
 * The poverty status of a household is dated history: which entry counts, and what a class list adds to it.
 * Standards: Nghị định 07/2021/NĐ-CP, kept for 2026 by Nghị định 351/2025/NĐ-CP, which also sets 2027–2030.
 */
import type { RecordFields } from '../records/record-tables.ts';

export type PovertyLevel = RecordFields<'poverty_statuses'>['status'];
export type PovertyEntry = Omit<RecordFields<'poverty_statuses'>, 'household' | 'voidedAt' | 'voidReason'>;
export interface KnownPovertyEntry extends PovertyEntry {
  id: string;
}

/** What a file says of one household; null or left out: it does not say. */
export interface StatedPoverty {
  status?: PovertyLevel | null;
  reviewYear?: number | null;
  certificateNo?: string | null;
  certificateDate?: string | null;
  certificateCommune?: string | null;
}

export type PovertyDecision =
  | { kind: 'keep' }
  /** A new entry of the history; `isLowering`: it would lower a status that has a certificate. */
  | { kind: 'add'; entry: PovertyEntry; isLowering: boolean }
  /** The file completes or mends the entry that counts: date or place of its certificate, year of its review. */
  | { kind: 'complete'; id: string; fields: Partial<PovertyEntry> };

const rank: Record<PovertyLevel, number> = { poor: 2, near_poor: 1, none: 0 };

/** The entry that counts: the newest by validFrom, then id. Void entries must be left out. */
export function currentPoverty<Entry extends { id: string; validFrom: string }>(
  history: readonly Entry[],
): Entry | undefined {
  let current: Entry | undefined;
  for (const entry of history) {
    if (!current || entry.validFrom > current.validFrom) current = entry;
    else if (entry.validFrom === current.validFrom && entry.id > current.id) current = entry;
  }
  return current;
}

/** The standard that a review of this year applied. */
export function povertyStandardOf(reviewYear: number | null): PovertyEntry['standard'] {
  if (reviewYear === null) return null;
  return reviewYear <= 2026 ? '2022-2025' : '2027-2030';
}

/** The year that a certificate's number ends with: 28/GCN-HN.2025 → 2025. */
export function reviewYearOf(certificateNo: string | null | undefined): number | null {
  const year = /(?:^|[./_\s-])(20\d{2})$/.exec(certificateNo ?? '')?.[1];
  return year === undefined ? null : Number(year);
}

/**
 * What a file's statement does to the history of a household. An empty cell never takes a status away; it says
 * `none` only of a household of which nothing is known (`isColumnThere`: the file has the column).
 */
export function decidePoverty(
  history: readonly KnownPovertyEntry[],
  stated: StatedPoverty,
  isColumnThere: boolean,
  today: string,
): PovertyDecision {
  const current = currentPoverty(history);
  const status = stated.status ?? (current || !isColumnThere ? null : 'none');
  if (status === null) return { kind: 'keep' };
  const certificateNo = stated.certificateNo ?? null;
  if (current && current.status === status && (certificateNo === null || certificateNo === current.certificateNo))
    return completeEntry(current, stated);

  const certificateDate = stated.certificateDate ?? null;
  if (
    current &&
    history.some((entry) => isSame(entry, status, certificateNo, certificateDate)) &&
    isOlder(stated, current)
  )
    return { kind: 'keep' };
  const reviewYear = stated.reviewYear ?? reviewYearOf(certificateNo);
  const entry: PovertyEntry = {
    status,
    reviewYear,
    standard: povertyStandardOf(reviewYear),
    certificateNo,
    certificateDate,
    certificateCommune: stated.certificateCommune ?? null,
    validFrom: validFromOf(stated, current, today),
  };
  const counts = !current || entry.validFrom >= current.validFrom;
  const isCertified = Boolean(current?.certificateNo) || Boolean(current?.certificateDate);
  const isLowering = current !== undefined && counts && isCertified && rank[status] < rank[current.status];
  return { kind: 'add', entry, isLowering };
}

/** A certificate older than the one that counts is history; any other statement counts from its day or from today. */
function validFromOf(stated: StatedPoverty, current: KnownPovertyEntry | undefined, today: string): string {
  const day = stated.certificateDate ?? today;
  if (!current || day >= current.validFrom || isOlder(stated, current)) return day;
  return today > current.validFrom ? today : current.validFrom;
}

function isOlder(stated: StatedPoverty, current: KnownPovertyEntry): boolean {
  return Boolean(stated.certificateDate && current.certificateDate && stated.certificateDate < current.certificateDate);
}

function isSame(
  entry: KnownPovertyEntry,
  status: PovertyLevel,
  certificateNo: string | null,
  certificateDate: string | null,
): boolean {
  return entry.status === status && entry.certificateNo === certificateNo && entry.certificateDate === certificateDate;
}

function completeEntry(current: KnownPovertyEntry, stated: StatedPoverty): PovertyDecision {
  const fields: Partial<PovertyEntry> = {};
  const { certificateDate, certificateCommune, reviewYear } = stated;
  if (certificateDate && certificateDate !== current.certificateDate) fields.certificateDate = certificateDate;
  if (certificateCommune && certificateCommune !== current.certificateCommune)
    fields.certificateCommune = certificateCommune;
  if (reviewYear && reviewYear !== current.reviewYear) {
    fields.reviewYear = reviewYear;
    fields.standard = povertyStandardOf(reviewYear);
  }
  return Object.keys(fields).length === 0 ? { kind: 'keep' } : { kind: 'complete', id: current.id, fields };
}
